package org.egressaudit.demand.tool;

import java.util.List;
import org.egressaudit.demand.AddressUse;
import org.jspecify.annotations.Nullable;

/**
 * What the tool data say of one call.
 *
 * @param tool name of the tool or library function, for people: {@code curl}, {@code requests.get}
 * @param effects what it does
 * @param unanswered how it ends when nothing answers
 * @param refused how it ends when the connection is refused at once
 * @param hangsSeconds how long it waits for an answer by its own options or defaults; null when only the system limits
 *     it
 * @param quiet whether it prints nothing when it fails, such as {@code curl -s}
 * @param user as whom the tool connects whoever calls it, such as {@code _apt} for apt(8); null for the caller
 * @param addresses what it does when the first of several addresses cannot be reached
 */
public record ToolCall(
        String tool,
        List<Effect> effects,
        Ending unanswered,
        Ending refused,
        @Nullable Integer hangsSeconds,
        boolean quiet,
        @Nullable String user,
        AddressUse addresses) {

    public ToolCall {
        effects = List.copyOf(effects);
    }
}
