package org.egressaudit.net;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first packet of a new outbound connection, as a rule set sees it.
 *
 * <p>What is null is not known: a condition on it is then undecided, never assumed.
 *
 * @param protocol what the packet carries
 * @param source local address, or null when not known
 * @param destination address to reach
 * @param sourcePort local port, or -1 for one chosen by the system from 32768-60999 (Linux,
 *     {@code net.ipv4.ip_local_port_range}); 0 for protocols without ports
 * @param destinationPort port to reach, 0 for protocols without ports; for ICMP the type
 * @param icmpCode code of an ICMP message, 0 for others
 * @param user numeric user id of the process that opens the socket, or -1 when not known
 * @param groups its numeric group ids, the socket's own first; empty when not known
 * @param outInterface interface by which the route leads, or null when not known
 * @param time when it is sent, or null when not known
 */
public record Flow(
        Protocol protocol,
        @Nullable IpAddress source,
        IpAddress destination,
        int sourcePort,
        int destinationPort,
        int icmpCode,
        long user,
        Set<Long> groups,
        @Nullable String outInterface,
        @Nullable Instant time) {

    public Flow {
        groups = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(groups));
    }

    /** A flow of which only protocol, destination and port are known. */
    public static Flow to(Protocol protocol, IpAddress destination, int port) {
        return new Flow(
                protocol,
                null,
                destination,
                protocol.hasPorts() ? -1 : 0,
                port,
                0,
                -1,
                Set.of(),
                destination.isLoopback() ? "lo" : null,
                null);
    }

    /** The same flow, opened by a user. */
    public Flow by(long user, Set<Long> groups) {
        return new Flow(
                protocol, source, destination, sourcePort, destinationPort, icmpCode, user, groups, outInterface, time);
    }

    /** The same flow, leaving by an interface and with a local address. */
    public Flow from(@Nullable String outInterface, @Nullable IpAddress source) {
        return new Flow(
                protocol, source, destination, sourcePort, destinationPort, icmpCode, user, groups, outInterface, time);
    }

    /** The same flow to another destination, of whose route nothing is known. */
    public Flow toward(IpAddress other) {
        return new Flow(protocol, null, other, sourcePort, destinationPort, icmpCode, user, groups, null, time);
    }

    /** The same flow at a time. */
    public Flow at(@Nullable Instant time) {
        return new Flow(
                protocol, source, destination, sourcePort, destinationPort, icmpCode, user, groups, outInterface, time);
    }

    /** {@code 203.0.113.45:443/tcp}. */
    @Override
    public String toString() {
        String host = destination.v6() ? "[" + destination + "]" : destination.toString();
        return host + (protocol.hasPorts() ? ":" + destinationPort : "") + "/" + protocol;
    }
}
