package org.egressaudit.policy.ufw;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.AddressRange;
import org.egressaudit.policy.HeaderMatch;
import org.egressaudit.policy.Match;

/** Protocols, addresses and ports as ufw's own rules speak of them (ufw(8), RULE SYNTAX). */
final class Ports {

    /** Protocols that {@code proto} takes (ufw/util.py, supported_protocols). */
    private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "ah", "esp", "igmp", "gre", "ipv6", "vrrp");

    private Ports() {}

    /** A protocol by the name that ufw has for it. */
    static Optional<Protocol> protocol(String name) {
        return PROTOCOLS.contains(name) ? Protocol.parse(name) : Optional.empty();
    }

    /** Whether a command of ufw can name a protocol. */
    static boolean hasNameInUfw(Protocol protocol) {
        return PROTOCOLS.contains(protocol.toString());
    }

    static Match address(Match.Side side, Prefix prefix) {
        return new HeaderMatch.AddressIn(side, List.of(new AddressRange.Block(prefix)));
    }

    static Match port(Match.Side side, int port) {
        return new HeaderMatch.PortIn(side, List.of(PortRange.of(port)));
    }

    /** {@code 443}, {@code 80,443,8000:8010}; empty when it is neither. */
    static Optional<List<PortRange>> ranges(String text) {
        List<PortRange> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.matches("[0-9]{1,5}(:[0-9]{1,5})?")) {
                return Optional.empty();
            }
            int colon = part.indexOf(':');
            int from = Integer.parseInt(colon < 0 ? part : part.substring(0, colon));
            int to = Integer.parseInt(part.substring(colon + 1));
            if (from < 1 || to > 65535 || from > to) {
                return Optional.empty();
            }
            ranges.add(new PortRange(from, to));
        }
        return Optional.of(ranges);
    }
}
