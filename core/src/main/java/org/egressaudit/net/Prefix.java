package org.egressaudit.net;

import java.util.Optional;

/**
 * All addresses that share their first bits: {@code 203.0.113.0/24}.
 *
 * <p>The base is kept canonical: bits beyond the length are cleared as the value is made.
 *
 * @param base first address
 * @param length how many leading bits are shared: 0 to 32, or 0 to 128
 */
public record Prefix(IpAddress base, int length) implements Comparable<Prefix> {

    public Prefix {
        if (length < 0 || length > base.bits()) {
            throw new IllegalArgumentException("a prefix of " + base + " has 0 to " + base.bits() + " bits: " + length);
        }
        base = clear(base, length);
    }

    /** Only this address. */
    public static Prefix of(IpAddress address) {
        return new Prefix(address, address.bits());
    }

    /** Reads {@code address} or {@code address/length}; the text itself must be one. */
    public static Prefix of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a prefix: " + text));
    }

    /** Reads {@code address} or {@code address/length}; empty when the text is neither. */
    public static Optional<Prefix> parse(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        if (slash < 0) {
            return Optional.of(of(address.get()));
        }
        String digits = text.substring(slash + 1);
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int length = Integer.parseInt(digits);
        return length > address.get().bits() ? Optional.empty() : Optional.of(new Prefix(address.get(), length));
    }

    private static IpAddress clear(IpAddress address, int length) {
        if (!address.v6()) {
            return IpAddress.v4(address.low() & mask(length + 32));
        }
        return IpAddress.v6(
                address.high() & mask(Math.min(length, 64)), address.low() & mask(Math.max(length - 64, 0)));
    }

    /** A long whose first bits are set. */
    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    /** Whether the address lies in it; never for the other family. */
    public boolean contains(IpAddress address) {
        return address.v6() == base.v6()
                && (address.v6()
                        ? (address.high() & mask(Math.min(length, 64))) == base.high()
                                && (address.low() & mask(Math.max(length - 64, 0))) == base.low()
                        : (address.low() & mask(length + 32)) == base.low());
    }

    /** Whether every address of the other lies in this one. */
    public boolean contains(Prefix other) {
        return other.length >= length && contains(other.base);
    }

    /** Its last address. */
    public IpAddress last() {
        return base.v6()
                ? IpAddress.v6(base.high() | ~mask(Math.min(length, 64)), base.low() | ~mask(Math.max(length - 64, 0)))
                : IpAddress.v4(base.low() | ~mask(length + 32));
    }

    @Override
    public int compareTo(Prefix other) {
        int order = base.compareTo(other.base);
        return order != 0 ? order : Integer.compare(length, other.length);
    }

    @Override
    public String toString() {
        return base + "/" + length;
    }
}
