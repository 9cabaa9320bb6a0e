package org.egressaudit;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.egressaudit.demand.Job;
import org.egressaudit.demand.JobDemand;
import org.egressaudit.demand.Need;
import org.egressaudit.dns.Resolution;
import org.egressaudit.net.Host;
import org.egressaudit.report.Audit.AddressAudit;
import org.egressaudit.report.Audit.HostAudit;
import org.egressaudit.report.Audit.JobAudit;
import org.egressaudit.report.Audit.NeedAudit;
import org.egressaudit.report.Audit.NeedVerdict;
import org.egressaudit.text.Diagnostic;

/** Where the two rivers meet: each need, each of its addresses, each layer on the way. */
final class Joining {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Joining() {}

    static HostAudit join(
            String name, JobsOfHost jobs, Names names, WayOut wayOut, Instant now, Consumer<Diagnostic> report) {
        Set<String> asked = new LinkedHashSet<>();
        for (JobDemand demand : jobs.demands()) {
            for (Need need : demand.needs()) {
                if (need.endpoint().host() instanceof Host.Name host) {
                    asked.add(host.name());
                }
            }
        }
        Map<String, Resolution> resolutions = names.resolve(asked);
        List<JobAudit> audits = new ArrayList<>();
        for (JobDemand demand : jobs.demands()) {
            demand.diagnostics().forEach(report);
            Optional<Instant> next = next(demand.job(), now, jobs.zone());
            List<NeedAudit> needs = new ArrayList<>();
            for (Need need : demand.needs()) {
                needs.add(judge(need, demand.job(), resolutions, wayOut, next.orElse(null)));
            }
            audits.add(new JobAudit(
                    name,
                    demand.job(),
                    next.map(time -> words(time, zone(demand.job(), jobs.zone())))
                            .orElse(null),
                    needs,
                    demand.unresolved()));
        }
        return new HostAudit(name, audits);
    }

    private static Optional<Instant> next(Job job, Instant now, ZoneId host) {
        return job.schedule().next(now, zone(job, host));
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

    private static NeedAudit judge(
            Need need,
            Job job,
            Map<String, Resolution> resolutions,
            WayOut wayOut,
            @org.jspecify.annotations.Nullable Instant time) {
        var endpoint = need.endpoint();
        String user = endpoint.user() == null ? job.user() : endpoint.user();
        List<AddressAudit> addresses = new ArrayList<>();
        String unknown = null;
        if (endpoint.host() instanceof Host.Address literal) {
            addresses.add(wayOut.judge(
                    wayOut.flow(endpoint.protocol(), literal.address(), endpoint.port(), user, time), "literal"));
        } else if (endpoint.host() instanceof Host.Name name) {
            Resolution resolution = resolutions.get(name.name());
            if (resolution instanceof Resolution.Addresses found) {
                found.addresses()
                        .forEach(address -> addresses.add(wayOut.judge(
                                wayOut.flow(endpoint.protocol(), address, endpoint.port(), user, time),
                                found.source())));
            } else if (resolution instanceof Resolution.NoSuchName none) {
                unknown = none.reason();
            } else if (resolution instanceof Resolution.Failed failed) {
                unknown = failed.reason();
            }
        }
        NeedVerdict verdict =
                unknown != null && !wayOut.layers().isEmpty() ? NeedVerdict.UNDECIDED : NeedVerdict.of(addresses);
        return new NeedAudit(endpoint, need.failure(), verdict, addresses, unknown);
    }
}
