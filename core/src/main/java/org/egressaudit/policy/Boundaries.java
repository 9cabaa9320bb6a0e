package org.egressaudit.policy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;

/**
 * Where the answers of layers may change, over destination addresses and ports.
 *
 * <p>Each layer tells every boundary of every condition it has. Between two neighbouring boundaries no condition changes,
 * so one answer holds for all of them: a question about a whole network is answered exactly by asking once for each
 * stretch.
 */
public final class Boundaries {

    /** Into how many stretches one network is cut at most; beyond, nobody would read the answer. */
    private static final int MOST_STRETCHES = 1 << 17;

    private final PortRange asked;
    private final NavigableSet<IpAddress> begins = new TreeSet<>();
    private final BitSet ports = new BitSet();
    private final List<Repeated> repeated = new ArrayList<>();

    /** Boundaries inside of one block of 2^bits addresses, which hold in each block of that size. */
    private record Repeated(int bits, Optional<Prefix> only) {}

    /** @param asked the ports that the question is about */
    public Boundaries(PortRange asked) {
        this.asked = asked;
    }

    /** The ports that the question is about. */
    public PortRange asked() {
        return asked;
    }

    /** Addresses from one to another, both included, are told from others. */
    public void addresses(IpAddress first, IpAddress last) {
        begins.add(first);
        following(last).ifPresent(begins::add);
    }

    /** The addresses of a network are told from others. */
    public void network(Prefix prefix) {
        addresses(prefix.base(), prefix.last());
    }

    /** A range of addresses is told from others; one whose mask has holes repeats. */
    public void range(AddressRange range) {
        addresses(range.first(), range.last());
        if (range instanceof AddressRange.Masked masked) {
            int zeros = masked.mask().low() == 0
                    ? Long.SIZE + Long.numberOfTrailingZeros(masked.mask().high())
                    : Long.numberOfTrailingZeros(masked.mask().low());
            repeated.add(new Repeated(Math.min(zeros, masked.mask().bits()), Optional.empty()));
        }
    }

    /** Blocks of 2^bits addresses are told from each other. */
    public void blocks(int bits) {
        repeated.add(new Repeated(bits, Optional.empty()));
    }

    /** Addresses are mapped into a network by their last bits, so its boundaries hold in every network of its size. */
    public void mapped(Prefix into) {
        repeated.add(new Repeated(into.base().bits() - into.length(), Optional.of(into)));
    }

    /** Ports are told from others. */
    public void ports(PortRange range) {
        ports.set(range.from());
        ports.set(range.to() + 1);
    }

    /**
     * A network, cut where answers may change.
     *
     * @return stretches that together are the network, in order; empty when there would be too many
     */
    public Optional<List<AddressRange.Span>> cut(Prefix network) {
        NavigableSet<IpAddress> cuts = new TreeSet<>(begins.subSet(network.base(), true, network.last(), true));
        cuts.add(network.base());
        for (Repeated each : repeated) {
            if (!repeat(each, network, cuts)) {
                return Optional.empty();
            }
        }
        List<AddressRange.Span> stretches = new ArrayList<>();
        IpAddress first = null;
        for (IpAddress next : cuts) {
            if (first != null) {
                stretches.add(new AddressRange.Span(first, preceding(next)));
            }
            first = next;
        }
        if (first != null) {
            stretches.add(new AddressRange.Span(first, network.last()));
        }
        return stretches.size() > MOST_STRETCHES ? Optional.empty() : Optional.of(stretches);
    }

    /** Adds what repeats inside of a network; false when it is too much. */
    private boolean repeat(Repeated each, Prefix network, NavigableSet<IpAddress> cuts) {
        boolean v6 = network.base().v6();
        int hostBits = network.base().bits() - network.length();
        if (each.only().isPresent() && each.only().get().base().v6() != v6) {
            return true;
        }
        List<IpAddress> offsets = new ArrayList<>();
        each.only().ifPresent(into -> offsets.addAll(begins.subSet(into.base(), true, into.last(), true)));
        int blockBits = Math.max(0, hostBits - each.bits());
        if (blockBits > 16 || ((long) offsets.size() + 1 << blockBits) > MOST_STRETCHES) {
            return false;
        }
        for (long block = 0; block < 1L << blockBits; block++) {
            IpAddress base = plus(network.base(), block, each.bits());
            IpAddress aligned = new Prefix(base, base.bits() - each.bits()).base();
            if (network.contains(aligned)) {
                cuts.add(aligned);
            }
            for (IpAddress offset : offsets) {
                Prefix into = each.only().orElseThrow();
                IpAddress at = new IpAddress(
                        v6,
                        aligned.high() | offset.high() ^ into.base().high(),
                        aligned.low() | offset.low() ^ into.base().low());
                if (network.contains(at)) {
                    cuts.add(at);
                }
            }
        }
        return true;
    }

    private static IpAddress plus(IpAddress address, long count, int shift) {
        if (shift >= Long.SIZE) {
            return new IpAddress(address.v6(), address.high() + (count << shift - Long.SIZE), address.low());
        }
        long low = address.low() + (count << shift);
        long carried = shift == 0 ? 0 : count >>> Long.SIZE - shift;
        boolean carry = Long.compareUnsigned(low, address.low()) < 0;
        return new IpAddress(address.v6(), address.high() + carried + (carry ? 1 : 0), low);
    }

    /** The asked ports, cut where answers may change. */
    public List<PortRange> cutPorts() {
        List<PortRange> stretches = new ArrayList<>();
        int from = asked.from();
        while (from <= asked.to()) {
            int next = ports.nextSetBit(from + 1);
            int to = next < 0 || next > asked.to() ? asked.to() : next - 1;
            stretches.add(new PortRange(from, to));
            from = to + 1;
        }
        return stretches;
    }

    private static Optional<IpAddress> following(IpAddress address) {
        long low = address.low() + 1;
        if (!address.v6()) {
            return low >>> 32 == 0 ? Optional.of(IpAddress.v4(low)) : Optional.empty();
        }
        long high = low == 0 ? address.high() + 1 : address.high();
        return low == 0 && high == 0 ? Optional.empty() : Optional.of(IpAddress.v6(high, low));
    }

    private static IpAddress preceding(IpAddress address) {
        return address.v6()
                ? IpAddress.v6(address.low() == 0 ? address.high() - 1 : address.high(), address.low() - 1)
                : IpAddress.v4(address.low() - 1);
    }
}
