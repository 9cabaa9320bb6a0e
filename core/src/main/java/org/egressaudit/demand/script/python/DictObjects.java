package org.egressaudit.demand.script.python;

import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Namespace;
import org.egressaudit.demand.script.machine.Value;
import org.jspecify.annotations.Nullable;

/**
 * Classes that are dictionaries, whose entries programs read as attributes: an entry and an attribute of their objects are the
 * same here; and {@code __dict__}, the dictionary of any object's attributes.
 */
final class DictObjects {

    private static final Set<String> BASES =
            Set.of("dict", "collections.OrderedDict", "collections.UserDict", "collections.defaultdict");

    private static final int DEEPEST = 8;

    private static final String ATTRIBUTES = "__dict__";

    private DictObjects() {}

    static boolean isDict(Value.ClassObject type, int depth) {
        return type.bases().stream()
                .anyMatch(base -> base instanceof Value.Native known && BASES.contains(known.name())
                        || base instanceof Value.External external && BASES.contains(external.name())
                        || base instanceof Value.ClassObject parent && depth < 20 && isDict(parent, depth + 1));
    }

    /** Gives an object the entries that its constructor is given. */
    static void fill(Value.Instance object, Arguments given, Machine machine) {
        fill(object, given, machine, 0);
    }

    private static void fill(Value.Instance object, Arguments given, Machine machine, int depth) {
        for (Value value : given.positional()) {
            if (value instanceof Value.Instance other && isDict(other.type(), 0)) {
                for (String key : other.attributes().names()) {
                    put(object.attributes(), key, other.attributes().get(key), machine);
                }
            }
            if (value instanceof MapValue map) {
                for (String key : map.keys()) {
                    put(object.attributes(), key, inner(object, map.get(key), given, machine, depth), machine);
                }
            }
        }
        for (Arguments.Passed passed : given.passed()) {
            if (passed.name() != null) {
                put(object.attributes(), passed.name(), passed.value(), machine);
            }
        }
    }

    /** A class whose entries are read as attributes gives its inner dictionaries as objects of its own, too. */
    private static @Nullable Value inner(
            Value.Instance object, @Nullable Value value, Arguments given, Machine machine, int depth) {
        boolean wraps = depth < DEEPEST
                && value instanceof MapValue
                && machine.members().own(object, "__getattr__", given.place()) instanceof Value.Routined;
        if (!wraps || value == null) {
            return value;
        }
        Value.Instance wrapped = new Value.Instance(object.type());
        fill(wrapped, Arguments.of(given.place(), List.of(value)), machine, depth + 1);
        return wrapped;
    }

    private static void put(Namespace attributes, String name, @Nullable Value value, Machine machine) {
        if (value != null) {
            attributes.put(machine.journal(), name, value);
        }
    }

    /** A member that a dictionary or {@code __dict__} has; null for others. */
    static @Nullable Value member(Value object, String name, Machine machine) {
        if (object instanceof Value.Made made && made.name().equals(ATTRIBUTES)) {
            return name.equals("update")
                    ? new Value.Native(name, (run, given) -> {
                        Value.Instance holder = new Value.Instance(new Value.ClassObject("", List.of(), false));
                        fill(holder, given, run);
                        for (String key : holder.attributes().names()) {
                            put(made.attributes(), key, holder.attributes().get(key), run);
                        }
                        return Value.nothing(given.place());
                    })
                    : MapMembers.get(entries(made.attributes(), machine), name);
        }
        Value.Instance instance = object instanceof Value.Instance own
                ? own
                : object instanceof Value.Super view && view.self() instanceof Value.Instance self ? self : null;
        if (instance == null) {
            return null;
        }
        if (name.equals(ATTRIBUTES)) {
            return new Value.Made(ATTRIBUTES, null, Outcome.UNKNOWN, instance.attributes(), null);
        }
        if (!isDict(instance.type(), 0)) {
            return null;
        }
        if (name.equals("__init__") || name.equals("update")) {
            return new Value.Native(name, (run, given) -> {
                fill(instance, given, run);
                return Value.nothing(given.place());
            });
        }
        return MapMembers.get(entries(instance.attributes(), machine), name);
    }

    private static MapValue entries(Namespace attributes, Machine machine) {
        MapValue map = new MapValue();
        for (String name : attributes.names()) {
            Value value = attributes.get(name);
            if (value != null && !name.equals(ATTRIBUTES)) {
                map.put(machine.journal(), name, value);
            }
        }
        return map;
    }
}
