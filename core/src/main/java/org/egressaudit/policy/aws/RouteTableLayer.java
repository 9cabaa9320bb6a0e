package org.egressaudit.policy.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;
import org.egressaudit.policy.Boundaries;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.Trace;
import org.egressaudit.policy.Verdict;
import org.egressaudit.policy.aws.RouteTable.Route;

/**
 * The route table of a subnet: without a route a packet goes nowhere, whatever security groups allow.
 *
 * <p>The longest prefix decides (VPC guide, "Route priority"). Of routes by prefix list only the entries that are handed
 * in are known: an unknown list leaves open whether it is a way.
 */
final class RouteTableLayer implements Layer {

    private final RouteTable table;
    private final AwsWorld world;
    private final List<String> files;
    private final List<String> unknown;

    /**
     * @param table of the subnet
     * @param world whose prefix lists its routes name
     * @param files where it was read from
     * @param unknown why it is not known which table it is; empty when it is
     */
    RouteTableLayer(RouteTable table, AwsWorld world, List<String> files, List<String> unknown) {
        this.unknown = List.copyOf(unknown);
        this.table = table;
        this.world = world;
        this.files = List.copyOf(files);
    }

    @Override
    public String label() {
        return "route table " + table.id();
    }

    @Override
    public List<String> files() {
        return files;
    }

    /** A route that leads to an address, and by how many bits it says so. */
    private record Way(Route route, int bits) {}

    @Override
    public Verdict evaluate(Flow flow) {
        IpAddress destination = flow.destination();
        Optional<String> unfiltered = world.unfiltered(flow, "needs no route");
        if (unfiltered.isPresent()) {
            return new Verdict.Allowed(trace(null, unfiltered.get()));
        }
        Way best = null;
        List<String> perhaps = new ArrayList<>(unknown);
        List<String> perhapsNot = new ArrayList<>(unknown);
        for (Route route : table.routes()) {
            Optional<List<Prefix>> prefixes = prefixes(route);
            if (prefixes.isEmpty()) {
                (route.active() ? perhaps : perhapsNot)
                        .add("whether " + route.text() + " is the way there is not in the export; hand in aws ec2"
                                + " describe-prefix-lists");
            }
            for (Prefix prefix : prefixes.orElse(List.of())) {
                if (prefix.contains(destination) && (best == null || prefix.length() > best.bits)) {
                    best = new Way(route, prefix.length());
                }
            }
        }
        world.maybeDns(flow).ifPresent(perhaps::add);
        boolean leads = best != null && best.route.active();
        Trace trace =
                best == null ? trace(null, "no route leads to " + destination) : trace(best.route, best.route.text());
        List<String> open = leads ? perhapsNot : perhaps;
        if (!open.isEmpty()) {
            return new Verdict.Undecided(open, trace);
        }
        return leads
                ? new Verdict.Allowed(trace)
                : new Verdict.Blocked(Verdict.Manner.DROPPED, Verdict.Outcome.TIMEOUT, trace);
    }

    /** Where a route leads; empty when it names a prefix list whose entries are not known. */
    private Optional<List<Prefix>> prefixes(Route route) {
        return route.prefix() == null
                ? Optional.ofNullable(world.prefixLists().get(String.valueOf(route.prefixList())))
                : Optional.of(List.of(route.prefix()));
    }

    private Trace trace(@org.jspecify.annotations.Nullable Route route, String text) {
        return new Trace(
                List.of(new Trace.Entered(table.id(), null)),
                new Trace.Decision(
                        table.id(),
                        route == null ? 0 : table.routes().indexOf(route) + 1,
                        text,
                        route == null ? table.span() : route.span()),
                List.of());
    }

    @Override
    public void boundaries(Boundaries into) {
        world.boundaries(into);
        for (Route route : table.routes()) {
            prefixes(route).orElse(List.of()).forEach(into::network);
        }
    }

    /** None: whether a gateway, an endpoint or a NAT is right is not for us to say. */
    @Override
    public Optional<String> proposal(Flow flow, Verdict verdict) {
        return Optional.empty();
    }
}
