package org.egressaudit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.egressaudit.Configuration.NameServerAddress;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.Endpoint;
import org.egressaudit.demand.FailureMode;
import org.egressaudit.net.Host;
import org.egressaudit.net.Protocol;
import org.egressaudit.report.Audit.AddressAudit;
import org.egressaudit.report.Audit.HostAudit;
import org.egressaudit.report.Audit.JobAudit;
import org.egressaudit.report.Audit.NeedAudit;
import org.egressaudit.report.Audit.NeedVerdict;
import org.egressaudit.report.Finding;
import org.egressaudit.report.Finding.Kind;
import org.egressaudit.text.Span;

/** What of an audit is worth telling. */
final class Findings {

    private Findings() {}

    static List<Finding> of(HostAudit host, List<NameServerAddress> nameServers, WayOut wayOut) {
        List<Finding> findings = new ArrayList<>();
        for (JobAudit job : host.jobs()) {
            for (NeedAudit need : job.needs()) {
                Kind kind = kind(need.verdict());
                if (kind != null) {
                    findings.add(
                            finding(kind, need.endpoint().label() + ", needed by " + program(job, need), job, need));
                }
            }
        }
        findings.addAll(nameServers(host, nameServers, wayOut));
        return findings;
    }

    private static @org.jspecify.annotations.Nullable Kind kind(NeedVerdict verdict) {
        return switch (verdict) {
            case BLOCKED -> Kind.BLOCKED;
            case PARTIAL -> Kind.PARTIAL;
            case UNDECIDED -> Kind.UNDECIDED;
            case ALLOWED, UNCHECKED -> null;
        };
    }

    private static Finding finding(Kind kind, String title, JobAudit job, NeedAudit need) {
        List<Span> related = new ArrayList<>();
        related.add(job.job().span());
        need.addresses().stream()
                .map(AddressAudit::culprit)
                .filter(Objects::nonNull)
                .map(culprit -> culprit.verdict().trace().decision())
                .filter(Objects::nonNull)
                .map(decision -> decision.span())
                .distinct()
                .forEach(related::add);
        return new Finding(kind, title, need.endpoint().at(), related, job, need);
    }

    /** The file in which the call stands, or the tool when it stands in the crontab itself. */
    private static String program(JobAudit job, NeedAudit need) {
        String file = need.endpoint().at().file();
        return file.equals(job.job().span().file()) ? need.endpoint().by() : file.substring(file.lastIndexOf('/') + 1);
    }

    /**
     * Names are looked up before anything else is reached: 53/udp, and 53/tcp for answers that do not fit (RFC 7766), to
     * each name server, as the job's own user, for the resolver is part of the job's process.
     */
    private static List<Finding> nameServers(HostAudit host, List<NameServerAddress> servers, WayOut wayOut) {
        List<Finding> findings = new ArrayList<>();
        for (NameServerAddress server : servers) {
            for (Protocol protocol : List.of(Protocol.UDP, Protocol.TCP)) {
                Map<JobAudit, NeedAudit> stopped = new LinkedHashMap<>();
                for (JobAudit job : host.jobs()) {
                    if (job.needs().stream().anyMatch(need -> need.endpoint().host() instanceof Host.Name)) {
                        NeedAudit need = lookup(server, protocol, job, wayOut);
                        if (need.verdict() == NeedVerdict.BLOCKED) {
                            stopped.put(job, need);
                        }
                    }
                }
                if (!stopped.isEmpty()) {
                    var first = stopped.entrySet().iterator().next();
                    TreeSet<String> places = new TreeSet<>();
                    stopped.keySet().forEach(job -> places.add(job.job().id()));
                    String title = first.getValue().endpoint().label() + ", name server of "
                            + (places.size() == 1 ? "1 job: " : places.size() + " jobs: ") + String.join(", ", places);
                    findings.add(finding(Kind.RESOLVER, title, first.getKey(), first.getValue()));
                }
            }
        }
        return findings;
    }

    private static NeedAudit lookup(NameServerAddress server, Protocol protocol, JobAudit job, WayOut wayOut) {
        AddressAudit address = wayOut.judge(
                wayOut.flow(protocol, server.address(), 53, job.job().user(), null), "literal");
        Endpoint endpoint = new Endpoint(
                new Host.Address(server.address()),
                53,
                protocol,
                Certainty.DEFAULT,
                server.span(),
                server.address().toString(),
                null,
                List.of(),
                "name lookup",
                null,
                // resolv.conf(5): 5 s a try, 2 tries
                10);
        String what = protocol.equals(Protocol.UDP)
                ? "look up no name by this server"
                : "look up no name whose answer does not fit into a datagram";
        return new NeedAudit(
                endpoint,
                new FailureMode(null, null, 10, what),
                NeedVerdict.of(List.of(address)),
                List.of(address),
                null);
    }
}
