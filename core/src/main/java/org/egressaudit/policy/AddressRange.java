package org.egressaudit.policy;

import java.util.List;
import java.util.stream.Collectors;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;

/** A set of addresses as rule sets write it. */
public sealed interface AddressRange {

    /** Whether the address is in it; never for the other family. */
    boolean contains(IpAddress address);

    /** The lowest address in it. */
    IpAddress first();

    /** The highest address in it; between the two, all are in it unless a mask has holes. */
    IpAddress last();

    /** Whether every address of both families is in it. */
    default boolean isEverything() {
        return this instanceof Block block && block.prefix().length() == 0;
    }

    /** A prefix. */
    record Block(Prefix prefix) implements AddressRange {
        @Override
        public boolean contains(IpAddress address) {
            return prefix.contains(address);
        }

        @Override
        public IpAddress first() {
            return prefix.base();
        }

        @Override
        public IpAddress last() {
            return prefix.last();
        }

        @Override
        public String toString() {
            return prefix.toString();
        }
    }

    /** Addresses whose bits under a mask are those of the base; the mask may have holes ({@code 255.0.255.0}). */
    record Masked(IpAddress base, IpAddress mask) implements AddressRange {
        @Override
        public boolean contains(IpAddress address) {
            return address.v6() == base.v6()
                    && (address.high() & mask.high()) == (base.high() & mask.high())
                    && (address.low() & mask.low()) == (base.low() & mask.low());
        }

        @Override
        public IpAddress first() {
            return new IpAddress(base.v6(), base.high() & mask.high(), base.low() & mask.low());
        }

        @Override
        public IpAddress last() {
            long bits = base.v6() ? -1 : 0xFFFF_FFFFL;
            return new IpAddress(
                    base.v6(),
                    base.v6() ? base.high() | ~mask.high() : 0,
                    (base.low() & mask.low() | ~mask.low()) & bits);
        }

        @Override
        public String toString() {
            return base + "/" + mask;
        }
    }

    /** From one address to another, both included. */
    record Span(IpAddress first, IpAddress last) implements AddressRange {
        @Override
        public boolean contains(IpAddress address) {
            return address.v6() == first.v6() && first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
        }

        @Override
        public String toString() {
            return first + "-" + last;
        }
    }

    /** For people: the first few. */
    static String words(List<AddressRange> ranges) {
        int shown = 3;
        String first = ranges.stream().limit(shown).map(Object::toString).collect(Collectors.joining(", "));
        return ranges.size() > shown ? first + " and " + (ranges.size() - shown) + " more" : first;
    }
}
