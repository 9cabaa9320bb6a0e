package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.egressaudit.policy.iptables.IpSet.Dimension;
import org.egressaudit.policy.iptables.MatchModule.Unreadable;

/** Reads what stands behind {@code create}: the type of a set and its options. */
final class IpsetCreation {

    private static final Pattern DIMENSION = Pattern.compile("ip|net|port|iface|mark|mac|set");

    /** ipset(8), 7.17; the last four are of older versions, and passed over with a warning. */
    private static final Set<String> OPTIONS = Set.of(
            "family",
            "-4",
            "-6",
            "hashsize",
            "maxelem",
            "timeout",
            "counters",
            "comment",
            "skbinfo",
            "forceadd",
            "netmask",
            "bitmask",
            "range",
            "from",
            "to",
            "network",
            "markmask",
            "size",
            "bucketsize",
            "initval",
            "gc",
            "probes",
            "resize",
            "hooks");

    /** Names of types that are still taken (ipset(8), 7.17). */
    private static final Map<String, String> OLD_TYPES = Map.of(
            "iphash", "hash:ip",
            "nethash", "hash:net",
            "ipporthash", "hash:ip,port",
            "ipportiphash", "hash:ip,port,ip",
            "ipportnethash", "hash:ip,port,net",
            "netporthash", "hash:net,port",
            "netifacehash", "hash:net,iface",
            "ipmap", "bitmap:ip",
            "portmap", "bitmap:port",
            "setlist", "list:set");

    private IpsetCreation() {}

    /** An empty set of a type. */
    static IpSet read(String name, String type, IpsetOptions options) throws Unreadable {
        String now = OLD_TYPES.getOrDefault(type, type);
        List<Dimension> dimensions = dimensions(now);
        for (String option : options.names()) {
            if (!OPTIONS.contains(option)) {
                throw Unreadable.refused("`" + option + "` is no option of `create`");
            }
        }
        int netmask = netmask(options);
        String timeout = options.value("timeout");
        return new IpSet(
                name,
                dimensions,
                options.isV6(),
                netmask,
                timeout == null ? IpSet.NEVER : timeout,
                new IpsetLimits(now, options, netmask));
    }

    private static List<Dimension> dimensions(String type) throws Unreadable {
        List<Dimension> dimensions = new ArrayList<>();
        for (String part : type.substring(type.indexOf(':') + 1).split(",")) {
            if (!DIMENSION.matcher(part).matches()) {
                throw Unreadable.unknown("`" + type + "` is a type of set that is not known");
            }
            dimensions.add(Dimension.valueOf(part.toUpperCase(Locale.ROOT)));
        }
        return dimensions;
    }

    /** How many bits of each address are kept; -1 for all. */
    private static int netmask(IpsetOptions options) throws Unreadable {
        String netmask = options.value("netmask");
        if (netmask == null) {
            return -1;
        }
        if (!netmask.matches("[0-9]{1,3}")) {
            throw Unreadable.refused("`" + netmask + "` is not a number of bits");
        }
        int bits = Integer.parseInt(netmask);
        return bits > (options.isV6() ? 128 : 32) ? -1 : bits;
    }
}
