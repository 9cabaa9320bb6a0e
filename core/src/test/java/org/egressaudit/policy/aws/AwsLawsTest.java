package org.egressaudit.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.Verdict;
import org.egressaudit.text.Span;
import org.junit.jupiter.api.Test;

/**
 * Over a world of eight addresses, four ports and three protocols, every flow is judged as the VPC guide says, written
 * down once more in the plainest way.
 */
class AwsLawsTest {

    private static final Span HERE = Span.point("export.json", 1, 1);
    private static final List<Protocol> PROTOCOLS = List.of(Protocol.TCP, Protocol.UDP, new Protocol(47));
    private static final int CLIENT = 40_001;

    private static IpAddress address(int low) {
        return IpAddress.v4(0xC6336400L + low);
    }

    /** Port 0 stands for the client's own port, so that reply rules meet the flows. */
    private static int port(int index) {
        return index == 0 ? CLIENT : 100 + index;
    }

    private static List<Flow> allFlows() {
        List<Flow> flows = new ArrayList<>();
        for (Protocol protocol : PROTOCOLS) {
            for (int low = 0; low < 8; low++) {
                for (int port = 0; port < (protocol.hasPorts() ? 4 : 1); port++) {
                    flows.add(new Flow(
                            protocol,
                            null,
                            address(low),
                            protocol.hasPorts() ? CLIENT : 0,
                            protocol.hasPorts() ? port(port) : 0,
                            0,
                            -1,
                            Set.of(),
                            null,
                            null));
                }
            }
        }
        return flows;
    }

    private static Prefix prefix(Random random) {
        return new Prefix(address(random.nextInt(8)), 29 + random.nextInt(4));
    }

    private static Traffic traffic(Random random) {
        if (random.nextInt(6) == 0) {
            return Traffic.ALL;
        }
        Protocol protocol = PROTOCOLS.get(random.nextInt(3));
        int one = port(random.nextInt(4));
        int other = port(random.nextInt(4));
        return Traffic.of(protocol, new PortRange(Math.min(one, other), Math.max(one, other)));
    }

    /** The rule's own words against the packet's: protocol, then port, then address. */
    private static boolean speaksOf(Traffic traffic, Prefix prefix, Protocol protocol, IpAddress other, int port) {
        boolean sameProtocol = traffic.protocol() == -1 || traffic.protocol() == protocol.number();
        boolean portless = traffic.protocol() == -1 || !protocol.hasPorts();
        boolean samePort = portless
                || (traffic.ports().from() <= port && port <= traffic.ports().to());
        long difference = prefix.base().low() ^ other.low();
        boolean sameAddress = difference >>> (32 - prefix.length()) == 0;
        return sameProtocol && samePort && sameAddress;
    }

    @Test
    void a_flow_leaves_when_any_rule_of_any_group_speaks_of_it() {
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            List<SecurityGroup> groups = new ArrayList<>();
            List<SecurityRule> all = new ArrayList<>();
            for (int g = random.nextInt(3); g >= 0; g--) {
                List<SecurityRule> rules = new ArrayList<>();
                for (int r = random.nextInt(4); r > 0; r--) {
                    rules.add(new SecurityRule(traffic(random), new Peer.Cidr(prefix(random)), HERE));
                }
                all.addAll(rules);
                groups.add(new SecurityGroup("sg-" + g, List.of(), rules, List.of(), List.of(), HERE, HERE));
            }
            SecurityGroupsLayer layer = new SecurityGroupsLayer(groups, AwsWorld.EMPTY, List.of(), new CliProposals());
            for (Flow flow : allFlows()) {
                boolean leaves = all.stream()
                        .anyMatch(rule -> speaksOf(
                                rule.traffic(),
                                ((Peer.Cidr) rule.peer()).prefix(),
                                flow.protocol(),
                                flow.destination(),
                                flow.destinationPort()));
                Verdict verdict = layer.evaluate(flow);
                assertThat(verdict.label())
                        .as("seed %d, %s, %s", seed, flow, all)
                        .isEqualTo(leaves ? "allowed" : "dropped");
                assertThat(layer.proposal(flow, verdict).isPresent()).isEqualTo(!leaves);
            }
        }
    }

    @Test
    void a_network_acl_lets_a_flow_out_and_its_reply_in_by_the_first_rule_that_speaks_of_each() {
        long seed = 11;
        Random random = new Random(seed);
        for (int round = 0; round < 600; round++) {
            List<NetworkAcl.Entry> entries = new ArrayList<>();
            for (int r = random.nextInt(8); r > 0; r--) {
                entries.add(new NetworkAcl.Entry(
                        10 * (1 + random.nextInt(30)) + r,
                        random.nextBoolean(),
                        random.nextInt(3) > 0,
                        traffic(random),
                        prefix(random),
                        List.of(),
                        HERE));
            }
            NetworkAcl acl = new NetworkAcl("acl-1", Set.of(), entries, List.of(), HERE);
            NetworkAclLayer layer = new NetworkAclLayer(
                    acl, AwsWorld.EMPTY, List.of(), NetworkAclLayer.CLIENT_PORTS, List.of(), new CliProposals());
            for (Flow flow : allFlows()) {
                boolean passes = first(acl, true, flow, flow.destinationPort()) && first(acl, false, flow, CLIENT);
                Verdict verdict = layer.evaluate(flow);
                assertThat(verdict.label())
                        .as("seed %d, %s, %s", seed, flow, acl)
                        .isEqualTo(passes ? "allowed" : "dropped");
                if (passes) {
                    assertThat(layer.proposal(flow, verdict)).isEmpty();
                }
            }
        }
    }

    private static boolean first(NetworkAcl acl, boolean egress, Flow flow, int port) {
        for (int number = 1; number <= 32766; number++) {
            for (NetworkAcl.Entry entry : acl.entries()) {
                Prefix prefix = java.util.Objects.requireNonNull(entry.prefix());
                if (entry.number() == number
                        && entry.egress() == egress
                        && speaksOf(entry.traffic(), prefix, flow.protocol(), flow.destination(), port)) {
                    return entry.allow();
                }
            }
            if (number > 400) {
                return false;
            }
        }
        return false;
    }

    @Test
    void what_is_not_known_decides_only_where_it_makes_no_difference() {
        long seed = 13;
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            List<NetworkAcl.Entry> entries = new ArrayList<>();
            for (int r = 1 + random.nextInt(6); r > 0; r--) {
                boolean open = random.nextInt(3) == 0;
                entries.add(new NetworkAcl.Entry(
                        10 * (1 + random.nextInt(30)) + r,
                        r % 2 == 0,
                        random.nextBoolean(),
                        traffic(random),
                        prefix(random),
                        open ? List.of("its ports are not known") : List.of(),
                        HERE));
            }
            Set<String> possible = new java.util.TreeSet<>();
            for (Flow flow : allFlows()) {
                possible.clear();
                for (int world = 0; world < 1 << entries.size(); world++) {
                    possible.add(known(entries, world).evaluate(flow).label());
                }
                String said = new NetworkAclLayer(
                                new NetworkAcl("acl-1", Set.of(), entries, List.of(), HERE),
                                AwsWorld.EMPTY,
                                List.of(),
                                NetworkAclLayer.CLIENT_PORTS,
                                List.of(),
                                new CliProposals())
                        .evaluate(flow)
                        .label();
                if (!said.equals("undecided")) {
                    assertThat(possible)
                            .as("seed %d, %s, %s", seed, flow, entries)
                            .containsExactly(said);
                }
            }
        }
    }

    /** The ACL as it would be were each open entry there, or not, as the bits of a number say. */
    private static NetworkAclLayer known(List<NetworkAcl.Entry> entries, int world) {
        List<NetworkAcl.Entry> told = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            NetworkAcl.Entry entry = entries.get(i);
            if (entry.open().isEmpty() || (world >> i & 1) == 1) {
                told.add(new NetworkAcl.Entry(
                        entry.number(),
                        entry.egress(),
                        entry.allow(),
                        entry.traffic(),
                        entry.prefix(),
                        List.of(),
                        entry.span()));
            }
        }
        return new NetworkAclLayer(
                new NetworkAcl("acl-1", Set.of(), told, List.of(), HERE),
                AwsWorld.EMPTY,
                List.of(),
                NetworkAclLayer.CLIENT_PORTS,
                List.of(),
                new CliProposals());
    }
}
