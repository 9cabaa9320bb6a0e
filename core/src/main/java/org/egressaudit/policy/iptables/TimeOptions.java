package org.egressaudit.policy.iptables;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.egressaudit.policy.HostMatch;
import org.egressaudit.policy.Match;
import org.egressaudit.policy.TimeWindow;
import org.egressaudit.policy.iptables.MatchModule.Unreadable;
import org.jspecify.annotations.Nullable;

/** The options of {@code -m time}; UTC unless {@code --kerneltz}. */
final class TimeOptions {

    private static final List<String> DAYS = List.of("mo", "tu", "we", "th", "fr", "sa", "su");

    private TimeOptions() {}

    static Match match(List<Option> options, RuleContext context) throws Unreadable {
        LocalTime start = LocalTime.MIN;
        LocalTime stop = LocalTime.of(23, 59, 59);
        Set<Integer> weekdays = range(1, 7);
        Set<Integer> monthDays = range(1, 31);
        LocalDateTime from = null;
        LocalDateTime until = null;
        boolean contiguous = false;
        for (Option option : options) {
            switch (option.name()) {
                case "--timestart" -> start = time(option.value());
                case "--timestop" -> stop = time(option.value());
                case "--weekdays" -> weekdays = signed(option, weekdays(option.value()), range(1, 7));
                case "--monthdays" -> monthDays = signed(option, monthDays(option.value()), range(1, 31));
                case "--datestart" -> from = date(option.value(), false);
                case "--datestop" -> until = date(option.value(), true);
                case "--contiguous" -> contiguous = true;
                case "--kerneltz", "--localtz" -> {
                    return new Match.Unmodelled(
                            option.text(), "it depends on the time zone that the kernel was given (`--kerneltz`)");
                }
                default -> {
                    // --utc is what holds anyway
                }
            }
        }
        return new HostMatch.InTime(
                new TimeWindow(start, stop, weekdays, monthDays, from, until, contiguous, ZoneOffset.UTC));
    }

    private static Set<Integer> range(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().collect(Collectors.toSet());
    }

    private static Set<Integer> signed(Option option, Set<Integer> days, Set<Integer> all) {
        if (!option.negated()) {
            return days;
        }
        Set<Integer> others = new HashSet<>(all);
        others.removeAll(days);
        return others;
    }

    private static LocalTime time(String text) throws Unreadable {
        String[] parts = text.split(":");
        try {
            return LocalTime.of(
                    Integer.parseInt(parts[0]),
                    parts.length > 1 ? Integer.parseInt(parts[1]) : 0,
                    parts.length > 2 ? Integer.parseInt(parts[2]) : 0);
        } catch (NumberFormatException | DateTimeException notATime) {
            throw Unreadable.refused("`" + text + "` is not a time of day");
        }
    }

    private static Set<Integer> weekdays(String text) throws Unreadable {
        Set<Integer> days = new HashSet<>();
        for (String day : text.toLowerCase(java.util.Locale.ROOT).split(",")) {
            int index = day.length() >= 2 ? DAYS.indexOf(day.substring(0, 2)) : -1;
            if (index >= 0) {
                days.add(index + 1);
            } else if (day.matches("[1-7]")) {
                days.add(Integer.parseInt(day));
            } else {
                throw Unreadable.refused("`" + day + "` is not a day of the week");
            }
        }
        return days;
    }

    private static Set<Integer> monthDays(String text) throws Unreadable {
        Set<Integer> days = new HashSet<>();
        for (String day : text.split(",")) {
            if (!day.matches("[0-9]{1,2}(st|nd|rd|th)?")) {
                throw Unreadable.refused("`" + day + "` is not a day of the month");
            }
            days.add(Integer.parseInt(day.replaceAll("[a-z]", "")));
        }
        return days;
    }

    private static @Nullable LocalDateTime date(String text, boolean end) throws Unreadable {
        String whole =
                text + (end ? "9999-12-31T23:59:59" : "1970-01-01T00:00:00").substring(Math.min(19, text.length()));
        try {
            return LocalDateTime.parse(whole);
        } catch (DateTimeException notADate) {
            throw Unreadable.refused("`" + text + "` is not a date");
        }
    }
}
