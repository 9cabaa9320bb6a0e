package org.egressaudit.demand.crontab;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.egressaudit.demand.Schedule;

/**
 * An entry below {@code CRON_TZ}: its fields name times of another zone than the host's.
 *
 * <p>cronie makes up for jumps of the host's clock only. When clocks jump in the entry's own zone, an entry of a skipped
 * hour is missed, and one of a repeated hour runs twice (find_jobs() of cron.c, and its comment).
 *
 * @param fields when
 * @param own the zone of the fields
 */
record ZonedSchedule(CronSchedule fields, ZoneId own) implements Schedule {

    @Override
    public String text() {
        return fields.text();
    }

    @Override
    public Optional<Instant> next(Instant from, ZoneId host) {
        return fields.nextOnOwnClock(from, own, host);
    }
}
