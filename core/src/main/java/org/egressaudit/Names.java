package org.egressaudit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.egressaudit.Configuration.Dns;
import org.egressaudit.Configuration.HostConfiguration;
import org.egressaudit.Configuration.NameServerAddress;
import org.egressaudit.Configuration.Value;
import org.egressaudit.dns.Declared;
import org.egressaudit.dns.HostsFile;
import org.egressaudit.dns.LiveResolver;
import org.egressaudit.dns.LockFile;
import org.egressaudit.dns.LockReader;
import org.egressaudit.dns.NameServer;
import org.egressaudit.dns.Resolution;
import org.egressaudit.dns.ResolvConf;
import org.egressaudit.dns.Resolver;
import org.egressaudit.dns.ResolverChain;
import org.egressaudit.dns.SpecialNames;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Sources;
import org.jspecify.annotations.Nullable;

/**
 * The names of a host: who gives them addresses, and which name servers it asks itself.
 *
 * @param servers the host's own name servers, for the flows that its lookups are
 * @param chain the sources of addresses, in their fixed order
 */
record Names(List<NameServerAddress> servers, Resolver chain) implements AutoCloseable {

    static Names of(
            HostConfiguration host, TargetFiles machine, Dns dns, Sources sources, Consumer<Diagnostic> report) {
        ResolvConf conf = machine.resolvConf() == null ? null : told(ResolvConf.read(machine.resolvConf()), report);
        List<NameServerAddress> servers = new ArrayList<>(host.resolvers());
        if (servers.isEmpty() && conf != null) {
            conf.nameServers().forEach(each -> servers.add(new NameServerAddress(each.address(), each.span())));
        }
        List<Resolver> chain = new ArrayList<>();
        if (!host.addresses().isEmpty()) {
            chain.add(new Declared(host.addresses(), "egress.yaml"));
        }
        if (machine.hosts() != null) {
            chain.add(told(HostsFile.read(machine.hosts()), report));
        }
        chain.add(new SpecialNames());
        LockFile lock = lock(dns.lock(), sources, report);
        if (lock != null) {
            chain.add(lock);
        }
        if (dns.live()) {
            live(dns, servers, conf, report).ifPresent(chain::add);
        }
        return new Names(List.copyOf(servers), new ResolverChain(chain));
    }

    private static @Nullable LockFile lock(@Nullable Value named, Sources sources, Consumer<Diagnostic> report) {
        if (named == null) {
            return null;
        }
        Sources.Content content = sources.read(named.text());
        if (content instanceof Sources.Content.Text text) {
            return told(LockReader.read(text.source()), report);
        }
        report.accept(Diagnostic.error("lock-unreadable", named.span(), Unread.because(named.text(), content)));
        return null;
    }

    private static Optional<Resolver> live(
            Dns dns, List<NameServerAddress> own, @Nullable ResolvConf conf, Consumer<Diagnostic> report) {
        List<NameServer> asked = new ArrayList<>();
        for (Value server : dns.servers()) {
            Optional<NameServer> parsed = NameServer.parse(server.text());
            parsed.ifPresent(asked::add);
            if (parsed.isEmpty()) {
                report.accept(Diagnostic.error(
                        "configuration-wrong",
                        server.span(),
                        "`" + server.text() + "` is not a name server; write ADDRESS or ADDRESS:PORT"));
            }
        }
        if (asked.isEmpty()) {
            own.forEach(server -> asked.add(new NameServer(server.address(), NameServer.USUAL_PORT)));
        }
        if (asked.isEmpty()) {
            report.accept(Diagnostic.error(
                    "name-server-missing",
                    org.egressaudit.text.Span.wholeFile("egress.yaml"),
                    "names are to be looked up live, but nothing says where; write `dns: { servers: [ADDRESS] }`"));
            return Optional.empty();
        }
        LiveResolver.Settings settings = conf == null
                ? LiveResolver.Settings.of(asked)
                : LiveResolver.Settings.of(conf).with(asked);
        return Optional.of(new LiveResolver(settings));
    }

    private static <T> T told(Parsed<T> parsed, Consumer<Diagnostic> report) {
        parsed.diagnostics().forEach(report);
        return parsed.value();
    }

    Map<String, Resolution> resolve(Collection<String> names) {
        return chain.resolveAll(names);
    }

    @Override
    public void close() {
        chain.close();
    }
}
