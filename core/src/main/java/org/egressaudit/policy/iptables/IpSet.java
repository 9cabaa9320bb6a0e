package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.AddressSet;
import org.egressaudit.policy.Boundaries;
import org.egressaudit.policy.Match.Side;
import org.egressaudit.policy.Packet;
import org.egressaudit.policy.Ternary;
import org.jspecify.annotations.Nullable;

/** A set of ipset(8), with elements as {@code ipset save} writes them. */
final class IpSet implements AddressSet {

    /** A timeout that is none. */
    static final String NEVER = "0";

    /** What a dimension of an element is about. */
    enum Dimension {
        IP,
        NET,
        PORT,
        IFACE,
        MARK,
        MAC,
        SET
    }

    /**
     * One element.
     *
     * @param prefixes a network for each address dimension, in order
     * @param ports for a port dimension, else null
     * @param protocol of the port; null for both TCP and UDP (bitmap:port)
     * @param type for ICMP {@code type * 256 + code}, else -1
     * @param iface name of an interface, with a plus sign at its end for all that begin so; or null
     * @param mark value, or -1
     * @param nomatch whether it is a hole in the set
     * @param expires whether it is removed after a time
     */
    record Element(
            List<Prefix> prefixes,
            @Nullable PortRange ports,
            @Nullable Protocol protocol,
            int type,
            @Nullable String iface,
            long mark,
            boolean nomatch,
            boolean expires) {}

    private final List<Dimension> dimensions;
    private String name;
    private Content content;

    /** All of a set but its name: what {@code swap} exchanges. */
    private static final class Content {
        private final boolean v6;
        /** How many bits of each address are kept; -1 for all. */
        private final int netmask;
        /** Seconds after which an element is removed that does not say itself; 0 for never. */
        private final String timeout;

        private final IpsetLimits limits;
        /** Elements by their prefix lengths, then by the networks: the longest that holds a packet decides. */
        private final Map<List<Integer>, Map<List<Prefix>, List<Element>>> byLength = new HashMap<>();

        private final List<IpSet> members = new ArrayList<>();
        private List<List<Integer>> lengths = List.of();
        private boolean incomplete;
        private boolean unknown;

        private Content(boolean v6, int netmask, String timeout, IpsetLimits limits) {
            this.v6 = v6;
            this.netmask = netmask;
            this.timeout = timeout;
            this.limits = limits;
        }
    }

    /**
     * An empty set.
     *
     * @param dimensions what its elements are made of
     * @param netmask how many bits of each address are kept; -1 for all
     * @param timeout seconds after which an element is removed that does not say itself, as written; 0 for never
     * @param limits what it takes no more
     */
    IpSet(String name, List<Dimension> dimensions, boolean v6, int netmask, String timeout, IpsetLimits limits) {
        this.name = name;
        this.dimensions = List.copyOf(dimensions);
        this.content = new Content(v6, netmask, timeout, limits);
    }

    @Override
    public String name() {
        return name;
    }

    List<Dimension> dimensions() {
        return dimensions;
    }

    boolean isV6() {
        return content.v6;
    }

    /** Whether rules of a family may ask it. */
    boolean fits(boolean family) {
        return !hasAddress() || content.v6 == family;
    }

    /** How many bits of each address are kept; -1 for all. */
    int netmask() {
        return content.netmask;
    }

    /** Whether an element that says so of itself is removed after a time, or one that says nothing. */
    boolean expires(@Nullable String timeout) {
        return !(timeout == null ? content.timeout : timeout).equals(NEVER);
    }

    IpsetLimits limits() {
        return content.limits;
    }

    void add(Element element) {
        List<Integer> key = element.prefixes().stream().map(Prefix::length).toList();
        content.byLength
                .computeIfAbsent(key, any -> new HashMap<>())
                .computeIfAbsent(element.prefixes(), any -> new ArrayList<>(1))
                .add(element);
        content.lengths = List.of();
    }

    /** Whether it was not in there before. */
    boolean add(IpSet member) {
        return !content.members.contains(member) && content.members.add(member);
    }

    /** Takes out an element; when only a part of what was added is taken out, nobody knows what is in the set. */
    void remove(Element element) {
        List<Integer> key = element.prefixes().stream().map(Prefix::length).toList();
        List<Element> those = content.byLength.getOrDefault(key, Map.of()).getOrDefault(element.prefixes(), List.of());
        boolean removed = those.removeIf(each -> Objects.equals(each.ports(), element.ports())
                && Objects.equals(each.protocol(), element.protocol())
                && each.type() == element.type()
                && Objects.equals(each.iface(), element.iface()));
        if (removed) {
            content.limits.forget(element);
        } else {
            nobodyKnows();
        }
    }

    void remove(IpSet member) {
        content.members.remove(member);
    }

    /** The sets in a list of sets. */
    List<String> memberNames() {
        return content.members.stream().map(IpSet::name).toList();
    }

    boolean holds(IpSet member) {
        return content.members.contains(member);
    }

    /** Takes out everything. */
    void clear() {
        Content emptied = new Content(content.v6, content.netmask, content.timeout, content.limits.ofEmpty());
        emptied.unknown = content.unknown;
        content = emptied;
    }

    void rename(String to) {
        name = to;
    }

    /** Exchanges what is in two sets; sets that have them as members see the change (observed). */
    void swap(IpSet other) {
        Content mine = content;
        content = other.content;
        other.content = mine;
    }

    /** An element could not be read: what is not found may still be in the set. */
    void lacksAnElement() {
        content.incomplete = true;
    }

    /** What is found may not be in the set, and what is not found may be. */
    void nobodyKnows() {
        content.unknown = true;
    }

    @Override
    public Ternary contains(Packet packet, List<Side> sides) {
        return find(packet, sides, false);
    }

    @Override
    public Ternary excludes(Packet packet, List<Side> sides) {
        return find(packet, sides, true);
    }

    /** Only types with networks have holes; of others {@code --return-nomatch} asks what is in them (ip_set_test). */
    private boolean mayHaveHoles() {
        return dimensions.contains(Dimension.NET);
    }

    @Override
    public void boundaries(Boundaries into) {
        content.members.forEach(member -> member.boundaries(into));
        for (Map<List<Prefix>, List<Element>> elements : content.byLength.values()) {
            elements.forEach((prefixes, those) -> {
                prefixes.forEach(into::network);
                for (Element element : those) {
                    if (element.ports() != null) {
                        into.ports(element.ports());
                    }
                }
            });
        }
    }

    private Ternary find(Packet packet, List<Side> sides, boolean hole) {
        if (dimensions.get(0) == Dimension.SET) {
            Ternary any = Ternary.NO;
            for (IpSet member : content.members) {
                any = any.or(member.find(packet, sides, hole));
            }
            return content.unknown || content.incomplete ? any.or(Ternary.UNKNOWN) : any;
        }
        // observed: with fewer directions than dimensions a set never matches
        if (sides.size() < dimensions.size() || hasAddress() && packet.v6() != content.v6) {
            return Ternary.NO;
        }
        if (content.unknown) {
            return Ternary.UNKNOWN;
        }
        List<IpAddress> addresses = new ArrayList<>();
        for (int i = 0; i < dimensions.size(); i++) {
            if (dimensions.get(i) == Dimension.IP || dimensions.get(i) == Dimension.NET) {
                IpAddress address = sides.get(i) == Side.SOURCE ? packet.source() : packet.destination();
                if (address == null) {
                    return content.byLength.isEmpty() ? Ternary.NO : Ternary.UNKNOWN;
                }
                addresses.add(address);
            }
        }
        return find(packet, sides, addresses, hole && mayHaveHoles());
    }

    private boolean hasAddress() {
        return dimensions.contains(Dimension.IP) || dimensions.contains(Dimension.NET);
    }

    private Ternary find(Packet packet, List<Side> sides, List<IpAddress> addresses, boolean hole) {
        boolean doubt = content.incomplete;
        for (List<Integer> key : lengths()) {
            List<Prefix> prefixes = new ArrayList<>(key.size());
            for (int i = 0; i < key.size(); i++) {
                prefixes.add(new Prefix(addresses.get(i), key.get(i)));
            }
            List<Element> those = content.byLength.getOrDefault(key, Map.of()).getOrDefault(prefixes, List.of());
            for (Element element : those) {
                Ternary rest = rest(element, packet, sides);
                if (rest == Ternary.YES) {
                    if (doubt || element.expires()) {
                        return Ternary.UNKNOWN;
                    }
                    return Ternary.of(element.nomatch() == hole);
                }
                doubt |= rest == Ternary.UNKNOWN;
            }
            if (!those.isEmpty() && dimensions.contains(Dimension.IFACE)) {
                // observed: a network that is there, for other interfaces only, ends the search for wider ones
                break;
            }
        }
        return doubt ? Ternary.UNKNOWN : Ternary.NO;
    }

    /** The kinds of element by length, the longest first. */
    private List<List<Integer>> lengths() {
        List<List<Integer>> sorted = content.lengths;
        if (sorted.isEmpty() && !content.byLength.isEmpty()) {
            List<List<Integer>> keys = new ArrayList<>(content.byLength.keySet());
            keys.sort((one, other) -> {
                for (int i = 0; i < one.size(); i++) {
                    int order = Integer.compare(other.get(i), one.get(i));
                    if (order != 0) {
                        return order;
                    }
                }
                return 0;
            });
            sorted = List.copyOf(keys);
            content.lengths = sorted;
        }
        return sorted;
    }

    /** The dimensions that are no addresses. */
    private Ternary rest(Element element, Packet packet, List<Side> sides) {
        Ternary answer = Ternary.YES;
        for (int i = 0; i < dimensions.size(); i++) {
            boolean source = sides.get(i) == Side.SOURCE;
            Ternary one = switch (dimensions.get(i)) {
                case PORT -> port(element, packet, source);
                case IFACE -> iface(element, source ? packet.inInterface() : packet.outInterface());
                case MARK, MAC -> Ternary.UNKNOWN;
                case IP, NET, SET -> Ternary.YES;
            };
            answer = answer.and(one);
        }
        return answer;
    }

    private static Ternary iface(Element element, @Nullable String actual) {
        String name = element.iface();
        if (name != null && name.endsWith("+")) {
            return actual == null
                    ? Ternary.UNKNOWN
                    : Ternary.of(!actual.isEmpty() && actual.startsWith(name.substring(0, name.length() - 1)));
        }
        return actual == null ? Ternary.UNKNOWN : Ternary.of(actual.equals(name));
    }

    private static Ternary port(Element element, Packet packet, boolean source) {
        Protocol protocol = packet.protocol();
        if (element.protocol() == null
                ? !protocol.equals(Protocol.TCP) && !protocol.equals(Protocol.UDP)
                : !element.protocol().equals(protocol)) {
            return Ternary.NO;
        }
        if (protocol.isIcmp()) {
            return Ternary.of(element.type() == packet.destinationPort() * 256 + packet.icmpCode());
        }
        if (!protocol.hasPorts()) {
            return Ternary.YES;
        }
        int port = source ? packet.sourcePort() : packet.destinationPort();
        PortRange ports = element.ports();
        if (ports == null) {
            return Ternary.YES;
        }
        return port == Packet.EPHEMERAL
                ? Ternary.of(false).or(ports.to() < 32768 || ports.from() > 60999 ? Ternary.NO : Ternary.UNKNOWN)
                : Ternary.of(ports.contains(port));
    }
}
