package org.egressaudit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.egressaudit.Configuration.HostConfiguration;
import org.egressaudit.dns.Declared;
import org.egressaudit.dns.HostsFile;
import org.egressaudit.dns.LockFile;
import org.egressaudit.dns.LockUpdate;
import org.egressaudit.dns.LockUpdate.Change;
import org.egressaudit.dns.NameServer;
import org.egressaudit.dns.Resolution;
import org.egressaudit.dns.Resolver;
import org.egressaudit.dns.ResolverChain;
import org.egressaudit.dns.SpecialNames;
import org.egressaudit.dns.Views;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.jspecify.annotations.Nullable;

/** The names of a host: who gives them addresses, and which name servers its programs ask. */
final class Names {

    private final NameServers servers;
    private final @Nullable Resolver declared;
    private final List<Resolver> onTarget;
    private final NameSources sources;
    private final @Nullable Resolver live;

    private Names(
            NameServers servers,
            @Nullable Resolver declared,
            List<Resolver> onTarget,
            NameSources sources,
            @Nullable Resolver live) {
        this.servers = servers;
        this.declared = declared;
        this.onTarget = List.copyOf(onTarget);
        this.sources = sources;
        this.live = live;
    }

    static Names of(HostConfiguration host, TargetFiles machine, NameSources sources, Consumer<Diagnostic> report) {
        NameServers servers = NameServers.of(host, machine, report);
        List<Resolver> onTarget = new ArrayList<>();
        if (machine.hosts() != null) {
            Parsed<HostsFile> hosts = HostsFile.read(machine.hosts());
            hosts.diagnostics().forEach(report);
            onTarget.add(hosts.value());
        }
        onTarget.add(new SpecialNames());
        return new Names(
                servers,
                host.addresses().isEmpty() ? null : new Declared(host.addresses(), "egress.yaml"),
                onTarget,
                sources,
                sources.live(servers, host.span(), report).orElse(null));
    }

    /** The name servers that the host's programs ask. */
    NameServers servers() {
        return servers;
    }

    /** Whether a program on the host must ask a name server for a name: neither its hosts file nor the name itself tells. */
    boolean lookedUp(String name) {
        return onTarget.stream().allMatch(source -> source.resolve(name) instanceof Resolution.Failed);
    }

    /** Whether the configuration or the host itself answers for a name, whatever name servers say. */
    boolean settled(String name) {
        return !lookedUp(name) || (declared != null && !(declared.resolve(name) instanceof Resolution.Failed));
    }

    /**
     * The addresses of names.
     *
     * @param known by name, from the first source that knows it
     * @param today by name, what name servers say of names in the lock file; empty unless both are asked
     * @param moved by name, how that differs from the lock file
     * @param views by name, what each name server says, where they do not say the same; empty unless they are compared
     */
    record Answers(
            Map<String, Resolution> known,
            Map<String, Resolution> today,
            Map<String, Change> moved,
            Map<String, Map<NameServer, Resolution>> views) {

        /** The answer of the first source that knows a name. */
        @Nullable
        Resolution known(String name) {
            return known.get(name);
        }

        /** The addresses that a name has today beside those in the lock file. */
        Optional<Resolution.Addresses> gained(String name) {
            return moved.get(name) instanceof Change.Moved change
                            && !change.gained().isEmpty()
                            && today.get(name) instanceof Resolution.Addresses now
                    ? Optional.of(new Resolution.Addresses(change.gained(), now.aliases(), now.ttl(), now.source()))
                    : Optional.empty();
        }
    }

    /** Asks the sources in their fixed order. */
    Answers resolve(Collection<String> names) {
        List<Resolver> chain = new ArrayList<>();
        if (declared != null) {
            chain.add(declared);
        }
        chain.addAll(onTarget);
        sources.lock().ifPresent(chain::add);
        sources.zone().ifPresent(chain::add);
        if (live != null) {
            chain.add(live);
        }
        Map<String, Resolution> known = new ResolverChain(chain).resolveAll(names);
        LockFile lock = sources.lock().orElse(null);
        if (lock == null || live == null || !sources.compares()) {
            return new Answers(known, Map.of(), Map.of(), views());
        }
        TreeSet<String> locked = new TreeSet<>();
        known.forEach((name, answer) -> {
            if (answer.source().equals(lock.file())) {
                locked.add(name);
            }
        });
        Map<String, Resolution> today = live.resolveAll(locked);
        Map<String, Change> moved = new TreeMap<>();
        today.forEach((name, answer) ->
                LockUpdate.of(lock.only(name), Map.of(name, answer), LocalDate.EPOCH).changes().stream()
                        .filter(change -> !(change instanceof Change.Renamed))
                        .forEach(change -> moved.put(name, change)));
        return new Answers(known, today, moved, views());
    }

    private Map<String, Map<NameServer, Resolution>> views() {
        return live instanceof Views views ? views.differing() : Map.of();
    }
}
