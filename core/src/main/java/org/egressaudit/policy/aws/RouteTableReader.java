package org.egressaudit.policy.aws;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.egressaudit.net.Prefix;
import org.egressaudit.policy.aws.RouteTable.Route;
import org.egressaudit.text.tree.Node;

/** Reads the elements of {@code RouteTables}. */
final class RouteTableReader {

    /** The fields of a route that name where it leads, of which one is set. */
    private static final List<String> TARGETS = List.of(
            "GatewayId",
            "NatGatewayId",
            "TransitGatewayId",
            "VpcPeeringConnectionId",
            "EgressOnlyInternetGatewayId",
            "NetworkInterfaceId",
            "InstanceId",
            "LocalGatewayId",
            "CarrierGatewayId",
            "CoreNetworkArn");

    private RouteTableReader() {}

    static RouteTable read(Node item) {
        Set<String> subnets = new LinkedHashSet<>();
        boolean main = false;
        for (Node association : Read.items(item, "Associations")) {
            Read.text(association, "SubnetId").ifPresent(subnets::add);
            main |= Read.text(association, "Main").map(Boolean::parseBoolean).orElse(false);
        }
        List<Route> routes =
                Read.items(item, "Routes").stream().map(RouteTableReader::route).toList();
        return new RouteTable(
                Read.text(item, "RouteTableId").orElse("a route table without an id"),
                main,
                subnets,
                routes,
                item.get("RouteTableId").map(Node::span).orElse(item.span()));
    }

    private static Route route(Node item) {
        Optional<Prefix> prefix = Read.text(item, "DestinationCidrBlock")
                .or(() -> Read.text(item, "DestinationIpv6CidrBlock"))
                .flatMap(Prefix::parse);
        String target = TARGETS.stream()
                .flatMap(key -> Read.text(item, key).stream())
                .findFirst()
                .orElse("");
        return new Route(
                prefix.orElse(null),
                Read.text(item, "DestinationPrefixListId").orElse(null),
                target,
                !Read.text(item, "State").equals(Optional.of("blackhole")),
                item.span());
    }
}
