package org.egressaudit.net;

import java.util.Optional;

/**
 * An IPv4 or IPv6 address as a number.
 *
 * <p>IPv4 occupies the low 32 bits. The text form is strict: four decimal octets without leading zeros, or RFC 4291
 * with RFC 5952 output. No zone, no brackets, no lookup.
 *
 * @param v6 the family: true for IPv6
 * @param high upper 64 bits; 0 for IPv4
 * @param low lower 64 bits; for IPv4 between 0 and 2^32 - 1
 */
public record IpAddress(boolean v6, long high, long low) implements Comparable<IpAddress> {

    public IpAddress {
        if (!v6 && (high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException("not an IPv4 number: " + high + "," + low);
        }
    }

    /** An IPv4 address from its 32 bits. */
    public static IpAddress v4(long bits) {
        return new IpAddress(false, 0, bits & 0xFFFF_FFFFL);
    }

    /** An IPv6 address from its two halves. */
    public static IpAddress v6(long high, long low) {
        return new IpAddress(true, high, low);
    }

    /** The address from network order bytes, 4 or 16 of them. */
    public static IpAddress of(byte[] bytes) {
        if (bytes.length == 4) {
            return v4(number(bytes, 0, 4));
        }
        if (bytes.length == 16) {
            return v6(number(bytes, 0, 8), number(bytes, 8, 8));
        }
        throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length);
    }

    private static long number(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | bytes[from + i] & 0xFF;
        }
        return value;
    }

    /** Reads a literal; the text itself must be an address. */
    public static IpAddress of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an address: " + text));
    }

    /** Reads a literal; empty when the text is none. */
    public static Optional<IpAddress> parse(String text) {
        return text.indexOf(':') >= 0 ? parseV6(text) : parseV4(text);
    }

    private static Optional<IpAddress> parseV4(String text) {
        long bits = 0;
        int octets = 0;
        int at = 0;
        while (octets < 4) {
            int start = at;
            int value = 0;
            while (at < text.length() && at - start < 3 && isDigit(text.charAt(at))) {
                value = value * 10 + text.charAt(at) - '0';
                at++;
            }
            if (at == start || value > 255 || (at - start > 1 && text.charAt(start) == '0')) {
                return Optional.empty();
            }
            bits = bits << 8 | value;
            octets++;
            if (octets < 4) {
                if (at >= text.length() || text.charAt(at) != '.') {
                    return Optional.empty();
                }
                at++;
            }
        }
        return at == text.length() ? Optional.of(v4(bits)) : Optional.empty();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Optional<IpAddress> parseV6(String text) {
        if (text.length() > 45) {
            return Optional.empty();
        }
        int gap = text.indexOf("::");
        if (gap >= 0 && (text.indexOf("::", gap + 1) >= 0 || text.lastIndexOf('.', gap) >= 0)) {
            return Optional.empty();
        }
        int[] groups = new int[8];
        int before = gap < 0 ? read(text, groups, 0) : read(text.substring(0, gap), groups, 0);
        if (before < 0 || (gap < 0 && before != 8)) {
            return Optional.empty();
        }
        if (gap >= 0) {
            int[] tail = new int[8];
            int after = read(text.substring(gap + 2), tail, 0);
            if (after < 0 || before + after > 7) {
                return Optional.empty();
            }
            System.arraycopy(tail, 0, groups, 8 - after, after);
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return Optional.of(v6(high, low));
    }

    /** Reads colon-separated groups, the last two perhaps as dotted quad; answers how many, or -1. */
    private static int read(String text, int[] groups, int from) {
        if (text.isEmpty()) {
            return 0;
        }
        int count = from;
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (i == parts.length - 1 && part.indexOf('.') >= 0) {
                Optional<IpAddress> quad = parseV4(part);
                if (quad.isEmpty() || count > 6) {
                    return -1;
                }
                groups[count++] = (int) (quad.get().low >>> 16);
                groups[count++] = (int) (quad.get().low & 0xFFFF);
            } else {
                if (part.isEmpty() || part.length() > 4 || count > 7) {
                    return -1;
                }
                int value = 0;
                for (int k = 0; k < part.length(); k++) {
                    int digit = Character.digit(part.charAt(k), 16);
                    if (digit < 0 || part.charAt(k) > 'f') {
                        return -1;
                    }
                    value = value << 4 | digit;
                }
                groups[count++] = value;
            }
        }
        return count - from;
    }

    /** How many bits an address of this family has: 32 or 128. */
    public int bits() {
        return v6 ? 128 : 32;
    }

    /** Whether it is 127.0.0.0/8 or ::1. */
    public boolean isLoopback() {
        return v6 ? high == 0 && low == 1 : low >>> 24 == 127;
    }

    /**
     * The IPv4 address that stands for a mapped one, {@code ::ffff:192.0.2.1}, and any other as it is. A socket that
     * connects to a mapped address sends IPv4 (ipv6(7), RFC 3493 section 3.7).
     */
    public IpAddress unmapped() {
        return v6 && high == 0 && low >>> 32 == 0xFFFF ? v4(low & 0xFFFF_FFFFL) : this;
    }

    /** Network order bytes, 4 or 16. */
    public byte[] bytes() {
        byte[] bytes = new byte[v6 ? 16 : 4];
        for (int i = 0; i < bytes.length; i++) {
            int shift = 8 * (bytes.length - 1 - i);
            bytes[i] = (byte) (shift >= 64 ? high >>> (shift - 64) : low >>> shift);
        }
        return bytes;
    }

    /** IPv4 before IPv6, then as numbers. */
    @Override
    public int compareTo(IpAddress other) {
        if (v6 != other.v6) {
            return v6 ? 1 : -1;
        }
        int upper = Long.compareUnsigned(high, other.high);
        return upper != 0 ? upper : Long.compareUnsigned(low, other.low);
    }

    /** Dotted decimal, or RFC 5952. */
    @Override
    public String toString() {
        if (!v6) {
            return (low >>> 24) + "." + (low >>> 16 & 0xFF) + "." + (low >>> 8 & 0xFF) + "." + (low & 0xFF);
        }
        IpAddress unmapped = unmapped();
        if (!unmapped.v6) {
            // RFC 5952 section 5
            return "::ffff:" + unmapped;
        }
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (int) ((i < 4 ? high >>> (48 - 16 * i) : low >>> (48 - 16 * (i - 4))) & 0xFFFF);
        }
        int bestFrom = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > bestLength) {
                bestFrom = i;
                bestLength = end - i;
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == bestFrom) {
                out.append("::");
                i += bestLength - 1;
            } else {
                if (out.length() > 0 && out.charAt(out.length() - 1) != ':') {
                    out.append(':');
                }
                out.append(Integer.toHexString(groups[i]));
            }
        }
        return out.toString();
    }
}
