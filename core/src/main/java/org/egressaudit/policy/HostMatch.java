package org.egressaudit.policy;

import java.util.List;
import java.util.stream.Collectors;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;

/**
 * What only the machine that holds the rules knows of a packet: by which interface and whose it is, its mark, what the
 * routing table and the clock say.
 */
public sealed interface HostMatch extends Match {

    /**
     * An interface by name.
     *
     * @param in whether the interface it came in by is meant
     * @param name the name, or its beginning
     * @param prefix whether any name that begins so matches ({@code eth+})
     */
    record InterfaceIs(boolean in, String name, boolean prefix) implements HostMatch {
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
     * Who opened the socket (iptables-extensions(8), owner). A packet that the kernel itself makes has no owner.
     *
     * @param group whether the group id is meant
     * @param from first id; -1 to ask only whether there is an owner
     * @param supplementary whether the user's further groups count too ({@code --suppl-groups})
     */
    record Owner(boolean group, long from, long to, boolean supplementary) implements HostMatch {
        @Override
        public Ternary test(Packet packet) {
            if (from < 0) {
                return Ternary.of(packet.hasOwner || packet.fromKernelSocket);
            }
            if (!packet.hasOwner) {
                return Ternary.NO;
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
    record MarkIs(boolean connection, long value, long mask) implements HostMatch {
        @Override
        public Ternary test(Packet packet) {
            if (packet.markUnknown) {
                return Ternary.UNKNOWN;
            }
            return Ternary.of(((connection ? packet.connection.mark : packet.mark) & mask) == value);
        }

        @Override
        public String explain(Packet packet) {
            return (connection ? "connection mark " : "mark ") + (connection ? packet.connection.mark : packet.mark)
                    + " is not " + value;
        }
    }

    /** A kind of address by the routing table (iptables-extensions(8), addrtype). */
    record AddressKind(Side side, java.util.Set<Kind> kinds, LocalAddresses local) implements HostMatch {
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

        /** Whether one of the kinds is told by the routing table alone. */
        boolean asksRoutes() {
            return kinds.stream()
                    .anyMatch(
                            kind -> kind.compareTo(Kind.BLACKHOLE) >= 0 || kind == Kind.ANYCAST || kind == Kind.UNSPEC);
        }

        String names() {
            return kinds.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
        }

        @Override
        public Ternary test(Packet packet) {
            IpAddress address = side.address(packet);
            if (address == null) {
                return side == Side.SOURCE && packet.hasOwner
                        ? LocalAddresses.own(packet.v6(), kinds)
                        : Ternary.UNKNOWN;
            }
            return local.kind(address, kinds);
        }

        @Override
        public String explain(Packet packet) {
            return side + " " + side.address(packet) + " is not " + names();
        }
    }

    /** A time of day, of the week or of the calendar. */
    record InTime(TimeWindow window) implements HostMatch {
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
    record InSet(AddressSet set, List<Side> sides, boolean holes) implements HostMatch {
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

    /** The way back to the sender is the way the packet came ({@code rpfilter}). */
    record ReversePath() implements HostMatch {
        @Override
        public Ternary test(Packet packet) {
            // an answer comes in where its flow left, and so does what crosses loopback (rpfilter_is_loopback)
            return packet.reply || "lo".equals(packet.inInterface) ? Ternary.YES : Ternary.UNKNOWN;
        }

        @Override
        public String explain(Packet packet) {
            return "the way back to the sender is the way it came";
        }
    }

    /**
     * A socket of the machine waits for the packet ({@code socket}).
     *
     * @param wildcard whether one that is bound to no address counts too
     * @param transparent whether only a transparent one counts, which no ordinary program opens
     */
    record SocketWaits(boolean wildcard, boolean transparent) implements HostMatch {
        @Override
        public Ternary test(Packet packet) {
            boolean tcp = packet.protocol.equals(Protocol.TCP);
            if (!packet.protocol.equals(packet.connection.protocol)) {
                return Ternary.UNKNOWN;
            }
            if (transparent || !tcp && !packet.protocol.equals(Protocol.UDP)) {
                return Ternary.NO;
            }
            // a translated answer is looked up before and after it gets back its addresses; a listener's address varies
            if (!packet.reply || packet.connection.destinationTranslated) {
                return Ternary.UNKNOWN;
            }
            return tcp || wildcard ? Ternary.YES : Ternary.UNKNOWN;
        }

        @Override
        public String explain(Packet packet) {
            return "no socket waits for it";
        }
    }

    /**
     * Questions about the port of a bridge ({@code physdev}): what did not come by one meets those that are negated.
     *
     * @param negated whether all of them are
     */
    record Physical(boolean negated) implements HostMatch {
        @Override
        public Ternary test(Packet packet) {
            boolean madeHere = "".equals(packet.inInterface) || "lo".equals(packet.inInterface);
            return madeHere ? Ternary.of(negated) : Ternary.UNKNOWN;
        }

        @Override
        public String explain(Packet packet) {
            return "the packet does not come by a bridge";
        }
    }
}
