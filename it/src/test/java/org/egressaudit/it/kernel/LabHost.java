package org.egressaudit.it.kernel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Protocol;
import org.egressaudit.net.Target;
import org.egressaudit.net.Target.InterfaceAddress;
import org.egressaudit.net.Target.User;

/** The host of the {@link Lab}: its users, interfaces and routes, the same as in lab.py. */
final class LabHost {

    private LabHost() {}

    /** Ports on which the host itself answers, TCP and UDP. */
    static final List<Integer> LOCAL_PORTS = List.of(22, 25, 53, 80, 123, 443, 3128, 5432, 8080, 8443, 9999);

    static final Target TARGET = new Target(
            Map.of(
                    "root",
                    new User(0, List.of(0L), "/root"),
                    "backup",
                    new User(1000, List.of(1000L), "/home/backup"),
                    "batch",
                    new User(1001, List.of(1001L, 1000L), "/home/batch"),
                    "nobody",
                    new User(65534, List.of(65534L), "/nonexistent")),
            Map.of("root", 0L, "backup", 1000L, "batch", 1001L, "nogroup", 65534L),
            Map.of(
                    "lo",
                    addresses("127.0.0.1/8", "::1/128"),
                    "eth0",
                    addresses("192.0.2.10/24", "2001:db8:0:1::10/64"),
                    "eth1",
                    addresses("198.51.100.10/24", "2001:db8:0:2::10/64")));

    private static List<InterfaceAddress> addresses(String... texts) {
        return List.of(texts).stream()
                .map(text -> InterfaceAddress.parse(text).orElseThrow())
                .toList();
    }

    /** A flow of the host, with the interface and the local address that its routes give it. */
    static Flow flow(
            Protocol protocol, IpAddress destination, int port, int code, int sourcePort, long user, Set<Long> groups) {
        Flow flow = new Flow(protocol, null, destination, sourcePort, port, code, user, groups, null, Instant.now());
        if (TARGET.isLocal(destination)) {
            return flow.from(
                    "lo", !destination.v6() && destination.isLoopback() ? IpAddress.of("127.0.0.1") : destination);
        }
        String by = connected("eth1", destination) ? "eth1" : "eth0";
        IpAddress source = TARGET.interfaces().getOrDefault(by, List.of()).stream()
                .map(InterfaceAddress::address)
                .filter(address -> address.v6() == destination.v6())
                .findFirst()
                .orElseThrow();
        return flow.from(by, source);
    }

    private static boolean connected(String name, IpAddress destination) {
        return TARGET.interfaces().getOrDefault(name, List.of()).stream()
                .map(InterfaceAddress::network)
                .anyMatch(network -> network.contains(destination));
    }

    /** Whether the host sends a packet for it at all, and one machine alone would answer it. */
    static boolean canReach(IpAddress address) {
        if (TARGET.isLocal(address)) {
            return !address.isLoopback() || address.equals(IpAddress.of(address.v6() ? "::1" : "127.0.0.1"));
        }
        if (address.v6()) {
            return Prefix.of("2000::/3").contains(address) && (address.low() != 0 || !onLink(address));
        }
        return address.compareTo(IpAddress.of("1.0.0.0")) >= 0
                && address.compareTo(IpAddress.of("224.0.0.0")) < 0
                && address.low() >>> 24 != 127
                && !(onLink(address) && ((address.low() & 0xFF) == 255 || (address.low() & 0xFF) == 0));
    }

    private static boolean onLink(IpAddress address) {
        return connected("eth0", address) || connected("eth1", address);
    }
}
