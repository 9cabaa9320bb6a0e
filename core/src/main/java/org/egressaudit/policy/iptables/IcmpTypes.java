package org.egressaudit.policy.iptables;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.HeaderMatch;
import org.egressaudit.policy.Match;
import org.egressaudit.policy.iptables.MatchModule.Unreadable;

/** Names of ICMP messages, as {@code iptables -p icmp -h} and {@code ip6tables -p icmpv6 -h} list them (1.8.9). */
final class IcmpTypes {

    private static final Map<String, String> V4 = Map.ofEntries(
            Map.entry("any", "any"),
            Map.entry("echo-reply", "0"),
            Map.entry("pong", "0"),
            Map.entry("destination-unreachable", "3"),
            Map.entry("network-unreachable", "3/0"),
            Map.entry("host-unreachable", "3/1"),
            Map.entry("protocol-unreachable", "3/2"),
            Map.entry("port-unreachable", "3/3"),
            Map.entry("fragmentation-needed", "3/4"),
            Map.entry("source-route-failed", "3/5"),
            Map.entry("network-unknown", "3/6"),
            Map.entry("host-unknown", "3/7"),
            Map.entry("network-prohibited", "3/9"),
            Map.entry("host-prohibited", "3/10"),
            Map.entry("TOS-network-unreachable", "3/11"),
            Map.entry("TOS-host-unreachable", "3/12"),
            Map.entry("communication-prohibited", "3/13"),
            Map.entry("host-precedence-violation", "3/14"),
            Map.entry("precedence-cutoff", "3/15"),
            Map.entry("source-quench", "4"),
            Map.entry("redirect", "5"),
            Map.entry("network-redirect", "5/0"),
            Map.entry("host-redirect", "5/1"),
            Map.entry("TOS-network-redirect", "5/2"),
            Map.entry("TOS-host-redirect", "5/3"),
            Map.entry("echo-request", "8"),
            Map.entry("ping", "8"),
            Map.entry("router-advertisement", "9"),
            Map.entry("router-solicitation", "10"),
            Map.entry("time-exceeded", "11"),
            Map.entry("ttl-exceeded", "11"),
            Map.entry("ttl-zero-during-transit", "11/0"),
            Map.entry("ttl-zero-during-reassembly", "11/1"),
            Map.entry("parameter-problem", "12"),
            Map.entry("ip-header-bad", "12/0"),
            Map.entry("required-option-missing", "12/1"),
            Map.entry("timestamp-request", "13"),
            Map.entry("timestamp-reply", "14"),
            Map.entry("address-mask-request", "17"),
            Map.entry("address-mask-reply", "18"));

    private static final Map<String, String> V6 = Map.ofEntries(
            Map.entry("destination-unreachable", "1"),
            Map.entry("no-route", "1/0"),
            Map.entry("communication-prohibited", "1/1"),
            Map.entry("beyond-scope", "1/2"),
            Map.entry("address-unreachable", "1/3"),
            Map.entry("port-unreachable", "1/4"),
            Map.entry("failed-policy", "1/5"),
            Map.entry("reject-route", "1/6"),
            Map.entry("packet-too-big", "2"),
            Map.entry("time-exceeded", "3"),
            Map.entry("ttl-exceeded", "3"),
            Map.entry("ttl-zero-during-transit", "3/0"),
            Map.entry("ttl-zero-during-reassembly", "3/1"),
            Map.entry("parameter-problem", "4"),
            Map.entry("bad-header", "4/0"),
            Map.entry("unknown-header-type", "4/1"),
            Map.entry("unknown-option", "4/2"),
            Map.entry("echo-request", "128"),
            Map.entry("ping", "128"),
            Map.entry("echo-reply", "129"),
            Map.entry("pong", "129"),
            Map.entry("mld-listener-query", "130"),
            Map.entry("mld-listener-report", "131"),
            Map.entry("mld-listener-done", "132"),
            Map.entry("mld-listener-reduction", "132"),
            Map.entry("router-solicitation", "133"),
            Map.entry("router-advertisement", "134"),
            Map.entry("neighbor-solicitation", "135"),
            Map.entry("neighbour-solicitation", "135"),
            Map.entry("neighbor-advertisement", "136"),
            Map.entry("neighbour-advertisement", "136"),
            Map.entry("redirect", "137"));

    private IcmpTypes() {}

    static Match v4(String text) throws Unreadable {
        return match(text, V4, Protocol.ICMP);
    }

    static Match v6(String text) throws Unreadable {
        return match(text, V6, Protocol.ICMPV6);
    }

    /** Names count without regard to case, and may be cut short as long as one type is meant. */
    private static String named(String text, Map<String, String> names) {
        String small = text.toLowerCase(Locale.ROOT);
        List<String> meant = names.entrySet().stream()
                .filter(name -> name.getKey().toLowerCase(Locale.ROOT).startsWith(small))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        return names.getOrDefault(text, meant.size() == 1 && !small.isEmpty() ? meant.get(0) : text);
    }

    private static Match match(String text, Map<String, String> names, Protocol protocol) throws Unreadable {
        String number = named(text, names);
        if (number.equals("any") || protocol.equals(Protocol.ICMP) && number.equals("255")) {
            return new HeaderMatch.IcmpTypeIs(protocol, -1, 0, 255);
        }
        if (!number.matches("[0-9a-fA-FxX]+(/[0-9a-fA-FxX]+)?")) {
            throw Unreadable.refused("`" + text + "` is not a type of " + protocol);
        }
        int slash = number.indexOf('/');
        int type = (int) Values.whole(slash < 0 ? number : number.substring(0, slash));
        int code = slash < 0 ? -1 : (int) Values.whole(number.substring(slash + 1));
        if (type < 0 || type > 255 || code > 255 || slash >= 0 && code < 0) {
            throw Unreadable.refused("`" + text + "` is not a type of " + protocol);
        }
        return new HeaderMatch.IcmpTypeIs(protocol, type, Math.max(code, 0), code < 0 ? 255 : code);
    }
}
