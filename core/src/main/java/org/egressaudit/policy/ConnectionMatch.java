package org.egressaudit.policy;

import java.util.List;
import java.util.stream.Collectors;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Protocol;
import org.jspecify.annotations.Nullable;

/** What connection tracking says of a packet. */
public sealed interface ConnectionMatch extends Match {

    /** A state of connection tracking; {@code SNAT} and {@code DNAT} as virtual states. */
    record StateIn(java.util.Set<Packet.State> states, boolean dnat, boolean snat) implements ConnectionMatch {
        @Override
        public Ternary test(Packet packet) {
            return Ternary.of(states.contains(packet.state)
                    || dnat && packet.connection.destinationTranslated
                    || snat && packet.connection.sourceTranslated);
        }

        @Override
        public String explain(Packet packet) {
            return "state " + packet.state + " is not "
                    + states.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
        }
    }

    /** Whether a packet travels with or against its connection ({@code --ctdir}). */
    record DirectionIs(boolean reply) implements ConnectionMatch {
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

    /** Whether the packet belongs to a connection that tracking knows. */
    record Tracked() implements ConnectionMatch {
        @Override
        public Ternary test(Packet packet) {
            return Ternary.of(packet.hasConnection());
        }

        @Override
        public String explain(Packet packet) {
            return "the packet is not tracked";
        }
    }

    /** Which end of a connection is meant, and whether as its first packet or as its replies have it. */
    enum End {
        ORIGINAL_SOURCE("original source"),
        ORIGINAL_DESTINATION("original destination"),
        REPLY_SOURCE("reply source"),
        REPLY_DESTINATION("reply destination");

        private final String word;

        End(String word) {
            this.word = word;
        }

        private @Nullable IpAddress address(Connection connection) {
            return switch (this) {
                case ORIGINAL_SOURCE -> connection.source;
                case ORIGINAL_DESTINATION -> connection.destination;
                case REPLY_SOURCE -> connection.translatedDestination;
                case REPLY_DESTINATION -> connection.translatedSource;
            };
        }

        private int port(Connection connection) {
            return switch (this) {
                case ORIGINAL_SOURCE -> connection.sourcePort;
                case ORIGINAL_DESTINATION -> connection.destinationPort;
                case REPLY_SOURCE -> connection.translatedPort;
                // a translated source keeps its port when it can
                case REPLY_DESTINATION -> connection.sourceTranslated ? Packet.UNKNOWN : connection.sourcePort;
            };
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** An address of the packet's connection ({@code --ctorigdst}, {@code --ctreplsrc}). */
    record EndIn(End end, List<AddressRange> ranges) implements ConnectionMatch {
        public EndIn {
            ranges = List.copyOf(ranges);
        }

        @Override
        public Ternary test(Packet packet) {
            IpAddress address = end.address(packet.connection);
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

        @Override
        public String explain(Packet packet) {
            return end + " " + end.address(packet.connection) + " is not in " + AddressRange.words(ranges);
        }
    }

    /** A port of the packet's connection ({@code --ctorigdstport}). */
    record EndPortIn(End end, PortRange ports) implements ConnectionMatch {
        @Override
        public Ternary test(Packet packet) {
            if (!packet.connection.protocol.hasPorts()) {
                return Ternary.NO;
            }
            int port = end.port(packet.connection);
            return switch (port) {
                case Packet.EPHEMERAL -> EphemeralPorts.within(List.of(ports));
                case Packet.UNKNOWN -> Ternary.UNKNOWN;
                default -> Ternary.of(ports.contains(port));
            };
        }

        @Override
        public String explain(Packet packet) {
            return end + " port " + end.port(packet.connection) + " is not " + ports;
        }
    }

    /** The protocol of the packet's connection ({@code --ctproto}). */
    record ConnectionProtocolIs(Protocol protocol) implements ConnectionMatch {
        @Override
        public Ternary test(Packet packet) {
            return Ternary.of(packet.connection.protocol.equals(protocol));
        }

        @Override
        public String explain(Packet packet) {
            return "the connection's protocol " + packet.connection.protocol + " is not " + protocol;
        }
    }

    /**
     * What has become of the packet's connection so far ({@code --ctstatus}).
     *
     * @param statuses one of which is asked for
     */
    record StatusIn(java.util.Set<Status> statuses) implements ConnectionMatch {
        public StatusIn {
            statuses = java.util.Set.copyOf(statuses);
        }

        /** A stage that a connection has reached, or a kind of connection. */
        public enum Status {
            /** Foretold by another connection. */
            EXPECTED,
            /** A packet came back. */
            SEEN_REPLY,
            /** Both sides have sent: for TCP from the end of the handshake on. */
            ASSURED,
            /** Its first packet has left. */
            CONFIRMED
        }

        @Override
        public Ternary test(Packet packet) {
            boolean known = packet.state == Packet.State.ESTABLISHED;
            return Ternary.of(statuses.stream().anyMatch(status -> switch (status) {
                case EXPECTED -> false;
                case SEEN_REPLY -> known;
                case ASSURED -> known && packet.protocol.equals(Protocol.TCP) && (packet.tcpFlags & Packet.SYN) == 0;
                case CONFIRMED -> known || !"".equals(packet.inInterface);
            }));
        }

        @Override
        public String explain(Packet packet) {
            return "the connection's status is not "
                    + statuses.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
        }
    }
}
