package org.egressaudit.demand.tool;

import java.util.List;
import java.util.Optional;

/**
 * Whether something in a profile applies to a call.
 *
 * @param when at least one of these must be found; no condition when empty
 * @param unless none of these may be found
 */
record Condition(List<Lookup> when, List<Lookup> unless) {

    static final Condition ALWAYS = new Condition(List.of(), List.of());

    Condition {
        when = List.copyOf(when);
        unless = List.copyOf(unless);
    }

    boolean holds(Call call) {
        return (when.isEmpty() || call.isFound(when)) && !call.isFound(unless);
    }

    /** The argument that only the run will know, where it is what decides; empty where the condition holds, or does not. */
    Optional<Sketch> doubt(Call call) {
        if (call.isFound(unless)) {
            return Optional.empty();
        }
        boolean met = when.isEmpty() || call.isFound(when);
        return call.unknownAmong(met ? unless : when);
    }
}
