package org.egressaudit.demand.crontab;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.Optional;
import org.egressaudit.demand.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * Five fields of a crontab, as sets of numbers.
 *
 * <p>A day matches when both its fields match, if either begins with {@code *} (also as {@code *}{@code /2}), and when one
 * of them does otherwise; that is find_jobs() of cron.c, and differs from what most libraries do.
 *
 * <p>When clocks jump by at most three hours, cron treats entries by their minute and hour fields: entries with a
 * {@code *} at the front of either ("wildcard jobs") follow the clock on the wall; the others run once, at the jump when
 * their time was skipped, and are not repeated when it comes twice (cron(8), and main() of cron.c).
 */
public final class CronSchedule implements Schedule {

    /** Farther jumps are a new clock to cron, and nothing is made up for. */
    private static final Duration FARTHEST_JUMP = Duration.ofHours(3);

    /** 29 February comes on one weekday again after 40 years at most. */
    private static final Duration HORIZON = Duration.ofDays(41 * 366L);

    private final String text;
    private final FieldReader.Values minutes;
    private final FieldReader.Values hours;
    private final FieldReader.Values daysOfMonth;
    private final BitSet months;
    private final FieldReader.Values daysOfWeek;

    CronSchedule(
            String text,
            FieldReader.Values minutes,
            FieldReader.Values hours,
            FieldReader.Values daysOfMonth,
            FieldReader.Values months,
            FieldReader.Values daysOfWeek) {
        this.text = text;
        this.minutes = minutes;
        this.hours = hours;
        this.daysOfMonth = daysOfMonth;
        this.months = months.values();
        this.daysOfWeek = daysOfWeek;
        if (daysOfWeek.values().get(0) || daysOfWeek.values().get(7)) {
            daysOfWeek.values().set(0);
            daysOfWeek.values().set(7);
        }
    }

    /** Five fields without a user or a command; empty when cron would refuse them. */
    public static Optional<CronSchedule> parse(String fields, Dialect dialect) {
        String line = fields.strip();
        return Optional.ofNullable(read(new FieldReader(line, 0, line.length(), dialect), line, 0));
    }

    /** Reads five fields where the reader stands; null when one is wrong, and the reader knows why. */
    static @Nullable CronSchedule read(FieldReader reader, String line, int from) {
        FieldReader.Values[] values = new FieldReader.Values[Field.values().length];
        for (Field field : Field.values()) {
            FieldReader.Values read = reader.read(field);
            if (read == null) {
                return null;
            }
            values[field.ordinal()] = read;
        }
        String text = line.substring(from, reader.at()).strip().replaceAll("[ \\t]+", " ");
        return new CronSchedule(text, values[0], values[1], values[2], values[3], values[4]);
    }

    @Override
    public String text() {
        return text;
    }

    /** Whether a local time is one of its times, clocks that jump left aside. */
    public boolean matches(LocalDateTime time) {
        return matchesDay(time.toLocalDate())
                && hours.values().get(time.getHour())
                && minutes.values().get(time.getMinute());
    }

    /** Whether no time can ever match: an empty range such as {@code 20-4}, or 30 February. */
    public boolean never() {
        LocalDateTime leapYear = LocalDateTime.of(2000, 1, 1, 0, 0);
        return first(leapYear, leapYear.plusYears(40)).isEmpty();
    }

    @Override
    public Optional<Instant> next(Instant from, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        Instant at = wholeMinute(from);
        Instant horizon = at.plus(HORIZON);
        while (at.isBefore(horizon)) {
            ZoneOffsetTransition last = rules.previousTransition(at.plusSeconds(1));
            if (last != null
                    && !isWildcard()
                    && last.isGap()
                    && last.getInstant().equals(at)
                    && skippedOne(last)) {
                return Optional.of(at);
            }
            Instant caughtUp = caughtUp(at, rules);
            if (caughtUp.isAfter(at)) {
                at = caughtUp;
                continue;
            }
            Instant end = nextJump(at, rules, horizon);
            Optional<Instant> found = first(at, end, rules);
            if (found.isPresent()) {
                return found;
            }
            at = wholeMinute(end);
        }
        return Optional.empty();
    }

    @Override
    public Schedule in(ZoneId zone) {
        return new ZonedSchedule(this, zone);
    }

    /** The next time by the clock of one zone, on a host that makes up for the jumps of another. */
    Optional<Instant> nextOnOwnClock(Instant from, ZoneId own, ZoneId host) {
        ZoneRules rules = own.getRules();
        Instant at = wholeMinute(from);
        Instant horizon = at.plus(HORIZON);
        while (at.isBefore(horizon)) {
            Instant end = nextJump(at, rules, horizon);
            Optional<Instant> found = first(at, end, rules);
            Instant caughtUp = found.map(run -> caughtUp(run, host.getRules())).orElse(wholeMinute(end));
            if (found.isPresent() && caughtUp.equals(found.get())) {
                return found;
            }
            at = caughtUp;
        }
        return Optional.empty();
    }

    /** When cron runs entries that follow no wildcard again, after the clock was set back; the instant itself otherwise. */
    private Instant caughtUp(Instant at, ZoneRules rules) {
        ZoneOffsetTransition last = rules.previousTransition(at.plusSeconds(1));
        if (last == null || isWildcard() || !last.isOverlap() || !isMadeUpFor(last)) {
            return at;
        }
        Instant caughtUp = wholeMinute(last.getInstant().minus(last.getDuration()));
        return at.isBefore(caughtUp) ? caughtUp : at;
    }

    private static Instant nextJump(Instant at, ZoneRules rules, Instant horizon) {
        ZoneOffsetTransition following = rules.nextTransition(at);
        return following == null || following.getInstant().isAfter(horizon) ? horizon : following.getInstant();
    }

    /** The first matching minute between two instants between which the clock does not jump. */
    private Optional<Instant> first(Instant at, Instant end, ZoneRules rules) {
        LocalDateTime local = LocalDateTime.ofInstant(at, rules.getOffset(at));
        return first(local, local.plus(Duration.between(at, end)))
                .map(found -> at.plus(Duration.between(local, found)));
    }

    private boolean isWildcard() {
        return minutes.star() || hours.star();
    }

    private boolean skippedOne(ZoneOffsetTransition gap) {
        return isMadeUpFor(gap)
                && first(gap.getDateTimeBefore(), gap.getDateTimeAfter()).isPresent();
    }

    private static boolean isMadeUpFor(ZoneOffsetTransition transition) {
        return transition.getDuration().abs().compareTo(FARTHEST_JUMP) <= 0;
    }

    /** The first matching local minute at or after one time and before another. */
    private Optional<LocalDateTime> first(LocalDateTime from, LocalDateTime before) {
        LocalDate day = from.toLocalDate();
        LocalTime earliest = from.toLocalTime();
        while (day.atTime(earliest).isBefore(before)) {
            if (!months.get(day.getMonthValue())) {
                day = day.withDayOfMonth(1).plusMonths(1);
            } else {
                LocalTime time = matchesDay(day) ? firstTime(earliest) : null;
                if (time != null) {
                    LocalDateTime found = day.atTime(time);
                    return found.isBefore(before) ? Optional.of(found) : Optional.empty();
                }
                day = day.plusDays(1);
            }
            earliest = LocalTime.MIDNIGHT;
        }
        return Optional.empty();
    }

    private @Nullable LocalTime firstTime(LocalTime earliest) {
        int hour = hours.values().nextSetBit(earliest.getHour());
        if (hour == earliest.getHour()) {
            int minute = minutes.values().nextSetBit(earliest.getMinute());
            if (minute >= 0) {
                return LocalTime.of(hour, minute);
            }
            hour = hours.values().nextSetBit(hour + 1);
        }
        int minute = minutes.values().nextSetBit(0);
        return hour < 0 || minute < 0 ? null : LocalTime.of(hour, minute);
    }

    private boolean matchesDay(LocalDate day) {
        boolean ofMonth = daysOfMonth.values().get(day.getDayOfMonth());
        boolean ofWeek = daysOfWeek.values().get(day.getDayOfWeek().getValue());
        boolean both = daysOfMonth.star() || daysOfWeek.star();
        return months.get(day.getMonthValue()) && (both ? ofMonth && ofWeek : ofMonth || ofWeek);
    }

    private static Instant wholeMinute(Instant instant) {
        Instant minute = instant.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(instant) ? minute : minute.plus(1, ChronoUnit.MINUTES);
    }

    @Override
    public String toString() {
        return text;
    }
}
