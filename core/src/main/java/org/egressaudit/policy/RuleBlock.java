package org.egressaudit.policy;

import java.util.List;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Up to 64 neighbouring rules of a chain, so indexed that those which cannot match a packet are passed over together.
 *
 * <p>The index only leaves out rules that surely do not match; what it leaves in is still asked. Each dimension gives a
 * word with a bit for each rule that may match, and the words are joined by AND (the bit vectors of Lakshman and
 * Stiliadis, SIGCOMM 1998, in blocks of a machine word).
 */
final class RuleBlock {

    /** Rules in a block: the bits of a word. */
    static final int SIZE = Long.SIZE;

    private static final long NOTHING_ABOVE_PORTS = 0xFFFF;

    private final long deciding;
    private final long tcp;
    private final long udp;
    private final long otherProtocols;
    private final long[] byState = new long[Packet.State.values().length];
    private final boolean v6;
    private final @Nullable IntervalMasks source;
    private final @Nullable IntervalMasks destination;
    private final @Nullable IntervalMasks sourcePort;
    private final @Nullable IntervalMasks destinationPort;

    private RuleBlock(List<Rule> rules, boolean v6) {
        this.v6 = v6;
        long matter = 0;
        long[] protocols = new long[3];
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.action().matters()) {
                matter |= 1L << i;
            }
            protocols(rule.match(), i, protocols);
            states(rule.match(), i);
        }
        deciding = matter;
        tcp = protocols[0];
        udp = protocols[1];
        otherProtocols = protocols[2];
        source = addresses(rules, Match.Side.SOURCE);
        destination = addresses(rules, Match.Side.DESTINATION);
        sourcePort = ports(rules, Match.Side.SOURCE);
        destinationPort = ports(rules, Match.Side.DESTINATION);
    }

    /**
     * @param rules at most {@link #SIZE}
     * @param v6 family of the packets that will be asked about; others are answered with every rule
     */
    static RuleBlock of(List<Rule> rules, boolean v6) {
        return new RuleBlock(rules, v6);
    }

    /** The rules that may match a packet and matter if they do: a bit for each, the first rule the lowest. */
    long candidates(Packet packet) {
        Protocol protocol = packet.protocol();
        long left = deciding
                & byState[packet.state().ordinal()]
                & (protocol.equals(Protocol.TCP) ? tcp : protocol.equals(Protocol.UDP) ? udp : otherProtocols);
        if (left != 0 && destinationPort != null && packet.destinationPort() >= 0) {
            left &= destinationPort.at(0, packet.destinationPort());
        }
        if (left != 0 && destination != null && packet.v6() == v6) {
            left &= destination.at(
                    packet.destination().high(), packet.destination().low());
        }
        if (left != 0 && sourcePort != null && packet.sourcePort() >= 0) {
            left &= sourcePort.at(0, packet.sourcePort());
        }
        IpAddress from = packet.source();
        if (left != 0 && source != null && from != null && from.v6() == v6) {
            left &= source.at(from.high(), from.low());
        }
        return left;
    }

    /** A condition and, of several that must all hold, each. */
    private static List<Match> parts(Match match) {
        return match instanceof Match.All all ? all.matches() : List.of(match);
    }

    private static void protocols(Match match, int rule, long[] masks) {
        boolean[] may = {true, true, true};
        for (Match part : parts(match)) {
            if (part instanceof HeaderMatch.ProtocolIs is) {
                may[0] &= is.protocol().equals(Protocol.TCP);
                may[1] &= is.protocol().equals(Protocol.UDP);
                may[2] &= !is.protocol().equals(Protocol.TCP) && !is.protocol().equals(Protocol.UDP);
            }
        }
        for (int i = 0; i < masks.length; i++) {
            masks[i] |= may[i] ? 1L << rule : 0;
        }
    }

    private void states(Match match, int rule) {
        for (Packet.State state : Packet.State.values()) {
            boolean may = true;
            for (Match part : parts(match)) {
                if (part instanceof ConnectionMatch.StateIn in && !in.dnat() && !in.snat()) {
                    may &= in.states().contains(state);
                } else if (part instanceof Match.Not not
                        && not.match() instanceof ConnectionMatch.StateIn in
                        && !in.dnat()
                        && !in.snat()) {
                    may &= !in.states().contains(state);
                }
            }
            byState[state.ordinal()] |= may ? 1L << rule : 0;
        }
    }

    private @Nullable IntervalMasks addresses(List<Rule> rules, Match.Side side) {
        IntervalMasks.Builder masks = new IntervalMasks.Builder();
        unused(masks, rules.size());
        for (int i = 0; i < rules.size(); i++) {
            HeaderMatch.AddressIn asked = null;
            for (Match part : parts(rules.get(i).match())) {
                if (part instanceof HeaderMatch.AddressIn in && in.side() == side) {
                    asked = in;
                }
            }
            if (asked == null) {
                masks.everywhere(i);
            } else {
                for (AddressRange range : asked.ranges()) {
                    IpAddress first = range.first();
                    IpAddress last = range.last();
                    if (first.v6() == v6) {
                        masks.between(i, first.high(), first.low(), last.high(), last.low());
                    }
                }
            }
        }
        return masks.build();
    }

    private static @Nullable IntervalMasks ports(List<Rule> rules, Match.Side side) {
        IntervalMasks.Builder masks = new IntervalMasks.Builder();
        unused(masks, rules.size());
        for (int i = 0; i < rules.size(); i++) {
            HeaderMatch.PortIn asked = null;
            for (Match part : parts(rules.get(i).match())) {
                if (part instanceof HeaderMatch.PortIn in && in.side() == side) {
                    asked = in;
                }
            }
            if (asked == null) {
                masks.everywhere(i);
            } else {
                for (PortRange range : asked.ranges()) {
                    masks.between(i, 0, range.from(), 0, Math.min(range.to(), NOTHING_ABOVE_PORTS));
                }
            }
        }
        return masks.build();
    }

    /** Bits without a rule are set everywhere, so that a dimension of which no rule says anything needs no lookup. */
    private static void unused(IntervalMasks.Builder masks, int from) {
        for (int i = from; i < SIZE; i++) {
            masks.everywhere(i);
        }
    }
}
