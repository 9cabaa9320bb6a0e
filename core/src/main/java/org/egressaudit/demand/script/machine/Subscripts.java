package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Items of containers, by key, position or stretch. */
public final class Subscripts {

    private final Machine machine;

    /** @param machine the run */
    public Subscripts(Machine machine) {
        this.machine = machine;
    }

    /** The item of an object; unknown when only the run will know. */
    public Value get(Value object, Value index, Span place) {
        if (object instanceof Value.Either either) {
            return Value.either(either.options().stream()
                    .map(option -> get(option, index, place))
                    .toList());
        }
        if (index instanceof Value.Either either) {
            return Value.either(either.options().stream()
                    .map(option -> get(object, option, place))
                    .toList());
        }
        String key = index instanceof Value.Scalar scalar ? scalar.text() : null;
        if (object instanceof MapValue map) {
            return key == null ? anyEntry(map, index, place) : entry(map, key, place);
        }
        if (object instanceof ListValue list) {
            return item(list, key, place);
        }
        if (object instanceof Value.Instance) {
            Value method = machine.members().hook(object, Hook.ITEM, place);
            if (method != null) {
                return machine.calls().call(method, Arguments.of(place, List.of(index)), "...");
            }
            return key == null ? unknown(object, place) : machine.members().get(object, field(object, key), place);
        }
        if (object instanceof Value.Scalar scalar && scalar.text() != null && number(key) != null) {
            return character(scalar.text(), key, place);
        }
        if (object instanceof Value.Routined && machine.language().yields()) {
            return machine.calls().call(object, Arguments.of(place, List.of(index)), "?");
        }
        if (object instanceof Value.Made || object instanceof Value.External) {
            return machine.members().get(object, key == null ? "item" : key, place);
        }
        if (object instanceof Value.ClassObject type) {
            Value member = key == null ? null : machine.members().own(object, key, place);
            if (member != null) {
                return member;
            }
            // an enumeration's member by a name that only the run will know, or a generic type
            return type.enumeration() ? anyCase(type, index, place) : object;
        }
        return unknown(object, place);
    }

    /** The name of the field at a position, for objects whose fields have an order; else the key itself. */
    private static String field(Value object, String key) {
        Integer position = number(key);
        List<String> fields =
                object instanceof Value.Instance instance ? instance.type().fields() : List.of();
        return position == null || fields.isEmpty() || position >= fields.size() || position < -fields.size()
                ? key
                : fields.get(position < 0 ? fields.size() + position : position);
    }

    private Value character(String text, @Nullable String key, Span place) {
        Integer position = number(key);
        int at = position == null ? -1 : position < 0 ? text.length() + position : position;
        return at >= 0 && at < text.length()
                ? Value.text(text.substring(at, at + 1), place)
                : unknown(Value.text(text, place), place);
    }

    private Value unknown(Value object, Span place) {
        machine.doubt();
        if (object instanceof Value.Unknown unknown) {
            return new Value.Unknown("...", unknown.reason(), place);
        }
        return new Value.Unknown("...", "only the run will know this item; declare what it reaches", place);
    }

    /** The entries whose keys may be one that only the run will know. */
    private Value anyEntry(MapValue map, Value index, Span place) {
        List<Value> all = new ArrayList<>();
        Word word = Words.of(index, place);
        for (String name : map.keys()) {
            Value value = map.get(name);
            if (value != null && OpenName.may(word, name)) {
                all.add(value);
            }
        }
        if (map.unknownKeys() != null) {
            all.add(map.unknownKeys());
        }
        return all.isEmpty() ? unknown(map, place) : Value.either(all);
    }

    private Value anyCase(Value.ClassObject type, Value name, Span place) {
        Word word = Words.of(name, place);
        List<Value> possible = Enumerations.cases(type).items().stream()
                .filter(one -> OpenName.may(word, Enumerations.name(one)))
                .toList();
        return possible.isEmpty() ? unknown(type, place) : Value.either(possible);
    }

    private Value entry(MapValue map, String key, Span place) {
        Value value = map.get(key);
        if (value != null) {
            return value;
        }
        if (machine.expects("KeyError") && (!map.open() || map == machine.environment())) {
            throw machine.raise(Raised.of(machine.language().lineage("KeyError")));
        }
        machine.doubt();
        Value other = map.unknownKeys();
        if (other != null) {
            return other;
        }
        if (machine.language().vivifies() && !map.open()) {
            return Value.nothing(place);
        }
        return map == machine.environment()
                ? Value.Unknown.variable(key, place)
                : new Value.Unknown("...", "the mapping has no entry '" + key + "' that a reader knows", place);
    }

    private Value item(ListValue list, @Nullable String key, Span place) {
        Integer position = number(key);
        if (position == null) {
            return list.size() == 0 ? unknown(list, place) : Value.either(list.items());
        }
        int at = position < 0 ? list.size() + position : position;
        Value known = at < 0 || list.open() && (position < 0 || at >= list.size()) ? null : list.at(at);
        if (known != null) {
            return known;
        }
        machine.doubt();
        if (!list.open() && machine.expects("IndexError")) {
            throw machine.raise(Raised.of(machine.language().lineage("IndexError")));
        }
        if (machine.language().vivifies() && !list.open()) {
            return Value.nothing(place);
        }
        return list.size() > 0 && list.open()
                ? Value.either(list.items())
                : new Value.Unknown("...", "there is no item " + key + " that a reader knows", place);
    }

    /** The items between two positions. */
    public Value slice(Value object, @Nullable Value lower, @Nullable Value upper, boolean stepped, Span place) {
        if (object instanceof Value.Either either) {
            return Value.either(either.options().stream()
                    .map(option -> slice(option, lower, upper, stepped, place))
                    .toList());
        }
        boolean list = object instanceof ListValue;
        String text = object instanceof Value.Scalar scalar ? scalar.text() : null;
        if (!list && text == null) {
            return object;
        }
        int size = object instanceof ListValue row ? row.size() : text == null ? 0 : text.length();
        Integer from = lower == null ? (Integer) 0 : bound(lower, size);
        Integer to = upper == null ? (Integer) size : bound(upper, size);
        if (from == null || to == null || stepped) {
            return object instanceof ListValue row
                    ? ListValue.anywhere(row.container(), row.items(), true)
                    : unknown(object, place);
        }
        int end = Math.max(from, to);
        if (object instanceof ListValue row) {
            return row.ordered()
                    ? new ListValue(row.container(), row.items().subList(from, end), row.open())
                    : ListValue.anywhere(row.container(), row.items(), true);
        }
        return text == null ? unknown(object, place) : Value.text(text.substring(from, end), place);
    }

    private static @Nullable Integer bound(Value value, int size) {
        if (value.isNothing()) {
            return null;
        }
        Integer number = value instanceof Value.Scalar scalar ? number(scalar.text()) : null;
        if (number == null) {
            return null;
        }
        int at = number < 0 ? size + number : number;
        return Math.min(Math.max(at, 0), size);
    }

    /** A small whole number, or null. */
    public static @Nullable Integer number(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 9) {
            return null;
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException notWhole) {
            return null;
        }
    }

    /** Sets an item. */
    public void put(Value object, Value index, Value value, Span place) {
        for (Value option : object.options()) {
            one(option, index, value, place);
        }
    }

    private void one(Value object, Value index, Value value, Span place) {
        String key = index instanceof Value.Scalar scalar ? scalar.text() : null;
        if (object instanceof MapValue map) {
            if (key == null) {
                map.putUnknown(machine.journal(), value, place);
                map.opens(machine.journal(), place);
            } else {
                map.put(machine.journal(), key, value);
            }
        } else if (object instanceof ListValue list) {
            Integer position = number(key);
            List<Value> items = new ArrayList<>(list.items());
            int at = position == null ? -1 : position < 0 ? items.size() + position : position;
            if (at >= 0 && at < items.size()) {
                items.set(at, value);
                list.replace(machine.journal(), items, list.open());
            } else {
                list.add(machine.journal(), value);
            }
        } else if (object instanceof Value.Instance) {
            Value method = machine.members().hook(object, Hook.SET_ITEM, place);
            if (method != null) {
                machine.calls().call(method, Arguments.of(place, List.of(index, value)), "...");
            } else if (key != null) {
                machine.members().put(object, key, value, place);
            }
        } else if (object instanceof Value.Made && key != null) {
            machine.members().putEntry(object, key, value, place);
        }
    }
}
