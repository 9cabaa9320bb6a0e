package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Classes whose objects are known, each by its name, of which no two are equal. */
public final class Enumerations {

    /** Name of the member that lists the objects. */
    static final String CASES = " cases";

    /** Attribute that holds an object's name. */
    public static final String NAME = "name";

    /** Attribute that holds what an object stands for. */
    public static final String VALUE = "value";

    private Enumerations() {}

    /** The objects of a class, in the order written; none when it is no enumeration. */
    public static ListValue cases(Value.ClassObject type) {
        return type.members().get(CASES) instanceof ListValue list ? list : Value.list(Container.LIST, List.of());
    }

    /** Adds an object to those of its class, which is an enumeration from then on. */
    public static void add(Value.ClassObject type, Value one, Machine machine) {
        List<Value> all = new ArrayList<>(cases(type).items());
        all.add(one);
        type.members().put(machine.journal(), CASES, Value.list(Container.LIST, all));
    }

    /** Whether it is one of an enumeration's objects. */
    static boolean isCase(Value value) {
        Value.Instance object = value.instance();
        return object != null && object.type().enumeration();
    }

    /** The name of one of an enumeration's objects. */
    public static String name(Value one) {
        Value.Instance object = one.instance();
        Value name = object == null ? null : object.attributes().get(NAME);
        return name instanceof Value.Scalar scalar ? Objects.requireNonNullElse(scalar.text(), "") : "";
    }

    /** The object that stands for a value, or those that may; null when there is none. */
    public static @Nullable Value byValue(Value.ClassObject type, Value sought, Machine machine, Span place) {
        List<Value> possible = new ArrayList<>();
        for (Value one : cases(type).items()) {
            Value value = machine.members().own(one, VALUE, place);
            Truth same = value == null ? Truth.OPEN : Operators.compare("==", value, sought);
            if (same == Truth.YES || one == sought) {
                return one;
            }
            if (same == Truth.OPEN) {
                possible.add(one);
            }
        }
        return possible.isEmpty() ? null : Value.either(possible);
    }
}
