package org.egressaudit.policy.aws;

import java.util.List;
import java.util.Set;
import org.egressaudit.net.Prefix;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A route table of a VPC.
 *
 * @param id {@code rtb-...}
 * @param main whether it is that of all subnets of the VPC that have none of their own
 * @param subnets the subnets that have it for their own
 * @param routes where packets go
 * @param span where it stands
 */
public record RouteTable(String id, boolean main, Set<String> subnets, List<Route> routes, Span span) {

    public RouteTable {
        subnets = Set.copyOf(subnets);
        routes = List.copyOf(routes);
    }

    /**
     * One route.
     *
     * @param prefix destinations, or null for a prefix list
     * @param prefixList id of a prefix list, or null
     * @param target {@code local}, {@code igw-...}, {@code nat-...}, {@code vpce-...}; empty when not told
     * @param active false for a black hole: its target is gone
     * @param span where it stands
     */
    public record Route(
            @Nullable Prefix prefix, @Nullable String prefixList, String target, boolean active, Span span) {

        /** {@code 0.0.0.0/0 by nat-1}. */
        String text() {
            return (prefix == null ? "prefix list " + prefixList : prefix) + " by " + target
                    + (active ? "" : ", a black hole");
        }
    }
}
