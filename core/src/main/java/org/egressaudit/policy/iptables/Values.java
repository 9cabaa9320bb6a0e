package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.policy.AddressRange;
import org.egressaudit.policy.iptables.MatchModule.Unreadable;

/** Reads the values that options of iptables share. */
final class Values {

    private static final Pattern DECIMAL_PORT = Pattern.compile("[0-9]{1,5}");

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,10}");

    /** XT_MULTI_PORTS. */
    private static final int MOST_PORTS = 15;

    private Values() {}

    /** {@code 443}, {@code 1024:65535}, {@code :1023}, {@code https}, with {@code :} as the divider. */
    static PortRange ports(String text) throws Unreadable {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return PortRange.of(port(text, 0));
        }
        int from = port(text.substring(0, colon), 0);
        int to = port(text.substring(colon + 1), 65535);
        if (from > to) {
            throw Unreadable.refused("`" + text + "` runs backwards");
        }
        return new PortRange(from, to);
    }

    /** Ports and ranges with commas, at most fifteen (multiport). */
    static List<PortRange> portList(String text) throws Unreadable {
        List<PortRange> ranges = new ArrayList<>();
        int places = 0;
        for (String part : text.split(",", -1)) {
            ranges.add(ports(part));
            places += part.indexOf(':') < 0 ? 1 : 2;
        }
        if (places > MOST_PORTS) {
            throw Unreadable.refused("`" + text + "` has more than 15 ports, of which a range counts as two");
        }
        return ranges;
    }

    private static int port(String text, int usual) throws Unreadable {
        if (text.isEmpty()) {
            return usual;
        }
        if (DECIMAL_PORT.matcher(text).matches() && Integer.parseInt(text) <= 65535) {
            return Integer.parseInt(text);
        }
        if (text.matches("0x[0-9a-fA-F]{1,4}")) {
            return Integer.parseInt(text.substring(2), 16);
        }
        Optional<Integer> service = Services.port(text);
        if (service.isPresent()) {
            return service.get();
        }
        if (text.matches("-?[0-9].*")) {
            throw Unreadable.refused("`" + text + "` is not a port from 0 to 65535");
        }
        throw Unreadable.unknown("the service `" + text + "` is not known here; write its port");
    }

    /** An address, with a prefix length or a mask; several with commas. */
    static List<AddressRange> addresses(String text, boolean v6) throws Unreadable {
        List<AddressRange> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            ranges.add(address(part, v6));
        }
        return ranges;
    }

    private static AddressRange address(String text, boolean v6) throws Unreadable {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        Optional<IpAddress> address = IpAddress.parse(host).or(() -> shortForm(host));
        if (address.isEmpty()) {
            if (host.matches("[A-Za-z_][A-Za-z0-9._-]*")) {
                throw Unreadable.unknown("the name `" + host + "` is looked up once, when the rules are loaded; what it"
                        + " gave then is not known");
            }
            if (host.matches("[0-9.]+") && host.matches("(.*\\.)?0[0-9]+(\\..*)?")) {
                throw Unreadable.unknown(
                        "`" + host + "` has an octet with leading zeros, which programs read differently");
            }
            throw Unreadable.refused("`" + host + "` is not an address");
        }
        if (address.get().v6() != v6) {
            throw Unreadable.refused("`" + host + "` is an address of the other family");
        }
        if (slash < 0) {
            return new AddressRange.Block(Prefix.of(address.get()));
        }
        String mask = text.substring(slash + 1);
        if (LENGTH.matcher(mask).matches()
                && Integer.parseInt(mask) <= address.get().bits()) {
            return new AddressRange.Block(new Prefix(address.get(), Integer.parseInt(mask)));
        }
        Optional<IpAddress> dotted = IpAddress.parse(mask);
        if (dotted.isEmpty() || dotted.get().v6() != v6) {
            throw Unreadable.refused("`" + mask + "` is not a mask");
        }
        return masked(address.get(), dotted.get());
    }

    /** A mask without holes is a prefix. */
    private static AddressRange masked(IpAddress address, IpAddress mask) {
        for (int length = 0; length <= mask.bits(); length++) {
            Prefix whole = new Prefix(mask.v6() ? IpAddress.v6(-1, -1) : IpAddress.v4(-1), length);
            if (whole.base().equals(mask)) {
                return new AddressRange.Block(new Prefix(address, length));
            }
        }
        return new AddressRange.Masked(address, mask);
    }

    /** {@code 10/8} and {@code 192.168/16}: missing octets are zero (iptables' xtables_numeric_to_ipaddr). */
    private static Optional<IpAddress> shortForm(String text) {
        String whole = text;
        while (whole.matches("[0-9]{1,3}(\\.[0-9]{1,3}){0,2}")) {
            whole += ".0";
        }
        return IpAddress.parse(whole);
    }

    /** {@code 10.0.0.1-10.0.0.9}, or one address. */
    static AddressRange range(String text, boolean v6) throws Unreadable {
        int hyphen = text.indexOf('-');
        Optional<IpAddress> first = IpAddress.parse(hyphen < 0 ? text : text.substring(0, hyphen));
        Optional<IpAddress> last = hyphen < 0 ? first : IpAddress.parse(text.substring(hyphen + 1));
        if (first.isEmpty()
                || last.isEmpty()
                || first.get().v6() != v6
                || last.get().v6() != v6) {
            throw Unreadable.refused("`" + text + "` is not a range of addresses");
        }
        return new AddressRange.Span(first.get(), last.get());
    }

    /** A number, decimal or {@code 0x}; up to 32 bits. */
    static long number(String text) throws Unreadable {
        if (DECIMAL.matcher(text).matches() && Long.parseLong(text) <= 0xFFFF_FFFFL) {
            return Long.parseLong(text);
        }
        if (text.matches("0[xX][0-9a-fA-F]{1,8}")) {
            return Long.parseLong(text.substring(2), 16);
        }
        throw Unreadable.refused("`" + text + "` is not a number of 32 bits");
    }

    /** {@code value[/mask]}: value, then mask; all ones without one. */
    static long[] masked(String text) throws Unreadable {
        int slash = text.indexOf('/');
        return slash < 0
                ? new long[] {number(text), 0xFFFF_FFFFL}
                : new long[] {number(text.substring(0, slash)), number(text.substring(slash + 1))};
    }
}
