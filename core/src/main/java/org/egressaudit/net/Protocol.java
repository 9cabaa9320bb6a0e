package org.egressaudit.net;

import java.util.Map;
import java.util.Optional;

/**
 * The protocol an IP packet carries, by its IANA number.
 *
 * @param number 0 to 255
 */
public record Protocol(int number) implements Comparable<Protocol> {

    public static final Protocol ICMP = new Protocol(1);
    public static final Protocol TCP = new Protocol(6);
    public static final Protocol UDP = new Protocol(17);
    public static final Protocol ICMPV6 = new Protocol(58);
    public static final Protocol SCTP = new Protocol(132);

    /** Names as in Debian's /etc/protocols, and the spellings that iptables adds. */
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("icmp", 1),
            Map.entry("igmp", 2),
            Map.entry("ggp", 3),
            Map.entry("ipencap", 4),
            Map.entry("ipip", 4),
            Map.entry("st", 5),
            Map.entry("tcp", 6),
            Map.entry("egp", 8),
            Map.entry("igp", 9),
            Map.entry("pup", 12),
            Map.entry("udp", 17),
            Map.entry("hmp", 20),
            Map.entry("xns-idp", 22),
            Map.entry("rdp", 27),
            Map.entry("iso-tp4", 29),
            Map.entry("dccp", 33),
            Map.entry("xtp", 36),
            Map.entry("ddp", 37),
            Map.entry("idpr-cmtp", 38),
            Map.entry("ipv6", 41),
            Map.entry("ipv6-route", 43),
            Map.entry("ipv6-frag", 44),
            Map.entry("idrp", 45),
            Map.entry("rsvp", 46),
            Map.entry("gre", 47),
            Map.entry("esp", 50),
            Map.entry("ipv6-crypt", 50),
            Map.entry("ah", 51),
            Map.entry("ipv6-auth", 51),
            Map.entry("skip", 57),
            Map.entry("ipv6-icmp", 58),
            Map.entry("icmpv6", 58),
            Map.entry("icmp6", 58),
            Map.entry("ipv6-nonxt", 59),
            Map.entry("ipv6-opts", 60),
            Map.entry("rspf", 73),
            Map.entry("vmtp", 81),
            Map.entry("eigrp", 88),
            Map.entry("ospf", 89),
            Map.entry("ospfigp", 89),
            Map.entry("ax.25", 93),
            Map.entry("etherip", 97),
            Map.entry("encap", 98),
            Map.entry("pim", 103),
            Map.entry("ipcomp", 108),
            Map.entry("vrrp", 112),
            Map.entry("l2tp", 115),
            Map.entry("isis", 124),
            Map.entry("sctp", 132),
            Map.entry("fc", 133),
            Map.entry("mobility-header", 135),
            Map.entry("ipv6-mh", 135),
            Map.entry("mh", 135),
            Map.entry("udplite", 136),
            Map.entry("mpls-in-ip", 137),
            Map.entry("manet", 138),
            Map.entry("hip", 139),
            Map.entry("shim6", 140),
            Map.entry("wesp", 141),
            Map.entry("rohc", 142));

    public Protocol {
        if (number < 0 || number > 255) {
            throw new IllegalArgumentException("a protocol is a number from 0 to 255: " + number);
        }
    }

    /** By name in any case, or by number; empty when it is neither. */
    public static Optional<Protocol> parse(String text) {
        Integer named = NUMBERS.get(text.toLowerCase(java.util.Locale.ROOT));
        if (named != null) {
            return Optional.of(new Protocol(named));
        }
        if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int number = Integer.parseInt(text);
        return number > 255 ? Optional.empty() : Optional.of(new Protocol(number));
    }

    /** Whether its packets carry ports: TCP, UDP, UDP-Lite, SCTP, DCCP. */
    public boolean hasPorts() {
        return number == 6 || number == 17 || number == 132 || number == 136 || number == 33;
    }

    /** Whether it is ICMP or ICMPv6. */
    public boolean isIcmp() {
        return number == 1 || number == 58;
    }

    @Override
    public int compareTo(Protocol other) {
        return Integer.compare(number, other.number);
    }

    /** {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, {@code sctp}, else the number. */
    @Override
    public String toString() {
        return switch (number) {
            case 1 -> "icmp";
            case 6 -> "tcp";
            case 17 -> "udp";
            case 58 -> "icmpv6";
            case 132 -> "sctp";
            default -> Integer.toString(number);
        };
    }
}
