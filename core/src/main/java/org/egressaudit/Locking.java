package org.egressaudit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.egressaudit.Configuration.Dns;
import org.egressaudit.Configuration.DnsMode;
import org.egressaudit.Configuration.HostConfiguration;
import org.egressaudit.dns.LockFile;
import org.egressaudit.dns.LockReader;
import org.egressaudit.dns.LockUpdate;
import org.egressaudit.dns.LockUpdate.Change;
import org.egressaudit.dns.LockWriter;
import org.egressaudit.dns.Resolution;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;

/**
 * Looks up every name that a job needs, for the lock file.
 *
 * <p>Names that {@code egress.yaml} or the host's own hosts file answers need no lock: those hold before it.
 */
final class Locking {

    private final Sources sources;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<String, Resolution> answers = new TreeMap<>();

    private Locking(Sources sources) {
        this.sources = sources;
    }

    static Parsed<RenewedLock> renew(Configuration configuration, Sources sources, Instant now) {
        Locking locking = new Locking(sources);
        locking.ask(configuration);
        Dns dns = configuration.dns();
        String file = dns.lock() == null ? LockFile.USUAL_NAME : dns.lock().text();
        return new Parsed<>(locking.renewed(file, now), locking.diagnostics);
    }

    private void ask(Configuration configuration) {
        Dns dns = configuration.dns();
        Dns unlocked = new Dns(null, dns.zone(), null, DnsMode.LIVE, dns.servers(), dns.compare());
        try (NameSources shared = NameSources.read(unlocked, sources, diagnostics::add)) {
            for (HostConfiguration host : configuration.hosts()) {
                TargetFiles machine = TargetFiles.read(host, sources, diagnostics::add);
                // what is not understood of jobs is told by egress:check
                JobsOfHost jobs = JobsOfHost.read(host, machine, sources, trouble -> {});
                Names names = Names.of(host, machine, shared, diagnostics::add);
                TreeSet<String> needed = Joining.names(jobs.demands());
                needed.removeIf(names::settled);
                names.resolve(needed).known().forEach((name, answer) -> add(name, answer, host));
            }
        }
    }

    /** Hosts whose name servers differ see different addresses: a lock that holds all of them loses none. */
    private void add(String name, Resolution answer, HostConfiguration host) {
        Resolution before = answers.get(name);
        if (before == null || before instanceof Resolution.Failed) {
            answers.put(name, answer);
        } else if (answer instanceof Resolution.Addresses more) {
            boolean differs = !(before instanceof Resolution.Addresses some)
                    || !some.addresses().equals(more.addresses());
            if (differs) {
                diagnostics.add(Diagnostic.warning(
                        "names-differ",
                        host.span(),
                        "the name servers of " + host.name() + " give " + name
                                + " other addresses than those of another host; the lock holds all of them"));
            }
            answers.put(name, before instanceof Resolution.Addresses some ? both(some, more) : more);
        }
    }

    private static Resolution both(Resolution.Addresses some, Resolution.Addresses more) {
        if (some.addresses().containsAll(more.addresses())) {
            return some;
        }
        List<org.egressaudit.net.IpAddress> all = new ArrayList<>(some.addresses());
        all.addAll(more.addresses());
        return new Resolution.Addresses(
                all,
                some.aliases(),
                Math.min(some.ttl(), more.ttl()),
                some.source() + ", " + more.source(),
                some.unanswered() == null ? more.unanswered() : some.unanswered());
    }

    private RenewedLock renewed(String file, Instant now) {
        String old = "";
        LockFile before = LockFile.of(file, List.of());
        Sources.Content content = sources.read(file);
        if (content instanceof Sources.Content.Text text) {
            old = text.source().text();
            // a broken block is written anew, so that a merge conflict is healed
            before = LockReader.read(text.source()).value();
        } else if (!(content instanceof Sources.Content.Missing)) {
            diagnostics.add(Diagnostic.error("lock-unreadable", Span.wholeFile(file), Unread.because(file, content)));
        }
        LockUpdate update =
                LockUpdate.of(before, answers, now.atZone(ZoneOffset.UTC).toLocalDate());
        String text = LockWriter.write(update.lock());
        int unanswered = (int) update.changes().stream()
                .filter(change -> change instanceof Change.Unanswered)
                .count();
        return new RenewedLock(
                file,
                text,
                !text.equals(old),
                update.changes().stream().map(Change::describe).toList(),
                answers.size(),
                unanswered);
    }
}
