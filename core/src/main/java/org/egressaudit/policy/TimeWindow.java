package org.egressaudit.policy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a {@code time} match is true (iptables-extensions(8)).
 *
 * @param start first second of the day
 * @param stop last second of the day; before the start, the window goes on past midnight
 * @param weekdays 1 Monday to 7 Sunday
 * @param monthDays 1 to 31
 * @param from first moment of all, or null
 * @param until last moment of all, or null
 * @param contiguous whether a window past midnight belongs to the day it began
 * @param zone UTC, unless {@code --kerneltz}
 */
public record TimeWindow(
        LocalTime start,
        LocalTime stop,
        Set<Integer> weekdays,
        Set<Integer> monthDays,
        @Nullable LocalDateTime from,
        @Nullable LocalDateTime until,
        boolean contiguous,
        ZoneId zone) {

    public TimeWindow {
        weekdays = Set.copyOf(weekdays);
        monthDays = Set.copyOf(monthDays);
    }

    /** Whether a moment lies in it; in the order of xt_time.c. */
    boolean contains(Instant moment) {
        LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
        if (from != null && local.isBefore(from) || until != null && local.isAfter(until)) {
            return false;
        }
        LocalTime time = local.toLocalTime();
        LocalDateTime day = local;
        if (!start.isAfter(stop)) {
            if (time.isBefore(start) || time.isAfter(stop)) {
                return false;
            }
        } else {
            if (time.isBefore(start) && time.isAfter(stop)) {
                return false;
            }
            if (contiguous && !time.isAfter(stop)) {
                day = local.minusDays(1);
            }
        }
        return weekdays.contains(day.getDayOfWeek().getValue()) && monthDays.contains(day.getDayOfMonth());
    }

    @Override
    public String toString() {
        return start + " to " + stop + " " + zone + " on days "
                + weekdays.stream().sorted().toList();
    }
}
