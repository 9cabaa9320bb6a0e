package org.egressaudit.demand.crontab;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** The five time fields of an entry: their ranges and their names. */
enum Field {
    MINUTE("minute", 0, 59, List.of()),
    HOUR("hour", 0, 23, List.of()),
    DAY_OF_MONTH("day of month", 1, 31, List.of()),
    MONTH("month", 1, 12, List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
    /** Sunday is 0 and 7. */
    DAY_OF_WEEK("day of week", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

    private final String label;
    private final int low;
    private final int high;
    private final List<String> names;

    Field(String label, int low, int high, List<String> names) {
        this.label = label;
        this.low = low;
        this.high = high;
        this.names = names;
    }

    /** Its name in messages. */
    String label() {
        return label;
    }

    int low() {
        return low;
    }

    int high() {
        return high;
    }

    /** Every value. */
    BitSet all() {
        BitSet all = new BitSet();
        all.set(low, high + 1);
        return all;
    }

    /** The number that a name of the field stands for, in any case; -1 when it has no such name. */
    int named(String word) {
        int index = names.indexOf(word.toLowerCase(Locale.ROOT));
        return index < 0 ? -1 : index + low;
    }

    /** What the field takes, for messages. */
    String range() {
        return names.isEmpty()
                ? low + " to " + high
                : low + " to " + high + " or " + names.get(0) + " to " + names.get(names.size() - 1);
    }
}
