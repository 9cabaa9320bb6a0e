package org.egressaudit.demand;

/** What a client does with a name that has several addresses when the first one that it tries cannot be reached. */
public enum AddressUse {
    /** It tries the next, in the order of getaddrinfo(3) or of both families at once (RFC 8305). */
    EACH,
    /** It fails. */
    FIRST,
    /** Nothing is known of it. */
    UNKNOWN;

    /** As tool data and the JSON report write it. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
