package org.egressaudit.demand.script.python;

import java.util.Set;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.Value;
import org.jspecify.annotations.Nullable;

/** Classes of the project that inherit from {@code str} and its kin: their objects are texts, or numbers. */
final class TextClasses {

    private static final Set<String> BASES = Set.of("str", "unicode", "bytes", "int", "float");

    private static final int DEEPEST = 20;

    private TextClasses() {}

    private static boolean isText(Value.ClassObject type, int depth) {
        return depth < DEEPEST
                && type.bases().stream()
                        .anyMatch(base -> base instanceof Value.Native known && BASES.contains(known.name())
                                || base instanceof Value.ClassObject parent && isText(parent, depth + 1));
    }

    /** An object that a call of its class makes, as the text that it is; the object itself when it is none. */
    static Value object(Value.Instance made, Arguments given, Machine machine) {
        if (!isText(made.type(), 0)) {
            return made;
        }
        Value maker = machine.members().own(made, "__new__", given.place());
        Value text = maker instanceof Value.Routined function
                ? machine.calls().call(function.bind(made.type()), given, "__new__")
                : given.at(0);
        return text instanceof Value.Scalar known ? new Value.Scalar(known.kind(), known.word(), made) : made;
    }

    /** {@code object.__new__(cls)}, {@code str.__new__(cls, text)}. */
    static @Nullable Value made(Arguments given) {
        if (!(given.at(0) instanceof Value.ClassObject type)) {
            return null;
        }
        Value.Instance object = new Value.Instance(type);
        return given.at(1) instanceof Value.Scalar text ? new Value.Scalar(text.kind(), text.word(), object) : object;
    }
}
