package org.egressaudit.demand;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a crontab entry runs.
 */
public interface Schedule {

    /** As written, with single blanks: {@code 0 * * * *}, {@code @daily}. */
    String text();

    /** The next time at or after an instant, as cron on a host in that zone would start it; empty when never, or at boot. */
    Optional<Instant> next(Instant from, ZoneId zone);

    /** The same times on the clock of another zone than the host's; what has no time of day is the same in every zone. */
    default Schedule in(ZoneId zone) {
        return this;
    }
}
