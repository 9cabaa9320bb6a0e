package org.egressaudit.policy.aws;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;
import org.egressaudit.policy.Boundaries;
import org.egressaudit.policy.Ternary;

/**
 * All that was handed in about a VPC.
 *
 * @param groups security groups by id
 * @param acls network ACLs
 * @param routeTables route tables
 * @param prefixLists entries of prefix lists by id
 * @param interfaces network interfaces
 * @param vpcs of the export; empty when not handed in
 * @param complete whether no export was cut off
 */
public record AwsWorld(
        Map<String, SecurityGroup> groups,
        List<NetworkAcl> acls,
        List<RouteTable> routeTables,
        Map<String, List<Prefix>> prefixLists,
        List<NetworkCard> interfaces,
        List<Vpc> vpcs,
        boolean complete) {

    /** Addresses inside of VPCs, as long as no VPC says otherwise: RFC 1918, and RFC 6598, which VPCs may use too. */
    private static final List<Prefix> PRIVATE = List.of(
            Prefix.of("10.0.0.0/8"),
            Prefix.of("172.16.0.0/12"),
            Prefix.of("192.168.0.0/16"),
            Prefix.of("100.64.0.0/10"));

    /** What never passes a security group or network ACL, by the link-local services' addresses. */
    private static final Map<IpAddress, String> UNFILTERED = Map.of(
            IpAddress.of("169.254.169.253"), "Amazon DNS",
            IpAddress.of("fd00:ec2::253"), "Amazon DNS",
            IpAddress.of("169.254.169.254"), "the instance metadata service",
            IpAddress.of("fd00:ec2::254"), "the instance metadata service",
            IpAddress.of("169.254.169.123"), "the Amazon Time Sync Service",
            IpAddress.of("fd00:ec2::123"), "the Amazon Time Sync Service",
            IpAddress.of("169.254.170.2"), "the ECS task metadata endpoint",
            IpAddress.of("169.254.169.250"), "Windows license activation",
            IpAddress.of("169.254.169.251"), "Windows license activation");

    /** Nothing. */
    public static final AwsWorld EMPTY =
            new AwsWorld(Map.of(), List.of(), List.of(), Map.of(), List.of(), List.of(), true);

    public AwsWorld {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        acls = List.copyOf(acls);
        routeTables = List.copyOf(routeTables);
        prefixLists = Map.copyOf(prefixLists);
        interfaces = List.copyOf(interfaces);
        vpcs = List.copyOf(vpcs);
    }

    /** The same with entries of more prefix lists; its own come first. */
    public AwsWorld with(Map<String, List<Prefix>> morePrefixLists) {
        Map<String, List<Prefix>> lists = new LinkedHashMap<>(morePrefixLists);
        lists.putAll(prefixLists);
        return new AwsWorld(groups, acls, routeTables, lists, interfaces, vpcs, complete);
    }

    /** Whether an IPv4 address may belong to an interface in a VPC. */
    boolean mayBePrivate(IpAddress address) {
        return PRIVATE.stream().anyMatch(prefix -> prefix.contains(address))
                || vpcs.stream().anyMatch(vpc -> vpc.contains(address));
    }

    /**
     * Why a flow passes whatever the rules say, where it does: it stays on the host, or goes to a service that security
     * groups and network ACLs do not filter (VPC guide, "Security groups" and "Network ACL basics"): Amazon DNS, instance
     * metadata, time, license activation. Firewalls of the host do filter these.
     *
     * @param remark what holds of such a service, in words: "is not filtered by network ACLs"
     */
    Optional<String> unfiltered(Flow flow, String remark) {
        IpAddress address = flow.destination();
        if (address.isLoopback() || "lo".equals(flow.outInterface())) {
            return Optional.of("it does not leave the host");
        }
        String service = UNFILTERED.get(address);
        if (service == null && isDns(flow) == Ternary.YES) {
            service = "Amazon DNS";
        }
        return Optional.ofNullable(service).map(name -> name + " " + remark);
    }

    /**
     * Why it is not known whether a flow goes to Amazon DNS, where it may. That is the base of the VPC's block plus two,
     * and a block begins at a multiple of 16.
     */
    Optional<String> maybeDns(Flow flow) {
        IpAddress address = flow.destination();
        boolean may = vpcs.isEmpty()
                && flow.destinationPort() == 53
                && !address.v6()
                && mayBePrivate(address)
                && (address.low() & 15) == 2;
        if (may) {
            return Optional.of(
                    "whether " + address + " is Amazon DNS, which is not filtered, is told by the address block"
                            + " of the VPC; hand in aws ec2 describe-vpcs");
        }
        return isDns(flow) == Ternary.UNKNOWN
                ? Optional.of("whether " + address
                        + " is Amazon DNS, which is not filtered, is told by the VPC of the host,"
                        + " and the export has " + vpcs.size() + "; name the host's addresses under interfaces, or hand"
                        + " in its VPC alone")
                : Optional.empty();
    }

    /** Whether a flow goes to Amazon DNS of the host's own VPC; that of another VPC is filtered as any address. */
    private Ternary isDns(Flow flow) {
        List<Vpc> resolving = vpcs.stream()
                .filter(vpc -> vpc.resolvers().contains(flow.destination()))
                .toList();
        if (resolving.isEmpty() || vpcs.size() == 1) {
            return resolving.isEmpty() ? Ternary.NO : Ternary.YES;
        }
        IpAddress host = flow.source();
        if (host != null && resolving.stream().anyMatch(vpc -> vpc.contains(host))) {
            return Ternary.YES;
        }
        return host != null && vpcs.stream().anyMatch(vpc -> vpc.contains(host)) ? Ternary.NO : Ternary.UNKNOWN;
    }

    /** Tells the addresses that are told from others whatever the rules say. */
    void boundaries(Boundaries into) {
        PRIVATE.forEach(into::network);
        UNFILTERED.keySet().forEach(address -> into.addresses(address, address));
        vpcs.forEach(vpc -> {
            vpc.blocks().forEach(into::network);
            vpc.resolvers().forEach(dns -> into.addresses(dns, dns));
        });
        prefixLists.values().forEach(entries -> entries.forEach(into::network));
        interfaces.forEach(card -> card.addresses().forEach(address -> into.addresses(address, address)));
        groups.values().forEach(group -> group.boundaries(into));
        into.network(Prefix.of("127.0.0.0/8"));
        into.network(Prefix.of("::1/128"));
        if (vpcs.isEmpty() && into.asked().contains(53)) {
            // each may be Amazon DNS, see maybeDns
            into.ports(new org.egressaudit.net.PortRange(53, 53));
            into.blocks(0);
        }
    }
}
