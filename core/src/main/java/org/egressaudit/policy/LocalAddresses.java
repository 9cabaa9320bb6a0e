package org.egressaudit.policy;

import java.util.Set;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Target;
import org.egressaudit.policy.HostMatch.AddressKind.Kind;

/** What the routing table of a machine says of addresses, as far as its interfaces tell. */
public record LocalAddresses(Target target) {

    /** Whether the address is of one of these kinds; for IPv6, of those that its bits tell, of all of them. */
    Ternary kind(IpAddress address, Set<Kind> kinds) {
        return address.v6() ? kindV6(address, kinds) : kindV4(address, kinds);
    }

    /** Whether an address that is surely the machine's own, yet not known, is of one of these kinds. */
    static Ternary own(boolean v6, Set<Kind> kinds) {
        boolean another = kinds.contains(Kind.MULTICAST) || kinds.contains(Kind.UNSPEC);
        return Ternary.of(
                v6
                        ? !another && (kinds.contains(Kind.LOCAL) || kinds.contains(Kind.UNICAST))
                        : kinds.contains(Kind.LOCAL));
    }

    /** Follows match_type6 of the kernel: what the address itself says must all hold, then one of what routing says. */
    private Ternary kindV6(IpAddress address, Set<Kind> kinds) {
        boolean multicast = address.high() >>> 56 == 0xFF;
        boolean unspecified = address.high() == 0 && address.low() == 0;
        boolean mapped = address.high() == 0 && address.low() >>> 32 == 0xFFFF;
        if (kinds.contains(Kind.MULTICAST) && !multicast
                || kinds.contains(Kind.UNICAST) && (multicast || unspecified || mapped)
                || kinds.contains(Kind.UNSPEC) && !unspecified) {
            return Ternary.NO;
        }
        boolean local = kinds.contains(Kind.LOCAL);
        if (!local && !kinds.contains(Kind.ANYCAST) && !kinds.contains(Kind.UNREACHABLE)) {
            return Ternary.YES;
        }
        if (local && target.isLocal(address)) {
            return Ternary.YES;
        }
        boolean told = !target.interfaces().isEmpty();
        return told && kinds.stream().noneMatch(kind -> kind == Kind.ANYCAST || kind == Kind.UNREACHABLE)
                ? Ternary.NO
                : Ternary.UNKNOWN;
    }

    private Ternary kindV4(IpAddress address, Set<Kind> kinds) {
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
        if (address.low() >>> 28 == 0xE) {
            return Kind.MULTICAST;
        }
        if (address.low() == 0xFFFF_FFFFL) {
            return Kind.BROADCAST;
        }
        return null;
    }

    private boolean isBroadcast(IpAddress address) {
        return target.interfaces().values().stream()
                .flatMap(java.util.List::stream)
                .anyMatch(own -> !own.address().v6()
                        && own.network().length() < 31
                        && own.network().last().equals(address));
    }
}
