package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.egressaudit.net.Protocol;
import org.egressaudit.net.Target;
import org.egressaudit.policy.AddressSet;
import org.egressaudit.policy.ConnectionMatch;
import org.egressaudit.policy.HeaderMatch;
import org.egressaudit.policy.HostMatch;
import org.egressaudit.policy.LocalAddresses;
import org.egressaudit.policy.Match;
import org.egressaudit.policy.Match.Side;
import org.egressaudit.policy.Packet;
import org.egressaudit.policy.iptables.MatchModule.Unreadable;

/** The match extensions whose meaning is exact (iptables-extensions(8)). */
final class MatchModules {

    private static final Map<String, MatchModule> MODULES = new HashMap<>();

    /** The number that means no user, (uid_t)-1. */
    private static final long NO_ID = 0xFFFF_FFFFL;

    /** What no user or group has in its name: marks of a template that nobody filled in (useradd(8)). */
    private static final Pattern NO_NAME = Pattern.compile("[${}<>%:,\\s]");

    static {
        for (String protocol : List.of("tcp", "udp", "sctp", "dccp")) {
            Map<String, Integer> options = new HashMap<>(Map.of("--sport", 1, "--dport", 1));
            if (protocol.equals("tcp")) {
                options.putAll(Map.of("--tcp-flags", 2, "--syn", 0, "--tcp-option", 1));
            }
            if (protocol.equals("sctp")) {
                options.put("--chunk-types", 2);
            }
            if (protocol.equals("dccp")) {
                options.putAll(Map.of("--dccp-types", 1, "--dccp-option", 1));
            }
            add(protocol, options, MatchModules::ports);
        }
        add("icmp", Map.of("--icmp-type", 1), (options, context) -> all(options, o -> IcmpTypes.v4(o.value())));
        add("icmp6", Map.of("--icmpv6-type", 1), (options, context) -> all(options, o -> IcmpTypes.v6(o.value())));
        add("multiport", Map.of("--sports", 1, "--dports", 1, "--ports", 1), MatchModules::multiports);
        add("state", Map.of("--state", 1), (options, context) -> all(options, o -> states(o.value())));
        add(
                "conntrack",
                Map.ofEntries(
                        Map.entry("--ctorigsrcport", 1),
                        Map.entry("--ctreplsrcport", 1),
                        Map.entry("--ctrepldstport", 1),
                        Map.entry("--ctstate", 1),
                        Map.entry("--ctproto", 1),
                        Map.entry("--ctorigsrc", 1),
                        Map.entry("--ctorigdst", 1),
                        Map.entry("--ctreplsrc", 1),
                        Map.entry("--ctrepldst", 1),
                        Map.entry("--ctorigdstport", 1),
                        Map.entry("--ctdir", 1),
                        Map.entry("--ctstatus", 1),
                        Map.entry("--ctexpire", 1)),
                ConntrackOptions::match);
        add(
                "owner",
                Map.of("--uid-owner", 1, "--gid-owner", 1, "--socket-exists", 0, "--suppl-groups", 0),
                MatchModules::owner);
        add(
                "iprange",
                Map.of("--src-range", 1, "--dst-range", 1),
                (options, context) -> all(
                        options,
                        o -> new HeaderMatch.AddressIn(
                                o.name().equals("--src-range") ? Side.SOURCE : Side.DESTINATION,
                                List.of(Values.range(o.value(), context.v6())))));
        add("mark", Map.of("--mark", 1), (options, context) -> all(options, o -> mark(o, false)));
        // connmark_mt: without a connection not even the negation is met
        add(
                "connmark",
                Map.of("--mark", 1),
                (options, context) ->
                        new Match.All(List.of(new ConnectionMatch.Tracked(), all(options, o -> mark(o, true)))));
        add(
                "addrtype",
                Map.of("--src-type", 1, "--dst-type", 1, "--limit-iface-in", 0, "--limit-iface-out", 0),
                MatchModules::addressType);
        add(
                "set",
                Map.of(
                        "--match-set",
                        2,
                        "--return-nomatch",
                        0,
                        "--packets-eq",
                        1,
                        "--packets-lt",
                        1,
                        "--packets-gt",
                        1,
                        "--bytes-eq",
                        1,
                        "--bytes-lt",
                        1,
                        "--bytes-gt",
                        1),
                MatchModules::sets);
        add(
                "time",
                Map.of(
                        "--timestart",
                        1,
                        "--timestop",
                        1,
                        "--weekdays",
                        1,
                        "--monthdays",
                        1,
                        "--datestart",
                        1,
                        "--datestop",
                        1,
                        "--kerneltz",
                        0,
                        "--contiguous",
                        0,
                        "--utc",
                        0,
                        "--localtz",
                        0),
                TimeOptions::match);
        add("comment", Map.of("--comment", 1), (options, context) -> {
            if (options.stream().anyMatch(Option::negated)) {
                throw Unreadable.refused("a comment cannot be negated");
            }
            return new Match.Always();
        });
        MODULES.putAll(PacketModules.all());
    }

    private MatchModules() {}

    static Optional<MatchModule> of(String name) {
        return Optional.ofNullable(MODULES.get(
                switch (name) {
                    case "icmpv6", "ipv6-icmp" -> "icmp6";
                    default -> name;
                }));
    }

    private static void add(String name, Map<String, Integer> options, MatchModule.Meaning meaning) {
        MODULES.put(name, new MatchModule(name, Map.copyOf(options), meaning));
    }

    /** What one option means. */
    interface One {
        Match of(Option option) throws Unreadable;
    }

    static Match all(List<Option> options, One one) throws Unreadable {
        List<Match> matches = new ArrayList<>();
        for (Option option : options) {
            matches.add(signed(option, one.of(option)));
        }
        return matches.size() == 1 ? matches.get(0) : new Match.All(matches);
    }

    static Match signed(Option option, Match match) {
        return option.negated() ? new Match.Not(match) : match;
    }

    static String text(List<Option> options) {
        return String.join(" ", options.stream().map(Option::text).toList());
    }

    private static Match ports(List<Option> options, RuleContext context) throws Unreadable {
        return all(options, option -> switch (option.name()) {
            case "--sport" -> new HeaderMatch.PortIn(Side.SOURCE, List.of(Values.ports(option.value())));
            case "--dport" -> new HeaderMatch.PortIn(Side.DESTINATION, List.of(Values.ports(option.value())));
            case "--tcp-flags" ->
                new HeaderMatch.TcpFlagsAre(
                        flags(option.value()), flags(option.values().get(1).text()));
            case "--syn" -> new HeaderMatch.TcpFlagsAre(Packet.FIN | Packet.SYN | Packet.RST | Packet.ACK, Packet.SYN);
            default ->
                new Match.Unmodelled(option.text(), "it depends on what the packet carries: `" + option.text() + "`");
        });
    }

    private static int flags(String text) throws Unreadable {
        int bits = 0;
        for (String name : text.toUpperCase(Locale.ROOT).split(",")) {
            bits |= switch (name) {
                case "FIN" -> Packet.FIN;
                case "SYN" -> Packet.SYN;
                case "RST" -> Packet.RST;
                case "PSH" -> Packet.PSH;
                case "ACK" -> Packet.ACK;
                case "URG" -> Packet.URG;
                case "ALL" -> 63;
                case "NONE", "" -> 0;
                default -> throw Unreadable.refused("`" + name + "` is not a TCP flag");
            };
        }
        return bits;
    }

    private static Match multiports(List<Option> options, RuleContext context) throws Unreadable {
        Protocol protocol = context.protocol();
        if (protocol == null || !protocol.hasPorts()) {
            throw Unreadable.refused("`-m multiport` needs `-p tcp`, udp, udplite, sctp or dccp");
        }
        if (options.size() > 1) {
            throw Unreadable.refused("`-m multiport` takes one of `--sports`, `--dports` and `--ports`");
        }
        return all(options, MatchModules::multiport);
    }

    private static Match multiport(Option option) throws Unreadable {
        var ranges = Values.portList(option.value());
        return switch (option.name()) {
            case "--sports" -> new HeaderMatch.PortIn(Side.SOURCE, ranges);
            case "--dports" -> new HeaderMatch.PortIn(Side.DESTINATION, ranges);
            default ->
                new Match.Not(new Match.All(List.of(
                        new Match.Not(new HeaderMatch.PortIn(Side.SOURCE, ranges)),
                        new Match.Not(new HeaderMatch.PortIn(Side.DESTINATION, ranges)))));
        };
    }

    static Match states(String text) throws Unreadable {
        Set<Packet.State> states = EnumSet.noneOf(Packet.State.class);
        boolean dnat = false;
        boolean snat = false;
        for (String name : text.toUpperCase(Locale.ROOT).split(",", -1)) {
            switch (name) {
                case "DNAT" -> dnat = true;
                case "SNAT" -> snat = true;
                case "NEW", "ESTABLISHED", "RELATED", "INVALID", "UNTRACKED" -> states.add(Packet.State.valueOf(name));
                default -> throw Unreadable.refused("`" + name + "` is not a state");
            }
        }
        return new ConnectionMatch.StateIn(states, dnat, snat);
    }

    private static Match owner(List<Option> options, RuleContext context) throws Unreadable {
        boolean supplementary = options.stream().anyMatch(o -> o.name().equals("--suppl-groups"));
        List<Option> asked =
                options.stream().filter(o -> !o.name().equals("--suppl-groups")).toList();
        if (asked.isEmpty()) {
            throw Unreadable.refused("`--suppl-groups` needs `--gid-owner`");
        }
        return all(asked, option -> {
            if (option.name().equals("--socket-exists")) {
                return new HostMatch.Owner(false, -1, -1, false);
            }
            boolean group = option.name().equals("--gid-owner");
            String text = option.value();
            long[] range = Values.range(text);
            if (range != null && range[1] < range[0]) {
                throw Unreadable.refused("`" + text + "` ends before it begins");
            }
            if (range != null && range[1] == NO_ID) {
                throw Unreadable.refused("`" + text + "` is no number of a user or group");
            }
            if (range != null) {
                return new HostMatch.Owner(group, range[0], range[1], supplementary);
            }
            if (NO_NAME.matcher(text).find() || text.matches("-?[0-9]+-?")) {
                throw Unreadable.refused("`" + text + "` is neither a name nor a number");
            }
            Optional<Long> id = id(text, group, context.target());
            if (id.isEmpty()) {
                throw Unreadable.unknown((group ? "the group `" : "the user `") + text
                        + "` has no number here; hand in " + (group ? "`group`" : "`passwd`"));
            }
            return new HostMatch.Owner(group, id.get(), id.get(), supplementary);
        });
    }

    private static Optional<Long> id(String name, boolean group, Target target) {
        if (group) {
            return name.equals("root")
                    ? Optional.of(0L)
                    : Optional.ofNullable(target.groups().get(name));
        }
        return target.user(name).map(Target.User::uid);
    }

    private static Match mark(Option option, boolean connection) throws Unreadable {
        long[] value = Values.masked(option.value());
        return new HostMatch.MarkIs(connection, value[0], value[1]);
    }

    private static Match addressType(List<Option> options, RuleContext context) throws Unreadable {
        long limits = options.stream()
                .filter(o -> o.name().startsWith("--limit-iface"))
                .count();
        if (limits > 1 || limits == options.size()) {
            throw Unreadable.refused("`" + text(options) + "` needs a type of address, and at most one limit");
        }
        if (limits == 1) {
            return new Match.Unmodelled(text(options), "it depends on the routing table: `" + text(options) + "`");
        }
        return all(options, option -> {
            Set<HostMatch.AddressKind.Kind> kinds = EnumSet.noneOf(HostMatch.AddressKind.Kind.class);
            for (String name : option.value().toUpperCase(Locale.ROOT).split(",")) {
                try {
                    kinds.add(HostMatch.AddressKind.Kind.valueOf(name));
                } catch (IllegalArgumentException notAKind) {
                    throw Unreadable.refused("`" + name + "` is not a type of address");
                }
            }
            if (context.v6() && kinds.stream().anyMatch(MatchModules::onlyV4)) {
                throw Unreadable.refused("`" + option.text() + "` asks for a type of address that IPv6 does not have");
            }
            return new HostMatch.AddressKind(
                    option.name().equals("--src-type") ? Side.SOURCE : Side.DESTINATION,
                    kinds,
                    new LocalAddresses(context.target()));
        });
    }

    /** xt_addrtype refuses these for IPv6. */
    private static boolean onlyV4(HostMatch.AddressKind.Kind kind) {
        return switch (kind) {
            case BROADCAST, PROHIBIT, THROW, NAT, XRESOLVE, BLACKHOLE -> true;
            default -> false;
        };
    }

    /** A rule may ask several sets, each by a {@code -m set} of its own. */
    private static Match sets(List<Option> options, RuleContext context) throws Unreadable {
        List<Match> matches = new ArrayList<>();
        List<Option> one = new ArrayList<>();
        for (Option option : options) {
            if (option.name().equals("--match-set")
                    && one.stream().anyMatch(each -> each.name().equals("--match-set"))) {
                matches.add(set(one, context));
                one = new ArrayList<>();
            }
            one.add(option);
        }
        matches.add(set(one, context));
        return matches.size() == 1 ? matches.get(0) : new Match.All(matches);
    }

    private static Match set(List<Option> options, RuleContext context) throws Unreadable {
        Option named = options.stream()
                .filter(o -> o.name().equals("--match-set"))
                .findFirst()
                .orElseThrow(() -> Unreadable.refused("`-m set` names no set"));
        boolean holes = options.stream().anyMatch(o -> o.name().equals("--return-nomatch"));
        if (options.size() > (holes ? 2 : 1)) {
            return new Match.Unmodelled(text(options), "it depends on the counters of the set " + named.value());
        }
        String name = named.value();
        List<Side> sides = new ArrayList<>();
        for (String side : named.values().get(1).text().split(",")) {
            sides.add(
                    switch (side) {
                        case "src" -> Side.SOURCE;
                        case "dst" -> Side.DESTINATION;
                        default -> throw Unreadable.refused("`" + side + "` is neither src nor dst");
                    });
        }
        Optional<AddressSet> set = context.set(name);
        if (set.isEmpty()) {
            if (context.sets() == null) {
                throw Unreadable.unknown("what the set " + name
                        + " holds is not known: hand in `ipset save` as `ipset: FILE` beside the rules");
            }
            throw Unreadable.refused("the set " + name + " is not among those handed in");
        }
        AddressSet known = set.get() instanceof ChangingSet changing ? changing.set() : set.get();
        if (known instanceof IpSet ours && !ours.fits(context.v6())) {
            throw Unreadable.refused("the set " + name + " holds addresses of the other family");
        }
        return signed(named, new HostMatch.InSet(set.get(), sides, holes));
    }

    /** Whether iptables refuses the module without an option. */
    static boolean asksSomething(String module) {
        return Set.of(
                        "addrtype",
                        "comment",
                        "connmark",
                        "conntrack",
                        "dscp",
                        "ecn",
                        "helper",
                        "hl",
                        "iprange",
                        "length",
                        "mac",
                        "mark",
                        "multiport",
                        "owner",
                        "pkttype",
                        "set",
                        "state",
                        "tos",
                        "ttl")
                .contains(module);
    }

    /** The protocols whose module a rule may name; {@code -m tcp} needs {@code -p tcp}. */
    static Optional<Protocol> protocolOf(String module) {
        Set<String> names = new HashSet<>(Set.of("tcp", "udp", "sctp", "dccp", "icmp", "icmp6"));
        return names.contains(module) ? Protocol.parse(module) : Optional.empty();
    }
}
