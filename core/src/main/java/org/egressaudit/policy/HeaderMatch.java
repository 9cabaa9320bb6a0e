package org.egressaudit.policy;

import java.util.List;
import java.util.stream.Collectors;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Protocol;

/** What a packet carries in its own headers. */
public sealed interface HeaderMatch extends Match {

    /** Packets of a protocol. */
    record ProtocolIs(Protocol protocol) implements HeaderMatch {
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
    record AddressIn(Side side, List<AddressRange> ranges) implements HeaderMatch {
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
    record PortIn(Side side, List<PortRange> ranges) implements HeaderMatch {
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
     * An ICMP or ICMPv6 type with a range of codes.
     *
     * @param type 0 to 255, or -1 for every type
     */
    record IcmpTypeIs(Protocol protocol, int type, int fromCode, int toCode) implements HeaderMatch {
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
    record TcpFlagsAre(int mask, int set) implements HeaderMatch {
        @Override
        public Ternary test(Packet packet) {
            return Ternary.of(packet.protocol.equals(Protocol.TCP) && (packet.tcpFlags & mask) == set);
        }

        @Override
        public String explain(Packet packet) {
            return "the packet's TCP flags is not what is asked for";
        }
    }

    /** A number of the packet's header within a range: its length, its time to live or a part of its type of service. */
    record NumberIn(Field field, int from, int to) implements HeaderMatch {
        @Override
        public Ternary test(Packet packet) {
            int least = field.least(packet);
            int most = field.most(packet);
            if (least >= from && most <= to) {
                return Ternary.YES;
            }
            return most < from || least > to ? Ternary.NO : Ternary.UNKNOWN;
        }

        @Override
        public String explain(Packet packet) {
            return field + " " + field.least(packet) + " is not " + from + (from == to ? "" : ":" + to);
        }
    }

    /** Bits of the type of service, which IPv6 calls the traffic class. */
    record ServiceIs(int value, int mask) implements HeaderMatch {
        @Override
        public Ternary test(Packet packet) {
            return packet.service == Packet.UNKNOWN ? Ternary.UNKNOWN : Ternary.of((packet.service & mask) == value);
        }

        @Override
        public String explain(Packet packet) {
            return String.format("type of service 0x%02x is not 0x%02x/0x%02x", packet.service, value, mask);
        }
    }

    /** A number of a packet's header. */
    enum Field {
        /** Of the whole packet, in bytes. */
        LENGTH("length") {
            @Override
            int least(Packet packet) {
                return PacketLength.least(packet);
            }

            @Override
            int most(Packet packet) {
                return PacketLength.most(packet);
            }
        },
        /** {@code ttl} or {@code hl}. */
        TIME_TO_LIVE("time to live") {
            @Override
            int least(Packet packet) {
                return packet.timeToLive == Packet.UNKNOWN ? 1 : packet.timeToLive;
            }

            @Override
            int most(Packet packet) {
                return packet.timeToLive == Packet.UNKNOWN ? 255 : packet.timeToLive;
            }
        };

        private final String word;

        Field(String word) {
            this.word = word;
        }

        abstract int least(Packet packet);

        abstract int most(Packet packet);

        @Override
        public String toString() {
            return word;
        }
    }
}
