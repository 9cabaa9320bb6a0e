package org.egressaudit.policy.iptables;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.HeaderMatch;
import org.egressaudit.policy.HeaderMatch.Field;
import org.egressaudit.policy.HostMatch;
import org.egressaudit.policy.Match;
import org.egressaudit.policy.iptables.MatchModule.Unreadable;

/**
 * The match extensions that ask what most packets of a job have in common (iptables-extensions(8)): headers that are
 * there or not, lengths, fields that the system fills in.
 */
final class PacketModules {

    private static final int MOST_LENGTH = 0xFFFF;
    private static final int MOST_BYTE = 0xFF;
    /** The six bits of differentiated services, above the two for congestion (RFC 2474, RFC 3168). */
    private static final int SERVICE_BITS = 0xFC;

    private static final int CONGESTION_BITS = 3;
    /** Bits that the named types of service are about (IPTOS_TOS_MASK and the precedence's rest, as libxt_tos has it). */
    private static final int NAMED_SERVICE_BITS = 0x3F;

    private static final Map<String, Integer> NAMED_SERVICES = Map.of(
            "minimize-delay", 0x10,
            "maximize-throughput", 0x08,
            "maximize-reliability", 0x04,
            "minimize-cost", 0x02,
            "normal-service", 0x00);

    private static final Match NEVER = new Match.Not(new Match.Always());

    private PacketModules() {}

    /** All of them by name. */
    static Map<String, MatchModule> all() {
        Map<String, MatchModule> modules = new HashMap<>();
        add(modules, "length", Map.of("--length", 1), (options, context) -> one(options, PacketModules::length));
        add(
                modules,
                "ttl",
                Map.of("--ttl-eq", 1, "--ttl-lt", 1, "--ttl-gt", 1, "--ttl", 1),
                (options, context) -> one(options, PacketModules::timeToLive));
        add(
                modules,
                "hl",
                Map.of("--hl-eq", 1, "--hl-lt", 1, "--hl-gt", 1),
                (options, context) -> one(options, PacketModules::timeToLive));
        add(modules, "tos", Map.of("--tos", 1), (options, context) -> one(options, o -> service(o.value())));
        add(
                modules,
                "dscp",
                Map.of("--dscp", 1, "--dscp-class", 1),
                (options, context) -> one(options, PacketModules::differentiated));
        add(
                modules,
                "ecn",
                Map.of("--ecn-tcp-cwr", 0, "--ecn-tcp-ece", 0, "--ecn-ip-ect", 1),
                (options, context) -> congestion(options, context));
        // observed: what a local program sends and what is delivered to it is unicast (PACKET_HOST) where rules see it
        add(
                modules,
                "pkttype",
                Map.of("--pkt-type", 1),
                (options, context) -> MatchModules.all(options, PacketModules::packetType));
        add(
                modules,
                "mac",
                Map.of("--mac-source", 1),
                (options, context) -> new Match.Unmodelled(
                        MatchModules.text(options), "it depends on the hardware address of the sender"));
        // helper_mt: a connection that no other has foretold has no master
        add(modules, "helper", Map.of("--helper", 1), (options, context) -> MatchModules.all(options, o -> NEVER));
        add(
                modules,
                "rpfilter",
                Map.of("--loose", 0, "--validmark", 0, "--accept-local", 0, "--invert", 0),
                (options, context) -> has(options, "--invert")
                        ? new Match.Not(new HostMatch.ReversePath())
                        : new HostMatch.ReversePath());
        add(
                modules,
                "socket",
                Map.of("--transparent", 0, "--nowildcard", 0, "--restore-skmark", 0),
                (options, context) ->
                        new HostMatch.SocketWaits(has(options, "--nowildcard"), has(options, "--transparent")));
        add(
                modules,
                "physdev",
                Map.of(
                        "--physdev-in", 1,
                        "--physdev-out", 1,
                        "--physdev-is-in", 0,
                        "--physdev-is-out", 0,
                        "--physdev-is-bridged", 0),
                (options, context) -> new HostMatch.Physical(options.stream().allMatch(Option::negated)));
        extensionHeaders(modules);
        return modules;
    }

    /** The kernel: without that header, which no ordinary packet has, even a negated question is answered no. */
    private static void extensionHeaders(Map<String, MatchModule> modules) {
        add(
                modules,
                "rt",
                Map.of(
                        "--rt-type", 1,
                        "--rt-segsleft", 1,
                        "--rt-len", 1,
                        "--rt-0-res", 0,
                        "--rt-0-addrs", 1,
                        "--rt-0-not-strict", 0),
                (options, context) -> NEVER);
        add(
                modules,
                "frag",
                Map.of(
                        "--fragid", 1,
                        "--fraglen", 1,
                        "--fragres", 0,
                        "--fragfirst", 0,
                        "--fragmore", 0,
                        "--fraglast", 0),
                (options, context) -> {
                    if (has(options, "--fragmore") && has(options, "--fraglast")) {
                        throw Unreadable.refused("a fragment is not both the last one and followed by more");
                    }
                    return NEVER;
                });
        add(modules, "hbh", Map.of("--hbh-len", 1, "--hbh-opts", 1), (options, context) -> NEVER);
        add(modules, "dst", Map.of("--dst-len", 1, "--dst-opts", 1), (options, context) -> NEVER);
    }

    /** What a condition that is not modelled depends on; empty for what has no better words. */
    static Optional<String> reason(String module, String text) {
        return Optional.ofNullable(
                switch (module) {
                    case "string", "webstr", "weburl", "layer7", "ipp2p", "ndpi" ->
                        "it depends on what the packets carry: `" + text + "`";
                    case "u32", "bpf" -> "it depends on a program over the packet's bytes: `" + text + "`";
                    case "policy" -> "it depends on whether IPsec carries the connection: `" + text + "`";
                    case "cgroup" -> "it depends on the control group in which the job runs: `" + text + "`";
                    case "geoip", "asn" -> "it depends on a list of addresses outside of the rules: `" + text + "`";
                    case "devgroup" -> "it depends on the group of the interface: `" + text + "`";
                    case "realm" -> "it depends on the realm of the route: `" + text + "`";
                    case "cpu", "cluster" ->
                        "it depends on which processor or machine handles the packet: `" + text + "`";
                    case "osf" -> "it depends on the system that sends: `" + text + "`";
                    case "tcpmss" -> "it depends on the largest segment that the packet announces: `" + text + "`";
                    default -> null;
                });
    }

    private static void add(
            Map<String, MatchModule> modules, String name, Map<String, Integer> options, MatchModule.Meaning meaning) {
        modules.put(name, new MatchModule(name, options, meaning));
    }

    private static boolean has(List<Option> options, String name) {
        return options.stream().anyMatch(option -> option.name().equals(name));
    }

    /** A module that takes one of its options, once. */
    private static Match one(List<Option> options, MatchModules.One meaning) throws Unreadable {
        if (options.size() > 1) {
            throw Unreadable.refused("`" + MatchModules.text(options) + "` asks more than one thing");
        }
        return MatchModules.all(options, meaning);
    }

    private static Match packetType(Option option) throws Unreadable {
        return switch (option.value().toLowerCase(Locale.ROOT)) {
            case "unicast", "host" -> new Match.Always();
            case "broadcast", "multicast", "bcast", "mcast", "otherhost" -> NEVER;
            default -> throw Unreadable.refused("`" + option.value() + "` is not a type of packet");
        };
    }

    private static Match length(Option option) throws Unreadable {
        String text = option.value();
        int colon = text.indexOf(':');
        String first = colon < 0 ? text : text.substring(0, colon);
        String last = colon < 0 ? text : text.substring(colon + 1);
        long from = first.isEmpty() ? 0 : Values.whole(first);
        long to = last.isEmpty() ? MOST_LENGTH : Values.whole(last);
        if (text.equals(":") || from < 0 || from > to || to > MOST_LENGTH) {
            throw Unreadable.refused("`" + text + "` is not a range of lengths up to " + MOST_LENGTH);
        }
        return new HeaderMatch.NumberIn(Field.LENGTH, (int) from, (int) to);
    }

    private static Match timeToLive(Option option) throws Unreadable {
        int value = number(option.value(), MOST_BYTE);
        return switch (option.name().substring(option.name().lastIndexOf('-') + 1)) {
            case "lt" -> new HeaderMatch.NumberIn(Field.TIME_TO_LIVE, 0, value - 1);
            case "gt" -> new HeaderMatch.NumberIn(Field.TIME_TO_LIVE, value + 1, MOST_BYTE);
            default -> new HeaderMatch.NumberIn(Field.TIME_TO_LIVE, value, value);
        };
    }

    private static int number(String text, int most) throws Unreadable {
        long value = Values.number(text);
        if (value < 0 || value > most) {
            throw Unreadable.refused("`" + text + "` is not a number from 0 to " + most);
        }
        return (int) value;
    }

    /** {@code 0x10}, {@code 0x10/0x3f} or a name, as {@code --tos} and {@code --set-tos} take it. */
    static HeaderMatch.ServiceIs service(String text) throws Unreadable {
        Integer named = NAMED_SERVICES.get(text.toLowerCase(Locale.ROOT));
        if (named != null) {
            return new HeaderMatch.ServiceIs(named, NAMED_SERVICE_BITS);
        }
        int slash = text.indexOf('/');
        int mask = slash < 0 ? MOST_BYTE : number(text.substring(slash + 1), MOST_BYTE);
        return new HeaderMatch.ServiceIs(number(slash < 0 ? text : text.substring(0, slash), MOST_BYTE), mask);
    }

    private static Match differentiated(Option option) throws Unreadable {
        return new HeaderMatch.ServiceIs(codePoint(option.name(), option.value()) << 2, SERVICE_BITS);
    }

    /** A number from 0 to 63, or by the option {@code ...-class} one of the names of RFC 2474, 2597 and 3246. */
    static int codePoint(String option, String text) throws Unreadable {
        if (!option.endsWith("-class")) {
            return number(text, MOST_BYTE >> 2);
        }
        String name = text.toUpperCase(Locale.ROOT);
        if (name.equals("BE")) {
            return 0;
        }
        if (name.equals("EF")) {
            return 0x2E;
        }
        if (name.matches("CS[0-7]")) {
            return 8 * (name.charAt(2) - '0');
        }
        if (name.matches("AF[1-4][1-3]")) {
            return 8 * (name.charAt(2) - '0') + 2 * (name.charAt(3) - '0');
        }
        throw Unreadable.refused("`" + text + "` is not a class of service");
    }

    /** net.ipv4.tcp_ecn is 2 by default: congestion notification is taken, and not asked for. */
    private static Match congestion(List<Option> options, RuleContext context) throws Unreadable {
        boolean header = options.stream().anyMatch(option -> option.name().startsWith("--ecn-tcp"));
        if (header && !Protocol.TCP.equals(context.protocol())) {
            throw Unreadable.refused("`-m ecn` needs `-p tcp` to look at the header of TCP");
        }
        return MatchModules.all(options, option -> {
            if (option.name().startsWith("--ecn-tcp")) {
                return NEVER;
            }
            return new HeaderMatch.ServiceIs(number(option.value(), CONGESTION_BITS), CONGESTION_BITS);
        });
    }
}
