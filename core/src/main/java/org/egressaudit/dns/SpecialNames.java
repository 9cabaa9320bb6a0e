package org.egressaudit.dns;

import java.util.List;
import java.util.Optional;
import org.egressaudit.net.IpAddress;

/**
 * Names whose meaning needs no source: {@code localhost} and {@code invalid} with what is below them (RFC 6761 6.3,
 * 6.4), and the numbers that inet_aton(3), and with it getaddrinfo(3), takes for IPv4 addresses: {@code 127.1},
 * {@code 0x7f000001}, {@code 0177.0.0.1}.
 */
public final class SpecialNames implements Resolver {

    private static final List<IpAddress> LOOPBACK = List.of(IpAddress.of("127.0.0.1"), IpAddress.of("::1"));

    @Override
    public Resolution resolve(String name) {
        String normal = DomainName.normal(name);
        if (normal.equals("localhost") || normal.endsWith(".localhost")) {
            return new Resolution.Addresses(LOOPBACK, List.of(), 0, "RFC 6761");
        }
        if (normal.equals("invalid") || normal.endsWith(".invalid")) {
            return new Resolution.NoSuchName("names below .invalid never exist", "RFC 6761");
        }
        return number(normal)
                .<Resolution>map(address -> new Resolution.Addresses(List.of(address), List.of(), 0, "inet_aton"))
                .orElseGet(() -> new Resolution.Failed("", "RFC 6761"));
    }

    /** One to four numbers, decimal, octal or hexadecimal; the last fills all the bytes that are left. */
    static Optional<IpAddress> number(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length > 4) {
            return Optional.empty();
        }
        long bits = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            int width = last ? 8 * (4 - i) : 8;
            long value = part(parts[i]);
            if (value < 0 || value >>> width != 0) {
                return Optional.empty();
            }
            bits = bits << width | value;
        }
        return Optional.of(IpAddress.v4(bits));
    }

    private static long part(String text) {
        int radix = 10;
        String digits = text;
        if (text.startsWith("0x")) {
            radix = 16;
            digits = text.substring(2);
        } else if (text.startsWith("0") && text.length() > 1) {
            radix = 8;
            digits = text.substring(1);
        }
        if (digits.isEmpty() || digits.length() > 11) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) < 128 ? Character.digit(digits.charAt(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }
}
