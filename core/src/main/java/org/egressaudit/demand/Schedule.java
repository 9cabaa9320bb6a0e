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

    /** The next time at or after an instant, as cron in that zone would start it; empty when never, or at boot. */
    Optional<Instant> next(Instant from, ZoneId zone);
}
