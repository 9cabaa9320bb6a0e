package org.egressaudit.demand.script.python;

import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * What is done when a class is defined, beside its body ("Customizing class creation" of Python's reference): its bases are
 * told by {@code __init_subclass__}, its metaclass makes it, and {@code __subclasses__()} of its bases lists it.
 */
final class Metaclasses {

    private static final String SUBCLASSES = " subclasses";

    private static final String METACLASS = " metaclass";

    private Metaclasses() {}

    /** @param keywords what stands by name beside the bases */
    static void defined(Value.ClassObject type, Map<String, Value> keywords, Machine machine, Span place) {
        for (Value base : type.bases()) {
            if (base instanceof Value.ClassObject parent) {
                List<Value> items = new java.util.ArrayList<>(subclasses(parent).items());
                items.add(type);
                parent.members().put(machine.journal(), SUBCLASSES, Value.list(Container.LIST, items));
            }
        }
        for (Value base : type.bases()) {
            if (base instanceof Value.ClassObject parent
                    && machine.members().own(parent, "__init_subclass__", place) instanceof Value.Routined told) {
                List<Arguments.Passed> passed = keywords.entrySet().stream()
                        .map(entry -> new Arguments.Passed(entry.getKey(), entry.getValue(), place, entry.getKey()))
                        .toList();
                machine.calls().call(told.bind(type), new Arguments(passed, false, place, place), "__init_subclass__");
                break;
            }
        }
        Value given = keywords.get("metaclass");
        Value metaclass = given != null ? given : machine.members().own(type, METACLASS, place);
        if (metaclass instanceof Value.ClassObject maker) {
            type.members().put(machine.journal(), METACLASS, maker);
            MapValue names = new MapValue();
            for (String name : type.members().names()) {
                Value value = type.members().get(name);
                if (value != null && !name.startsWith(" ")) {
                    names.put(machine.journal(), name, value);
                }
            }
            for (String method : List.of("__new__", "__init__")) {
                if (machine.members().own(maker, method, place) instanceof Value.Routined function) {
                    Value first = method.equals("__new__") ? maker : type;
                    List<Value> words = List.of(
                            first, MapValue.key(type.name(), place), Value.list(Container.TUPLE, type.bases()), names);
                    Value.Routined bound = new Value.Routined(
                            function.routine(), function.closure(), type, function.owner(), Value.Binding.STATIC);
                    machine.calls().call(bound, Arguments.of(place, words), method);
                }
            }
        }
    }

    private static ListValue subclasses(Value.ClassObject type) {
        return type.members().get(SUBCLASSES) instanceof ListValue list ? list : Value.list(Container.LIST, List.of());
    }

    /** {@code super().__new__(cls, text)} of a class makes an object, that of a metaclass the class. */
    private static Value inherited(Value.ClassObject type, Arguments given) {
        Value object = given.size() < 3 ? TextClasses.made(given) : null;
        return object == null ? type : object;
    }

    /** {@code __subclasses__} of a class, and what {@code super().__new__} makes within a metaclass; null for others. */
    static @Nullable Value member(Value object, String name) {
        if (object instanceof Value.ClassObject type && name.equals("__subclasses__")) {
            return new Value.Native(name, (machine, given) -> subclasses(type));
        }
        if (name.equals("__new__") && (object instanceof Value.External || object instanceof Value.Native)) {
            return new Value.Native(name, (machine, given) -> TextClasses.made(given));
        }
        if (object instanceof Value.Super view && view.self() instanceof Value.ClassObject type) {
            boolean makes = name.equals("__new__") || name.equals("__init__") || name.equals("__init_subclass__");
            return makes ? new Value.Native(name, (machine, given) -> inherited(type, given)) : null;
        }
        return null;
    }
}
