package org.egressaudit.demand.tool;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a call waits for a connection that is never answered.
 *
 * @param each where the seconds of one try are found; nothing found means that only the system limits it
 * @param tries where the number of tries is found
 * @param retries where the number of further tries is found
 * @param perUnit how many of the found numbers make a second: 1000 for milliseconds
 */
record Patience(List<Lookup> each, List<Lookup> tries, List<Lookup> retries, int perUnit) {

    static final Patience SYSTEM = new Patience(List.of(), List.of(), List.of(), 1);

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(?:\\.[0-9]+)?\\s*(ms|[smhd]?).*");

    private static final int LONGEST = 10_000_000;

    /** Seconds, rounded up; null when only the system limits it. */
    @Nullable
    Integer seconds(Call call) {
        Optional<Double> each = number(call, this.each);
        if (each.isEmpty() || each.get() <= 0) {
            return null;
        }
        double tries = number(call, this.tries).orElse(1.0)
                + number(call, this.retries).orElse(0.0);
        double total = Math.ceil(each.get() * Math.max(1, tries) / perUnit);
        return total > LONGEST ? null : (Integer) (int) total;
    }

    private static Optional<Double> number(Call call, List<Lookup> lookups) {
        return call.first(lookups).stream()
                .flatMap(sketch -> duration(sketch.text()).stream())
                .findFirst();
    }

    /** A number of seconds with an optional unit, as timeout(1) and systemd write it. */
    static Optional<Double> duration(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            return text.strip().matches("\\.[0-9]+") ? Optional.of(1.0) : Optional.empty();
        }
        double number = Double.parseDouble(matcher.group(1)) + (text.contains(".") ? fraction(text) : 0);
        double unit = switch (matcher.group(2)) {
            case "ms" -> 0.001;
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86400;
            default -> 1;
        };
        return Optional.of(number * unit);
    }

    private static double fraction(String text) {
        Matcher matcher = Pattern.compile("\\.[0-9]{1,9}").matcher(text);
        return matcher.find() ? Double.parseDouble("0" + matcher.group()) : 0;
    }
}
