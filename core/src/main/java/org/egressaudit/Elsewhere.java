package org.egressaudit;

import java.util.List;
import java.util.stream.LongStream;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;

/**
 * Addresses that have nothing to do with a given one.
 *
 * <p>Whether a rule set asks for the destination is found out by trying others: of a public address some in other
 * networks of the Internet; of a private one some in its own subnet, since private names move within their network, and a
 * rule that names the network follows them.
 */
final class Elsewhere {

    /** RFC 1918, RFC 6598, RFC 4193. */
    private static final List<Prefix> PRIVATE = List.of(
            Prefix.of("10.0.0.0/8"),
            Prefix.of("172.16.0.0/12"),
            Prefix.of("192.168.0.0/16"),
            Prefix.of("100.64.0.0/10"),
            Prefix.of("fc00::/7"));

    /** What is no host on the Internet: "this network", loopback, link-local, multicast and what is reserved. */
    private static final List<Prefix> NOWHERE = List.of(
            Prefix.of("0.0.0.0/8"), Prefix.of("127.0.0.0/8"), Prefix.of("169.254.0.0/16"), Prefix.of("224.0.0.0/3"));

    private static final int ENOUGH = 3;

    private Elsewhere() {}

    /** Three of them; none for an address that is no host's on the Internet or a private network. */
    static List<IpAddress> than(IpAddress address) {
        if (isPrivate(address)) {
            return LongStream.of(0x01, 0x40, 0x80)
                    .mapToObj(bits -> flipped(address, 0, bits))
                    .toList();
        }
        if (isNowhere(address) || (address.v6() && !Prefix.of("2000::/3").contains(address))) {
            return List.of();
        }
        // 2000::/3 is all that is given out of IPv6: its first three bits stay
        return LongStream.of(0x55, 0x2A, 0x13, 0x4C, 0x61, 0x0F)
                .mapToObj(bits -> address.v6() ? flipped(address, bits << 48, 0) : flipped(address, 0, bits << 24))
                .filter(other -> !isPrivate(other) && !isNowhere(other))
                .limit(ENOUGH)
                .toList();
    }

    private static boolean isPrivate(IpAddress address) {
        return PRIVATE.stream().anyMatch(prefix -> prefix.contains(address));
    }

    private static boolean isNowhere(IpAddress address) {
        return NOWHERE.stream().anyMatch(prefix -> prefix.contains(address));
    }

    private static IpAddress flipped(IpAddress address, long high, long low) {
        return address.v6()
                ? IpAddress.v6(address.high() ^ high, address.low() ^ low)
                : IpAddress.v4(address.low() ^ low);
    }
}
