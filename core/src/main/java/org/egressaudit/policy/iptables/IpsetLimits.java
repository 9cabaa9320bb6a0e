package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.policy.iptables.IpSet.Element;
import org.jspecify.annotations.Nullable;

/**
 * What a set of ipset(8) does not take: {@code ipset restore} stops at the first such line, and what follows is missing.
 *
 * <p>As observed with ipset 7.17 on Linux 6.18.
 */
final class IpsetLimits {

    private static final long USUAL_MOST = 65_536;

    /** Elements of which one line may be spelled out to find what is there already. */
    private static final long MOST_SPELLED_OUT = 65_536;

    private final String type;
    private final IpsetOptions created;
    private final long most;
    /** How many bits of each address are kept; -1 for all. */
    private final int netmask;
    /** Of each dimension with an address whether it keeps each by itself, not whole networks. */
    private final List<Boolean> addresses;

    private final Set<Element> stored = new HashSet<>();
    private long count;

    /**
     * @param type as {@code create} names it
     * @param created what follows it there
     * @param netmask how many bits of each address are kept; -1 for all
     */
    IpsetLimits(String type, IpsetOptions created, int netmask) {
        this.type = type;
        this.created = created;
        this.netmask = netmask;
        this.addresses = Stream.of(type.substring(type.indexOf(':') + 1).split(","))
                .filter(dimension -> dimension.equals("ip") || dimension.equals("net"))
                .map("ip"::equals)
                .toList();
        String told = created.value("maxelem");
        this.most = told != null && told.matches("[0-9]{1,9}") ? Long.parseLong(told) : USUAL_MOST;
    }

    /** Those of the same set when nothing is in it. */
    IpsetLimits ofEmpty() {
        return new IpsetLimits(type, created, netmask);
    }

    /**
     * Notes that an element is stored; answers why it is refused, or nothing.
     *
     * @param options what follows it in its line
     * @param again whether an element may be added that is there already
     */
    Optional<String> refusal(Element element, IpsetOptions options, boolean again) {
        return option(options)
                .or(() -> address(element))
                .or(() -> range(element))
                .or(() -> room(element, again));
    }

    private Optional<String> option(IpsetOptions options) {
        if (options.has("nomatch") && !type.contains("net")) {
            return Optional.of("`nomatch` is for types with networks, and " + type + " has none");
        }
        for (String option : List.of("timeout", "comment")) {
            if (options.has(option) && !created.has(option)) {
                return Optional.of("`" + option + "` needs a set that was created with it");
            }
        }
        boolean counts = options.has("packets") || options.has("bytes");
        return counts && !created.has("counters")
                ? Optional.of("`packets` and `bytes` need a set that was created with `counters`")
                : Optional.empty();
    }

    private Optional<String> address(Element element) {
        boolean none = element.prefixes().stream().anyMatch(IpsetLimits::isNothing);
        if (none && (type.equals("hash:ip") || type.equals("hash:ip,port"))) {
            return Optional.of("the address of nothing cannot be stored in " + type);
        }
        boolean everything = type.startsWith("hash:")
                && !type.equals("hash:net,iface")
                && element.prefixes().stream().anyMatch(prefix -> prefix.length() == 0);
        return everything
                ? Optional.of("a network of length 0 cannot be stored in " + type + "; write its two halves")
                : Optional.empty();
    }

    private static boolean isNothing(Prefix prefix) {
        IpAddress base = prefix.base();
        return prefix.length() == base.bits() && base.high() == 0 && base.low() == 0;
    }

    private Optional<String> range(Element element) {
        String range = created.value("range");
        if (range == null || !type.startsWith("bitmap:")) {
            return Optional.empty();
        }
        boolean outside;
        PortRange ports = element.ports();
        if (type.equals("bitmap:port") && ports != null && range.matches("[0-9]{1,5}-[0-9]{1,5}")) {
            int hyphen = range.indexOf('-');
            outside = ports.from() < Integer.parseInt(range.substring(0, hyphen))
                    || ports.to() > Integer.parseInt(range.substring(hyphen + 1));
        } else {
            Optional<IpAddress> first = first(range);
            Optional<IpAddress> last = last(range);
            outside = first.isPresent()
                    && last.isPresent()
                    && element.prefixes().stream()
                            .anyMatch(prefix -> prefix.base().compareTo(first.get()) < 0
                                    || prefix.last().compareTo(last.get()) > 0);
        }
        return outside ? Optional.of("it is outside of the set's range " + range) : Optional.empty();
    }

    private static Optional<IpAddress> first(String range) {
        return range.contains("-")
                ? IpAddress.parse(range.substring(0, range.indexOf('-')))
                : Prefix.parse(range).map(Prefix::base);
    }

    private static Optional<IpAddress> last(String range) {
        return range.contains("-")
                ? IpAddress.parse(range.substring(range.indexOf('-') + 1))
                : Prefix.parse(range).map(Prefix::last);
    }

    private Optional<String> room(Element element, boolean again) {
        if (!isNew(element)) {
            return again
                    ? Optional.empty()
                    : Optional.of("it was added before, which `ipset restore` takes only with `-exist`");
        }
        count += size(element);
        return type.startsWith("hash:") && count > most
                ? Optional.of("the set is full: it takes " + most + " elements, unless created with a larger `maxelem`")
                : Optional.empty();
    }

    /** Sets of addresses and ports keep each by itself, so that a range may hold one that is there already. */
    private boolean isNew(Element element) {
        boolean all = true;
        for (Element each : kept(element)) {
            all &= stored.add(each);
        }
        return all;
    }

    /** An element was taken out again. */
    void forget(Element element) {
        kept(element).forEach(stored::remove);
        count -= size(element);
    }

    /** What the set keeps of an element: one for each address and port, unless they are very many. */
    private List<Element> kept(Element element) {
        long size = size(element);
        if (size == 1 || size > MOST_SPELLED_OUT) {
            return List.of(bare(element, element.prefixes(), element.ports()));
        }
        List<Element> kept = new ArrayList<>();
        for (List<Prefix> prefixes : rows(element)) {
            PortRange ports = element.ports();
            for (int port = ports == null ? 0 : ports.from(); port <= (ports == null ? 0 : ports.to()); port++) {
                kept.add(bare(element, prefixes, ports == null ? null : PortRange.of(port)));
            }
        }
        return kept;
    }

    /** Whether it is a hole, or expires, does not make it another element. */
    private static Element bare(Element element, List<Prefix> prefixes, @Nullable PortRange ports) {
        return new Element(prefixes, ports, element.protocol(), element.type(), element.iface(), -1, false, false);
    }

    private List<List<Prefix>> rows(Element element) {
        List<List<Prefix>> rows = List.of(List.of());
        for (int i = 0; i < element.prefixes().size(); i++) {
            List<List<Prefix>> longer = new ArrayList<>();
            for (Prefix each : each(element.prefixes().get(i), addresses.get(i))) {
                for (List<Prefix> row : rows) {
                    longer.add(Stream.concat(row.stream(), Stream.of(each)).toList());
                }
            }
            rows = longer;
        }
        return rows;
    }

    private List<Prefix> each(Prefix network, boolean byItself) {
        long many = byItself ? members(network) : 1;
        if (many == 1) {
            return List.of(network);
        }
        int length = netmask < 0 ? network.base().bits() : netmask;
        long step = 1L << network.base().bits() - length;
        List<Prefix> each = new ArrayList<>();
        for (long i = 0; i < many; i++) {
            IpAddress base = network.base();
            each.add(new Prefix(new IpAddress(base.v6(), base.high(), base.low() + i * step), length));
        }
        return each;
    }

    /** Addresses, or networks of the netmask, in a network. */
    private long members(Prefix network) {
        int free = (netmask < 0 ? network.base().bits() : netmask) - network.length();
        return free <= 0 ? 1 : 1L << Math.min(free, 32);
    }

    /** In how many elements it is stored: a set of addresses keeps each of a network by itself. */
    private long size(Element element) {
        long size = 1;
        for (int i = 0; i < element.prefixes().size(); i++) {
            size *= addresses.get(i) ? members(element.prefixes().get(i)) : 1;
        }
        PortRange ports = element.ports();
        return ports == null ? size : size * (ports.to() - ports.from() + 1);
    }
}
