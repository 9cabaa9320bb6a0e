package org.egressaudit.demand.crontab;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.egressaudit.demand.Schedule;

/** The words that stand for five fields, and {@code @reboot}. */
final class Nickname {

    /** crontab(5) of both crons. */
    private static final Map<String, String> FIELDS = Map.of(
            "yearly", "0 0 1 1 *",
            "annually", "0 0 1 1 *",
            "monthly", "0 0 1 * *",
            "weekly", "0 0 * * 0",
            "daily", "0 0 * * *",
            "midnight", "0 0 * * *",
            "hourly", "0 * * * *");

    private Nickname() {}

    /** Without the {@code @}; in lower case only, as both crons compare it. */
    static Optional<Schedule> schedule(String word) {
        if (word.equals("reboot")) {
            return Optional.of(new AtBoot());
        }
        return Optional.ofNullable(FIELDS.get(word))
                .flatMap(fields -> CronSchedule.parse(fields, Dialect.DEBIAN))
                .map(schedule -> new Named("@" + word, schedule));
    }

    private record Named(String text, Schedule fields) implements Schedule {
        @Override
        public Optional<Instant> next(Instant from, ZoneId zone) {
            return fields.next(from, zone);
        }

        @Override
        public Schedule in(ZoneId zone) {
            return new Named(text, fields.in(zone));
        }
    }

    private record AtBoot() implements Schedule {
        @Override
        public String text() {
            return "@reboot";
        }

        @Override
        public Optional<Instant> next(Instant from, ZoneId zone) {
            return Optional.empty();
        }
    }
}
