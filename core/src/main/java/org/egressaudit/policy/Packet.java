package org.egressaudit.policy;

import java.time.Instant;
import java.util.Set;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * One packet on its way through a rule set; rules may change it.
 *
 * <p>What is null or negative is not known, except where said.
 */
public final class Packet {

    /** What connection tracking says of a packet (iptables-extensions(8), conntrack). */
    public enum State {
        NEW,
        ESTABLISHED,
        RELATED,
        INVALID,
        UNTRACKED
    }

    /** Bits of the TCP header's flags. */
    public static final int FIN = 1;

    public static final int SYN = 2;
    public static final int RST = 4;
    public static final int PSH = 8;
    public static final int ACK = 16;
    public static final int URG = 32;

    /** A port that the system chose: one of 32768 to 60999 (net.ipv4.ip_local_port_range). */
    public static final int EPHEMERAL = -1;

    /** What is not known. */
    public static final int UNKNOWN = -2;

    /** Wherever the packet itself is looked up. */
    static final int OWN_ZONE = -2;

    final Protocol protocol;

    @Nullable
    IpAddress source;

    IpAddress destination;
    int sourcePort;
    int destinationPort;
    final int icmpCode;
    /** What the packet had before any translation, for {@code --ctorigdst}. */
    final @Nullable IpAddress originalSource;

    final IpAddress originalDestination;
    final int originalSourcePort;
    final int originalDestinationPort;
    State state = State.NEW;
    /** Whether it travels against the connection's first packet. */
    final boolean reply;

    boolean hasOwner;
    long user = UNKNOWN;
    Set<Long> groups = Set.of();
    /** Interface it came in by; empty for a packet made here. */
    @Nullable
    String inInterface = "";
    /** Interface it goes out by; empty for a packet delivered here. */
    @Nullable
    String outInterface = "";

    long mark;
    long connectionMark;
    /** Whether a rule set the mark to something not known. */
    boolean markUnknown;

    final int tcpFlags;
    final @Nullable Instant time;
    /** Zone of connection tracking in which it is looked up. */
    int zone;
    /** Zone in which its connection is known; the packet's own for the first of a connection, -1 for none. */
    int knownZone = OWN_ZONE;

    boolean destinationTranslated;
    boolean sourceTranslated;
    /** To where the first packet of its connection was translated; null when it was not, or this is the first. */
    private @Nullable IpAddress connectionDestination;

    private int connectionDestinationPort;
    /** Whether it is settled where it goes: translation of the destination happens at one hook only. */
    boolean destinationSettled;

    Packet(
            Protocol protocol,
            @Nullable IpAddress source,
            IpAddress destination,
            int sourcePort,
            int destinationPort,
            int icmpCode,
            @Nullable IpAddress originalSource,
            IpAddress originalDestination,
            int originalSourcePort,
            int originalDestinationPort,
            boolean reply,
            int tcpFlags,
            @Nullable Instant time) {
        this.protocol = protocol;
        this.source = source;
        this.destination = destination;
        this.sourcePort = sourcePort;
        this.destinationPort = destinationPort;
        this.icmpCode = icmpCode;
        this.originalSource = originalSource;
        this.originalDestination = originalDestination;
        this.originalSourcePort = originalSourcePort;
        this.originalDestinationPort = originalDestinationPort;
        this.reply = reply;
        this.tcpFlags = tcpFlags;
        this.time = time;
    }

    /** A packet of a flow in its own direction, as the process sends it. */
    static Packet of(Flow flow, int tcpFlags) {
        Packet packet = new Packet(
                flow.protocol(),
                flow.source(),
                flow.destination(),
                flow.sourcePort(),
                flow.destinationPort(),
                flow.icmpCode(),
                flow.source(),
                flow.destination(),
                flow.sourcePort(),
                flow.destinationPort(),
                false,
                flow.protocol().equals(Protocol.TCP) ? tcpFlags : 0,
                flow.time());
        packet.outInterface = flow.outInterface();
        packet.hasOwner = true;
        packet.user = flow.user() < 0 ? UNKNOWN : flow.user();
        packet.groups = flow.groups();
        return packet;
    }

    /** It belongs to a connection whose first packet was translated, and will be translated likewise. */
    void translatedBefore(Packet first) {
        connectionDestination = first.destination;
        connectionDestinationPort = first.destinationPort;
    }

    /** Comes to the hook where destinations are translated, as a packet that is not the first of its connection. */
    void settleDestination() {
        if (connectionDestination != null) {
            destination = connectionDestination;
            destinationPort = connectionDestinationPort;
            destinationTranslated = true;
        }
    }

    /** As it is now. */
    Packet copy() {
        Packet copy = new Packet(
                protocol,
                source,
                destination,
                sourcePort,
                destinationPort,
                icmpCode,
                originalSource,
                originalDestination,
                originalSourcePort,
                originalDestinationPort,
                reply,
                tcpFlags,
                time);
        copy.state = state;
        copy.hasOwner = hasOwner;
        copy.user = user;
        copy.groups = groups;
        copy.inInterface = inInterface;
        copy.outInterface = outInterface;
        copy.mark = mark;
        copy.connectionMark = connectionMark;
        copy.markUnknown = markUnknown;
        copy.zone = zone;
        copy.knownZone = knownZone;
        copy.destinationTranslated = destinationTranslated;
        copy.sourceTranslated = sourceTranslated;
        return copy;
    }

    /** Interface it came in by: empty when made here, null when not known. */
    public @Nullable String inInterface() {
        return inInterface;
    }

    /** Interface it goes out by: empty when delivered here, null when not known. */
    public @Nullable String outInterface() {
        return outInterface;
    }

    /**
     * What tracking says of a packet whose connection it does not know: for TCP a SYN-ACK out of nowhere is INVALID
     * (nf_conntrack_proto_tcp), an echo reply too; a datagram begins a connection of its own.
     */
    private State stranger() {
        return protocol.equals(Protocol.TCP) || protocol.isIcmp() ? State.INVALID : State.NEW;
    }

    /** Is looked up by connection tracking, unless a rule took it out. */
    void track() {
        if (state != State.UNTRACKED && knownZone != OWN_ZONE && knownZone != zone) {
            state = stranger();
        }
    }

    public Protocol protocol() {
        return protocol;
    }

    /** Local address at first; null when not known. */
    public @Nullable IpAddress source() {
        return source;
    }

    public IpAddress destination() {
        return destination;
    }

    /** A port, or {@link #EPHEMERAL}. */
    public int sourcePort() {
        return sourcePort;
    }

    /** A port, or {@link #EPHEMERAL}; for ICMP the type. */
    public int destinationPort() {
        return destinationPort;
    }

    public int icmpCode() {
        return icmpCode;
    }

    public State state() {
        return state;
    }

    public boolean reply() {
        return reply;
    }

    public @Nullable Instant time() {
        return time;
    }

    /** Bits of the TCP flags; 0 for other protocols. */
    public int tcpFlags() {
        return tcpFlags;
    }

    /** Whether it is IPv6. */
    public boolean v6() {
        return destination.v6();
    }
}
