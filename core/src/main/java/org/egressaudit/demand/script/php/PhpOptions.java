package org.egressaudit.demand.script.php;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.jspecify.annotations.Nullable;

/** {@code getopt()}: the options of the command line by their names; those not given are not in the answer. */
final class PhpOptions {

    /** Whether a value follows an option. */
    private enum Takes {
        NONE,
        VALUE,
        PERHAPS
    }

    private PhpOptions() {}

    /** {@code getopt("ab:c::", ["long:", "flag"])}. */
    static @Nullable Value taken(Machine machine, Arguments given) {
        Frame caller = machine.caller();
        Value argv = caller == null ? null : caller.module().globals().get("$argv");
        String letters = given.text(0, "short_options");
        if (!(argv instanceof ListValue words) || letters == null) {
            return null;
        }
        Map<String, Takes> options = new HashMap<>();
        for (String letter : letters.split("(?<=[^:])(?=[^:])|(?<=:)(?=[^:])")) {
            add(options, letter);
        }
        for (Value name :
                given.parameter(1, "long_options") instanceof ListValue names ? names.items() : List.<Value>of()) {
            String text = PlainLanguage.string(name);
            if (text == null) {
                return null;
            }
            add(options, text);
        }
        MapValue taken = new MapValue();
        List<Value> all = words.items();
        for (int i = 1; i < all.size(); i++) {
            Value word = all.get(i);
            String text = PlainLanguage.string(word);
            if (text == null) {
                // any of them
                taken.opens(machine.journal(), given.place());
                continue;
            }
            boolean isLong = text.startsWith("--") && text.length() > 2;
            if (!isLong && (!text.startsWith("-") || text.length() < 2 || text.equals("--"))) {
                // the first word that is no option ends them
                break;
            }
            int equals = text.indexOf('=');
            int end = isLong ? equals < 0 ? text.length() : equals : 2;
            String name = text.substring(isLong ? 2 : 1, end);
            Takes takes = options.get(name);
            int value = isLong ? end + 1 : equals == 2 ? 3 : 2;
            if (takes == null) {
                continue;
            }
            if (takes != Takes.NONE && value < text.length()) {
                taken.put(machine.journal(), name, PlainLanguage.changed(word, whole -> whole.substring(value)));
            } else if (takes == Takes.VALUE && i + 1 < all.size()) {
                taken.put(machine.journal(), name, all.get(++i));
            } else {
                taken.put(machine.journal(), name, Value.truth(false, given.place()));
            }
        }
        return taken;
    }

    private static void add(Map<String, Takes> options, String option) {
        String name = option.replace(":", "");
        if (!name.isEmpty()) {
            options.put(name, option.endsWith("::") ? Takes.PERHAPS : option.endsWith(":") ? Takes.VALUE : Takes.NONE);
        }
    }
}
