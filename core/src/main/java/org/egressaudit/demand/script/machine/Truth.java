package org.egressaudit.demand.script.machine;

/** Whether a condition holds, as far as a reader can know. */
public enum Truth {
    YES,
    NO,
    /** Only the run will know: both ways are followed. */
    OPEN;

    /** The known truth of a Java condition. */
    public static Truth of(boolean holds) {
        return holds ? YES : NO;
    }

    /** The opposite. */
    public Truth not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case OPEN -> OPEN;
        };
    }

    /** The common answer of two possibilities. */
    public Truth agree(Truth other) {
        return this == other ? this : OPEN;
    }

    /** Whether both hold. */
    public Truth and(Truth other) {
        return this == NO || other == NO ? NO : agree(other);
    }
}
