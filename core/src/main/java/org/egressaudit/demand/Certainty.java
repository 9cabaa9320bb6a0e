package org.egressaudit.demand;

import java.util.Locale;

/** How surely a need is known, the surest first. */
public enum Certainty {
    /** Written in the call itself. */
    LITERAL,
    /** Followed through variables, files or computations that a reader can know. */
    DERIVED,
    /** What the tool, the library or the script falls back to when nothing is said. */
    DEFAULT,
    /** Said by a person in a declaration. */
    DECLARED;

    /** The less sure of two. */
    public Certainty and(Certainty other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** As reports write it: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
