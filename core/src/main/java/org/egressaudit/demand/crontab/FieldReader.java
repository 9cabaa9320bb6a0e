package org.egressaudit.demand.crontab;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the time fields of one line, character by character as entry.c of either cron does.
 *
 * <p>Debian's cron skips whatever follows a range up to the next blank, so that {@code *x} is {@code *}; cronie refuses
 * it, and knows {@code 8~17}, a value drawn at random when the table is loaded.
 */
final class FieldReader {

    /**
     * One field as read.
     *
     * @param values the numbers it names
     * @param star whether it begins with {@code *}
     * @param random whether cron draws a value when it loads the table
     */
    record Values(BitSet values, boolean star, boolean random) {}

    private final String text;
    private final int end;
    private final Dialect dialect;
    private int at;
    private boolean random;
    private String problem = "";

    FieldReader(String text, int from, int end, Dialect dialect) {
        this.text = text;
        this.at = from;
        this.end = end;
        this.dialect = dialect;
    }

    /** Where reading stands: after the blanks that follow a field, or at what could not be read. */
    int at() {
        return at;
    }

    /** What was wrong, as a sentence, after {@link #read} answered null. */
    String problem() {
        return problem;
    }

    /** Reads a field and the blanks after it; null when it is wrong. */
    @Nullable
    Values read(Field field) {
        if (at >= end) {
            problem = "the " + field.label() + " is missing";
            return null;
        }
        boolean star = text.charAt(at) == '*';
        random = false;
        BitSet values = new BitSet();
        int start = at;
        while (true) {
            if (!range(field, values)) {
                at = start;
                return null;
            }
            if (peek() != ',') {
                break;
            }
            at++;
        }
        while (at < end && !isBlank(text.charAt(at))) {
            at++;
        }
        skipBlanks();
        return new Values(values, star, random);
    }

    void skipBlanks() {
        while (at < end && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private boolean range(Field field, BitSet values) {
        int low;
        int high;
        boolean single = false;
        if (peek() == '*') {
            at++;
            low = field.low();
            high = field.high();
        } else if (peek() == '~' && dialect == Dialect.CRONIE) {
            return random(field, field.low(), values);
        } else {
            low = number(field);
            if (low < 0) {
                return false;
            }
            if (peek() == '~' && dialect == Dialect.CRONIE) {
                return random(field, low, values);
            }
            single = peek() != '-';
            high = low;
            if (!single) {
                at++;
                high = number(field);
                if (high < 0) {
                    return false;
                }
            }
        }
        int step = 1;
        if (peek() == '/') {
            if (single) {
                problem = "`" + word() + "` steps without a range: write `" + low + "-" + field.high()
                        + "/...` or `*/...`";
                return false;
            }
            at++;
            step = step(field);
            if (step <= 0) {
                return false;
            }
        }
        if (dialect == Dialect.CRONIE && !atSeparator()) {
            problem = "`" + word() + "` is no " + field.label();
            return false;
        }
        if (dialect == Dialect.DEBIAN && !(within(field, low) && within(field, high))) {
            return false;
        }
        for (int i = low; i <= high; i += step) {
            // cronie looks at no other number than those it takes: 0-60/7 and 100-1 are in order
            if (!within(field, i)) {
                return false;
            }
            values.set(i);
        }
        return true;
    }

    private boolean random(Field field, int low, BitSet values) {
        at++;
        int high = field.high();
        if (!atSeparator()) {
            high = number(field);
            if (high < 0) {
                return false;
            }
        }
        if (!atSeparator() || low > high) {
            problem = "`" + word() + "` is no " + field.label();
            return false;
        }
        if (!within(field, low) || !within(field, high)) {
            return false;
        }
        random = true;
        values.set(low, high + 1);
        return true;
    }

    /** A number or a name; -1 when there is neither. */
    private int number(Field field) {
        String word = alphanumerics();
        int named = field.named(word);
        if (named >= 0) {
            return named;
        }
        int number = digits(word);
        if (number < 0) {
            problem =
                    "`" + (word.isEmpty() ? word() : word) + "` is no " + field.label() + ": it takes " + field.range();
        }
        return number;
    }

    private int step(Field field) {
        String word = alphanumerics();
        int number = digits(word);
        if (number <= 0) {
            problem = "`" + word + "` is no step of a " + field.label() + ": a step is a number above 0";
        }
        return number;
    }

    private boolean within(Field field, int number) {
        if (number < field.low() || number > field.high()) {
            problem = "`" + number + "` is no " + field.label() + ": it takes " + field.range();
            return false;
        }
        return true;
    }

    private String alphanumerics() {
        int from = at;
        while (at < end && isAlphanumeric(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    /** The blank-separated word around the place where reading stands. */
    private String word() {
        int from = Math.min(at, end);
        int to = from;
        while (from > 0 && !isBlank(text.charAt(from - 1)) && text.charAt(from - 1) != '\n') {
            from--;
        }
        while (to < end && !isBlank(text.charAt(to))) {
            to++;
        }
        return text.substring(from, Math.min(to, from + 60));
    }

    private char peek() {
        return at < end ? text.charAt(at) : '\n';
    }

    private boolean atSeparator() {
        char c = peek();
        return c == ',' || c == '\n' || isBlank(c);
    }

    /** What its digits count, -1 when it has others or none. No field takes more than five digits. */
    private static int digits(String word) {
        if (word.isEmpty() || word.chars().anyMatch(c -> c < '0' || c > '9')) {
            return -1;
        }
        String significant = word.replaceFirst("^0+(?=.)", "");
        return significant.length() > 5 ? 99_999 : Integer.parseInt(significant);
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
