package org.egressaudit.demand.tool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call ends when its connection fails.
 *
 * @param status exit status of a command, or null when it does not depend on the connection
 * @param raises exceptions of a library call, most special first; empty when it raises none
 */
public record Ending(@Nullable Integer status, List<String> raises) {

    public Ending {
        raises = List.copyOf(raises);
    }
}
