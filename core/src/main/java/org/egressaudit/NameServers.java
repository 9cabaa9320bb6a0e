package org.egressaudit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.egressaudit.Configuration.HostConfiguration;
import org.egressaudit.Configuration.NameServerAddress;
import org.egressaudit.dns.NameServer;
import org.egressaudit.dns.ResolvConf;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/**
 * The name servers of a host.
 *
 * @param asked by its programs, in order, as resolv.conf(5) names them
 * @param upstream asked on behalf of its programs by a server on the host itself, such as systemd-resolved's stub at
 *     127.0.0.53; empty when there is no such server, or nothing is known of it
 * @param conf its resolv.conf, or null
 */
record NameServers(
        List<NameServerAddress> asked,
        List<NameServerAddress> upstream,
        @Nullable ResolvConf conf) {

    /** Where systemd-resolved listens (systemd-resolved.service(8)). */
    private static final Set<IpAddress> RESOLVED = Set.of(IpAddress.of("127.0.0.53"), IpAddress.of("127.0.0.54"));

    NameServers {
        asked = List.copyOf(asked);
        upstream = List.copyOf(upstream);
    }

    /** As {@code egress.yaml} says, else as the host's files do. */
    static NameServers of(HostConfiguration host, TargetFiles machine, Consumer<Diagnostic> report) {
        ResolvConf conf = read(machine.resolvConf(), report);
        List<NameServerAddress> asked = new ArrayList<>(host.resolvers());
        if (asked.isEmpty() && conf != null) {
            asked.addAll(servers(conf));
        }
        boolean stub = asked.stream().anyMatch(server -> server.address().isLoopback());
        ResolvConf behind = stub ? read(machine.upstreamResolvConf(), report) : null;
        return new NameServers(asked, behind == null ? List.of() : servers(behind), conf);
    }

    private static @Nullable ResolvConf read(@Nullable Source file, Consumer<Diagnostic> report) {
        if (file == null) {
            return null;
        }
        Parsed<ResolvConf> parsed = ResolvConf.read(file);
        parsed.diagnostics().forEach(report);
        return parsed.value();
    }

    private static List<NameServerAddress> servers(ResolvConf conf) {
        return conf.nameServers().stream()
                .map(each -> new NameServerAddress(each.address(), each.span()))
                .toList();
    }

    /** How its programs ask: by UDP first, unless {@code use-vc} is set. */
    List<Protocol> transports() {
        return conf != null && conf.tcp() ? List.of(Protocol.TCP) : List.of(Protocol.UDP, Protocol.TCP);
    }

    /** The user of the server on the host that asks the upstream servers; no user's name where that is not known. */
    String forwarder() {
        return asked.stream().anyMatch(server -> RESOLVED.contains(server.address())) ? "systemd-resolve" : "";
    }

    /** The servers that can be asked from another machine: those behind a server on the host itself in its place. */
    List<NameServer> fromElsewhere() {
        List<NameServer> servers = new ArrayList<>();
        for (List<NameServerAddress> some : List.of(asked, upstream)) {
            some.stream()
                    .filter(server -> !server.address().isLoopback())
                    .map(server -> new NameServer(server.address(), NameServer.USUAL_PORT))
                    .forEach(servers::add);
        }
        return servers;
    }
}
