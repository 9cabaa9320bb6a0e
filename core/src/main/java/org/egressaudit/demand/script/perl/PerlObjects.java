package org.egressaudit.demand.script.perl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Classes made with Moo, Moose and their kin: {@code has} declares an attribute with its accessor and its default,
 * {@code extends} and {@code with} what is inherited, and {@code new} takes the attributes by name.
 */
final class PerlObjects {

    private static final List<String> SYSTEMS = List.of(
            "Moo", "Moose", "Mouse", "Mo", "Moo::Role", "Moose::Role", "Mouse::Role", "Role::Tiny", "Class::Tiny");

    private static final int DEEPEST = 20;

    private PerlObjects() {}

    /** Whether {@code use} of a module makes the package such a class. */
    static boolean makesClass(String module) {
        return SYSTEMS.contains(module);
    }

    static void register(Map<String, NativeFunction> all) {
        all.put("has", (machine, given) -> {
            String type = type(machine, given);
            if (type == null || given.passed().isEmpty()) {
                return null;
            }
            Arguments.Passed first = given.passed().get(0);
            boolean joined = first.name() != null && !first.name().equals(PACKAGE);
            Value names = joined ? MapValue.key(first.name() + "", given.place()) : given.at(0);
            if (names == null) {
                return null;
            }
            MapValue options = joined && first.value() instanceof MapValue map ? map : options(machine, given);
            declare(machine, type, names, options);
            return Value.nothing(given.place());
        });
        for (String inherits : List.of("extends", "with")) {
            all.put(inherits, (machine, given) -> inherit(machine, type(machine, given), given));
        }
        all.put(PARENTS, (machine, given) -> inherit(machine, PlainLanguage.string(given.named(PACKAGE)), given));
    }

    private static Value inherit(Machine machine, @Nullable String type, Arguments given) {
        if (type != null) {
            List<Value> bases = new ArrayList<>(
                    machine.properties().get("bases " + type) instanceof ListValue list ? list.items() : List.of());
            for (Value base : given.positional()) {
                bases.add(base);
                PerlModules.load(machine, PlainLanguage.string(base), given);
            }
            machine.properties().put("bases " + type, Value.list(Container.LIST, bases));
        }
        return Value.nothing(given.place());
    }

    private static void declare(Machine machine, String type, Value names, MapValue options) {
        if (names instanceof ListValue list) {
            list.items().forEach(name -> declare(machine, type, name, options));
            return;
        }
        String text = PlainLanguage.string(names);
        if (text != null) {
            // a plus sign changes an inherited attribute
            String name = text.startsWith("+") ? text.substring(1) : text;
            attributes(machine, type).put(machine.journal(), name, options);
        }
    }

    /** The package whose text the call stands in; the grammar gives it as a named argument. */
    private static @Nullable String type(Machine machine, Arguments given) {
        String type = PlainLanguage.string(given.named(PACKAGE));
        return type != null && machine.properties().containsKey(CLASS + type) ? type : null;
    }

    /** What the grammar calls where something is put into {@code @ISA}. */
    static final String PARENTS = "@ISA =";

    /** The named argument by which the grammar tells the package. */
    static final String PACKAGE = " package";

    /** Before a package's name: property of the run for a class that is made so. */
    static final String CLASS = "class made with Moo ";

    private static final String ATTRIBUTES = "attributes of ";

    private static MapValue attributes(Machine machine, String type) {
        Value known = machine.properties().computeIfAbsent(ATTRIBUTES + type, key -> new MapValue());
        return known instanceof MapValue map ? map : new MapValue();
    }

    private static MapValue options(Machine machine, Arguments given) {
        MapValue options = new MapValue();
        for (Arguments.Passed passed : given.passed()) {
            if (passed.name() != null && !passed.name().equals(PACKAGE)) {
                options.put(machine.journal(), passed.name(), passed.value());
            }
        }
        if (given.at(1) instanceof MapValue map) {
            options.putAll(machine.journal(), map, given.place());
        }
        return options;
    }

    /** The constructor of such a class, or an accessor of one of its objects; null for what is neither. */
    static @Nullable Value member(Value object, String owner, String name, Machine machine) {
        if (!isClass(machine, owner, 0)) {
            return null;
        }
        if (name.equals("new")) {
            return new Value.Native(name, (run, given) -> make(run, owner, given));
        }
        Value options = attribute(machine, owner, name, 0);
        if (!(options instanceof MapValue declared) || !(object instanceof MapValue map)) {
            return null;
        }
        return new Value.Native(name, (run, given) -> {
            Value set = given.at(0);
            if (set != null) {
                map.put(run.journal(), name, set);
                return set;
            }
            Value held = map.get(name);
            return held != null ? held : usual(run, map, owner, name, declared, given);
        });
    }

    private static boolean isClass(Machine machine, String type, int depth) {
        return machine.properties().containsKey(CLASS + type)
                || depth < DEEPEST
                        && bases(machine, type).stream()
                                .map(PlainLanguage::string)
                                .anyMatch(base -> base != null && isClass(machine, base, depth + 1));
    }

    private static List<Value> bases(Machine machine, String type) {
        return machine.properties().get("bases " + type) instanceof ListValue list ? list.items() : List.of();
    }

    private static @Nullable Value attribute(Machine machine, String type, String name, int depth) {
        Value own = attributes(machine, type).get(name);
        if (own != null || depth >= DEEPEST) {
            return own;
        }
        for (Value base : bases(machine, type)) {
            String parent = PlainLanguage.string(base);
            Value inherited = parent == null ? null : attribute(machine, parent, name, depth + 1);
            if (inherited != null) {
                return inherited;
            }
        }
        return null;
    }

    private static Value make(Machine machine, String type, Arguments given) {
        MapValue object = new MapValue();
        Span place = given.place();
        for (Value value : given.positional()) {
            if (value instanceof MapValue map) {
                object.putAll(machine.journal(), map, place);
            }
        }
        for (Arguments.Passed passed : given.passed()) {
            if (passed.name() != null) {
                object.put(machine.journal(), passed.name(), passed.value());
            }
        }
        object.put(machine.journal(), PerlLanguage.PACKAGE, Value.text(type, place));
        Value build = machine.language().member(object, "BUILD", machine, place);
        if (build instanceof Value.Routined function) {
            machine.calls().call(function, Arguments.none(place), "BUILD");
        }
        return object;
    }

    /** What an attribute holds that nobody gave: its default, or what its builder gives. */
    private static @Nullable Value usual(
            Machine machine, MapValue object, String owner, String name, MapValue options, Arguments given) {
        Value usual = options.get("default");
        Value value = usual;
        if (usual instanceof Value.Routined function) {
            value = machine.calls().call(function.bind(object), Arguments.none(given.place()), name);
        }
        if (usual == null) {
            Value named = options.get("builder");
            String text = PlainLanguage.string(named);
            String method = text == null || text.equals("1") ? "_build_" + name : text;
            Value builder = named instanceof Value.Routined
                    ? named
                    : machine.language().member(object, method, machine, given.place());
            value = builder instanceof Value.Routined function
                    ? machine.calls().call(function.bind(object), Arguments.none(given.place()), name)
                    : null;
        }
        if (value != null) {
            object.put(machine.journal(), name, value);
        }
        return value;
    }
}
