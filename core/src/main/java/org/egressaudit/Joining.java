package org.egressaudit;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.egressaudit.Configuration.HostConfiguration;
import org.egressaudit.demand.Endpoint;
import org.egressaudit.demand.FailureMode;
import org.egressaudit.demand.Job;
import org.egressaudit.demand.JobDemand;
import org.egressaudit.demand.Need;
import org.egressaudit.dns.Resolution;
import org.egressaudit.dns.Steadiness;
import org.egressaudit.net.Host;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.egressaudit.report.Audit.AddressAudit;
import org.egressaudit.report.Audit.HostAudit;
import org.egressaudit.report.Audit.JobAudit;
import org.egressaudit.report.Audit.LookupAudit;
import org.egressaudit.report.Audit.NameAudit;
import org.egressaudit.report.Audit.NeedAudit;
import org.egressaudit.report.Audit.NeedVerdict;
import org.egressaudit.text.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Where the two rivers meet: each need of a host's jobs, each of its addresses, each layer on the way. */
final class Joining {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final Names names;
    private final Names.Answers answers;
    private final WayOut wayOut;

    /** Answers for every address at once, given before. */
    private final Map<Asked, Wherever> answered = new HashMap<>();

    private record Asked(
            Protocol protocol,
            int port,
            String user,
            @Nullable Instant time) {}

    private Joining(Names names, Names.Answers answers, WayOut wayOut) {
        this.names = names;
        this.answers = answers;
        this.wayOut = wayOut;
    }

    static HostAudit join(
            HostConfiguration host,
            JobsOfHost jobs,
            Names names,
            Names.Answers answers,
            WayOut wayOut,
            Instant now,
            Consumer<Diagnostic> report) {
        Joining joining = new Joining(names, answers, wayOut);
        List<JobAudit> audits = new ArrayList<>();
        for (JobDemand demand : jobs.demands()) {
            demand.diagnostics().forEach(report);
            audits.add(joining.job(host.name(), demand, jobs.zone(), now));
        }
        if (!wayOut.layers().isEmpty() && names(jobs.demands()).stream().anyMatch(names::lookedUp)) {
            names.servers().missing(host.span()).ifPresent(report);
        }
        return new HostAudit(host.name(), audits);
    }

    /** The names that jobs need, each once, sorted. */
    static TreeSet<String> names(List<JobDemand> demands) {
        TreeSet<String> names = new TreeSet<>();
        for (JobDemand demand : demands) {
            for (Need need : demand.needs()) {
                if (need.endpoint().host() instanceof Host.Name host) {
                    names.add(host.name());
                }
            }
        }
        return names;
    }

    private JobAudit job(String host, JobDemand demand, ZoneId zone, Instant now) {
        Job job = demand.job();
        ZoneId own = zone(job, zone);
        Optional<Instant> next = job.schedule().next(now, zone);
        Instant time = next.orElse(null);
        boolean looksUp = names(List.of(demand)).stream().anyMatch(names::lookedUp);
        List<LookupAudit> lookups = looksUp ? wayOut.lookups(names.servers(), job.user(), time) : List.of();
        return new JobAudit(
                host,
                job,
                next.map(run -> words(run, own)).orElse(null),
                demand.needs().stream().map(need -> judge(need, job, time)).toList(),
                demand.unresolved(),
                lookups,
                demand.diagnostics().stream()
                        .noneMatch(diagnostic -> diagnostic.severity() == Diagnostic.Severity.WARNING));
    }

    /** CRON_TZ when it names a zone, as cronie reads it; else the host's own. */
    private static ZoneId zone(Job job, ZoneId host) {
        if (job.timeZone() == null) {
            return host;
        }
        try {
            return ZoneId.of(job.timeZone());
        } catch (java.time.DateTimeException unknown) {
            return host;
        }
    }

    private static String words(Instant time, ZoneId zone) {
        var local = time.atZone(zone);
        String name = zone.getId().equals("Z") ? "UTC" : zone.getId();
        return MINUTE.format(local) + " " + name;
    }

    private NeedAudit judge(Need need, Job job, @Nullable Instant time) {
        Endpoint endpoint = need.endpoint();
        String user = endpoint.user() == null ? job.user() : endpoint.user();
        List<AddressAudit> addresses = new ArrayList<>();
        String unknown = null;
        boolean exists = true;
        Boolean otherFamily = null;
        NameAudit known = NameAudit.NOTHING;
        if (endpoint.host() instanceof Host.Address literal) {
            addresses.add(judge(endpoint, literal.address(), "literal", user, time));
        } else if (endpoint.host() instanceof Host.Name name) {
            Resolution resolution = answers.known(name.name());
            if (resolution instanceof Resolution.Addresses found) {
                known = new NameAudit(found.aliases(), Steadiness.doubts(found));
                unknown = found.unanswered();
                otherFamily = unknown == null ? null : !found.addresses().get(0).v6();
                found.addresses()
                        .forEach(address -> addresses.add(judge(endpoint, address, found.source(), user, time)));
            } else if (resolution instanceof Resolution.NoSuchName none) {
                unknown = none.reason();
                exists = false;
            } else if (resolution instanceof Resolution.Failed failed) {
                unknown = failed.reason();
            }
            answers.gained(name.name())
                    .ifPresent(today -> today.addresses()
                            .forEach(address -> addresses.add(judge(endpoint, address, today.source(), user, time))));
        }
        if (!addresses.isEmpty() && otherFamily != null && !wayOut.layers().isEmpty()) {
            Wherever.Family rest =
                    Wherever.family(wayOut, otherFamily, endpoint.protocol(), endpoint.port(), user, time);
            NeedVerdict verdict = NeedVerdict.of(addresses);
            return new NeedAudit(
                    endpoint,
                    failure(need, addresses),
                    verdict == NeedVerdict.ALLOWED && !rest.allowed() ? NeedVerdict.UNDECIDED : verdict,
                    addresses,
                    unknown,
                    List.of(rest.labelled()),
                    known);
        }
        if (!addresses.isEmpty() || unknown == null || wayOut.layers().isEmpty()) {
            return new NeedAudit(
                    endpoint,
                    failure(need, addresses),
                    NeedVerdict.of(addresses),
                    addresses,
                    unknown,
                    List.of(),
                    known);
        }
        // of a name that does not exist nothing is let out: the job's trouble is another one
        Optional<Wherever> wherever = exists
                ? Optional.of(answered.computeIfAbsent(
                        new Asked(endpoint.protocol(), endpoint.port(), user, time), this::wherever))
                : Optional.empty();
        return new NeedAudit(
                endpoint,
                need.unanswered(),
                wherever.filter(Wherever::allowed).isPresent() ? NeedVerdict.ALLOWED : NeedVerdict.UNDECIDED,
                List.of(),
                unknown,
                wherever.map(Wherever::words).orElse(List.of()),
                known);
    }

    /** How the job ends, by what it sees. */
    private static FailureMode failure(Need need, List<AddressAudit> addresses) {
        return AddressAudit.outcome(addresses).atOnce() ? need.refused() : need.unanswered();
    }

    private Wherever wherever(Asked asked) {
        return Wherever.of(wayOut, asked.protocol, asked.port, asked.user, asked.time);
    }

    private AddressAudit judge(
            Endpoint endpoint, IpAddress address, String source, String user, @Nullable Instant time) {
        return wayOut.judge(wayOut.flow(endpoint.protocol(), address, endpoint.port(), user, time), source);
    }
}
