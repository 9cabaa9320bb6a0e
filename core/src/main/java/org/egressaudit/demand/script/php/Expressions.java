package org.egressaudit.demand.script.php;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.RegularExpressions;
import org.egressaudit.demand.script.scan.Replacements;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.jspecify.annotations.Nullable;

/** PHP's regular expressions on known texts (PCRE, of which Java's are near kin); null where only the run will know. */
final class Expressions {

    /** A delimiter, the expression, the delimiter that closes it, and flags. */
    private static final Pattern WRITTEN =
            Pattern.compile("(?s)\\s*([^\\sA-Za-z0-9\\\\])(.*)([^\\sA-Za-z0-9\\\\])([imsxuUD]*)");

    private static final String OPENING = "([{<";
    private static final String CLOSING = ")]}>";

    private Expressions() {}

    /** {@code preg_replace(pattern, replacement, subject)}. */
    static @Nullable Value replaced(Arguments given) {
        Pattern pattern = pattern(given.text(0, "pattern"));
        return Replacements.replace(given.at(2), pattern, given.at(1), Replacements.Marks.BOTH, true, given.place());
    }

    /** {@code preg_replace_callback(pattern, function, subject)}. */
    static @Nullable Value replacedByFunction(Machine machine, Arguments given) {
        Value function = given.at(1);
        if (function == null || given.size() > 3) {
            return null;
        }
        return Replacements.replaced(
                given.at(2),
                pattern(given.text(0, "pattern")),
                groups -> machine.calls()
                        .call(function, Arguments.of(given.place(), List.of(Value.list(Container.LIST, groups))), "?"),
                true,
                given.place());
    }

    /** {@code preg_match(pattern, subject, groups)}. */
    static @Nullable Value matches(Machine machine, Arguments given) {
        Pattern pattern = pattern(given.text(0, "pattern"));
        Value groups = RegularExpressions.groups(machine, pattern, given.at(1), given.place());
        String reason = "it is part of a text that only the run will know; declare what it reaches";
        given.giveBack(
                2,
                groups == null
                        ? new Value.Unknown("...", reason, given.place())
                        : groups.isNothing() ? Value.list(Container.LIST, List.of()) : groups);
        return groups == null ? null : Value.number(groups.isNothing() ? "0" : "1", given.place());
    }

    /** {@code preg_split(pattern, subject)}. */
    static @Nullable Value split(Arguments given) {
        return given.size() > 2
                ? null
                : RegularExpressions.split(pattern(given.text(0, "pattern")), given.at(1), 0, given.place());
    }

    private static @Nullable Pattern pattern(@Nullable String written) {
        Matcher parts = written == null ? null : WRITTEN.matcher(written);
        if (parts == null || !parts.matches()) {
            return null;
        }
        char open = parts.group(1).charAt(0);
        char close = OPENING.indexOf(open) >= 0 ? CLOSING.charAt(OPENING.indexOf(open)) : open;
        if (parts.group(3).charAt(0) != close) {
            return null;
        }
        return RegularExpressions.of(parts.group(2), parts.group(4));
    }
}
