package org.egressaudit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.egressaudit.Configuration.Dns;
import org.egressaudit.Configuration.DnsMode;
import org.egressaudit.Configuration.Value;
import org.egressaudit.dns.LiveResolver;
import org.egressaudit.dns.LockFile;
import org.egressaudit.dns.LockReader;
import org.egressaudit.dns.NameServer;
import org.egressaudit.dns.PublishedRanges;
import org.egressaudit.dns.Resolver;
import org.egressaudit.dns.Views;
import org.egressaudit.dns.ZoneFile;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Where the names of all hosts get their addresses: files of the project, and name servers.
 *
 * <p>Hosts that ask the same servers share what these answered, and how long they may be waited for.
 */
final class NameSources implements AutoCloseable {

    private final DnsMode mode;
    private final boolean comparesServers;
    private final @Nullable LockFile lock;
    private final @Nullable ZoneFile zone;
    private final @Nullable PublishedRanges ranges;
    private final List<NameServer> servers = new ArrayList<>();
    private final Map<LiveResolver.Settings, Resolver> asked = new HashMap<>();

    private NameSources(
            DnsMode mode,
            boolean comparesServers,
            @Nullable LockFile lock,
            @Nullable ZoneFile zone,
            @Nullable PublishedRanges ranges) {
        this.mode = mode;
        this.comparesServers = comparesServers;
        this.lock = lock;
        this.zone = zone;
        this.ranges = ranges;
    }

    static NameSources read(Dns dns, Sources sources, Consumer<Diagnostic> report) {
        NameSources read = new NameSources(
                dns.mode(),
                dns.compare(),
                file(dns.lock(), "lock-unreadable", LockReader::read, sources, report),
                file(dns.zone(), "zone-unreadable", ZoneFile::read, sources, report),
                file(dns.ranges(), "ranges-unreadable", PublishedRanges::read, sources, report));
        for (Value server : dns.servers()) {
            Optional<NameServer> parsed = NameServer.parse(server.text());
            parsed.ifPresent(read.servers::add);
            if (parsed.isEmpty()) {
                report.accept(Diagnostic.error(
                        "configuration-wrong",
                        server.span(),
                        "`" + server.text() + "` is not a name server; write ADDRESS or ADDRESS:PORT"));
            }
        }
        return read;
    }

    private static <T> @Nullable T file(
            @Nullable Value named,
            String trouble,
            Function<Source, Parsed<T>> reader,
            Sources sources,
            Consumer<Diagnostic> report) {
        if (named == null) {
            return null;
        }
        Sources.Content content = sources.read(named.text());
        if (content instanceof Sources.Content.Text text) {
            Parsed<T> parsed = reader.apply(text.source());
            parsed.diagnostics().forEach(report);
            return parsed.value();
        }
        report.accept(Diagnostic.error(trouble, named.span(), Unread.because(named.text(), content)));
        return null;
    }

    Optional<LockFile> lock() {
        return Optional.ofNullable(lock);
    }

    Optional<ZoneFile> zone() {
        return Optional.ofNullable(zone);
    }

    /** The ranges that services publish; a name of theirs is checked against all of them. */
    Optional<PublishedRanges> ranges() {
        return Optional.ofNullable(ranges);
    }

    /** Whether answers in the lock file are compared with those of today. */
    boolean compares() {
        return mode == DnsMode.BOTH;
    }

    /** The name servers to ask for a host: those that the configuration names, else its own; empty for files only. */
    Optional<Resolver> live(NameServers own, Span host, Consumer<Diagnostic> report) {
        if (mode == DnsMode.LOCK) {
            return Optional.empty();
        }
        List<NameServer> chosen = servers.isEmpty() ? own.fromElsewhere() : servers;
        if (chosen.isEmpty()) {
            report.accept(Diagnostic.error(
                    "name-server-missing",
                    host,
                    "names are to be looked up, but no name server is known that can be asked from here; write"
                            + " `dns: { servers: [ADDRESS] }`"));
            return Optional.empty();
        }
        LiveResolver.Settings settings =
                own.conf() == null ? LiveResolver.Settings.of(chosen) : LiveResolver.Settings.of(own.conf(), chosen);
        return Optional.of(asked.computeIfAbsent(settings, comparesServers ? Views::new : LiveResolver::new));
    }

    @Override
    public void close() {
        asked.values().forEach(Resolver::close);
    }
}
