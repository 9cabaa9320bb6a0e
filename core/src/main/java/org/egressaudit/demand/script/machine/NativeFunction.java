package org.egressaudit.demand.script.machine;

import org.jspecify.annotations.Nullable;

/** What a function of the language or of a library does, as far as values go. */
@FunctionalInterface
public interface NativeFunction {

    /**
     * Its value for these arguments; null when it cannot say, and the call is to be told as any other.
     *
     * @param machine the run
     * @param arguments what it is given, and where
     */
    @Nullable
    Value call(Machine machine, Arguments arguments);
}
