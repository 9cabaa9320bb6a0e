package org.egressaudit.demand.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call comes to, as far as a reader can know.
 *
 * @param status exit status 0 to 255 of a command or program, or null when only the run will know. A reader goes on
 *     as after success when it is null, and treats conditions on it as open
 * @param output what it prints on standard output, or null when only the run will know
 * @param raises names of the exceptions that a library call raises, most special first
 *     ({@code requests.exceptions.ConnectTimeout}, ..., {@code Exception}); empty when it returns
 */
public record Outcome(@Nullable Integer status, @Nullable Word output, List<String> raises) {

    /** Nothing is known but that it ran. */
    public static final Outcome UNKNOWN = new Outcome(null, null, List.of());

    /** It ended well. */
    public static final Outcome SUCCESS = new Outcome(0, null, List.of());

    public Outcome {
        raises = List.copyOf(raises);
    }

    /** It ended with a status. */
    public static Outcome exited(int status) {
        return new Outcome(status, null, List.of());
    }

    /** It raised an exception. */
    public static Outcome raised(List<String> names) {
        return new Outcome(null, null, names);
    }

    /** The same, with this on standard output. */
    public Outcome printing(@Nullable Word output) {
        return new Outcome(status, output, raises);
    }
}
