package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** {@code text =~ /expression/} of Perl and Ruby, and the groups {@code $1}, {@code $2} of the last one that fitted. */
public final class Captures {

    /** The function that the operator is a call of: the text, then the expression. */
    public static final String MATCH = "=~";

    /** The same where its groups are asked for, as a list. */
    public static final String GROUPS = "=~ ()";

    /** Property of the run that holds the groups. */
    private static final String LAST = "groups of the last match";

    private Captures() {}

    /** Adds both functions. */
    public static void register(Map<String, NativeFunction> all) {
        all.put(MATCH, (machine, given) -> {
            Value groups = matched(machine, given);
            return groups == null ? null : Value.truth(!groups.isNothing(), given.place());
        });
        all.put(GROUPS, (machine, given) -> {
            Value groups = matched(machine, given);
            if (!(groups instanceof MapValue map)) {
                return groups == null ? null : Value.list(Container.LIST, List.of());
            }
            List<Value> list = new ArrayList<>();
            Value group = map.get("1");
            for (int i = 2; group != null; i++) {
                list.add(group);
                group = map.get(Integer.toString(i));
            }
            return Value.list(Container.LIST, list.isEmpty() ? List.of(Value.number("1", given.place())) : list);
        });
    }

    private static @Nullable Value matched(Machine machine, Arguments given) {
        Value groups = Replacements.global(given.at(1))
                ? null
                : RegularExpressions.groups(machine, Replacements.pattern(given.at(1)), given.at(0), given.place());
        if (groups == null) {
            machine.properties().put(LAST, unknown(given.place()));
        } else if (!groups.isNothing()) {
            machine.properties().put(LAST, groups);
        }
        return groups;
    }

    private static Value unknown(Span place) {
        return new Value.Unknown(
                "...", "it is part of a text that only the run will know; declare what it reaches", place);
    }

    /** A group by its variable, such as {@code $1}; null for other variables, and before anything fitted. */
    public static @Nullable Value variable(Machine machine, String name, Span place) {
        if (name.length() != 2 || name.charAt(0) != '$' || name.charAt(1) < '1' || name.charAt(1) > '9') {
            return null;
        }
        Value last = machine.properties().get(LAST);
        if (!(last instanceof MapValue groups)) {
            return last instanceof Value.Unknown unknown
                    ? new Value.Unknown(name, unknown.reason(), unknown.place())
                    : null;
        }
        Value group = groups.get(name.substring(1));
        return group == null ? Value.nothing(place) : group;
    }
}
