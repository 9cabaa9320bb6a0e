package org.egressaudit.demand.tool;

import java.util.List;
import org.egressaudit.demand.AddressUse;
import org.jspecify.annotations.Nullable;

/**
 * What the tool data say of one call.
 *
 * @param tool name of the tool or library function, for people: {@code curl}, {@code requests.get}
 * @param effects what it does
 * @param blockedStatus exit status when its connection is blocked, or null when it does not depend on it
 * @param raises exceptions a library call raises when blocked, most special first
 * @param hangsSeconds how long it waits for an answer by its own options or defaults; null when only the system limits
 *     it
 * @param quiet whether it prints nothing when it fails, such as {@code curl -s}
 * @param user as whom the tool connects whoever calls it, such as {@code _apt} for apt(8); null for the caller
 * @param addresses what it does when the first of several addresses cannot be reached
 */
public record ToolCall(
        String tool,
        List<Effect> effects,
        @Nullable Integer blockedStatus,
        List<String> raises,
        @Nullable Integer hangsSeconds,
        boolean quiet,
        @Nullable String user,
        AddressUse addresses) {

    public ToolCall {
        effects = List.copyOf(effects);
        raises = List.copyOf(raises);
    }
}
