package org.egressaudit.demand.tool;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How a command writes its options, after POSIX.1-2017 XBD 12.2 and GNU getopt_long(3).
 *
 * @param names every spelling of an option with a value, or with several spellings, to the one it is known by
 * @param values options whose value follows, as the next word or attached, by the names they are known by
 * @param optional options whose value, when there is one, is attached
 * @param last options after whose value no more options come: {@code python3 -m module}
 * @param firstOperandEnds whether what follows the first operand is no option: POSIX order, and all wrappers
 * @param singleDash whether long options begin with one dash and letters do not cluster: find(1), openssl(1)
 * @param assignments whether leading {@code NAME=value} words set the environment: env(1), sudo(8)
 * @param dash whether a lone {@code -} is an option: su(1), env(1)
 */
record Syntax(
        Map<String, String> names,
        Set<String> values,
        Set<String> optional,
        Set<String> last,
        boolean firstOperandEnds,
        boolean singleDash,
        boolean assignments,
        boolean dash) {

    static final Syntax PLAIN = new Syntax(Map.of(), Set.of(), Set.of(), Set.of(), false, false, false, false);

    Syntax {
        names = Map.copyOf(names);
        values = Set.copyOf(values);
        optional = Set.copyOf(optional);
        last = Set.copyOf(last);
    }

    /** The one name by which an option is known: {@code --max-time} for {@code -m}. */
    String known(String option) {
        return names.getOrDefault(option, option);
    }

    boolean takesValue(String option) {
        return values.contains(known(option)) || isLast(option);
    }

    boolean isLast(String option) {
        return last.contains(known(option));
    }

    boolean mayTakeValue(String option) {
        return optional.contains(known(option));
    }

    /** This syntax with the options of another as well; the other's manners are kept where it has any. */
    Syntax and(Syntax other) {
        Map<String, String> allNames = new HashMap<>(names);
        allNames.putAll(other.names);
        Set<String> allValues = new HashSet<>(values);
        allValues.addAll(other.values);
        Set<String> allOptional = new HashSet<>(optional);
        allOptional.addAll(other.optional);
        Set<String> allLast = new HashSet<>(last);
        allLast.addAll(other.last);
        return new Syntax(
                allNames,
                allValues,
                allOptional,
                allLast,
                other.firstOperandEnds,
                singleDash || other.singleDash,
                assignments || other.assignments,
                dash || other.dash);
    }
}
