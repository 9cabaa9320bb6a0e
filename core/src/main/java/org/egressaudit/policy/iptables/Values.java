package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.AddressRange;
import org.egressaudit.policy.iptables.MatchModule.Unreadable;
import org.jspecify.annotations.Nullable;

/** Reads the values that options of iptables share. */
final class Values {

    private static final Pattern WHOLE =
            Pattern.compile("(0[xX])([0-9a-fA-F]{1,8})|(0)([0-7]{1,11})|()([1-9][0-9]{0,9}|0)");

    private static final Pattern RANGE = Pattern.compile("([0-9a-fA-FxX]+)[-:]([0-9a-fA-FxX]+)");

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

    /** A protocol by name or number. */
    static Optional<Protocol> protocol(String text) {
        if (text.equalsIgnoreCase("icmp6")) {
            // a name of the match, not of the protocol
            return Optional.empty();
        }
        long number = whole(text);
        return number >= 0 && number <= 255 ? Optional.of(new Protocol((int) number)) : Protocol.parse(text);
    }

    /** Ports and ranges with commas, at most fifteen (multiport). */
    static List<PortRange> portList(String text) throws Unreadable {
        List<PortRange> ranges = new ArrayList<>();
        int places = 0;
        for (String part : text.split(",", -1)) {
            if (part.isEmpty() || part.startsWith(":") || part.endsWith(":")) {
                throw Unreadable.refused("`" + text + "` leaves out the end of a range, which multiport does not take");
            }
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
        long whole = whole(text);
        if (whole >= 0 && whole <= 65535) {
            return (int) whole;
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
            throw Unreadable.refused("`" + host + "` is not an address");
        }
        if (address.get().v6() != v6) {
            throw Unreadable.refused("`" + host + "` is an address of the other family");
        }
        if (slash < 0) {
            return new AddressRange.Block(Prefix.of(address.get()));
        }
        String mask = text.substring(slash + 1);
        long length = whole(mask);
        if (length >= 0 && length <= address.get().bits()) {
            return new AddressRange.Block(new Prefix(address.get(), (int) length));
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

    /**
     * {@code 10/8} and {@code 192.168/16}: missing octets are zero, and one with a leading zero is octal (iptables'
     * xtables_numeric_to_ipaddr).
     */
    private static Optional<IpAddress> shortForm(String text) {
        String[] octets = text.split("\\.", -1);
        long address = 0;
        for (int i = 0; i < 4; i++) {
            long octet = i < octets.length ? whole(octets[i]) : 0;
            if (octets.length > 4 || octet < 0 || octet > 255) {
                return Optional.empty();
            }
            address = address << 8 | octet;
        }
        return Optional.of(IpAddress.v4(address));
    }

    /**
     * What connection tracking's options take: an address of fewer than four parts has the others in its last part
     * (inet_aton(3)), so that {@code 10.1} is 10.0.0.1.
     */
    static List<AddressRange> connectionAddress(String text, boolean v6) throws Unreadable {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        String[] parts = host.split("\\.", -1);
        if (v6 || parts.length == 4) {
            return addresses(text, v6);
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            int bits = i < parts.length - 1 ? 8 : 8 * (5 - parts.length);
            long part = whole(parts[i]);
            if (parts.length > 4 || part < 0 || part >= 1L << bits) {
                return addresses(text, false);
            }
            address = address << bits | part;
        }
        return addresses(IpAddress.v4(address) + (slash < 0 ? "" : text.substring(slash)), false);
    }

    /** {@code 10.0.0.1-10.0.0.9}, or one address. */
    static AddressRange range(String text, boolean v6) throws Unreadable {
        int hyphen = text.indexOf('-');
        Optional<IpAddress> first = ofRange(hyphen < 0 ? text : text.substring(0, hyphen), v6);
        Optional<IpAddress> last = hyphen < 0 ? first : ofRange(text.substring(hyphen + 1), v6);
        if (first.isEmpty()
                || last.isEmpty()
                || first.get().v6() != v6
                || last.get().v6() != v6) {
            throw Unreadable.refused("`" + text + "` is not a range of addresses");
        }
        return new AddressRange.Span(first.get(), last.get());
    }

    private static Optional<IpAddress> ofRange(String text, boolean v6) {
        Optional<IpAddress> address = IpAddress.parse(text);
        return v6 ? address : address.or(() -> shortForm(text));
    }

    /**
     * A number as xtables_strtoul reads it: {@code 0x} before hexadecimal, {@code 0} before octal digits; less than 0 for
     * what is none, or has more than 32 bits.
     */
    static long whole(String text) {
        Matcher matcher = WHOLE.matcher(text);
        if (!matcher.matches()) {
            return -1;
        }
        long value = matcher.group(1) != null
                ? Long.parseLong(matcher.group(2), 16)
                : matcher.group(3) != null ? Long.parseLong(matcher.group(4), 8) : Long.parseLong(matcher.group(6));
        return value > 0xFFFF_FFFFL ? -1 : value;
    }

    /** The ends of {@code 33-40}, or a number twice; null for what is neither. */
    static long @Nullable [] range(String text) {
        Matcher matcher = RANGE.matcher(text);
        boolean two = matcher.matches();
        long from = whole(two ? matcher.group(1) : text);
        long to = two ? whole(matcher.group(2)) : from;
        return from < 0 || to < 0 ? null : new long[] {from, to};
    }

    /** A number, as {@link #whole} reads it. */
    static long number(String text) throws Unreadable {
        long value = whole(text);
        if (value < 0) {
            throw Unreadable.refused("`" + text + "` is not a number of 32 bits");
        }
        return value;
    }

    /** {@code value[/mask]}: value, then mask; all ones without one. */
    static long[] masked(String text) throws Unreadable {
        int slash = text.indexOf('/');
        return slash < 0
                ? new long[] {number(text), 0xFFFF_FFFFL}
                : new long[] {number(text.substring(0, slash)), number(text.substring(slash + 1))};
    }
}
