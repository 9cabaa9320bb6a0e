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

/**
 * All that was handed in about a VPC.
 *
 * @param groups security groups by id
 * @param acls network ACLs
 * @param routeTables route tables
 * @param prefixLists entries of prefix lists by id
 * @param interfaces network interfaces
 * @param networks the address blocks of VPCs; empty when not handed in
 * @param complete whether no export was cut off
 */
public record AwsWorld(
        Map<String, SecurityGroup> groups,
        List<NetworkAcl> acls,
        List<RouteTable> routeTables,
        Map<String, List<Prefix>> prefixLists,
        List<NetworkCard> interfaces,
        List<Prefix> networks,
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
        networks = List.copyOf(networks);
    }

    /** Whether an IPv4 address may belong to an interface in a VPC. */
    boolean mayBePrivate(IpAddress address) {
        return PRIVATE.stream().anyMatch(prefix -> prefix.contains(address))
                || networks.stream().anyMatch(prefix -> prefix.contains(address));
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
        if (service == null && networks.stream().anyMatch(network -> isDns(network, address))) {
            service = "Amazon DNS";
        }
        return Optional.ofNullable(service).map(name -> name + " " + remark);
    }

    /**
     * What is to be handed in to tell whether an address is that of Amazon DNS: it is the base of the VPC's block plus
     * two, and a block begins at a multiple of 16.
     */
    Optional<String> maybeDns(IpAddress address, int port) {
        boolean may =
                networks.isEmpty() && port == 53 && !address.v6() && mayBePrivate(address) && (address.low() & 15) == 2;
        return may
                ? Optional.of(
                        "whether " + address + " is Amazon DNS, which is not filtered, is told by the address block"
                                + " of the VPC; hand in aws ec2 describe-vpcs")
                : Optional.empty();
    }

    /** Tells the addresses that are told from others whatever the rules say. */
    void boundaries(Boundaries into) {
        PRIVATE.forEach(into::network);
        UNFILTERED.keySet().forEach(address -> into.addresses(address, address));
        networks.forEach(network -> {
            into.network(network);
            IpAddress dns = new IpAddress(
                    network.base().v6(), network.base().high(), network.base().low() + 2);
            into.addresses(dns, dns);
        });
        prefixLists.values().forEach(entries -> entries.forEach(into::network));
        interfaces.forEach(card -> card.addresses().forEach(address -> into.addresses(address, address)));
        groups.values().forEach(group -> group.boundaries(into));
        into.network(Prefix.of("127.0.0.0/8"));
        into.network(Prefix.of("::1/128"));
        if (networks.isEmpty() && into.asked().contains(53)) {
            // each may be Amazon DNS, see maybeDns
            into.ports(new org.egressaudit.net.PortRange(53, 53));
            into.blocks(0);
        }
    }

    private static boolean isDns(Prefix network, IpAddress address) {
        return !network.base().v6()
                && !address.v6()
                && address.low() == network.base().low() + 2;
    }
}
