package org.egressaudit.demand.script.python;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Enumerations;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Classes of {@code enum} ("Enum HOWTO" of Python's documentation): what the body assigns becomes the only objects. A member
 * whose value is a text or a number is that text here too, as it is with {@code class Mode(str, Enum)}.
 */
final class EnumClasses {

    private static final Set<String> BASES =
            Set.of("Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "TextChoices", "IntegerChoices");

    private static final int DEEPEST = 20;

    private EnumClasses() {}

    /** A class has been defined: when it is an enumeration its members are made. */
    static void defined(Value.ClassObject type, Machine machine, Span place) {
        String base = base(type, 0);
        if (base == null) {
            return;
        }
        int number = 0;
        for (String name : type.members().names()) {
            Value written = type.members().get(name);
            if (written == null || name.startsWith("_") || name.startsWith(" ") || written instanceof Value.Routined) {
                continue;
            }
            number++;
            Value value = isAuto(written) ? automatic(base, name, number, place) : written;
            Value one = member(type, name, base.endsWith("Choices") ? first(value) : value, machine, place);
            type.members().put(machine.journal(), name, one);
            Enumerations.add(type, one, machine);
        }
    }

    /** The kind of enumeration that a class is, or null. */
    private static @Nullable String base(Value.ClassObject type, int depth) {
        for (Value base : depth > DEEPEST ? List.<Value>of() : type.bases()) {
            if (base instanceof Value.External external) {
                String name = external.name().substring(external.name().lastIndexOf('.') + 1);
                if (BASES.contains(name)) {
                    return name;
                }
            } else if (base instanceof Value.ClassObject parent) {
                String inherited = base(parent, depth + 1);
                if (inherited != null) {
                    return inherited;
                }
            }
        }
        return null;
    }

    private static boolean isAuto(Value written) {
        return written instanceof Value.Made made && made.name().endsWith("auto");
    }

    private static Value automatic(String base, String name, int number, Span place) {
        return base.equals("StrEnum")
                ? Value.text(name.toLowerCase(Locale.ROOT), place)
                : Value.number(Integer.toString(number), place);
    }

    private static Value first(Value value) {
        return value instanceof ListValue row && row.size() > 0 ? row.items().get(0) : value;
    }

    private static Value member(Value.ClassObject type, String name, Value value, Machine machine, Span place) {
        Value.Instance object = new Value.Instance(type);
        Value one = value instanceof Value.Scalar text ? new Value.Scalar(text.kind(), text.word(), object) : object;
        for (String attribute : List.of(Enumerations.NAME, "_name_")) {
            object.attributes().put(machine.journal(), attribute, MapValue.key(name, place));
        }
        for (String attribute : List.of(Enumerations.VALUE, "_value_")) {
            object.attributes().put(machine.journal(), attribute, value);
        }
        List<Value> given =
                value instanceof ListValue row && row.container() == Container.TUPLE ? row.items() : List.of(value);
        Value maker = machine.members().own(type, "__new__", place);
        if (maker instanceof Value.Routined function) {
            Value made = machine.calls().call(function.bind(type), Arguments.of(place, given), "__new__");
            if (made instanceof Value.Scalar text) {
                one = new Value.Scalar(text.kind(), text.word(), object);
            }
            if (made.instance() != null) {
                for (String attribute : made.instance().attributes().names()) {
                    Value held = made.instance().attributes().get(attribute);
                    if (held != null) {
                        String known = attribute.equals("_value_") ? Enumerations.VALUE : attribute;
                        object.attributes().put(machine.journal(), known, held);
                    }
                }
            }
        }
        Value constructor = machine.members().own(one, "__init__", place);
        if (constructor instanceof Value.Routined function) {
            machine.calls().call(function, Arguments.of(place, given), "__init__");
        }
        return one;
    }

    /** {@code __members__} of an enumeration; null for other members. */
    static @Nullable Value member(Value object, String name, Machine machine) {
        if (!name.equals("__members__") || !(object instanceof Value.ClassObject type) || !type.enumeration()) {
            return null;
        }
        MapValue members = new MapValue();
        for (Value one : Enumerations.cases(type).items()) {
            members.put(machine.journal(), Enumerations.name(one), one);
        }
        return members;
    }
}
