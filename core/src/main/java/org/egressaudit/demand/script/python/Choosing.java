package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Ordering;
import org.egressaudit.demand.script.machine.Rows;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.jspecify.annotations.Nullable;

/** Functions that answer one item of many, their order, or whether some or all of them hold. */
final class Choosing {

    private Choosing() {}

    /** {@code max} and {@code min} of an iterable or of the arguments; with {@code key} any of them. */
    static @Nullable Value extreme(Arguments given, boolean greatest) {
        ListValue list = given.positional().size() == 1 ? ListMembers.items(given.at(0)) : null;
        ListValue items = list == null ? Value.list(Container.LIST, given.positional()) : list;
        Value fallback = given.named("default");
        if (items.size() == 0 || list == null && items.size() == 1) {
            return fallback;
        }
        Value found = given.named("key") == null ? Rows.extreme(items, greatest) : Rows.any(items);
        return found == null || fallback == null || !items.open() ? found : Value.either(List.of(found, fallback));
    }

    /** {@code next}: any of the items, for nobody counts how often it was asked. */
    static @Nullable Value next(Arguments given) {
        ListValue list = ListMembers.items(given.at(0));
        if (list == null) {
            return null;
        }
        List<Value> any = new ArrayList<>(list.items());
        Value fallback = given.at(1);
        if (fallback != null && (any.isEmpty() || list.open())) {
            any.add(fallback);
        }
        return any.isEmpty() ? null : Value.either(any);
    }

    /** {@code any} and {@code all}. */
    static @Nullable Value quantified(Machine machine, Arguments given, boolean all) {
        ListValue list = ListMembers.items(given.at(0));
        return list == null ? null : new Rows(machine, given.place()).quantified(list, null, all);
    }

    /** {@code sorted} and {@code list.sort}. */
    static ListValue sorted(ListValue list, Arguments given) {
        Value reverse = given.named("reverse");
        Comparator<Value> order = given.named("key") == null && given.at(1) == null && !given.open()
                ? Ordering.natural(list.items())
                : null;
        String descending = reverse instanceof Value.Scalar scalar ? scalar.text() : reverse == null ? "False" : null;
        if (order == null || descending == null) {
            return Rows.sorted(list, null);
        }
        return Rows.sorted(list, descending.equals("True") || descending.equals("1") ? order.reversed() : order);
    }

    /** Adds the functions of {@code random}. */
    static void register(Map<String, NativeFunction> all) {
        all.put("random.choice", (machine, given) -> any(given));
        all.put("secrets.choice", (machine, given) -> any(given));
        all.put("numpy.random.choice", (machine, given) -> any(given));
        for (String name : List.of("random.choices", "random.sample")) {
            all.put(name, (machine, given) -> {
                ListValue list = ListMembers.items(given.parameter(0, "population"));
                return list == null ? null : ListValue.anywhere(Container.LIST, list.items(), true);
            });
        }
        all.put("random.shuffle", (machine, given) -> {
            if (given.at(0) instanceof ListValue list) {
                list.become(machine.journal(), Rows.sorted(list, null));
            }
            return Value.nothing(given.place());
        });
    }

    private static @Nullable Value any(Arguments given) {
        ListValue list = ListMembers.items(given.at(0));
        return list == null ? null : Rows.any(list);
    }

    /** {@code callable}. */
    static @Nullable Value callable(Arguments given) {
        Value value = given.at(0);
        boolean yes =
                value instanceof Value.Routined || value instanceof Value.ClassObject || value instanceof Value.Native;
        boolean no = value instanceof Value.Scalar || value instanceof ListValue;
        return yes || no ? Value.truth(yes, given.place()) : null;
    }
}
