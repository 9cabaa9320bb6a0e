package org.egressaudit.policy;

import org.egressaudit.net.Protocol;

/**
 * How long a packet is with its IP header, in bytes, as far as its kind tells. IP options, which no ordinary program sends,
 * are left out.
 */
final class PacketLength {

    private static final int MOST = 65_535;
    private static final int TCP_HEADER = 20;
    /** The data offset of TCP counts up to 15 words (RFC 9293, section 3.1). */
    private static final int MOST_TCP_HEADER = 60;

    /** UDP's header, and that of an ICMP message. */
    private static final int SHORT_HEADER = 8;

    /** A refusal by ICMP carries the refused packet's beginning, up to these lengths (RFC 1812; RFC 4443). */
    private static final int MOST_REFUSAL = 576;

    private static final int MOST_REFUSAL_V6 = 1280;

    private PacketLength() {}

    static int least(Packet packet) {
        int header = header(packet);
        if (packet.protocol.equals(Protocol.TCP)) {
            return header + TCP_HEADER;
        }
        if (refuses(packet)) {
            return header + SHORT_HEADER + header + SHORT_HEADER;
        }
        return packet.protocol.equals(Protocol.UDP) || packet.protocol.isIcmp() ? header + SHORT_HEADER : header;
    }

    static int most(Packet packet) {
        if (packet.protocol.equals(Protocol.TCP) && (packet.tcpFlags & Packet.RST) != 0) {
            return header(packet) + TCP_HEADER;
        }
        if (packet.protocol.equals(Protocol.TCP) && (packet.tcpFlags & Packet.SYN) != 0) {
            return header(packet) + MOST_TCP_HEADER;
        }
        return refuses(packet) ? (packet.v6() ? MOST_REFUSAL_V6 : MOST_REFUSAL) : MOST;
    }

    private static boolean refuses(Packet packet) {
        return packet.protocol.isIcmp() && !packet.connection.protocol.equals(packet.protocol);
    }

    private static int header(Packet packet) {
        return packet.v6() ? 40 : 20;
    }
}
