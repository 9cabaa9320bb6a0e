package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.iptables.IpSet.Dimension;
import org.egressaudit.policy.iptables.IpSet.Element;
import org.egressaudit.policy.iptables.MatchModule.Unreadable;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/** Reads {@code ipset save} (ipset(8), 7.17). */
final class IpsetReader {

    /** More addresses than this in one range are not spelled out. */
    private static final int MOST_PREFIXES = 4096;

    private final Source source;
    private final Map<String, IpSet> sets = new HashMap<>();
    private final Map<IpSet, IpsetLimits> limits = new HashMap<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private IpsetReader(Source source) {
        this.source = source;
    }

    static Parsed<Map<String, IpSet>> read(Source source) {
        IpsetReader reader = new IpsetReader(source);
        for (int line = 1; line <= source.lineCount(); line++) {
            reader.line(line);
        }
        return new Parsed<>(reader.sets, reader.diagnostics);
    }

    private void line(int number) {
        String text = source.line(number).trim();
        if (text.isEmpty() || text.startsWith("#") || text.equals("COMMIT")) {
            return;
        }
        String[] words = text.split("\\s+");
        switch (words[0]) {
            case "create", "-N", "n" -> create(words, number);
            case "add", "-A", "a" -> add(words, number);
            default -> unread(number, "`" + text + "` is no line of `ipset save`");
        }
    }

    private void create(String[] words, int number) {
        if (words.length < 3) {
            unread(number, "`create` needs a name and a type");
            return;
        }
        List<Dimension> dimensions = new ArrayList<>();
        String type = words[2];
        int colon = type.indexOf(':');
        for (String part : type.substring(colon + 1).split(",")) {
            Optional<Dimension> dimension = dimension(part);
            dimension.ifPresent(dimensions::add);
            if (dimension.isEmpty()) {
                unread(number, "`" + type + "` is a type of set that is not known");
                return;
            }
        }
        boolean v6 = List.of(words).contains("inet6");
        if (sets.containsKey(words[1])) {
            refused(number, "the set `" + words[1] + "` is created above");
            return;
        }
        IpSet set = new IpSet(words[1], dimensions, v6);
        sets.put(words[1], set);
        limits.put(set, new IpsetLimits(type, List.of(words).subList(3, words.length)));
    }

    private static Optional<Dimension> dimension(String word) {
        return word.matches("ip|net|port|iface|mark|mac|set")
                ? Optional.of(Dimension.valueOf(word.toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    private void add(String[] words, int number) {
        IpSet set = words.length > 2 ? sets.get(words[1]) : null;
        if (set == null) {
            unread(number, "`add` names a set that is not created above");
            return;
        }
        if (set.dimensions().get(0) == Dimension.SET) {
            IpSet member = sets.get(words[2]);
            if (member == null) {
                set.lacksAnElement();
                unread(number, "the set `" + words[2] + "` is not created above");
            } else {
                set.add(member);
            }
            return;
        }
        List<String> options = List.of(words).subList(3, words.length);
        try {
            elements(set, words[2], options, number);
        } catch (Unreadable unreadable) {
            set.lacksAnElement();
            if (unreadable.refused) {
                refused(number, unreadable.reason);
            } else {
                unread(number, unreadable.reason);
            }
        }
    }

    private void elements(IpSet set, String text, List<String> options, int number) throws Unreadable {
        String[] parts = text.split(",");
        List<List<Prefix>> networks = new ArrayList<>();
        networks.add(List.of());
        PortRange ports = null;
        Protocol protocol = null;
        int type = -1;
        String iface = null;
        if (parts.length > set.dimensions().size() || parts.length < 1) {
            throw Unreadable.refused("`" + text + "` has not the parts that the set's type asks for");
        }
        for (int i = 0; i < parts.length; i++) {
            switch (set.dimensions().get(i)) {
                case IP, NET -> networks = extended(networks, prefixes(parts[i], set.isV6()));
                case PORT -> {
                    int colon = parts[i].indexOf(':');
                    protocol = colon < 0 ? null : protocol(parts[i].substring(0, colon));
                    String port = parts[i].substring(colon + 1);
                    if (protocol != null && protocol.isIcmp()) {
                        type = icmp(port);
                    } else {
                        ports = Values.ports(port.replace('-', ':'));
                    }
                    if (protocol == null && set.dimensions().size() > 1) {
                        // observed: a port without a protocol is stored as tcp
                        protocol = Protocol.TCP;
                    }
                }
                case IFACE -> {
                    if (parts[i].startsWith("physdev:")) {
                        throw Unreadable.unknown("`" + parts[i] + "` is a port of a bridge, which is not modelled");
                    }
                    iface = parts[i] + (options.contains("wildcard") ? "+" : "");
                }
                case MARK, MAC, SET -> {
                    // what a packet has there is never known
                }
            }
        }
        boolean expires = options.contains("timeout")
                && !options.get(options.indexOf("timeout") + 1).equals("0");
        for (List<Prefix> prefixes : networks) {
            Element element =
                    new Element(prefixes, ports, protocol, type, iface, -1, options.contains("nomatch"), expires);
            Objects.requireNonNull(limits.get(set))
                    .store(element, options)
                    .ifPresent(trouble -> refused(number, "`" + text + "`: " + trouble));
            set.add(element);
        }
    }

    private static List<List<Prefix>> extended(List<List<Prefix>> rows, List<Prefix> more) throws Unreadable {
        List<List<Prefix>> all = new ArrayList<>();
        if ((long) rows.size() * more.size() > MOST_PREFIXES) {
            throw Unreadable.unknown("the element covers too many ranges");
        }
        for (List<Prefix> row : rows) {
            for (Prefix prefix : more) {
                List<Prefix> longer = new ArrayList<>(row);
                longer.add(prefix);
                all.add(List.copyOf(longer));
            }
        }
        return all;
    }

    private static Protocol protocol(String name) throws Unreadable {
        return Protocol.parse(name)
                .orElseThrow(() -> Unreadable.refused("`" + name + "` is a protocol that is not known"));
    }

    private static int icmp(String text) throws Unreadable {
        String number = text.equals("echo-request") || text.equals("ping") ? "8/0" : text;
        if (!number.matches("[0-9]{1,3}/[0-9]{1,3}")) {
            throw Unreadable.unknown("`" + text + "` is a type of ICMP that is not known");
        }
        int slash = number.indexOf('/');
        return Integer.parseInt(number.substring(0, slash)) * 256 + Integer.parseInt(number.substring(slash + 1));
    }

    /** A network, an address, or a range of addresses as the networks that cover it. */
    private static List<Prefix> prefixes(String text, boolean v6) throws Unreadable {
        int hyphen = text.indexOf('-');
        if (hyphen < 0) {
            Prefix prefix = Prefix.parse(text)
                    .orElseThrow(() -> Unreadable.unknown("`" + text + "` is a name, whose address is not known"));
            if (prefix.base().v6() != v6) {
                throw Unreadable.refused("`" + text + "` is not an address of the set's family");
            }
            return List.of(prefix);
        }
        Optional<IpAddress> first = IpAddress.parse(text.substring(0, hyphen));
        Optional<IpAddress> last = IpAddress.parse(text.substring(hyphen + 1));
        if (first.isEmpty() || last.isEmpty() || v6) {
            throw Unreadable.refused("`" + text + "` is not a range of addresses");
        }
        List<Prefix> prefixes = new ArrayList<>();
        long from = first.get().low();
        long to = last.get().low();
        while (from <= to) {
            int length = 32;
            while (length > 0 && (from & (1L << (32 - length))) == 0 && from + (1L << (33 - length)) - 1 <= to) {
                length--;
            }
            prefixes.add(new Prefix(IpAddress.v4(from), length));
            from += 1L << (32 - length);
        }
        return prefixes;
    }

    private void unread(int number, String message) {
        diagnostics.add(Diagnostic.warning("ipset-line-unread", line(number, source), message));
    }

    private void refused(int number, String message) {
        diagnostics.add(Diagnostic.warning(
                "rules-not-loadable", line(number, source), message + "; `ipset restore` stops here"));
    }

    private static Span line(int number, Source source) {
        return Span.of(source.file(), number, 1, source.line(number).length() + 1);
    }
}
