package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Subscripts;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Members of {@code dict}, of {@code os.environ} too. */
final class MapMembers {

    private MapMembers() {}

    static @Nullable Value get(MapValue map, String name) {
        NativeFunction function = switch (name) {
            case "get", "getlist", "getint", "getfloat" -> (machine, given) -> lookup(map, machine, given);
            case "getboolean" -> (machine, given) -> flag(lookup(map, machine, given), given.place());
            case "pop", "setdefault" -> (machine, given) -> taken(map, machine, given, name.equals("setdefault"));
            case "items", "iteritems" -> (machine, given) -> map.pairs(Container.TUPLE, given.place());
            case "values", "itervalues" -> (machine, given) -> map.values();
            case "keys", "iterkeys" -> (machine, given) -> map.keys(given.place());
            case "update" -> (machine, given) -> update(map, machine, given);
            case "copy" -> (machine, given) -> map.copy(machine.journal(), given.place());
            // what re.match and its kin find
            case "group" -> (machine, given) -> map.get(given.size() == 0 ? "0" : given.text(0, "group") + "");
            case "groups" -> (machine, given) -> numbered(map);
            case "groupdict" -> (machine, given) -> map;
            case "has_key" ->
                (machine, given) -> {
                    String key = given.text(0, "key");
                    return key != null && map.get(key) != null ? Value.truth(true, given.place()) : null;
                };
            default -> null;
        };
        return function == null ? null : new Value.Native(name, function);
    }

    /**
     * {@code map.get(key, default)}. A variable that the crontab does not set falls back to the default; without one it
     * stays unknown, for a job that needs it gets it from somewhere.
     */
    static @Nullable Value lookup(MapValue map, Machine machine, Arguments given) {
        Value key = given.at(0);
        String text = key instanceof Value.Scalar scalar ? scalar.text() : null;
        if (key == null || text == null) {
            return key == null ? null : new Subscripts(machine).get(map, key, given.place());
        }
        Value value = map.get(text);
        if (value != null) {
            return value;
        }
        Value fallback = given.named("fallback") == null ? given.parameter(1, "default") : given.named("fallback");
        boolean environment = map == machine.environment();
        if (map.open() && !environment) {
            Value unknown = new Value.Unknown(text, "the mapping may have an entry '" + text + "'", given.place());
            Value keyed = map.unknownKeys();
            Value first = keyed == null ? unknown : keyed;
            return fallback == null ? first : Value.either(List.of(fallback, first));
        }
        if (fallback != null && !(environment && fallback.isNothing())) {
            return environment ? Value.fallback(fallback, text, given.place()) : fallback;
        }
        return environment ? Value.Unknown.variable(text, given.place()) : Value.nothing(given.place());
    }

    private static @Nullable Value taken(MapValue map, Machine machine, Arguments given, boolean keeps) {
        String key = given.text(0, "key");
        if (key == null) {
            return keeps ? keptSomewhere(map, machine, given) : null;
        }
        Value value = lookup(map, machine, given);
        if (!keeps) {
            map.entries().remove(machine.journal(), key);
        } else if (map.get(key) == null && value != null) {
            map.put(machine.journal(), key, value);
        }
        return value;
    }

    /** {@code setdefault} of a key that only the run will know. */
    private static Value keptSomewhere(MapValue map, Machine machine, Arguments given) {
        Value fallback = given.at(1) == null ? Value.nothing(given.place()) : given.at(1);
        map.putUnknown(machine.journal(), fallback, given.place());
        map.opens(machine.journal(), given.place());
        return fallback;
    }

    /** Takes over what {@code dict(...)} and {@code update(...)} are given. */
    static Value update(MapValue map, Machine machine, Arguments given) {
        Value first = given.at(0);
        for (Value option : first == null ? List.<Value>of() : first.options()) {
            if (option instanceof MapValue other) {
                map.putAll(machine.journal(), other, given.place());
            } else if (option instanceof ListValue pairs) {
                for (Value pair : pairs.items()) {
                    if (pair instanceof ListValue two && two.size() == 2) {
                        new Subscripts(machine)
                                .put(map, two.items().get(0), two.items().get(1), given.place());
                    } else {
                        map.opens(machine.journal(), given.place());
                    }
                }
                if (pairs.open()) {
                    map.opens(machine.journal(), given.place());
                }
            } else {
                overlaid(map, machine, given.place());
            }
        }
        for (Arguments.Passed passed : given.passed()) {
            if (passed.name() != null) {
                map.put(machine.journal(), passed.name(), passed.value());
            }
        }
        if (given.open()) {
            overlaid(map, machine, given.place());
        }
        return Value.nothing(given.place());
    }

    /** Entries that only the run will know are put over what is there: any of it may be another by then. */
    private static void overlaid(MapValue map, Machine machine, Span place) {
        map.opens(machine.journal(), place);
        for (String key : map.keys()) {
            Value usual = map.get(key);
            if (usual instanceof Value.Scalar) {
                Value other = new Value.Unknown(
                        "['" + key + "']",
                        "a mapping that only the run will know is put over it; declare what it reaches",
                        place);
                map.put(machine.journal(), key, Value.either(List.of(Value.asDefault(usual), other)));
            }
        }
    }

    /** The word of an entry, or null. */
    static @Nullable Word word(MapValue map, String key, Span place) {
        Value value = map.get(key);
        return value == null ? null : Words.of(value, place);
    }

    private static Value numbered(MapValue groups) {
        List<Value> all = new ArrayList<>();
        Value group = groups.get("1");
        for (int i = 2; group != null; i++) {
            all.add(group);
            group = groups.get(Integer.toString(i));
        }
        return Value.list(Container.TUPLE, all);
    }

    /** A text as configparser's {@code BOOLEAN_STATES} take it; any other value is itself. */
    static @Nullable Value flag(@Nullable Value value, Span place) {
        String text = value instanceof Value.Scalar scalar && scalar.kind() == Kind.STRING ? scalar.text() : null;
        return text == null
                ? value
                : switch (text.strip().toLowerCase(Locale.ROOT)) {
                    case "1", "yes", "true", "on" -> Value.truth(true, place);
                    case "0", "no", "false", "off" -> Value.truth(false, place);
                    default -> value;
                };
    }
}
