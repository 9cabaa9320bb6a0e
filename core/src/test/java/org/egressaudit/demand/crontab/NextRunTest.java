package org.egressaudit.demand.crontab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.egressaudit.demand.Schedule;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Next run times agree with a walk through every minute of two years, which does in each what main() of cron.c does: on
 * random entries, whose values are drawn beside their text, on hosts whose clocks jump by 30 minutes to 2 hours.
 */
class NextRunTest {

    private static final long SEED = 20_261_126L;
    private static final int ENTRIES = 12;
    private static final int QUESTIONS = 400;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MINUTES = 2 * 365 * 1440;

    @ParameterizedTest
    @CsvSource({
        "DEBIAN, Europe/Berlin,",
        "DEBIAN, Australia/Lord_Howe,",
        "DEBIAN, Antarctica/Troll,",
        "CRONIE, America/St_Johns,",
        "CRONIE, Africa/Casablanca,",
        "CRONIE, UTC, Europe/Berlin",
        "CRONIE, Europe/Berlin, America/New_York",
        "CRONIE, America/New_York, Asia/Kolkata",
    })
    void agreesWithAWalkThroughTwoYears(Dialect dialect, String host, @Nullable String own) {
        Walk walk = Walk.of(ZoneId.of(host), own == null ? null : ZoneId.of(own));
        Random random = new Random(SEED);
        for (int i = 0; i < ENTRIES; i++) {
            Entry entry = Entry.draw(random, dialect);
            Schedule schedule = schedule(entry, dialect, own);
            BitSet runs = walk.runs(entry);
            for (int question = 0; question < QUESTIONS; question++) {
                int from = question % 2 == 0 ? random.nextInt(MINUTES) : walk.nearAJump(random);
                int expected = runs.nextSetBit(from);
                Instant next = schedule.next(START.plusSeconds(60L * from), ZoneId.of(host))
                        .orElse(Instant.MAX);
                if (expected < 0) {
                    assertThat(next)
                            .as("%s from minute %d, seed %d", entry.text, from, SEED)
                            .isAfterOrEqualTo(START.plusSeconds(60L * MINUTES));
                } else {
                    assertThat(next)
                            .as("%s from minute %d, seed %d", entry.text, from, SEED)
                            .isEqualTo(START.plusSeconds(60L * expected));
                }
            }
        }
    }

    private static Schedule schedule(Entry entry, Dialect dialect, @Nullable String zone) {
        String text = (zone == null ? "" : "CRON_TZ=" + zone + "\n") + entry.text + " true\n";
        Crontab read = CrontabReader.read(new Source("tab", text), CrontabFormat.USER, "backup", dialect, "tab")
                .value();
        assertThat(read.refused()).as(text).isEmpty();
        return read.jobs().get(0).schedule();
    }

    /**
     * What cron looks for in each minute.
     *
     * @param wildcard for each minute the clock that entries with a wildcard in minute or hour follow
     * @param fixed for each minute the clocks that the other entries follow: none, one, or all that a jump left out
     * @param jumps minutes at which either clock jumps
     */
    private record Walk(Clock[] wildcard, List<List<Clock>> fixed, List<Integer> jumps) {

        static Walk of(ZoneId host, @Nullable ZoneId own) {
            Clock[] wildcard = new Clock[MINUTES];
            List<List<Clock>> fixed = new ArrayList<>(MINUTES);
            List<Integer> jumps = new ArrayList<>();
            long virtual = local(host, 0) - 1;
            for (int minute = 0; minute < MINUTES; minute++) {
                long running = local(host, minute);
                List<Clock> sought = new ArrayList<>(1);
                // not yet caught up with a clock set back: virtual time stands
                if (running > virtual) {
                    if (own == null) {
                        for (long each = virtual + 1; each <= running; each++) {
                            sought.add(Clock.at(each));
                        }
                    } else {
                        sought.add(Clock.at(local(own, minute)));
                    }
                    virtual = running;
                }
                fixed.add(sought);
                wildcard[minute] = Clock.at(own == null ? running : local(own, minute));
                boolean jumped = local(host, minute - 1) != running - 1
                        || (own != null && local(own, minute - 1) != local(own, minute) - 1);
                if (jumped) {
                    jumps.add(minute);
                }
            }
            return new Walk(wildcard, fixed, jumps);
        }

        private static long local(ZoneId zone, int minute) {
            Instant instant = START.plusSeconds(60L * minute);
            return (instant.getEpochSecond()
                            + zone.getRules().getOffset(instant).getTotalSeconds())
                    / 60;
        }

        BitSet runs(Entry entry) {
            BitSet runs = new BitSet(MINUTES);
            for (int minute = 0; minute < MINUTES; minute++) {
                List<Clock> sought = entry.wildcard() ? List.of(wildcard[minute]) : fixed.get(minute);
                for (Clock clock : sought) {
                    if (entry.matches(clock)) {
                        runs.set(minute);
                    }
                }
            }
            return runs;
        }

        /** Some minute within the day and a half around a jump. */
        int nearAJump(Random random) {
            if (jumps.isEmpty()) {
                return random.nextInt(MINUTES);
            }
            int near = jumps.get(random.nextInt(jumps.size())) - 1440 + random.nextInt(2160);
            return Math.min(Math.max(near, 0), MINUTES - 1);
        }
    }

    /** A minute on a wall. */
    private record Clock(int minute, int hour, int day, int month, int weekday) {

        static Clock at(long localMinute) {
            LocalDateTime time = LocalDateTime.ofEpochSecond(60 * localMinute, 0, ZoneOffset.UTC);
            return new Clock(
                    time.getMinute(),
                    time.getHour(),
                    time.getDayOfMonth(),
                    time.getMonthValue(),
                    time.getDayOfWeek().getValue() % 7);
        }
    }

    /** A field as written, beside what it means. */
    private record Drawn(String text, BitSet values, boolean star) {

        static Drawn draw(Random random, Dialect dialect, int low, int high, List<String> names) {
            BitSet values = new BitSet();
            int kind = random.nextInt(10);
            if (kind < 4) {
                values.set(low, high + 1);
                // Debian's cron skips what follows the star
                return new Drawn(kind == 0 && dialect == Dialect.DEBIAN ? "*x" : "*", values, true);
            }
            if (kind == 4) {
                int step = 1 + random.nextInt(high);
                step(values, low, high, step);
                return new Drawn("*/" + step, values, true);
            }
            StringBuilder text = new StringBuilder();
            for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
                int from = low + random.nextInt(high - low + 1);
                int to = from + random.nextInt(high - from + 1);
                int step = 1 + random.nextInt(5);
                text.append(text.isEmpty() ? "" : ",");
                switch (random.nextInt(3)) {
                    case 0 -> {
                        text.append(named(random, names, from, low));
                        values.set(from);
                    }
                    case 1 -> {
                        text.append(named(random, names, from, low)).append('-').append(to);
                        values.set(from, to + 1);
                    }
                    default -> {
                        text.append(from).append('-').append(to).append('/').append(step);
                        step(values, from, to, step);
                    }
                }
            }
            return new Drawn(text.toString(), values, false);
        }

        /** An hour in which clocks jump. */
        static Drawn night(Random random) {
            BitSet values = new BitSet();
            int hour = random.nextInt(4);
            values.set(hour);
            return new Drawn(Integer.toString(hour), values, false);
        }

        private static String named(Random random, List<String> names, int number, int low) {
            boolean name = number - low < names.size() && random.nextBoolean();
            return name ? names.get(number - low) : Integer.toString(number);
        }

        private static void step(BitSet values, int from, int to, int step) {
            for (int value = from; value <= to; value += step) {
                values.set(value);
            }
        }
    }

    private record Entry(String text, List<Drawn> fields) {

        static Entry draw(Random random, Dialect dialect) {
            List<Drawn> fields = List.of(
                    Drawn.draw(random, dialect, 0, 59, List.of()),
                    random.nextBoolean() ? Drawn.night(random) : Drawn.draw(random, dialect, 0, 23, List.of()),
                    Drawn.draw(random, dialect, 1, 31, List.of()),
                    Drawn.draw(random, dialect, 1, 12, List.of("jan", "FEB", "mar", "Apr")),
                    Drawn.draw(random, dialect, 0, 7, List.of("sun", "Mon", "tue")));
            return new Entry(String.join(" ", fields.stream().map(Drawn::text).toList()), fields);
        }

        boolean wildcard() {
            return fields.get(0).star || fields.get(1).star;
        }

        boolean matches(Clock clock) {
            return fields.get(0).values.get(clock.minute)
                    && fields.get(1).values.get(clock.hour)
                    && fields.get(3).values.get(clock.month)
                    && day(clock);
        }

        private boolean day(Clock clock) {
            boolean ofMonth = fields.get(2).values.get(clock.day);
            BitSet weekdays = fields.get(4).values;
            boolean ofWeek = weekdays.get(clock.weekday) || (clock.weekday == 0 && weekdays.get(7));
            boolean both = fields.get(2).star || fields.get(4).star;
            return both ? ofMonth && ofWeek : ofMonth || ofWeek;
        }
    }
}
