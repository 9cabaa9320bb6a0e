package org.egressaudit.policy.aws;

import java.util.Optional;
import org.egressaudit.net.Flow;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Protocol;

/**
 * Protocol and ports of a rule.
 *
 * @param protocol IANA number, or -1 for every protocol
 * @param ports destination ports, which count for TCP and UDP only: rules of every other protocol cover all ports
 *     whatever they say (EC2 API, IpPermission)
 * @param icmpType of ICMP and ICMPv6, or -1 for every type
 * @param icmpCode of ICMP and ICMPv6, or -1 for every code
 */
public record Traffic(int protocol, PortRange ports, int icmpType, int icmpCode) {

    /** Everything. */
    public static final Traffic ALL = new Traffic(-1, PortRange.ALL, -1, -1);

    /** Some ports of TCP or UDP. */
    public static Traffic of(Protocol protocol, PortRange ports) {
        return new Traffic(protocol.number(), ports, -1, -1);
    }

    /**
     * From the fields that security group rules have in the API, in Terraform and in CloudFormation.
     *
     * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, a number, {@code -1} or {@code all}
     * @param from first port, or the ICMP type; empty when not written
     * @param to last port, or the ICMP code; empty when not written
     * @return empty when the protocol is none or the ports are no range: a bound that is not a number, or one without the
     *     other, is never taken as "no bound"
     */
    public static Optional<Traffic> of(String protocol, Optional<String> from, Optional<String> to) {
        if (protocol.equals("-1") || protocol.equalsIgnoreCase("all")) {
            return Optional.of(ALL);
        }
        return Protocol.parse(protocol)
                .filter(known -> !hasPorts(known) || from.isPresent() && to.isPresent())
                .flatMap(known -> of(known, number(from), number(to)));
    }

    private static boolean hasPorts(Protocol protocol) {
        return protocol.equals(Protocol.TCP) || protocol.equals(Protocol.UDP);
    }

    /** What is written but is no number of a few digits becomes one that is beyond every port, type and code. */
    private static int number(Optional<String> written) {
        return written.map(text -> text.matches("-?[0-9]{1,9}") ? Integer.parseInt(text) : Integer.MAX_VALUE)
                .orElse(-1);
    }

    private static Optional<Traffic> of(Protocol protocol, int from, int to) {
        if (protocol.isIcmp()) {
            return from < -1 || from > 255 || to < -1 || to > 255
                    ? Optional.empty()
                    : Optional.of(new Traffic(protocol.number(), PortRange.ALL, from, from < 0 ? -1 : to));
        }
        if (!hasPorts(protocol)) {
            return Optional.of(of(protocol, PortRange.ALL));
        }
        if (from == -1 && to == -1) {
            return Optional.of(of(protocol, PortRange.ALL));
        }
        return from < 0 || from > to || to > 65535
                ? Optional.empty()
                : Optional.of(of(protocol, new PortRange(from, to)));
    }

    /** Whether the first packet of a flow is of this kind. */
    public boolean covers(Flow flow) {
        return coversProtocol(flow.protocol()) && coversPort(flow.protocol(), flow.destinationPort(), flow.icmpCode());
    }

    /** Whether the protocol alone fits. */
    boolean coversProtocol(Protocol other) {
        return protocol == -1 || protocol == other.number();
    }

    private boolean coversPort(Protocol other, int port, int code) {
        if (protocol == -1) {
            return true;
        }
        if (other.isIcmp()) {
            return (icmpType == -1 || icmpType == port) && (icmpCode == -1 || icmpCode == code);
        }
        return ports.contains(port) || !hasPorts(other);
    }

    /** {@code tcp 443}, {@code udp 8000-8100}, {@code icmp type 8}, {@code all traffic}. */
    @Override
    public String toString() {
        if (protocol == -1) {
            return "all traffic";
        }
        Protocol known = new Protocol(protocol);
        if (known.isIcmp()) {
            return known + (icmpType < 0 ? "" : " type " + icmpType) + (icmpCode < 0 ? "" : " code " + icmpCode);
        }
        if (ports.equals(PortRange.ALL)) {
            return known.toString();
        }
        return known + " " + ports.toString().replace(':', '-');
    }
}
