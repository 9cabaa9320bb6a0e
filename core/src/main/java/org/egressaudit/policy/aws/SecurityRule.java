package org.egressaudit.policy.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.policy.Ternary;
import org.egressaudit.text.Span;

/**
 * One allowance of a security group, for one other side.
 *
 * @param traffic protocol and ports; what of them is not known covers everything
 * @param peer the other side
 * @param open what of protocol and ports is not known, or why it may not hold, in words
 * @param span where it stands
 */
public record SecurityRule(Traffic traffic, Peer peer, List<String> open, Span span) {

    public SecurityRule {
        open = List.copyOf(open);
    }

    /** A rule all of which is known. */
    public SecurityRule(Traffic traffic, Peer peer, Span span) {
        this(traffic, peer, List.of(), span);
    }

    /** The same, of which it is not known whether it holds. */
    SecurityRule perhaps(String reason) {
        List<String> more = new ArrayList<>(open);
        more.add(reason);
        return new SecurityRule(traffic, peer, more, span);
    }

    /**
     * Whether it allows a flow to or from an address.
     *
     * @param reasons is told what would decide it when that is not known
     */
    Ternary allows(Flow flow, IpAddress other, AwsWorld world, Consumer<String> reasons) {
        if (!traffic.covers(flow)) {
            return Ternary.NO;
        }
        Ternary meant = peer.contains(other, world, reasons);
        if (meant == Ternary.NO || open.isEmpty()) {
            return meant;
        }
        open.forEach(reasons);
        return Ternary.UNKNOWN;
    }

    /** {@code tcp 443 to 203.0.113.0/24}. */
    String text(String direction) {
        return traffic + " " + direction + " " + peer;
    }
}
