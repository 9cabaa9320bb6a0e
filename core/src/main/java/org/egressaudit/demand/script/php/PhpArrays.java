package org.egressaudit.demand.script.php;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Ordering;
import org.egressaudit.demand.script.machine.Rows;
import org.egressaudit.demand.script.machine.Subscripts;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** PHP's array functions. An array with keys of its own is a mapping here, one without a list. */
final class PhpArrays {

    private PhpArrays() {}

    static void register(Map<String, NativeFunction> all) {
        for (String same : List.of("array_unique")) {
            all.put(same, (machine, given) -> given.at(0));
        }
        for (String first : List.of("reset", "current")) {
            all.put(first, (machine, given) -> orFalse(values(given.at(0)), true, given.place()));
        }
        all.put("end", (machine, given) -> orFalse(values(given.at(0)), false, given.place()));
        all.put("array_values", (machine, given) -> values(given.at(0)));
        all.put("array_keys", (machine, given) -> given.size() == 1 ? keys(given.at(0), given.place()) : null);
        all.put("array_shift", (machine, given) -> taken(machine, given, true));
        all.put("array_pop", (machine, given) -> taken(machine, given, false));
        for (String sort : List.of("sort", "rsort", "usort", "shuffle", "natsort")) {
            all.put(sort, (machine, given) -> sorted(machine, given, sort));
        }
        all.put(
                "array_reverse",
                (machine, given) -> given.at(0) instanceof ListValue list ? Rows.reversed(list) : given.at(0));
        all.put("array_filter", PhpArrays::filtered);
        all.put("array_slice", PhpArrays::slice);
        all.put("in_array", (machine, given) -> {
            ListValue list = values(given.at(1));
            return list == null ? null : new Rows(machine, given.place()).contains(list, given.at(0));
        });
        for (String exists : List.of("array_key_exists", "key_exists")) {
            all.put(exists, (machine, given) -> hasKey(machine, given));
        }
        all.put(
                "array_rand",
                (machine, given) -> given.at(0) instanceof MapValue map && given.size() == 1
                        ? Value.either(map.keys(given.place()).items())
                        : null);
        for (String extreme : List.of("max", "min")) {
            all.put(extreme, (machine, given) -> {
                ListValue list =
                        given.size() == 1 ? values(given.at(0)) : Value.list(Container.LIST, given.positional());
                return list == null ? null : Rows.extreme(list, extreme.equals("max"));
            });
        }
    }

    /** The values of an array; null for what is none. */
    private static @Nullable ListValue values(@Nullable Value array) {
        if (array instanceof ListValue list) {
            return list;
        }
        return array instanceof MapValue map ? map.values() : null;
    }

    private static @Nullable ListValue keys(@Nullable Value array, Span place) {
        List<Value> keys = new ArrayList<>();
        if (array instanceof ListValue list) {
            for (int i = 0; i < list.size(); i++) {
                keys.add(Value.number(Integer.toString(i), place));
            }
            return new ListValue(Container.LIST, keys, list.open());
        }
        return array instanceof MapValue map ? map.keys(place) : null;
    }

    private static @Nullable Value orFalse(@Nullable ListValue list, boolean first, Span place) {
        if (list == null) {
            return null;
        }
        Value item = first ? list.at(0) : list.last();
        return item == null && !list.open() ? Value.truth(false, place) : item;
    }

    private static @Nullable Value taken(Machine machine, Arguments given, boolean first) {
        if (given.at(0) instanceof ListValue list) {
            return new Rows(machine, given.place()).take(list, first);
        }
        ListValue values = values(given.at(0));
        return values == null ? null : Rows.any(values);
    }

    private static Value sorted(Machine machine, Arguments given, String how) {
        if (given.at(0) instanceof ListValue list) {
            boolean natural = given.size() == 1 && (how.equals("sort") || how.equals("rsort"));
            var order = natural ? Ordering.natural(list.items()) : null;
            list.become(
                    machine.journal(),
                    Rows.sorted(list, order == null || how.equals("sort") ? order : order.reversed()));
        }
        return Value.truth(true, given.place());
    }

    private static @Nullable Value filtered(Machine machine, Arguments given) {
        Value function = given.at(1);
        if (!(given.at(0) instanceof ListValue list)) {
            return given.at(0);
        }
        return function == null || given.size() > 2
                ? ListValue.anywhere(Container.LIST, list.items(), true)
                : new Rows(machine, given.place()).filtered(list, PhpFunctions.named(function, machine), true);
    }

    private static @Nullable Value slice(Machine machine, Arguments given) {
        if (!(given.at(0) instanceof ListValue list)) {
            return given.at(0);
        }
        Integer from = Subscripts.number(given.text(1, "offset"));
        Integer length = Subscripts.number(given.text(2, "length"));
        if (from == null || from < 0 || length != null && length < 0 || given.at(2) != null && length == null) {
            return ListValue.anywhere(Container.LIST, list.items(), true);
        }
        Value end = length == null ? null : Value.number(Integer.toString(from + length), given.place());
        return new Subscripts(machine)
                .slice(list, Value.number(from.toString(), given.place()), end, false, given.place());
    }

    private static @Nullable Value hasKey(Machine machine, Arguments given) {
        String key = given.text(0, "key");
        if (!(given.at(1) instanceof MapValue map) || key == null || map == machine.environment()) {
            return null;
        }
        boolean has = map.get(key) != null;
        return has || !map.open() && map.unknownKeys() == null ? Value.truth(has, given.place()) : null;
    }
}
