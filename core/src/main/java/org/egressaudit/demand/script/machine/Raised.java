package org.egressaudit.demand.script.machine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exception on its way.
 *
 * @param names its class and what that inherits from, most special first
 * @param value the exception object, or null
 * @param ends whether it ends the program when nobody catches it: {@code SystemExit}
 * @param status exit status of the program when nobody catches it, or null when only the run will know
 */
public record Raised(
        List<String> names,
        @Nullable Value value,
        boolean ends,
        @Nullable Integer status) {
    public Raised {
        names = List.copyOf(names);
    }

    /** An ordinary exception: uncaught, the program ends with status 1. */
    public static Raised of(List<String> names) {
        return new Raised(names, null, false, 1);
    }

    /** The program is asked to end. */
    public static Raised exit(@Nullable Integer status) {
        return new Raised(List.of("SystemExit", "BaseException"), null, true, status);
    }
}
