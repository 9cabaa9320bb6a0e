package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private final String type;
    private final List<String> created;
    private final long most;
    private final Set<Element> stored = new HashSet<>();
    private long count;

    /**
     * @param type as {@code create} names it
     * @param created what follows it there
     */
    IpsetLimits(String type, List<String> created) {
        this.type = type;
        this.created = List.copyOf(created);
        String told = after("maxelem");
        this.most = told != null && told.matches("[0-9]{1,9}") ? Long.parseLong(told) : USUAL_MOST;
    }

    private @Nullable String after(String option) {
        int at = created.indexOf(option);
        return at < 0 || at + 1 == created.size() ? null : created.get(at + 1);
    }

    /**
     * Stores an element; answers why it is refused, or nothing.
     *
     * @param options what follows it in its line
     */
    Optional<String> store(Element element, List<String> options) {
        return option(options)
                .or(() -> address(element))
                .or(() -> range(element))
                .or(() -> room(element));
    }

    private Optional<String> option(List<String> options) {
        if (options.contains("nomatch") && !type.contains("net")) {
            return Optional.of("`nomatch` is for types with networks, and " + type + " has none");
        }
        for (String option : List.of("timeout", "comment")) {
            if (options.contains(option) && !created.contains(option)) {
                return Optional.of("`" + option + "` needs a set that was created with it");
            }
        }
        boolean counts = options.contains("packets") || options.contains("bytes");
        return counts && !created.contains("counters")
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
        String range = after("range");
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

    private Optional<String> room(Element element) {
        // whether it is a hole, or expires, does not make it another element
        Element bare = new Element(
                element.prefixes(),
                element.ports(),
                element.protocol(),
                element.type(),
                element.iface(),
                -1,
                false,
                false);
        if (!stored.add(bare)) {
            return Optional.of("it was added before, which `ipset restore` takes only with `-exist`");
        }
        count += size(element);
        return type.startsWith("hash:") && count > most
                ? Optional.of("the set is full: it takes " + most + " elements, unless created with a larger `maxelem`")
                : Optional.empty();
    }

    /** In how many elements it is stored: a set of addresses keeps each of a network by itself. */
    private long size(Element element) {
        List<String> dimensions =
                new ArrayList<>(List.of(type.substring(type.indexOf(':') + 1).split(",")));
        dimensions.removeIf(dimension -> !dimension.equals("ip") && !dimension.equals("net"));
        long size = 1;
        for (int i = 0; i < element.prefixes().size(); i++) {
            Prefix prefix = element.prefixes().get(i);
            int free = prefix.base().bits() - prefix.length();
            size *= dimensions.get(i).equals("ip") && free < 32 ? 1L << free : 1;
        }
        PortRange ports = element.ports();
        return ports == null ? size : size * (ports.to() - ports.from() + 1);
    }
}
