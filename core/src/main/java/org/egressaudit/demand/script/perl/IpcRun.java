package org.egressaudit.demand.script.perl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.text.Span;

/**
 * What IPC::Run starts (perldoc IPC::Run): references to lists are commands, {@code |} and {@code &} stand between
 * them, and after each may stand where its streams lead.
 */
final class IpcRun {

    private static final Set<String> BETWEEN = Set.of("|", "&");
    private static final Pattern STREAM = Pattern.compile("\\d*[<>].*", Pattern.DOTALL);

    private IpcRun() {}

    /** The words of the one command; of several, a command line and the option {@code shell}. */
    static Arguments command(Machine machine, Arguments given) {
        List<List<Arguments.Passed>> commands = new ArrayList<>(List.of(new ArrayList<>()));
        List<String> marks = new ArrayList<>();
        boolean streams = false;
        for (Arguments.Passed passed : given.passed()) {
            String text = passed.value() instanceof Value.Scalar scalar ? scalar.text() : null;
            if (text != null && BETWEEN.contains(text)) {
                commands.add(new ArrayList<>());
                marks.add(text);
                streams = false;
            } else if (text != null && STREAM.matcher(text).matches()) {
                streams = true;
            } else if (!streams) {
                commands.get(commands.size() - 1).add(passed);
                streams = passed.value() instanceof ListValue;
            }
        }
        return marks.isEmpty()
                ? new Arguments(commands.get(0), given.open(), given.place(), given.callee())
                : line(machine, commands, marks, given);
    }

    private static Arguments line(
            Machine machine, List<List<Arguments.Passed>> commands, List<String> marks, Arguments given) {
        List<Value> pieces = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            for (Arguments.Passed passed : commands.get(i)) {
                for (Value word : passed.value() instanceof ListValue list
                        ? words(list, given.place())
                        : List.of(passed.value())) {
                    pieces.add(quoted(word, given.place()));
                    pieces.add(Value.text(" ", given.place()));
                }
            }
            if (i < marks.size()) {
                pieces.add(Value.text(marks.get(i) + " ", given.place()));
            }
        }
        MapValue options = new MapValue();
        options.put(machine.journal(), "shell", Value.truth(true, given.place()));
        return Arguments.of(given.place(), List.of(Words.join(pieces, given.place()), options));
    }

    private static List<Value> words(ListValue list, Span place) {
        List<Value> words = new ArrayList<>(list.items());
        if (list.open()) {
            words.add(new Value.Unknown("...", "only the run will know these arguments", place));
        }
        return words;
    }

    private static Value quoted(Value word, Span place) {
        return word instanceof Value.Scalar text
                ? Words.change(text, place, plain -> "'" + plain.replace("'", "'\\''") + "'")
                : word;
    }
}
