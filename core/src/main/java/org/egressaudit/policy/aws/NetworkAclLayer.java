package org.egressaudit.policy.aws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.egressaudit.net.Flow;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.Boundaries;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.Ternary;
import org.egressaudit.policy.Trace;
import org.egressaudit.policy.Verdict;
import org.egressaudit.policy.aws.NetworkAcl.Entry;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * The network ACL of a subnet: the packet must be let out, and the reply, to the port from which the client asked, must
 * be let in.
 *
 * <p>Only what crosses the border of the subnet is looked at. A client that names no port gets one of 32768 to 60999 from
 * Linux ({@code net.ipv4.ip_local_port_range}). Where only some of these are let in, connections fail at random: that is
 * blocked, and told as such; where fewer than one in a hundred fails, it is undecided. A NAT gateway asks from 1024 to
 * 65535, Windows from 49152 to 65535: the layer's settings may say so.
 */
public final class NetworkAclLayer implements Layer {

    /** What Linux gives to a client that names no port. */
    public static final PortRange CLIENT_PORTS = new PortRange(32768, 60999);

    private static final int LAST_NUMBER = 32766;

    private final NetworkAcl acl;
    private final AwsWorld world;
    private final List<Prefix> subnet;
    private final PortRange clientPorts;
    private final List<String> files;
    private final Proposals proposals;

    /**
     * @param acl of the subnet
     * @param world the rest of the export
     * @param subnet the networks of the host's subnet; empty when not told
     * @param clientPorts from which the subnet's clients ask
     * @param files where it was read from
     * @param proposals how a change is written
     */
    public NetworkAclLayer(
            NetworkAcl acl,
            AwsWorld world,
            List<Prefix> subnet,
            PortRange clientPorts,
            List<String> files,
            Proposals proposals) {
        this.subnet = List.copyOf(subnet);
        this.acl = acl;
        this.clientPorts = clientPorts;
        this.world = world;
        this.files = List.copyOf(files);
        this.proposals = proposals;
    }

    @Override
    public String label() {
        return "network ACL " + acl.id();
    }

    @Override
    public List<String> files() {
        return files;
    }

    /** What one direction says of one packet. */
    private record Said(@Nullable Entry entry, boolean allow, List<String> reasons) {
        boolean undecided() {
            return !reasons.isEmpty();
        }
    }

    @Override
    public Verdict evaluate(Flow flow) {
        Optional<String> unfiltered = world.unfiltered(flow, "is not filtered by network ACLs");
        if (unfiltered.isPresent()) {
            return unasked(unfiltered.get());
        }
        if (subnet.stream().anyMatch(network -> network.contains(flow.destination()))) {
            return unasked("it stays in the subnet, where no network ACL looks");
        }
        Verdict verdict = acrossSubnets(flow);
        boolean perhapsInside = subnet.isEmpty() && world.mayBePrivate(flow.destination());
        return verdict instanceof Verdict.Blocked && perhapsInside
                ? new Verdict.Undecided(
                        List.of("whether " + flow.destination() + " is in the host's own subnet, where no network ACL"
                                + " looks, is told by the host's addresses; name them under interfaces"),
                        verdict.trace())
                : verdict;
    }

    private Verdict acrossSubnets(Flow flow) {
        Said out = first(true, flow);
        if (!out.allow && !out.undecided()) {
            Optional<String> dns = world.maybeDns(flow);
            Trace trace = trace(true, out.entry, List.of());
            return dns.isPresent() ? new Verdict.Undecided(List.of(dns.get()), trace) : blocked(trace);
        }
        List<Reply> replies = replies(flow);
        Set<String> reasons = new LinkedHashSet<>(out.reasons);
        replies.forEach(reply -> reasons.addAll(reply.said.reasons));
        Optional<Reply> lost = replies.stream()
                .filter(reply -> !reply.said.allow && !reply.said.undecided())
                .findFirst();
        // whatever lets the packet out or not: what comes back is lost
        if (lost.isPresent() && isRare(replies)) {
            reasons.add(fewFail(replies, lost.get()));
            return new Verdict.Undecided(List.copyOf(reasons), trace(false, lost.get().said.entry, List.of()));
        }
        if (lost.isPresent()) {
            return blocked(trace(false, lost.get().said.entry, heard(replies)));
        }
        Trace trace = trace(true, out.entry, List.of());
        return reasons.isEmpty() ? new Verdict.Allowed(trace) : new Verdict.Undecided(List.copyOf(reasons), trace);
    }

    private static Verdict blocked(Trace trace) {
        return new Verdict.Blocked(Verdict.Manner.DROPPED, Verdict.Outcome.TIMEOUT, trace);
    }

    /** What becomes of the reply to some of the client's ports. */
    private record Reply(PortRange ports, Said said) {
        int count() {
            return ports.to() - ports.from() + 1;
        }
    }

    /** The replies, the client's ports split where the rules make a difference. */
    private List<Reply> replies(Flow flow) {
        Protocol protocol = flow.protocol();
        if (protocol.isIcmp()) {
            boolean echo = flow.destinationPort() == (protocol.equals(Protocol.ICMP) ? 8 : 128);
            int answer = protocol.equals(Protocol.ICMP) ? 0 : 129;
            return echo ? List.of(new Reply(PortRange.of(0), first(false, reply(flow, answer)))) : List.of();
        }
        if (!protocol.hasPorts()) {
            return List.of(new Reply(PortRange.of(0), first(false, reply(flow, 0))));
        }
        PortRange client = flow.sourcePort() >= 0 ? PortRange.of(flow.sourcePort()) : clientPorts;
        TreeSet<Integer> starts = new TreeSet<>(Set.of(client.from()));
        for (Entry entry : acl.entries(false)) {
            starts.add(entry.traffic().ports().from());
            starts.add(entry.traffic().ports().to() + 1);
        }
        List<Reply> replies = new ArrayList<>();
        List<Integer> cuts = List.copyOf(starts.subSet(client.from(), true, client.to(), true));
        for (int i = 0; i < cuts.size(); i++) {
            int end = i + 1 < cuts.size() ? cuts.get(i + 1) - 1 : client.to();
            replies.add(new Reply(new PortRange(cuts.get(i), end), first(false, reply(flow, cuts.get(i)))));
        }
        return replies;
    }

    /** A packet from the flow's destination to a port of the client, as far as rules look at it. */
    private static Flow reply(Flow flow, int port) {
        return Flow.to(flow.protocol(), flow.destination(), port);
    }

    /** How many of the client's ports no reply reaches, as far as is known: of so many connections as many fail. */
    private static int failing(List<Reply> replies) {
        return replies.stream()
                .filter(reply -> !reply.said.allow && !reply.said.undecided())
                .mapToInt(Reply::count)
                .sum();
    }

    private static int all(List<Reply> replies) {
        return replies.stream().mapToInt(Reply::count).sum();
    }

    /** One port of thousands that is denied, as for remote desktop, breaks no job on most nights. */
    private static boolean isRare(List<Reply> replies) {
        return failing(replies) * 100 < all(replies);
    }

    private static String fewFail(List<Reply> replies, Reply lost) {
        Entry entry = lost.said.entry;
        return (entry == null ? "no rule lets in" : "rule " + entry.number() + " denies") + " replies to client port "
                + lost.ports.toString().replace(':', '-') + ", so " + failing(replies) + " of " + all(replies)
                + (failing(replies) == 1 ? " connections fails" : " connections fail");
    }

    /** The rules that let in replies to some of the client's ports, with how many connections fail at random. */
    private List<Trace.PassedOver> heard(List<Reply> replies) {
        List<Reply> heard = replies.stream().filter(reply -> reply.said.allow).toList();
        int all = all(replies);
        int failing = failing(replies);
        List<Trace.PassedOver> rules = new ArrayList<>();
        for (Reply reply : heard) {
            Entry entry = reply.said.entry;
            if (entry != null) {
                String ports = reply.ports.toString().replace(':', '-');
                rules.add(new Trace.PassedOver(
                        chain(false),
                        entry.number(),
                        entry.text(),
                        entry.span(),
                        "it lets replies in to client ports " + ports + " only, so "
                                + Math.min(99, Math.round(100.0 * failing / all))
                                + " of 100 connections fail"));
            }
        }
        return rules;
    }

    /** The first rule that fits; where it is not known which that is, every rule that may be it must agree. */
    private Said first(boolean egress, Flow packet) {
        Set<String> reasons = new LinkedHashSet<>(acl.open());
        Set<Boolean> possible = new LinkedHashSet<>();
        Entry decided = null;
        for (Entry entry : acl.entries(egress)) {
            Ternary fits = fits(entry, packet);
            if (fits == Ternary.UNKNOWN) {
                possible.add(entry.allow());
                reasons.addAll(entry.open());
            } else if (fits == Ternary.YES) {
                decided = entry;
                break;
            }
        }
        boolean allow = decided != null && decided.allow();
        possible.add(allow);
        boolean agree = possible.size() == 1 && acl.open().isEmpty();
        return new Said(decided, allow, agree ? List.of() : List.copyOf(reasons));
    }

    private static Ternary fits(Entry entry, Flow packet) {
        Prefix prefix = entry.prefix();
        Ternary fits = Ternary.of(entry.traffic().covers(packet))
                .and(prefix == null ? Ternary.UNKNOWN : Ternary.of(prefix.contains(packet.destination())));
        return entry.open().isEmpty() ? fits : fits.and(Ternary.UNKNOWN);
    }

    /** A rule decides, or the last one, {@code *}, which denies. */
    private Trace trace(boolean egress, @Nullable Entry entry, List<Trace.PassedOver> passedOver) {
        return entry == null
                ? trace(egress, 0, "* deny: no rule lets it through", acl.span(), passedOver)
                : trace(egress, entry.number(), entry.text(), entry.span(), passedOver);
    }

    private Trace trace(boolean egress, int number, String text, Span span, List<Trace.PassedOver> passedOver) {
        return new Trace(
                List.of(new Trace.Entered(chain(egress), null)),
                new Trace.Decision(chain(egress), number, text, span),
                passedOver);
    }

    private String chain(boolean egress) {
        return acl.id() + (egress ? " outbound" : " inbound, for the reply");
    }

    private Verdict.Allowed unasked(String why) {
        return new Verdict.Allowed(trace(true, 0, why, acl.span(), List.of()));
    }

    @Override
    public void boundaries(Boundaries into) {
        world.boundaries(into);
        subnet.forEach(into::network);
        for (Entry entry : acl.entries()) {
            into.ports(entry.traffic().ports());
            if (entry.prefix() != null) {
                into.network(entry.prefix());
            }
        }
    }

    /** Verified: what is proposed was tried, and lets the flow and its replies through. */
    @Override
    public Optional<String> proposal(Flow flow, Verdict verdict) {
        if (!(verdict instanceof Verdict.Blocked)) {
            return Optional.empty();
        }
        List<Entry> entries = missing(flow);
        NetworkAcl changed = acl;
        for (Entry entry : entries) {
            changed = changed.with(entry);
        }
        boolean opens = new NetworkAclLayer(changed, world, subnet, clientPorts, files, proposals).evaluate(flow)
                instanceof Verdict.Allowed;
        return opens && !entries.isEmpty()
                ? Optional.of(entries.stream()
                        .map(entry -> proposals.open(acl, entry))
                        .collect(Collectors.joining("\n")))
                : Optional.empty();
    }

    /** The rules that let the flow out and its replies in; none when there is no number left before the rule that denies. */
    private List<Entry> missing(Flow flow) {
        List<Entry> entries = new ArrayList<>();
        Opening opening = Opening.of(flow);
        Said out = first(true, flow);
        if (!out.allow) {
            int number = numberBefore(true, out.entry);
            if (number < 1) {
                return List.of();
            }
            entries.add(new Entry(number, true, true, opening.traffic(), opening.prefix(), List.of(), acl.span()));
        }
        List<Reply> lost =
                replies(flow).stream().filter(reply -> !reply.said.allow).toList();
        if (!lost.isEmpty()) {
            int number = lost.stream()
                    .mapToInt(reply -> numberBefore(false, reply.said.entry))
                    .min()
                    .orElse(0);
            if (number < 1) {
                return List.of();
            }
            entries.add(new Entry(number, false, true, replyTraffic(flow), opening.prefix(), List.of(), acl.span()));
        }
        return entries;
    }

    private Traffic replyTraffic(Flow flow) {
        Protocol protocol = flow.protocol();
        if (protocol.isIcmp()) {
            return new Traffic(protocol.number(), PortRange.ALL, protocol.equals(Protocol.ICMP) ? 0 : 129, 0);
        }
        PortRange ports = flow.sourcePort() >= 0 ? PortRange.of(flow.sourcePort()) : clientPorts;
        return Traffic.of(protocol, protocol.hasPorts() ? ports : PortRange.ALL);
    }

    /** A free number in front of a rule: ten after the last one where that is in front, else the next below. */
    private int numberBefore(boolean egress, @Nullable Entry entry) {
        TreeSet<Integer> used = new TreeSet<>();
        acl.entries(egress).forEach(each -> used.add(each.number()));
        int limit = entry == null ? LAST_NUMBER : Math.min(entry.number() - 1, LAST_NUMBER);
        Integer last = used.floor(limit);
        int roomy = (last == null ? 0 : last) / 10 * 10 + 10;
        if (roomy <= limit && !used.contains(roomy)) {
            return roomy;
        }
        int number = limit;
        while (used.contains(number)) {
            number--;
        }
        return number;
    }
}
