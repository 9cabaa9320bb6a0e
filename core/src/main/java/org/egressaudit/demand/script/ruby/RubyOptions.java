package org.egressaudit.demand.script.ruby;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.jspecify.annotations.Nullable;

/** {@code OptionParser}, from Ruby's library: the block of an option is called each time the option is given. */
final class RubyOptions {

    private RubyOptions() {}

    static @Nullable Value member(Value.Made object, String name) {
        return object.name().equals("OptionParser") && (name.equals("on") || name.equals("on_tail"))
                ? new Value.Native(name, RubyOptions::on)
                : null;
    }

    /** {@code on('-c', '--config FILE', 'about') { |value| ... }}. */
    private static Value on(Machine machine, Arguments given) {
        Value block = given.at(given.positional().size() - 1);
        List<String> spellings = new ArrayList<>();
        boolean takesValue = false;
        for (Value value : given.positional()) {
            String text = PlainLanguage.string(value);
            if (text != null && text.startsWith("-")) {
                String[] parts = text.split("[ =]", 2);
                takesValue |= parts.length > 1;
                spellings.add(parts[0]);
            }
        }
        List<Word> words = machine.program().arguments();
        for (int i = 0; block instanceof Value.Routined && i < words.size(); i++) {
            Word word = words.get(i);
            Value value = value(words, i, spellings, takesValue, given);
            if (word.known().isEmpty()) {
                Value any = new Value.Scalar(Kind.STRING, word);
                machine.maybe(
                        () -> machine.calls().call(block, Arguments.of(given.place(), List.of(any)), "?"),
                        given.place());
            } else if (value != null) {
                machine.calls().call(block, Arguments.of(given.place(), List.of(value)), "?");
            }
        }
        return Value.nothing(given.place());
    }

    private static @Nullable Value value(
            List<Word> words, int at, List<String> spellings, boolean takesValue, Arguments given) {
        Word word = words.get(at);
        String text = word.known().orElse(null);
        if (text == null) {
            return null;
        }
        for (String spelling : spellings) {
            if (text.equals(spelling)) {
                return takesValue && at + 1 < words.size()
                        ? new Value.Scalar(Kind.STRING, words.get(at + 1))
                        : Value.truth(true, given.place());
            }
            String attached = spelling.startsWith("--") ? spelling + "=" : spelling;
            if (takesValue && text.startsWith(attached)) {
                return Value.text(text.substring(attached.length()), given.place());
            }
        }
        return null;
    }
}
