package org.egressaudit.demand.tool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exit status of a command that cannot connect.
 *
 * @param choices the first that holds counts
 */
record Status(List<Choice> choices) {

    /** It does not depend on the connection. */
    static final Status UNKNOWN = new Status(List.of());

    /**
     * One of them.
     *
     * @param status exit status, or null when it does not depend on the connection
     * @param when what the command must be given
     */
    record Choice(@Nullable Integer status, Condition when) {}

    Status {
        choices = List.copyOf(choices);
    }

    @Nullable
    Integer of(Call call) {
        return choices.stream()
                .filter(choice -> choice.when().holds(call))
                .findFirst()
                .map(Choice::status)
                .orElse(null);
    }
}
