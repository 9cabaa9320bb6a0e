package org.egressaudit.demand.script.ruby;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Value;
import org.jspecify.annotations.Nullable;

/**
 * What {@code include HTTParty} gives to a class (httparty 0.21): {@code base_uri} and the methods of HTTP, which start
 * from it.
 */
final class HttParty {

    private static final String NAME = "HTTParty";

    private static final String BASE = "base_uri";

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head");

    private HttParty() {}

    /** A member that the class has by including it; null for any other. */
    static @Nullable Value member(Value.ClassObject type, String name, int depth) {
        if (!name.equals(BASE) && !METHODS.contains(name) || !includes(type, depth)) {
            return null;
        }
        if (name.equals(BASE)) {
            return new Value.Native(name, (machine, given) -> {
                Value base = given.at(0);
                if (base != null) {
                    type.members().put(machine.journal(), BASE + "=", base);
                }
                return base;
            });
        }
        return new Value.Native(name, (machine, given) -> {
            Value base = base(type, 0);
            List<Arguments.Passed> passed = new ArrayList<>(given.passed());
            if (base != null) {
                passed.add(new Arguments.Passed(BASE, base, given.place(), BASE));
            }
            Arguments all = new Arguments(passed, given.open(), given.place(), given.callee());
            return machine.calls().call(new Value.External(NAME + "." + name), all, NAME + "." + name);
        });
    }

    private static boolean includes(Value.ClassObject type, int depth) {
        return depth < 20
                && type.bases().stream()
                        .anyMatch(base -> base instanceof Value.External external
                                        && external.name().equals(NAME)
                                || base instanceof Value.ClassObject parent && includes(parent, depth + 1));
    }

    private static @Nullable Value base(Value.ClassObject type, int depth) {
        Value own = type.members().get(BASE + "=");
        if (own != null || depth >= 20) {
            return own;
        }
        for (Value parent : type.bases()) {
            Value inherited = parent instanceof Value.ClassObject other ? base(other, depth + 1) : null;
            if (inherited != null) {
                return inherited;
            }
        }
        return null;
    }
}
