package org.egressaudit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.egressaudit.Configuration.HostConfiguration;
import org.egressaudit.Configuration.NameServerAddress;
import org.egressaudit.dns.NameServer;
import org.egressaudit.dns.ResolvConf;
import org.egressaudit.dns.ResolvedConf;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Span;
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
        List<Server> asked, List<Server> upstream, @Nullable ResolvConf conf) {

    /** UDP, and TCP for answers that do not fit into a datagram (RFC 7766). */
    private static final List<Protocol> USUAL = List.of(Protocol.UDP, Protocol.TCP);

    private static final List<Protocol> TCP_ONLY = List.of(Protocol.TCP);

    /** DNS over TLS (RFC 7858). */
    private static final int ENCRYPTED_PORT = 853;

    /** Where systemd-resolved listens (systemd-resolved.service(8)). */
    private static final Set<IpAddress> RESOLVED = Set.of(IpAddress.of("127.0.0.53"), IpAddress.of("127.0.0.54"));

    NameServers {
        asked = List.copyOf(asked);
        upstream = List.copyOf(upstream);
    }

    /**
     * A name server, and how it is asked.
     *
     * @param transports in the order in which they are tried
     * @param span where it is named
     */
    record Server(NameServer at, List<Protocol> transports, Span span) {
        Server {
            transports = List.copyOf(transports);
        }
    }

    /** As {@code egress.yaml} says, else as the host's files do. */
    static NameServers of(HostConfiguration host, TargetFiles machine, Consumer<Diagnostic> report) {
        ResolvConf conf = machine.resolvConf() == null ? null : told(ResolvConf.read(machine.resolvConf()), report);
        List<Protocol> transports = conf != null && conf.tcp() ? TCP_ONLY : USUAL;
        List<Server> asked = new ArrayList<>();
        host.resolvers().forEach(each -> asked.add(server(each.address(), each.span(), transports)));
        if (asked.isEmpty() && conf != null) {
            conf.nameServers().forEach(each -> asked.add(server(each.address(), each.span(), transports)));
        }
        return new NameServers(asked, stub(asked) ? upstream(host, machine, report) : List.of(), conf);
    }

    private static List<Server> upstream(HostConfiguration host, TargetFiles machine, Consumer<Diagnostic> report) {
        List<Server> upstream = new ArrayList<>();
        for (NameServerAddress each : host.upstreamResolvers()) {
            upstream.add(server(each.address(), each.span(), USUAL));
        }
        if (upstream.isEmpty() && machine.upstreamResolvConf() != null) {
            told(ResolvConf.read(machine.upstreamResolvConf()), report)
                    .nameServers()
                    .forEach(each -> upstream.add(server(each.address(), each.span(), USUAL)));
        }
        if (machine.resolvedConf() != null) {
            ResolvedConf resolved = told(ResolvedConf.read(machine.resolvedConf()), report);
            if (upstream.isEmpty()) {
                resolved.servers().forEach(each -> upstream.add(new Server(each.server(), USUAL, each.span())));
            }
            if (resolved.encrypted()) {
                upstream.replaceAll(NameServers::encrypted);
            }
        }
        return upstream;
    }

    private static Server encrypted(Server server) {
        int port = server.at.port() == NameServer.USUAL_PORT ? ENCRYPTED_PORT : server.at.port();
        return new Server(new NameServer(server.at.address(), port), TCP_ONLY, server.span);
    }

    private static Server server(IpAddress address, Span span, List<Protocol> transports) {
        return new Server(new NameServer(address, NameServer.USUAL_PORT), transports, span);
    }

    private static <T> T told(Parsed<T> parsed, Consumer<Diagnostic> report) {
        parsed.diagnostics().forEach(report);
        return parsed.value();
    }

    private static boolean stub(List<Server> asked) {
        return asked.stream().anyMatch(server -> server.at.address().isLoopback());
    }

    /** What of its way to name servers cannot be judged for want of an input. */
    Optional<Diagnostic> missing(Span host) {
        if (asked.isEmpty()) {
            return Optional.of(Diagnostic.note(
                    "name-server-unknown",
                    host,
                    "no name server of the host is known, so its way to one is not checked; write"
                            + " `resolvers: [ADDRESS]`, or map its /etc/resolv.conf under `files`"));
        }
        if (stub(asked) && upstream.isEmpty()) {
            return Optional.of(Diagnostic.note(
                    "name-server-unknown",
                    asked.get(0).span,
                    "this name server is on the host itself, and those that it asks are not known, so its way to them is"
                            + " not checked; write `upstreamResolvers: [ADDRESS]`, or map the host's"
                            + " /run/systemd/resolve/resolv.conf under `files`"));
        }
        return Optional.empty();
    }

    /** The user of the server on the host that asks the upstream servers; no user's name where that is not known. */
    String forwarder() {
        return asked.stream().anyMatch(server -> RESOLVED.contains(server.at.address())) ? "systemd-resolve" : "";
    }

    /** The servers that can be asked from another machine: those behind a server on the host itself in its place. */
    List<NameServer> fromElsewhere() {
        List<NameServer> servers = new ArrayList<>();
        for (List<Server> some : List.of(asked, upstream)) {
            some.stream()
                    .filter(server -> !server.at.address().isLoopback() && server.at.port() != ENCRYPTED_PORT)
                    .map(Server::at)
                    .forEach(servers::add);
        }
        return servers;
    }
}
