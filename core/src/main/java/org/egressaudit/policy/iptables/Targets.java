package org.egressaudit.policy.iptables;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.Action;
import org.egressaudit.policy.Action.RejectWith;
import org.egressaudit.policy.HeaderMatch;
import org.egressaudit.policy.Packet;
import org.egressaudit.policy.iptables.MatchModule.Unreadable;
import org.jspecify.annotations.Nullable;

/** Targets: what a rule does (iptables-extensions(8)). */
final class Targets {

    /** Targets after which the next rule is looked at, and which change nothing that a verdict depends on. */
    private static final Set<String> PASSING = Set.of(
            "LOG",
            "NFLOG",
            "ULOG",
            "TRACE",
            "TEE",
            "SET",
            "CHECKSUM",
            "TCPMSS",
            "CLASSIFY",
            "SECMARK",
            "CONNSECMARK",
            "AUDIT",
            "IDLETIMER",
            "LED",
            "RATEEST",
            "ECN",
            "TCPOPTSTRIP",
            "HMARK",
            "SYNPROXY_PASS");

    private static final Pattern OPTION = Pattern.compile(
            "--(reject-with|to(-destination|-source|-ports?)?|(log|ulog|nflog|queue|zone|set|add|del|tproxy)-.*"
                    + "|(and|or|xor|save|restore)-mark|(and|or|xor)-tos|(ttl|hl)-(set|inc|dec)|(nf|ct)mask|mask|zone|notrack|helper|ctevents|on-(port|ip)"
                    + "|random(-fully)?|persistent|clamp-mss-to-pmtu|gateway|checksum-fill|exist|timeout|type)");

    private Targets() {}

    static Action action(String name, List<Option> options, RuleContext context) throws Unreadable {
        if (PASSING.contains(name)) {
            return new Action.Continue();
        }
        return switch (name) {
            case "ACCEPT" -> new Action.Accept();
            case "DROP" -> new Action.Drop();
            case "RETURN" -> new Action.Return();
            case "REJECT" -> new Action.Reject(rejectWith(options, context));
            case "MARK" -> mark(options, false);
            case "CONNMARK" -> connectionMark(options);
            case "TTL", "HL" -> timeToLive(options);
            case "TOS" -> service(options);
            case "DSCP" -> differentiated(options);
            case "NOTRACK" -> new Action.NoTrack();
            case "CT" -> connectionTracking(options);
            case "DNAT" -> destination(options, context);
            case "REDIRECT" -> new Action.Redirect(ports(value(options, "--to-ports", "--to-port"), context));
            case "NETMAP" ->
                new Action.MapNetwork(Prefix.parse(value(options, "--to"))
                        .orElseThrow(() -> Unreadable.refused("`NETMAP` needs `--to` with a network")));
            case "SNAT" -> new Action.TranslateSource(source(value(options, "--to-source", "--to")));
            case "MASQUERADE" -> new Action.TranslateSource(null);
            case "NFQUEUE", "QUEUE" -> queue(options);
            case "TARPIT", "STEAL", "CHAOS", "DELUDE" ->
                new Action.Unmodelled("-j " + name, "the target " + name + " is an extension that is not modelled");
            case "TPROXY" -> new Action.Unmodelled("-j TPROXY", "it is handed to a local proxy (`TPROXY`)");
            default -> other(name);
        };
    }

    private static Action other(String name) throws Unreadable {
        String reason = "`" + name + "` is neither a chain of this table nor a target that is known";
        if (!Extensions.isTarget(name)) {
            throw Unreadable.refused(reason);
        }
        return new Action.Unmodelled("-j " + name, reason);
    }

    /** Whether an option is one that some target has, and no match. */
    static boolean isOption(String name) {
        return OPTION.matcher(name).matches();
    }

    /** Targets without options of their own. */
    static boolean takesNothing(String name) {
        return Set.of("ACCEPT", "DROP", "RETURN", "QUEUE", "NOTRACK", "TRACE").contains(name);
    }

    private static Optional<Option> option(List<Option> options, String... names) {
        return options.stream()
                .filter(option -> List.of(names).contains(option.token().text()))
                .findFirst();
    }

    private static String value(List<Option> options, String... names) {
        return option(options, names).map(Option::value).orElse("");
    }

    private static RejectWith rejectWith(List<Option> options, RuleContext context) throws Unreadable {
        String name = value(options, "--reject-with");
        String full = switch (name) {
            case "" -> context.v6() ? "icmp6-port-unreachable" : "icmp-port-unreachable";
            case "net-unreach" -> "icmp-net-unreachable";
            case "host-unreach" -> "icmp-host-unreachable";
            case "proto-unreach" -> "icmp-proto-unreachable";
            case "port-unreach" -> context.v6() ? "icmp6-port-unreachable" : "icmp-port-unreachable";
            case "net-prohib" -> "icmp-net-prohibited";
            case "host-prohib" -> "icmp-host-prohibited";
            case "admin-prohib" -> "icmp-admin-prohibited";
            case "tcp-rst" -> "tcp-reset";
            case "no-route" -> "icmp6-no-route";
            case "adm-prohibited" -> "icmp6-adm-prohibited";
            case "addr-unreach" -> "icmp6-addr-unreachable";
            case "policy-fail" -> "icmp6-policy-fail";
            case "reject-route" -> "icmp6-reject-route";
            default -> name;
        };
        for (RejectWith with : RejectWith.values()) {
            boolean family = with == RejectWith.TCP_RESET || with.label().startsWith("icmp6-") == context.v6();
            if (with == RejectWith.TCP_RESET && full.equals(with.label()) && !Protocol.TCP.equals(context.protocol())) {
                throw Unreadable.refused("`--reject-with tcp-reset` needs `-p tcp`");
            }
            if (with.label().equals(full) && family) {
                return with;
            }
        }
        // a name may be cut short, and its case does not count: the first that begins so is meant
        for (RejectWith with : RejectWith.values()) {
            boolean family = with != RejectWith.TCP_RESET && with.label().startsWith("icmp6-") == context.v6();
            if (family && with.label().startsWith(full.toLowerCase(Locale.ROOT))) {
                return with;
            }
        }
        throw Unreadable.refused("`" + name + "` is not a way to reject");
    }

    private static Action mark(List<Option> options, boolean connection) throws Unreadable {
        for (Option option : options) {
            long[] value;
            switch (option.token().text()) {
                case "--set-xmark" -> {
                    value = Values.masked(option.value());
                    return new Action.SetMark(connection, value[0], value[1]);
                }
                case "--set-mark" -> {
                    // --set-mark value/mask is --set-xmark value/(mask|value)
                    value = Values.masked(option.value());
                    return new Action.SetMark(connection, value[0], value[1] | value[0]);
                }
                case "--and-mark" -> {
                    return new Action.SetMark(connection, 0, ~Values.number(option.value()) & 0xFFFF_FFFFL);
                }
                case "--or-mark" -> {
                    value = new long[] {Values.number(option.value())};
                    return new Action.SetMark(connection, value[0], value[0]);
                }
                case "--xor-mark" -> {
                    return new Action.SetMark(connection, Values.number(option.value()), 0);
                }
                default -> {
                    return new Action.MarkSomehow();
                }
            }
        }
        throw Unreadable.refused("`MARK` says no mark");
    }

    private static Action connectionMark(List<Option> options) throws Unreadable {
        boolean save = option(options, "--save-mark").isPresent();
        if (save || option(options, "--restore-mark").isPresent()) {
            return new Action.CopyMark(save, mask(options, "--nfmask", "--mask"), mask(options, "--ctmask", "--mask"));
        }
        return mark(options, true);
    }

    private static long mask(List<Option> options, String... names) throws Unreadable {
        String text = value(options, names);
        return text.isEmpty() ? 0xFFFF_FFFFL : Values.number(text);
    }

    private static Action timeToLive(List<Option> options) throws Unreadable {
        for (Option option : options) {
            if (option.token().text().endsWith("-set")) {
                return new Action.SetTimeToLive((int) Values.number(option.value()));
            }
        }
        return new Action.SetTimeToLive(Packet.UNKNOWN);
    }

    private static Action service(List<Option> options) throws Unreadable {
        for (Option option : options) {
            String name = option.token().text();
            HeaderMatch.ServiceIs bits = PacketModules.service(option.value());
            switch (name) {
                case "--set-tos" -> {
                    return new Action.SetService(bits.value(), bits.mask());
                }
                case "--and-tos" -> {
                    return new Action.SetService(0, ~bits.value() & 0xFF);
                }
                case "--or-tos" -> {
                    return new Action.SetService(bits.value(), bits.value());
                }
                case "--xor-tos" -> {
                    return new Action.SetService(bits.value(), 0);
                }
                default -> throw Unreadable.refused("`" + name + "` is no option of TOS");
            }
        }
        throw Unreadable.refused("`TOS` says no type of service");
    }

    private static Action differentiated(List<Option> options) throws Unreadable {
        if (options.isEmpty()) {
            throw Unreadable.refused("`DSCP` says no class of service");
        }
        Option option = options.get(0);
        return new Action.SetService(PacketModules.codePoint(option.token().text(), option.value()) << 2, 0xFC);
    }

    private static Action connectionTracking(List<Option> options) {
        if (option(options, "--notrack").isPresent()) {
            return new Action.NoTrack();
        }
        String zone = value(options, "--zone");
        if (Values.whole(zone) >= 0 && Values.whole(zone) <= 0xFFFF) {
            return new Action.SetZone((int) Values.whole(zone));
        }
        boolean other =
                options.stream().anyMatch(option -> option.token().text().startsWith("--zone"));
        return other
                ? new Action.Unmodelled("-j CT", "it depends on the zone of connection tracking that `CT` chooses")
                // even without an option it gives the packet a template, after which no CT does anything
                : new Action.SetZone(0);
    }

    private static Action destination(List<Option> options, RuleContext context) throws Unreadable {
        String to = value(options, "--to-destination", "--to");
        if (to.isEmpty()) {
            throw Unreadable.refused("`DNAT` needs `--to-destination`");
        }
        if (options.size() > 1
                && options.stream()
                                .filter(option -> option.name().startsWith("--to"))
                                .count()
                        > 1) {
            throw Unreadable.refused("`DNAT` takes one `--to-destination` (since Linux 2.6.11)");
        }
        String host = to;
        String port = "";
        if (to.startsWith("[")) {
            int close = to.indexOf(']');
            host = close < 0 ? to : to.substring(1, close);
            port = close >= 0 && to.startsWith(":", close + 1) ? to.substring(close + 2) : "";
        } else if (to.indexOf(':') == to.lastIndexOf(':') && to.indexOf(':') >= 0) {
            host = to.substring(0, to.indexOf(':'));
            port = to.substring(to.indexOf(':') + 1);
        }
        int hyphen = host.indexOf('-');
        Optional<IpAddress> first = IpAddress.parse(hyphen < 0 ? host : host.substring(0, hyphen));
        Optional<IpAddress> last = hyphen < 0 ? first : IpAddress.parse(host.substring(hyphen + 1));
        if (!host.isEmpty()
                && (first.isEmpty()
                        || last.isEmpty()
                        || first.get().v6() != last.get().v6())) {
            throw Unreadable.refused("`" + to + "` is not a destination");
        }
        return new Action.TranslateDestination(first.orElse(null), last.orElse(null), ports(port, context));
    }

    /** {@code 8080}, {@code 8080-8090}, {@code 8080-8090/80}: a name may stand alone, not in a range. */
    private static @Nullable PortRange ports(String text, RuleContext context) throws Unreadable {
        if (text.isEmpty()) {
            return null;
        }
        if (context.protocol() == null || !context.protocol().hasPorts()) {
            throw Unreadable.refused("`" + text + "` is a port, which needs `-p tcp` or another protocol with ports");
        }
        if (!text.matches("[0-9][0-9a-fA-FxX]*(-[0-9][0-9a-fA-FxX]*(/[0-9A-Za-z-]+)?)?")
                && Services.port(text).isEmpty()) {
            throw Unreadable.refused("`" + text + "` is not a port or a range of ports");
        }
        int slash = text.indexOf('/');
        if (slash >= 0 && !Values.ports(text.substring(slash + 1)).equals(PortRange.of(0))) {
            return Values.ports(text.substring(0, slash).replace('-', ':'));
        }
        if (slash >= 0) {
            throw Unreadable.refused("`" + text + "` has 0 for its first port");
        }
        return Values.ports(text.matches("[0-9].*") ? text.replace('-', ':') : text);
    }

    private static @Nullable IpAddress source(String to) {
        String first = to.replaceFirst("^\\[", "").replaceFirst("[-\\]].*", "");
        return IpAddress.parse(first)
                .or(() -> IpAddress.parse(first.replaceFirst(":.*", "")))
                .orElse(null);
    }

    private static Action queue(List<Option> options) {
        return option(options, "--queue-bypass").isPresent()
                ? new Action.Unmodelled(
                        "-j NFQUEUE",
                        "it is handed to a program (`NFQUEUE --queue-bypass`), or accepted when none listens")
                : new Action.Unmodelled(
                        "-j NFQUEUE", "it is handed to a program (`NFQUEUE`), and dropped when none listens");
    }
}
