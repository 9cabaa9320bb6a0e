package org.egressaudit.policy;

import java.util.List;
import java.util.stream.Collectors;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Protocol;
import org.jspecify.annotations.Nullable;

/** A condition on a packet. */
public sealed interface Match
        permits Match.Always,
                Match.Not,
                Match.All,
                Match.ProtocolIs,
                Match.AddressIn,
                Match.PortIn,
                Match.InterfaceIs,
                Match.IcmpTypeIs,
                Match.TcpFlagsAre,
                Match.StateIn,
                Match.DirectionIs,
                Match.OriginalIs,
                Match.Owner,
                Match.MarkIs,
                Match.AddressKind,
                Match.InTime,
                Match.InSet,
                Match.Sometimes,
                Match.Unmodelled {

    /** Whether the packet meets it, as far as is known. */
    Ternary test(Packet packet);

    /** For a packet that does not meet it, why, in words: "destination 203.0.113.45 is not in 198.51.100.0/24". */
    String explain(Packet packet);

    /** Which end of a packet a condition looks at. */
    enum Side {
        SOURCE("source"),
        DESTINATION("destination");

        private final String word;

        Side(String word) {
            this.word = word;
        }

        @Nullable
        IpAddress address(Packet packet) {
            return this == SOURCE ? packet.source : packet.destination;
        }

        int port(Packet packet) {
            return this == SOURCE ? packet.sourcePort : packet.destinationPort;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** Every packet. */
    record Always() implements Match {
        @Override
        public Ternary test(Packet packet) {
            return Ternary.YES;
        }

        @Override
        public String explain(Packet packet) {
            return "every packet matches";
        }
    }

    /** The opposite of a condition. */
    record Not(Match match) implements Match {
        @Override
        public Ternary test(Packet packet) {
            return match.test(packet).not();
        }

        @Override
        public String explain(Packet packet) {
            String said = match.explain(packet);
            return said.contains(" is not ") ? said.replaceFirst(" is not ", " is ") : "it is excluded: " + said;
        }
    }

    /** All of several conditions; none means every packet. */
    record All(List<Match> matches) implements Match {
        public All {
            matches = List.copyOf(matches);
        }

        @Override
        public Ternary test(Packet packet) {
            Ternary answer = Ternary.YES;
            for (int i = 0; i < matches.size(); i++) {
                Ternary one = matches.get(i).test(packet);
                if (one == Ternary.NO) {
                    return Ternary.NO;
                }
                if (one == Ternary.UNKNOWN) {
                    answer = Ternary.UNKNOWN;
                }
            }
            return answer;
        }

        @Override
        public String explain(Packet packet) {
            return matches.stream()
                    .filter(match -> match.test(packet) == Ternary.NO)
                    .map(match -> match.explain(packet))
                    .collect(Collectors.joining(" and "));
        }
    }

    /** Packets of a protocol. */
    record ProtocolIs(Protocol protocol) implements Match {
        @Override
        public Ternary test(Packet packet) {
            return Ternary.of(packet.protocol.equals(protocol));
        }

        @Override
        public String explain(Packet packet) {
            return "protocol " + packet.protocol + " is not " + protocol;
        }
    }

    /** An address within one of several ranges. */
    record AddressIn(Side side, List<AddressRange> ranges) implements Match {
        public AddressIn {
            ranges = List.copyOf(ranges);
        }

        @Override
        public Ternary test(Packet packet) {
            IpAddress address = side.address(packet);
            for (int i = 0; i < ranges.size(); i++) {
                if (address == null
                        ? ranges.get(i).isEverything()
                        : ranges.get(i).contains(address)) {
                    return Ternary.YES;
                }
            }
            return address == null ? Ternary.UNKNOWN : Ternary.NO;
        }

        @Override
        public String explain(Packet packet) {
            return side + " " + side.address(packet) + " is not in " + AddressRange.words(ranges);
        }
    }

    /** A port within one of several ranges; never true of a protocol without ports. */
    record PortIn(Side side, List<PortRange> ranges) implements Match {
        public PortIn {
            ranges = List.copyOf(ranges);
        }

        @Override
        public Ternary test(Packet packet) {
            if (!packet.protocol.hasPorts()) {
                return Ternary.NO;
            }
            int port = side.port(packet);
            if (port == Packet.EPHEMERAL) {
                return EphemeralPorts.within(ranges);
            }
            for (int i = 0; i < ranges.size(); i++) {
                if (ranges.get(i).contains(port)) {
                    return Ternary.YES;
                }
            }
            return Ternary.NO;
        }

        @Override
        public String explain(Packet packet) {
            int port = side.port(packet);
            return side + " port " + (port == Packet.EPHEMERAL ? "32768:60999" : Integer.toString(port)) + " is not "
                    + (ranges.size() == 1 ? "" : "one of ")
                    + ranges.stream().map(PortRange::toString).collect(Collectors.joining(","));
        }
    }

    /**
     * An interface by name.
     *
     * @param in whether the interface it came in by is meant
     * @param name the name, or its beginning
     * @param prefix whether any name that begins so matches ({@code eth+})
     */
    record InterfaceIs(boolean in, String name, boolean prefix) implements Match {
        @Override
        public Ternary test(Packet packet) {
            String actual = in ? packet.inInterface : packet.outInterface;
            if (prefix && name.isEmpty()) {
                return Ternary.YES;
            }
            if (actual == null) {
                return name.equals("lo") && !prefix ? Ternary.NO : Ternary.UNKNOWN;
            }
            return Ternary.of(prefix ? actual.startsWith(name) && !actual.isEmpty() : actual.equals(name));
        }

        @Override
        public String explain(Packet packet) {
            String actual = in ? packet.inInterface : packet.outInterface;
            return (in ? "incoming" : "outgoing") + " interface "
                    + (actual == null ? "(not lo)" : actual.isEmpty() ? "(none)" : actual) + " is not " + name
                    + (prefix ? "+" : "");
        }
    }

    /**
     * An ICMP or ICMPv6 type with a range of codes.
     *
     * @param type 0 to 255, or -1 for every type
     */
    record IcmpTypeIs(Protocol protocol, int type, int fromCode, int toCode) implements Match {
        @Override
        public Ternary test(Packet packet) {
            return Ternary.of(packet.protocol.equals(protocol)
                    && (type < 0
                            || packet.destinationPort == type
                                    && fromCode <= packet.icmpCode
                                    && packet.icmpCode <= toCode));
        }

        @Override
        public String explain(Packet packet) {
            return "type " + packet.destinationPort + " is not " + type;
        }
    }

    /** TCP flags: of those in the mask exactly these are set. */
    record TcpFlagsAre(int mask, int set) implements Match {
        @Override
        public Ternary test(Packet packet) {
            return Ternary.of(packet.protocol.equals(Protocol.TCP) && (packet.tcpFlags & mask) == set);
        }

        @Override
        public String explain(Packet packet) {
            return "the packet's TCP flags is not what is asked for";
        }
    }

    /** A state of connection tracking; {@code SNAT} and {@code DNAT} as virtual states. */
    record StateIn(java.util.Set<Packet.State> states, boolean dnat, boolean snat) implements Match {
        @Override
        public Ternary test(Packet packet) {
            return Ternary.of(states.contains(packet.state)
                    || dnat && packet.destinationTranslated
                    || snat && packet.sourceTranslated);
        }

        @Override
        public String explain(Packet packet) {
            return "state " + packet.state + " is not "
                    + states.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
        }
    }

    /** Whether a packet travels with or against its connection ({@code --ctdir}). */
    record DirectionIs(boolean reply) implements Match {
        @Override
        public Ternary test(Packet packet) {
            return packet.state == Packet.State.UNTRACKED || packet.state == Packet.State.INVALID
                    ? Ternary.NO
                    : Ternary.of(packet.reply == reply);
        }

        @Override
        public String explain(Packet packet) {
            return "direction " + (packet.reply ? "reply" : "original") + " is not " + (reply ? "reply" : "original");
        }
    }

    /**
     * What the connection's first packet had before any translation ({@code --ctorigdst}); never true of a packet that
     * belongs to no connection.
     *
     * @param ranges addresses; empty to ask for the port
     * @param ports ports of that side, or null to ask for the address
     */
    record OriginalIs(
            Side side, List<AddressRange> ranges, @Nullable PortRange ports) implements Match {
        public OriginalIs {
            ranges = List.copyOf(ranges);
        }

        @Override
        public Ternary test(Packet packet) {
            if (packet.state == Packet.State.UNTRACKED || packet.state == Packet.State.INVALID) {
                return Ternary.NO;
            }
            if (ports != null) {
                int port = side == Side.SOURCE ? packet.originalSourcePort : packet.originalDestinationPort;
                if (!packet.protocol.hasPorts()) {
                    return Ternary.NO;
                }
                return port == Packet.EPHEMERAL
                        ? EphemeralPorts.within(java.util.List.of(ports))
                        : Ternary.of(ports.contains(port));
            }
            IpAddress address = original(packet);
            if (address == null) {
                return Ternary.UNKNOWN;
            }
            for (int i = 0; i < ranges.size(); i++) {
                if (ranges.get(i).contains(address)) {
                    return Ternary.YES;
                }
            }
            return Ternary.NO;
        }

        private @Nullable IpAddress original(Packet packet) {
            return side == Side.SOURCE ? packet.originalSource : packet.originalDestination;
        }

        @Override
        public String explain(Packet packet) {
            return "original " + side + " "
                    + (ports == null
                            ? original(packet) + " is not in " + AddressRange.words(ranges)
                            : "port "
                                    + (side == Side.SOURCE ? packet.originalSourcePort : packet.originalDestinationPort)
                                    + " is not " + ports);
        }
    }

    /**
     * Who opened the socket (iptables-extensions(8), owner). A packet that the kernel itself makes has no owner.
     *
     * @param group whether the group id is meant
     * @param from first id; -1 to ask only whether there is an owner
     * @param supplementary whether the user's further groups count too ({@code --suppl-groups})
     */
    record Owner(boolean group, long from, long to, boolean supplementary) implements Match {
        @Override
        public Ternary test(Packet packet) {
            if (!packet.hasOwner) {
                return Ternary.NO;
            }
            if (from < 0) {
                return Ternary.YES;
            }
            if (!group) {
                return packet.user < 0 ? Ternary.UNKNOWN : Ternary.of(from <= packet.user && packet.user <= to);
            }
            if (packet.groups.isEmpty()) {
                return Ternary.UNKNOWN;
            }
            for (long gid : packet.groups) {
                if (from <= gid && gid <= to) {
                    return Ternary.YES;
                }
                if (!supplementary) {
                    break;
                }
            }
            return Ternary.NO;
        }

        @Override
        public String explain(Packet packet) {
            return (group ? "group " : "user ")
                    + (!packet.hasOwner
                            ? "(none)"
                            : group
                                    ? packet.groups.toString()
                                    : packet.user < 0 ? "(not known)" : Long.toString(packet.user))
                    + " is not " + from + (to == from ? "" : "-" + to);
        }
    }

    /** The packet's or the connection's mark, under a mask. */
    record MarkIs(boolean connection, long value, long mask) implements Match {
        @Override
        public Ternary test(Packet packet) {
            if (packet.markUnknown) {
                return Ternary.UNKNOWN;
            }
            return Ternary.of(((connection ? packet.connectionMark : packet.mark) & mask) == value);
        }

        @Override
        public String explain(Packet packet) {
            return (connection ? "connection mark " : "mark ") + (connection ? packet.connectionMark : packet.mark)
                    + " is not " + value;
        }
    }

    /** A kind of address by the routing table (iptables-extensions(8), addrtype). */
    record AddressKind(Side side, java.util.Set<Kind> kinds, LocalAddresses local) implements Match {
        /** Kinds that can be told without the routing table, or only from it. */
        public enum Kind {
            UNSPEC,
            UNICAST,
            LOCAL,
            BROADCAST,
            ANYCAST,
            MULTICAST,
            BLACKHOLE,
            UNREACHABLE,
            PROHIBIT,
            THROW,
            NAT,
            XRESOLVE
        }

        @Override
        public Ternary test(Packet packet) {
            IpAddress address = side.address(packet);
            if (address == null) {
                return side == Side.SOURCE && !packet.reply && kinds.contains(Kind.LOCAL)
                        ? Ternary.YES
                        : Ternary.UNKNOWN;
            }
            return local.kind(address, kinds);
        }

        @Override
        public String explain(Packet packet) {
            return side + " " + side.address(packet) + " is not "
                    + kinds.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
        }
    }

    /** A time of day, of the week or of the calendar. */
    record InTime(TimeWindow window) implements Match {
        @Override
        public Ternary test(Packet packet) {
            return packet.time == null ? Ternary.UNKNOWN : Ternary.of(window.contains(packet.time));
        }

        @Override
        public String explain(Packet packet) {
            return "time " + packet.time + " is not " + window;
        }
    }

    /**
     * Membership in a named set.
     *
     * @param holes whether its holes are meant ({@code --return-nomatch})
     */
    record InSet(AddressSet set, List<Side> sides, boolean holes) implements Match {
        public InSet {
            sides = List.copyOf(sides);
        }

        @Override
        public Ternary test(Packet packet) {
            return holes ? set.excludes(packet, sides) : set.contains(packet, sides);
        }

        @Override
        public String explain(Packet packet) {
            return sides.stream()
                            .map(side -> side + " " + side.address(packet))
                            .distinct()
                            .collect(Collectors.joining(", "))
                    + " is not in set " + set.name();
        }
    }

    /**
     * True of some packets and not of others of the same flow, in the kernel too: a rate, a counter, a chance.
     *
     * @param reason in words: "accepted up to 3/minute, burst 5"
     */
    record Sometimes(String reason) implements Match {
        @Override
        public Ternary test(Packet packet) {
            return Ternary.UNKNOWN;
        }

        @Override
        public String explain(Packet packet) {
            return reason;
        }
    }

    /**
     * A condition that is not modelled.
     *
     * @param source its text
     * @param reason what would be needed to decide it
     */
    record Unmodelled(String source, String reason) implements Match {
        @Override
        public Ternary test(Packet packet) {
            return Ternary.UNKNOWN;
        }

        @Override
        public String explain(Packet packet) {
            return reason;
        }
    }
}
