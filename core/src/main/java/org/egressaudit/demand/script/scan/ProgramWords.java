package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.Argument;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Truth;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;

/**
 * The words of a call that starts a program, where a language takes them as a list among others: {@code spawn('curl',
 * ['-s', url], {shell: true})} of Node.js, {@code system({'A' => 'b'}, 'curl', url)} of Ruby.
 */
public final class ProgramWords {

    private ProgramWords() {}

    /**
     * The program and its arguments as operands: lists are spread, environments, options and functions left out. Where an
     * option {@code shell} asks for one, the argument {@code shell} says that they are a command line.
     */
    public static Invocation of(Invocation plain, Arguments arguments, Machine machine) {
        List<Argument> words = new ArrayList<>();
        boolean shell = false;
        for (Arguments.Passed passed : arguments.passed()) {
            Value value = passed.value();
            if (value instanceof ListValue list) {
                spread(list, passed, words);
            } else if (value instanceof MapValue options) {
                Value asked = options.get("shell");
                shell |= asked != null && machine.truth(asked) == Truth.YES;
            } else if (passed.name() == null && !(value instanceof Value.Routined)) {
                words.add(Argument.of(Words.of(value, passed.place())));
            }
        }
        if (shell) {
            words.add(new Argument("shell", Word.Known.literal("true", plain.span())));
        }
        return new Invocation(
                plain.language(),
                plain.name(),
                words,
                plain.receiver(),
                plain.input(),
                plain.output(),
                plain.span(),
                plain.nameSpan(),
                plain.situation());
    }

    private static void spread(ListValue list, Arguments.Passed passed, List<Argument> words) {
        list.items().forEach(item -> words.add(Argument.of(Words.of(item, passed.place()))));
        if (list.open()) {
            words.add(Argument.of(
                    new Word.Unknown(passed.source(), "only the run will know these arguments", passed.place())));
        }
    }
}
