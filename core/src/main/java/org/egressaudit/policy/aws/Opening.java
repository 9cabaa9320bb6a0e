package org.egressaudit.policy.aws;

import org.egressaudit.net.Flow;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;

/**
 * The least that has to be allowed for a flow.
 *
 * @param traffic its protocol and port
 * @param prefix its destination alone
 */
public record Opening(Traffic traffic, Prefix prefix) {

    /** For the first packet of a flow. */
    public static Opening of(Flow flow) {
        Traffic traffic = flow.protocol().isIcmp()
                ? new Traffic(flow.protocol().number(), PortRange.ALL, flow.destinationPort(), flow.icmpCode())
                : Traffic.of(
                        flow.protocol(),
                        flow.protocol().hasPorts() ? PortRange.of(flow.destinationPort()) : PortRange.ALL);
        return new Opening(traffic, Prefix.of(flow.destination()));
    }

    /** Whether the rule has ports, or type and code of ICMP; a rule of another protocol must not name any. */
    public boolean hasPorts() {
        return traffic.protocol() == 6 || traffic.protocol() == 17 || traffic.icmpType() >= 0;
    }

    /** {@code FromPort} or {@code from_port}: the first port, the ICMP type, or -1. */
    public int from() {
        return traffic.protocol() == 6 || traffic.protocol() == 17
                ? traffic.ports().from()
                : traffic.icmpType();
    }

    /** {@code ToPort} or {@code to_port}: the last port, the ICMP code, or -1. */
    public int to() {
        return traffic.protocol() == 6 || traffic.protocol() == 17
                ? traffic.ports().to()
                : traffic.icmpCode();
    }

    /** {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, or a number. */
    public String protocol() {
        String name = new org.egressaudit.net.Protocol(traffic.protocol()).toString();
        return traffic.protocol() == 132 ? "132" : name;
    }
}
