package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.iptables.IpSet.Dimension;
import org.egressaudit.policy.iptables.IpSet.Element;
import org.egressaudit.policy.iptables.MatchModule.Unreadable;

/** Reads what stands behind the set's name in an {@code add} or {@code del} line: {@code 192.0.2.1,tcp:80}. */
final class IpsetElements {

    /** More addresses than this in one range are not spelled out. */
    private static final int MOST_PREFIXES = 4096;

    private IpsetElements() {}

    /**
     * The elements that a text stands for; several when a range of addresses is no network.
     *
     * @param options what follows the text in its line
     */
    static List<Element> read(IpSet set, String text, IpsetOptions options) throws Unreadable {
        List<Dimension> dimensions = set.dimensions();
        String[] parts = text.split(",");
        if (parts.length > dimensions.size() || parts.length < 1) {
            throw Unreadable.refused("`" + text + "` has not the parts that the set's type asks for");
        }
        List<List<Prefix>> networks = new ArrayList<>();
        networks.add(List.of());
        Ports ports = new Ports(null, null, -1);
        String iface = null;
        for (int i = 0; i < parts.length; i++) {
            switch (dimensions.get(i)) {
                case IP, NET -> networks = extended(networks, kept(set, i, prefixes(parts[i], set, dimensions.get(i))));
                case PORT -> ports = ports(parts[i], dimensions.size() > 1);
                case IFACE -> {
                    if (parts[i].startsWith("physdev:")) {
                        throw Unreadable.unknown("`" + parts[i] + "` is a port of a bridge, which is not modelled");
                    }
                    iface = parts[i] + (options.has("wildcard") ? "+" : "");
                }
                case MARK, MAC, SET -> {
                    // what a packet has there is never known
                }
            }
        }
        boolean expires = set.expires(options.value("timeout"));
        List<Element> elements = new ArrayList<>();
        for (List<Prefix> prefixes : networks) {
            elements.add(new Element(
                    prefixes,
                    ports.ports(),
                    ports.protocol(),
                    ports.type(),
                    iface,
                    -1,
                    options.has("nomatch"),
                    expires));
        }
        return elements;
    }

    private record Ports(
            @org.jspecify.annotations.Nullable PortRange ports,
            @org.jspecify.annotations.Nullable Protocol protocol,
            int type) {}

    /** {@code 80}, {@code udp:53}, {@code icmp:8/0}; observed: without a protocol it is stored as tcp. */
    private static Ports ports(String text, boolean besideAddress) throws Unreadable {
        int colon = text.indexOf(':');
        String port = text.substring(colon + 1);
        Protocol protocol = colon < 0 ? null : protocol(text.substring(0, colon));
        if (protocol != null && protocol.isIcmp()) {
            return new Ports(null, protocol, icmp(port));
        }
        PortRange ports = Values.ports(port.matches("[0-9]+-[0-9]+") ? port.replace('-', ':') : port);
        return new Ports(ports, protocol == null && besideAddress ? Protocol.TCP : protocol, -1);
    }

    private static Protocol protocol(String name) throws Unreadable {
        return Protocol.parse(name)
                .orElseThrow(() -> Unreadable.refused("`" + name + "` is a protocol that is not known"));
    }

    private static int icmp(String text) throws Unreadable {
        String number = text.equals("echo-request") || text.equals("ping") ? "8/0" : text;
        if (!number.matches("[0-9]{1,3}/[0-9]{1,3}")) {
            throw Unreadable.unknown("`" + text + "` is a type of ICMP that is not known");
        }
        int slash = number.indexOf('/');
        return Integer.parseInt(number.substring(0, slash)) * 256 + Integer.parseInt(number.substring(slash + 1));
    }

    private static List<List<Prefix>> extended(List<List<Prefix>> rows, List<Prefix> more) throws Unreadable {
        List<List<Prefix>> all = new ArrayList<>();
        if ((long) rows.size() * more.size() > MOST_PREFIXES) {
            throw Unreadable.unknown("the element covers too many ranges");
        }
        for (List<Prefix> row : rows) {
            for (Prefix prefix : more) {
                List<Prefix> longer = new ArrayList<>(row);
                longer.add(prefix);
                all.add(List.copyOf(longer));
            }
        }
        return all;
    }

    /** What the set keeps of addresses: those of its netmask, when it has one. */
    private static List<Prefix> kept(IpSet set, int dimension, List<Prefix> prefixes) {
        int most = set.netmask();
        return set.dimensions().get(dimension) == Dimension.NET || most < 0
                ? prefixes
                : prefixes.stream()
                        .map(prefix -> prefix.length() <= most ? prefix : new Prefix(prefix.base(), most))
                        .distinct()
                        .toList();
    }

    /** A network, an address, or a range of addresses as the networks that cover it. */
    private static List<Prefix> prefixes(String text, IpSet set, Dimension dimension) throws Unreadable {
        boolean v6 = set.isV6();
        int hyphen = text.indexOf('-');
        if (hyphen < 0 || text.startsWith("[")) {
            Prefix prefix = Prefix.parse(text)
                    .orElseThrow(() -> Unreadable.unknown("`" + text + "` is a name, whose address is not known"));
            if (prefix.base().v6() != v6) {
                throw Unreadable.refused("`" + text + "` is not an address of the set's family");
            }
            if (v6
                    && dimension == Dimension.IP
                    && prefix.length() < prefix.base().bits()) {
                throw Unreadable.refused("`" + text + "` is a network, and a set of IPv6 addresses takes one by one");
            }
            return List.of(prefix);
        }
        Optional<IpAddress> first = IpAddress.parse(text.substring(0, hyphen));
        Optional<IpAddress> last = IpAddress.parse(text.substring(hyphen + 1));
        if (first.isEmpty() && text.matches("[A-Za-z].*")) {
            throw Unreadable.unknown("`" + text + "` is a name, whose address is not known");
        }
        if (first.isEmpty() || last.isEmpty() || v6) {
            throw Unreadable.refused("`" + text + "` is not a range of addresses");
        }
        return cover(first.get().low(), last.get().low());
    }

    /** The networks of IPv4 that together are a range; ipset(8) takes the ends of a range in any order. */
    private static List<Prefix> cover(long one, long other) {
        List<Prefix> prefixes = new ArrayList<>();
        long from = Math.min(one, other);
        long to = Math.max(one, other);
        while (from <= to) {
            int length = 32;
            while (length > 0 && (from & (1L << (32 - length))) == 0 && from + (1L << (33 - length)) - 1 <= to) {
                length--;
            }
            prefixes.add(new Prefix(IpAddress.v4(from), length));
            from += 1L << (32 - length);
        }
        return prefixes;
    }
}
