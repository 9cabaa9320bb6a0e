package org.egressaudit.demand;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a job when one of its connections is blocked.
 *
 * @param silent true when nobody will be told, false when cron or the exit status tells; null when it depends
 * @param exit exit status of the job, or null when it depends
 * @param hangsSeconds how long the call waits when packets are dropped, by its own options; null when only the system
 *     limits it
 * @param because in words, as the end of "the job will ..."
 */
public record FailureMode(
        @Nullable Boolean silent,
        @Nullable Integer exit,
        @Nullable Integer hangsSeconds,
        String because) {}
