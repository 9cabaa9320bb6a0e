package org.egressaudit.policy;

import java.util.List;
import java.util.Optional;
import org.egressaudit.net.Flow;

/** One layer on the way out of a host: its own firewall, a security group, a network ACL, a gateway. */
public interface Layer {

    /** For people: {@code iptables}, {@code security groups sg-1, sg-2}. */
    String label();

    /** The files it was read from, as the user named them. */
    List<String> files();

    /** What it does with a flow and its replies. */
    Verdict evaluate(Flow flow);

    /** Tells every boundary, of addresses and of ports, at which its answer may change. */
    void boundaries(Boundaries into);

    /**
     * The smallest change that lets a flow through, in the format's own words.
     *
     * @param flow what is to pass
     * @param verdict what this layer said of it
     * @return a command or a block of configuration; empty when the layer lets it through or no single change would
     */
    Optional<String> proposal(Flow flow, Verdict verdict);
}
