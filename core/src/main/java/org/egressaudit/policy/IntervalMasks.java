package org.egressaudit.policy;

import java.util.Arrays;

/**
 * For each number from 0 up, which of at most 64 rules may hold there: a bit for each.
 *
 * <p>The numbers are cut into stretches within which no rule changes its mind; a lookup is a binary search. Numbers have
 * 128 bits, so that one class serves ports, IPv4 and IPv6.
 */
final class IntervalMasks {

    /** Where each stretch begins, ascending as unsigned numbers; the first is 0. */
    private final long[] high;

    private final long[] low;
    private final long[] masks;

    private IntervalMasks(long[] high, long[] low, long[] masks) {
        this.high = high;
        this.low = low;
        this.masks = masks;
    }

    /** The rules that may hold at a number. */
    long at(long numberHigh, long numberLow) {
        int from = 0;
        int to = masks.length - 1;
        while (from < to) {
            int middle = from + to + 1 >>> 1;
            if (compare(high[middle], low[middle], numberHigh, numberLow) <= 0) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return masks[from];
    }

    private static int compare(long high, long low, long otherHigh, long otherLow) {
        return high != otherHigh ? Long.compareUnsigned(high, otherHigh) : Long.compareUnsigned(low, otherLow);
    }

    /** Collects intervals, then cuts. */
    static final class Builder {
        private long[] high = new long[16];
        private long[] low = new long[16];
        /** The rule of each change: its number if it begins to hold there, its complement if it ends. */
        private int[] rules = new int[16];

        private int count;
        private long everywhere;

        /** A rule says nothing about the number. */
        void everywhere(int rule) {
            everywhere |= 1L << rule;
        }

        /** A rule may hold from one number to another, both included. */
        void between(int rule, long firstHigh, long firstLow, long lastHigh, long lastLow) {
            change(firstHigh, firstLow, rule);
            if (lastHigh != -1 || lastLow != -1) {
                long next = lastLow + 1;
                change(next == 0 ? lastHigh + 1 : lastHigh, next, ~rule);
            }
        }

        private void change(long atHigh, long atLow, int rule) {
            if (count == rules.length) {
                high = Arrays.copyOf(high, 2 * count);
                low = Arrays.copyOf(low, 2 * count);
                rules = Arrays.copyOf(rules, 2 * count);
            }
            high[count] = atHigh;
            low[count] = atLow;
            rules[count++] = rule;
        }

        /** Null when every rule may hold everywhere, so that a lookup tells nothing. */
        @org.jspecify.annotations.Nullable
        IntervalMasks build() {
            if (count == 0) {
                return everywhere == -1 ? null : new IntervalMasks(new long[1], new long[1], new long[] {everywhere});
            }
            Integer[] order = new Integer[count];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (one, other) -> compare(high[one], low[one], high[other], low[other]));
            long[] starts = new long[count + 1];
            long[] startsLow = new long[count + 1];
            long[] masks = new long[count + 1];
            // intervals of one rule may overlap: it holds where more have begun than ended
            int[] open = new int[Long.SIZE];
            masks[0] = everywhere;
            int last = 0;
            for (int i : order) {
                if (compare(high[i], low[i], starts[last], startsLow[last]) != 0) {
                    last++;
                    starts[last] = high[i];
                    startsLow[last] = low[i];
                    masks[last] = masks[last - 1];
                }
                int rule = rules[i] < 0 ? ~rules[i] : rules[i];
                open[rule] += rules[i] < 0 ? -1 : 1;
                masks[last] = open[rule] > 0 ? masks[last] | 1L << rule : masks[last] & ~(1L << rule) | everywhere;
            }
            return new IntervalMasks(
                    Arrays.copyOf(starts, last + 1),
                    Arrays.copyOf(startsLow, last + 1),
                    Arrays.copyOf(masks, last + 1));
        }
    }
}
