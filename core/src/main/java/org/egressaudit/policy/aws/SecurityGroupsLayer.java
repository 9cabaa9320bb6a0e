package org.egressaudit.policy.aws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;
import org.egressaudit.policy.Boundaries;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.Ternary;
import org.egressaudit.policy.Trace;
import org.egressaudit.policy.Verdict;
import org.egressaudit.text.Span;

/**
 * The security groups of an interface: any rule of any group that allows a flow is enough, and its replies come back.
 *
 * <p>Where the destination is an interface of the same export, what its own groups let in is asked too.
 */
public final class SecurityGroupsLayer implements Layer {

    private static final int MOST_PASSED_OVER = 5;

    private final List<SecurityGroup> groups;
    private final AwsWorld world;
    private final List<String> files;
    private final Proposals proposals;

    /**
     * @param groups of the interface; at least one
     * @param world what the groups refer to
     * @param files where they were read from
     * @param proposals how a change is written
     */
    public SecurityGroupsLayer(List<SecurityGroup> groups, AwsWorld world, List<String> files, Proposals proposals) {
        this.groups = List.copyOf(groups);
        this.world = world;
        this.files = List.copyOf(files);
        this.proposals = proposals;
    }

    @Override
    public String label() {
        return (groups.size() == 1 ? "security group " : "security groups ")
                + groups.stream().map(SecurityGroup::label).collect(Collectors.joining(", "));
    }

    @Override
    public List<String> files() {
        return files;
    }

    @Override
    public Verdict evaluate(Flow flow) {
        Optional<String> unfiltered = world.unfiltered(flow, "is not filtered by security groups");
        if (unfiltered.isPresent()) {
            SecurityGroup first = first();
            return new Verdict.Allowed(trace(first.label(), 0, unfiltered.get(), first.span(), List.of()));
        }
        Verdict out = out(flow);
        return out instanceof Verdict.Allowed ? in(flow, out) : out;
    }

    private Verdict out(Flow flow) {
        Set<String> reasons = new LinkedHashSet<>();
        List<Trace.PassedOver> passedOver = new ArrayList<>();
        for (SecurityGroup group : groups) {
            int number = 0;
            for (SecurityRule rule : group.egress()) {
                number++;
                Ternary allows = rule.allows(flow, flow.destination(), world, reasons::add);
                if (allows == Ternary.YES) {
                    return new Verdict.Allowed(trace(egress(group), number, rule.text("to"), rule.span(), passedOver));
                }
                Optional<String> reason = allows == Ternary.NO ? because(flow, rule) : Optional.empty();
                if (reason.isPresent() && passedOver.size() < MOST_PASSED_OVER) {
                    passedOver.add(
                            new Trace.PassedOver(egress(group), number, rule.text("to"), rule.span(), reason.get()));
                }
            }
            reasons.addAll(group.openEgress());
        }
        world.maybeDns(flow).ifPresent(reasons::add);
        Trace trace = nothingAllows(reasons.isEmpty(), passedOver);
        return reasons.isEmpty()
                ? new Verdict.Blocked(Verdict.Manner.DROPPED, Verdict.Outcome.TIMEOUT, trace)
                : new Verdict.Undecided(List.copyOf(reasons), trace);
    }

    private Trace nothingAllows(boolean certain, List<Trace.PassedOver> passedOver) {
        SecurityGroup first = first();
        boolean none = groups.stream().allMatch(group -> group.egress().isEmpty());
        String why = none ? "no egress rule at all: nothing may leave" : "no egress rule allows it";
        return trace(
                egress(first),
                0,
                certain ? why : "no egress rule that is known allows it",
                first.egressSpan(),
                passedOver);
    }

    /** What the destination's own groups let in, where it is an interface of the export. */
    private Verdict in(Flow flow, Verdict out) {
        Optional<NetworkCard> target = world.interfaces().stream()
                .filter(card -> card.addresses().contains(flow.destination()))
                .findFirst();
        if (target.isEmpty()) {
            return out;
        }
        List<SecurityGroup> theirs = target.get().groups().stream()
                .map(id -> world.groups()
                        .getOrDefault(
                                id,
                                SecurityGroup.missing(
                                        id,
                                        "what security group " + id + " of "
                                                + target.get().id()
                                                + " lets in is not in the export; hand in aws ec2 describe-security-groups",
                                        first().span())))
                .toList();
        Set<String> reasons = new LinkedHashSet<>();
        for (SecurityGroup group : theirs) {
            for (SecurityRule rule : group.ingress()) {
                if (comesFromUs(flow, rule, reasons) == Ternary.YES) {
                    return out;
                }
            }
            if (!world.groups().containsKey(group.id())) {
                reasons.addAll(group.openEgress());
            }
        }
        SecurityGroup first = theirs.isEmpty() ? first() : theirs.get(0);
        Trace trace = trace(
                first.label() + " ingress of " + target.get().id(),
                0,
                "no ingress rule allows it",
                first.span(),
                List.of());
        return reasons.isEmpty()
                ? new Verdict.Blocked(Verdict.Manner.DROPPED, Verdict.Outcome.TIMEOUT, trace)
                : new Verdict.Undecided(List.copyOf(reasons), trace);
    }

    private Ternary comesFromUs(Flow flow, SecurityRule rule, Set<String> reasons) {
        if (!rule.traffic().covers(flow)) {
            return Ternary.NO;
        }
        boolean ours = rule.peer() instanceof Peer.Group peer
                && groups.stream().anyMatch(group -> group.id().equals(peer.id()));
        IpAddress source = flow.source();
        Ternary meant;
        if (ours
                || (rule.peer() instanceof Peer.Cidr cidr
                        && cidr.prefix().equals(all(flow.destination().v6())))) {
            meant = Ternary.YES;
        } else if (source == null) {
            reasons.add("whether " + rule.text("from") + " means this host is told by its own address; name it under"
                    + " interfaces");
            meant = Ternary.UNKNOWN;
        } else {
            meant = rule.peer().contains(source, world, reasons::add);
        }
        rule.open().forEach(reasons::add);
        return rule.open().isEmpty() ? meant : meant.and(Ternary.UNKNOWN);
    }

    private static Prefix all(boolean v6) {
        return Prefix.of(v6 ? "::/0" : "0.0.0.0/0");
    }

    /** Why a rule that names the flow's port or address passed it over; empty when it names neither. */
    private static Optional<String> because(Flow flow, SecurityRule rule) {
        boolean covers = rule.traffic().covers(flow);
        boolean meant = rule.peer() instanceof Peer.Cidr cidr
                && cidr.prefix().length() > 0
                && cidr.prefix().contains(flow.destination());
        boolean otherFamily = rule.peer() instanceof Peer.Cidr cidr
                && cidr.prefix().base().v6() != flow.destination().v6();
        if (covers && rule.traffic().protocol() != -1 && !otherFamily) {
            return Optional.of("destination " + flow.destination() + " is not in " + rule.peer());
        }
        return meant ? Optional.of(flow + " is not " + rule.traffic()) : Optional.empty();
    }

    private SecurityGroup first() {
        return groups.get(0);
    }

    private static String egress(SecurityGroup group) {
        return group.label() + " egress";
    }

    private static Trace trace(String chain, int number, String text, Span span, List<Trace.PassedOver> passedOver) {
        return new Trace(
                List.of(new Trace.Entered(chain, null)), new Trace.Decision(chain, number, text, span), passedOver);
    }

    @Override
    public void boundaries(Boundaries into) {
        world.boundaries(into);
        groups.forEach(group -> group.boundaries(into));
    }

    /** Verified: what is proposed was tried, and lets the flow through. */
    @Override
    public Optional<String> proposal(Flow flow, Verdict verdict) {
        return verdict instanceof Verdict.Blocked && opened(flow).evaluate(flow) instanceof Verdict.Allowed
                ? Optional.of(proposals.open(first(), Opening.of(flow)))
                : Optional.empty();
    }

    /** The layer as it would be with the proposal for a flow. */
    private SecurityGroupsLayer opened(Flow flow) {
        List<SecurityGroup> changed = new ArrayList<>(groups);
        Opening opening = Opening.of(flow);
        SecurityGroup first = first();
        changed.set(
                0,
                first.with(new SecurityRule(opening.traffic(), new Peer.Cidr(opening.prefix()), first.egressSpan())));
        return new SecurityGroupsLayer(changed, world, files, proposals);
    }
}
