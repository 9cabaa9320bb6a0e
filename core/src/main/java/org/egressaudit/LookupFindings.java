package org.egressaudit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.egressaudit.demand.AddressUse;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.Endpoint;
import org.egressaudit.demand.FailureMode;
import org.egressaudit.net.Host;
import org.egressaudit.net.Protocol;
import org.egressaudit.report.Audit.AddressAudit;
import org.egressaudit.report.Audit.HostAudit;
import org.egressaudit.report.Audit.JobAudit;
import org.egressaudit.report.Audit.LayerVerdict;
import org.egressaudit.report.Audit.LookupAudit;
import org.egressaudit.report.Audit.NameAudit;
import org.egressaudit.report.Audit.NeedAudit;
import org.egressaudit.report.Audit.NeedVerdict;
import org.egressaudit.report.Finding;
import org.egressaudit.report.Finding.Kind;
import org.egressaudit.report.Finding.Note;

/**
 * What stands between a host's jobs and its name servers.
 *
 * <p>Every connection to a name begins with a lookup. A job is told of once for each way in which lookups go wrong, and
 * jobs for which they go wrong in the same way are told of together.
 */
final class LookupFindings {

    private final NameServers servers;
    private final Map<Trouble, List<JobAudit>> jobs = new LinkedHashMap<>();
    private final Map<Trouble, List<LookupAudit>> lookups = new LinkedHashMap<>();

    private LookupFindings(NameServers servers) {
        this.servers = servers;
    }

    /**
     * A way in which lookups go wrong.
     *
     * @param servers the flows concerned: {@code 192.0.2.53:53/udp}
     * @param among how the servers concerned stand among all: {@code 1 of 2 name servers of}
     * @param failure what becomes of a job
     */
    private record Trouble(Kind kind, List<String> servers, String among, FailureMode failure) {}

    static List<Finding> of(HostAudit host, NameServers servers) {
        LookupFindings findings = new LookupFindings(servers);
        for (JobAudit job : host.jobs()) {
            findings.look(job, false);
            findings.look(job, true);
        }
        return findings.jobs.keySet().stream().map(findings::finding).toList();
    }

    /** One job's lookups, at the servers that it asks itself or at those that are asked for it. */
    private void look(JobAudit job, boolean upstream) {
        List<LookupAudit> all = job.lookups().stream()
                .filter(lookup -> lookup.upstream() == upstream)
                .toList();
        boolean byUdp = all.stream().anyMatch(lookup -> protocol(lookup).equals(Protocol.UDP));
        List<LookupAudit> first = all.stream()
                .filter(lookup -> !byUdp || protocol(lookup).equals(Protocol.UDP))
                .toList();
        List<LookupAudit> blocked = with(NeedVerdict.BLOCKED, first);
        String servers = (upstream ? "upstream name server" : "name server") + (first.size() == 1 ? "" : "s") + " of ";
        if (!blocked.isEmpty() && blocked.size() == first.size()) {
            String every = first.size() == 1 ? "the only " : first.size() == 2 ? "both " : "all ";
            add(Kind.RESOLVER, blocked, every + servers, unreachable(first.size()), job);
        } else if (!blocked.isEmpty()) {
            String some = blocked.size() + " of " + first.size() + " ";
            add(Kind.RESOLVER_PARTIAL, blocked, some + servers, slow(blocked.contains(first.get(0))), job);
        }
        List<LookupAudit> byTcp = all.stream()
                .filter(lookup -> !first.contains(lookup))
                .filter(lookup -> blocked.stream()
                        .noneMatch(other -> other.address()
                                .address()
                                .equals(lookup.address().address())))
                .toList();
        String one = upstream ? "upstream name server of " : "name server of ";
        add(Kind.RESOLVER_UDP_ONLY, with(NeedVerdict.BLOCKED, byTcp), "open by udp only, " + one, cut(), job);
        add(Kind.UNDECIDED, with(NeedVerdict.UNDECIDED, first), one, unreachable(first.size()), job);
    }

    private static Protocol protocol(LookupAudit lookup) {
        return lookup.address().flow().protocol();
    }

    private static List<LookupAudit> with(NeedVerdict verdict, List<LookupAudit> lookups) {
        return lookups.stream()
                .filter(lookup -> lookup.address().verdict() == verdict)
                .toList();
    }

    /** Each server is waited for, as often as the list is gone through. */
    private FailureMode unreachable(int count) {
        return new FailureMode(null, null, seconds() * attempts() * count, "look up no name");
    }

    private FailureMode slow(boolean firstAsked) {
        return new FailureMode(
                null,
                null,
                seconds(),
                firstAsked
                        ? "ask the next name server, at every lookup"
                        : "look up no name while the servers before this one do not answer");
    }

    private static FailureMode cut() {
        return new FailureMode(null, null, null, "look up no name whose answer does not fit into a datagram");
    }

    private int seconds() {
        return servers.conf() == null ? 5 : servers.conf().timeoutSeconds();
    }

    private int attempts() {
        return servers.conf() == null ? 2 : servers.conf().attempts();
    }

    private void add(Kind kind, List<LookupAudit> concerned, String among, FailureMode failure, JobAudit job) {
        if (!concerned.isEmpty()) {
            List<String> flows =
                    concerned.stream().map(lookup -> endpoint(lookup).label()).toList();
            Trouble trouble = new Trouble(kind, flows, among, failure);
            jobs.computeIfAbsent(trouble, key -> new ArrayList<>()).add(job);
            lookups.putIfAbsent(trouble, concerned);
        }
    }

    private Finding finding(Trouble trouble) {
        List<JobAudit> concerned = Objects.requireNonNull(jobs.get(trouble));
        List<LookupAudit> flows = Objects.requireNonNull(lookups.get(trouble));
        JobAudit job = concerned.get(0);
        List<AddressAudit> addresses = flows.stream().map(LookupAudit::address).toList();
        NeedAudit need = new NeedAudit(
                endpoint(flows.get(0)),
                trouble.failure,
                NeedVerdict.of(addresses),
                addresses,
                null,
                List.of(),
                NameAudit.NOTHING);
        String title = String.join(" and ", trouble.servers) + ", " + trouble.among + Findings.named(concerned);
        return new Finding(
                trouble.kind, title, flows.get(0).at(), Findings.related(job, addresses), job, need, byTcp(job, flows));
    }

    /** Who opens 53/udp should open 53/tcp with it. */
    private static List<Note> byTcp(JobAudit job, List<LookupAudit> flows) {
        return job.lookups().stream()
                .filter(lookup -> !flows.contains(lookup) && protocol(lookup).equals(Protocol.TCP))
                .filter(lookup -> flows.stream()
                        .anyMatch(flow ->
                                flow.address().address().equals(lookup.address().address())))
                .map(lookup -> lookup.address().culprit())
                .filter(Objects::nonNull)
                .map(LayerVerdict::proposal)
                .filter(Objects::nonNull)
                .distinct()
                .map(proposal -> new Note("and by tcp", proposal))
                .collect(Collectors.toList());
    }

    private static Endpoint endpoint(LookupAudit lookup) {
        AddressAudit address = lookup.address();
        return new Endpoint(
                new Host.Address(address.address()),
                address.flow().destinationPort(),
                protocol(lookup),
                Certainty.DEFAULT,
                lookup.at(),
                address.address().toString(),
                null,
                List.of(),
                "name lookup",
                null,
                null,
                AddressUse.UNKNOWN);
    }
}
