package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Enumerations;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Rows;
import org.egressaudit.demand.script.machine.Subscripts;
import org.egressaudit.demand.script.machine.Value;
import org.jspecify.annotations.Nullable;

/** Members of {@code list}, {@code tuple}, {@code set} and generators. */
final class ListMembers {

    private ListMembers() {}

    static @Nullable Value get(ListValue list, String name) {
        NativeFunction function = switch (name) {
            case "append", "add", "appendleft" -> (machine, given) -> add(list, machine, given);
            case "extend", "update", "union" -> (machine, given) -> extend(list, machine, given);
            case "insert" -> (machine, given) -> insert(list, machine, given);
            case "pop", "popleft" -> (machine, given) -> pop(list, machine, given, name.equals("popleft"));
            case "remove", "discard", "clear" -> (machine, given) -> remove(list, machine, given);
            case "copy" -> (machine, given) -> copy(list);
            case "sort" ->
                (machine, given) -> {
                    list.become(machine.journal(), Choosing.sorted(list, given.prepend(list)));
                    return Value.nothing(given.place());
                };
            case "reverse" ->
                (machine, given) -> {
                    list.become(machine.journal(), Rows.reversed(list));
                    return Value.nothing(given.place());
                };
            case "close" -> (machine, given) -> Value.nothing(given.place());
            case "__next__" -> (machine, given) -> Rows.any(list);
            case "__iter__" -> (machine, given) -> list;
            default -> null;
        };
        return function == null ? null : new Value.Native(name, function);
    }

    private static ListValue copy(ListValue list) {
        return list.ordered()
                ? new ListValue(list.container(), list.items(), list.open())
                : ListValue.anywhere(list.container(), list.items(), list.open());
    }

    private static Value add(ListValue list, Machine machine, Arguments given) {
        Value item = given.at(0);
        if (item != null) {
            list.add(machine.journal(), item);
        }
        return Value.nothing(given.place());
    }

    private static Value extend(ListValue list, Machine machine, Arguments given) {
        Value more = given.at(0);
        List<Value> items = new ArrayList<>(list.items());
        boolean open = list.open();
        for (Value option : more == null ? List.<Value>of() : more.options()) {
            if (option instanceof ListValue added) {
                items.addAll(added.items());
                open |= added.open();
            } else {
                open = true;
            }
        }
        list.replace(machine.journal(), items, open);
        return Value.nothing(given.place());
    }

    private static Value insert(ListValue list, Machine machine, Arguments given) {
        Integer at = Subscripts.number(given.text(0, "index"));
        Value item = given.at(1);
        if (item != null) {
            List<Value> items = new ArrayList<>(list.items());
            items.add(at == null || at < 0 ? items.size() : Math.min(at, items.size()), item);
            list.replace(machine.journal(), items, list.open());
        }
        return Value.nothing(given.place());
    }

    private static @Nullable Value pop(ListValue list, Machine machine, Arguments given, boolean first) {
        if (list.size() == 0) {
            return null;
        }
        Integer at = first ? (Integer) 0 : Subscripts.number(given.text(0, "index"));
        if (at == null && given.size() == 0) {
            return new Rows(machine, given.place()).take(list, false);
        }
        int position = at == null ? -1 : at < 0 ? list.size() + at : at;
        if (position == 0) {
            return new Rows(machine, given.place()).take(list, true);
        }
        if (position < 0 || position >= list.size() || !list.ordered()) {
            return Rows.any(list);
        }
        List<Value> items = new ArrayList<>(list.items());
        Value item = items.remove(position);
        list.replace(machine.journal(), items, list.open());
        return item;
    }

    private static Value remove(ListValue list, Machine machine, Arguments given) {
        Value gone = given.at(0);
        List<Value> kept = new ArrayList<>();
        String text = gone instanceof Value.Scalar scalar ? scalar.text() : null;
        for (Value item : gone == null ? List.<Value>of() : list.items()) {
            boolean same = item instanceof Value.Scalar scalar && text != null && text.equals(scalar.text());
            if (!same) {
                kept.add(item);
            }
        }
        list.replace(machine.journal(), kept, list.open() || (gone != null && text == null));
        return Value.nothing(given.place());
    }

    /** The items of any value that has some, as a list of its own. */
    static @Nullable ListValue items(@Nullable Value value) {
        if (value instanceof ListValue list) {
            return list;
        }
        if (value instanceof MapValue map) {
            List<Value> keys = new ArrayList<>();
            for (String key : map.keys()) {
                keys.add(MapValue.key(key, org.egressaudit.text.Span.wholeFile("")));
            }
            return new ListValue(org.egressaudit.demand.script.tree.Expression.Container.LIST, keys, map.open());
        }
        if (value instanceof Value.ClassObject type && type.enumeration()) {
            return Enumerations.cases(type);
        }
        return null;
    }
}
