package org.egressaudit.policy;

import java.util.Set;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Target;
import org.egressaudit.policy.Match.AddressKind.Kind;

/** What the routing table of a machine says of addresses, as far as its interfaces tell. */
public record LocalAddresses(Target target) {

    /** Whether the address is of one of these kinds. */
    Ternary kind(IpAddress address, Set<Kind> kinds) {
        Kind certain = certain(address);
        if (certain != null) {
            return Ternary.of(kinds.contains(certain));
        }
        // unicast, or one of those that only the routing table tells
        if (target.interfaces().isEmpty()) {
            return Ternary.UNKNOWN;
        }
        if (isBroadcast(address)) {
            return Ternary.of(kinds.contains(Kind.BROADCAST));
        }
        return kinds.contains(Kind.UNICAST)
                ? Ternary.YES
                : kinds.contains(Kind.BLACKHOLE)
                                || kinds.contains(Kind.UNREACHABLE)
                                || kinds.contains(Kind.PROHIBIT)
                                || kinds.contains(Kind.THROW)
                                || kinds.contains(Kind.ANYCAST)
                        ? Ternary.UNKNOWN
                        : Ternary.NO;
    }

    private @org.jspecify.annotations.Nullable Kind certain(IpAddress address) {
        if (target.isLocal(address)) {
            return Kind.LOCAL;
        }
        if (address.v6() ? address.high() >>> 56 == 0xFF : address.low() >>> 28 == 0xE) {
            return Kind.MULTICAST;
        }
        if (!address.v6() && address.low() == 0xFFFF_FFFFL) {
            return Kind.BROADCAST;
        }
        return null;
    }

    private boolean isBroadcast(IpAddress address) {
        return !address.v6()
                && target.interfaces().values().stream()
                        .flatMap(java.util.List::stream)
                        .anyMatch(own -> !own.address().v6()
                                && own.network().length() < 31
                                && own.network().last().equals(address));
    }
}
