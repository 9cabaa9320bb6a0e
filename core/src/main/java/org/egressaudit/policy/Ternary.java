package org.egressaudit.policy;

/** Kleene's three values: what a condition says when not everything is known. */
public enum Ternary {
    YES,
    NO,
    UNKNOWN;

    /** YES for true. */
    public static Ternary of(boolean value) {
        return value ? YES : NO;
    }

    /** The opposite; what is unknown stays so. */
    public Ternary not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** NO when one of them is NO, else UNKNOWN when one is. */
    public Ternary and(Ternary other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES && other == YES ? YES : UNKNOWN;
    }

    /** YES when one of them is YES, else UNKNOWN when one is. */
    public Ternary or(Ternary other) {
        return not().and(other.not()).not();
    }
}
