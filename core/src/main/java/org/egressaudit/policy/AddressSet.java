package org.egressaudit.policy;

import java.util.List;

/** A named set of addresses, networks, ports or combinations of them. */
public interface AddressSet {

    /** Its name. */
    String name();

    /**
     * Whether a packet is in it.
     *
     * @param sides which end of the packet each dimension looks at
     */
    Ternary contains(Packet packet, List<Match.Side> sides);

    /** Tells where its answer may change. */
    void boundaries(Boundaries into);

    /** Why it may not be known whether a packet is in it. */
    default String doubt() {
        return "whether it is in the set " + name() + " is not known";
    }

    /** Whether a packet falls into one of its holes: elements marked {@code nomatch}. */
    Ternary excludes(Packet packet, List<Match.Side> sides);
}
