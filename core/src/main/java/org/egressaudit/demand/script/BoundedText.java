package org.egressaudit.demand.script;

import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text on which a regular expression may take so many steps and no more: expressions of programs may go back
 * exponentially often (java.util.regex.Pattern).
 */
public final class BoundedText implements CharSequence {

    /** Characters that may be looked at, times and again. */
    private static final long MOST_STEPS = 5_000_000;

    private final CharSequence text;
    private final long[] steps;

    private BoundedText(CharSequence text, long[] steps) {
        this.text = text;
        this.steps = steps;
    }

    /**
     * Asks something that uses matchers of this class.
     *
     * @return null when an expression takes too many steps, or goes deeper than the stack: only the run will know
     */
    public static <T> @Nullable T answer(Supplier<@Nullable T> question) {
        try {
            return question.get();
        } catch (TooLong | StackOverflowError onlyTheRunWillKnow) {
            return null;
        }
    }

    /** Looks for a pattern in a text; to be used within {@link #answer}. */
    public static Matcher matcher(Pattern pattern, String text) {
        return pattern.matcher(new BoundedText(text, new long[1]));
    }

    /** The expression took too many steps. */
    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooLong() {
            super("a regular expression took more than " + MOST_STEPS + " steps", null, false, false);
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++steps[0] > MOST_STEPS) {
            throw new TooLong();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.subSequence(start, end), steps);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
