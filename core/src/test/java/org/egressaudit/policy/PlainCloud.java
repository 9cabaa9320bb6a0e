package org.egressaudit.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;

/**
 * Security groups and a network ACL over sixteen addresses, as bare facts, and what the VPC guide says of every flow, in
 * the plainest way: no range is split, nothing is indexed, no code of ours is asked.
 *
 * @param groups the rules of each group that the host has
 * @param entries of the ACL of its subnet
 */
record PlainCloud(List<List<Allowance>> groups, List<Entry> entries) {

    /** The port from which every client asks. */
    static final int CLIENT = 40_001;

    private static final List<Integer> PORTS = List.of(101, 102, 103, CLIENT);

    /**
     * An egress rule of a group.
     *
     * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, {@code 47} or {@code -1}
     * @param from first port, or the type of ICMP, or -1
     * @param to last port, or the code of ICMP, or -1
     * @param base the last byte of the first address
     * @param length of the prefix, within its family
     */
    record Allowance(String protocol, int from, int to, boolean v6, int base, int length) {

        /** {@code 198.51.100.4/31} or {@code 2001:db8::4/127}. */
        String cidr() {
            return v6 ? "2001:db8::" + base + "/" + (96 + length) : "198.51.100." + base + "/" + length;
        }

        private boolean speaksOf(String other, int port, int code, boolean sixth, int low) {
            if (sixth != v6 || low >> (32 - length) != base >> (32 - length)) {
                return false;
            }
            if (protocol.equals("-1")) {
                return true;
            }
            return switch (protocol.equals(other) ? protocol : "another") {
                case "tcp", "udp" -> from <= port && port <= to;
                case "icmp", "icmpv6" -> (from == -1 || from == port) && (to == -1 || to == code);
                case "47" -> true;
                default -> false;
            };
        }
    }

    /** A numbered rule of the ACL. */
    record Entry(int number, boolean egress, boolean allow, Allowance fits) {}

    /** Draws one. */
    static PlainCloud draw(Random random) {
        List<List<Allowance>> groups = IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(group -> IntStream.range(0, random.nextInt(5))
                        .mapToObj(rule -> allowance(random))
                        .toList())
                .toList();
        List<Integer> numbers = new ArrayList<>(
                IntStream.rangeClosed(1, 12).mapToObj(i -> 10 * i).toList());
        Collections.shuffle(numbers, random);
        List<Entry> entries = numbers.stream()
                .limit(random.nextInt(12))
                .map(number -> new Entry(number, random.nextBoolean(), random.nextInt(3) > 0, allowance(random)))
                .toList();
        return new PlainCloud(groups, entries);
    }

    private static Allowance allowance(Random random) {
        boolean v6 = random.nextInt(4) == 0;
        int length = 29 + random.nextInt(4);
        int base = random.nextInt(8) >> (32 - length) << (32 - length);
        String protocol =
                List.of("tcp", "tcp", "udp", v6 ? "icmpv6" : "icmp", "47", "-1").get(random.nextInt(6));
        int one = PORTS.get(random.nextInt(PORTS.size()));
        int other = PORTS.get(random.nextInt(PORTS.size()));
        return switch (protocol) {
            case "tcp", "udp" -> new Allowance(protocol, Math.min(one, other), Math.max(one, other), v6, base, length);
            case "icmp", "icmpv6" -> {
                int type = List.of(-1, 0, 3, 8, 128, 129).get(random.nextInt(6));
                yield new Allowance(protocol, type, type < 0 || random.nextBoolean() ? -1 : 0, v6, base, length);
            }
            default -> new Allowance(protocol, -1, -1, v6, base, length);
        };
    }

    /** One flow of the small world. */
    record Try(String protocol, boolean v6, int low, int port) {

        Flow flow() {
            Protocol known = Protocol.parse(protocol).orElseThrow();
            IpAddress destination = IpAddress.of(v6 ? "2001:db8::" + low : "198.51.100." + low);
            return new Flow(known, null, destination, known.hasPorts() ? CLIENT : 0, port, 0, -1, Set.of(), null, null);
        }
    }

    /** Every flow there is. */
    static List<Try> flows() {
        List<Try> flows = new ArrayList<>();
        for (boolean v6 : List.of(false, true)) {
            for (int low = 0; low < 8; low++) {
                for (int port : PORTS) {
                    flows.add(new Try("tcp", v6, low, port));
                    flows.add(new Try("udp", v6, low, port));
                }
                flows.add(new Try(v6 ? "icmpv6" : "icmp", v6, low, v6 ? 128 : 8));
                flows.add(new Try("47", v6, low, 0));
            }
        }
        return flows;
    }

    /** Security groups: any rule of any group is enough, and replies are let back. */
    boolean leavesByGroups(Try flow) {
        return groups.stream().flatMap(List::stream).anyMatch(rule -> speaks(rule, flow, flow.port));
    }

    /** The ACL: the lowest number that fits decides for the packet out, and again for the reply in. */
    boolean passesAcl(Try flow) {
        int reply = switch (flow.protocol) {
            case "icmp" -> 0;
            case "icmpv6" -> 129;
            default -> CLIENT;
        };
        return allowed(true, flow, flow.port) && allowed(false, flow, reply);
    }

    private boolean allowed(boolean egress, Try flow, int port) {
        Optional<Entry> first = entries.stream()
                .filter(entry -> entry.egress == egress && speaks(entry.fits, flow, port))
                .min((a, b) -> Integer.compare(a.number, b.number));
        return first.map(Entry::allow).orElse(false);
    }

    private static boolean speaks(Allowance rule, Try flow, int port) {
        return rule.speaksOf(flow.protocol, port, 0, flow.v6, flow.low);
    }
}
