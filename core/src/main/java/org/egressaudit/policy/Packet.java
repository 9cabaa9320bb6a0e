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

    /** With what Linux sends when a program asks for nothing else (net.ipv4.ip_default_ttl, ipv6 hop_limit). */
    private static final int USUAL_TIME_TO_LIVE = 64;

    /** No zone of connection tracking. */
    static final int NOWHERE = -1;

    final Protocol protocol;
    final Connection connection;
    /** Whether it travels against the connection's first packet. */
    final boolean reply;

    final int tcpFlags;
    final int icmpCode;
    final @Nullable Instant time;

    @Nullable
    IpAddress source;

    IpAddress destination;
    int sourcePort;
    int destinationPort;
    /** What tracking will say of it when it knows its connection; what it says once it was asked. */
    State state = State.NEW;
    /**
     * Whether tracking has seen it, or what it answers: it is not asked again, and no rule can take it out any more
     * (xt_CT and nf_conntrack_in leave a packet alone that has a connection; nf_ct_attach gives it to refusals).
     */
    boolean tracked;
    /** Zone of connection tracking in which it is looked up. */
    int zone;
    /** Whether a rule has said how it is to be tracked; what later rules say of that counts for nothing (xt_CT). */
    private boolean templated;

    boolean hasOwner;
    /** Whether the kernel sent it from a socket of its own, which no process has opened (xt_owner). */
    boolean fromKernelSocket;

    long user = UNKNOWN;
    Set<Long> groups = Set.of();
    /** Interface it came in by; empty for a packet made here. */
    @Nullable
    String inInterface = "";
    /** Interface it goes out by; empty for a packet delivered here. */
    @Nullable
    String outInterface = "";

    int timeToLive = UNKNOWN;
    /** Type of service, or traffic class; with the bits for congestion. */
    int service = UNKNOWN;

    long mark;
    /** Whether a rule set the mark to something not known. */
    boolean markUnknown;
    /** Whether its destination was translated on its way. */
    boolean destinationTranslated;
    /** Whether its source was. */
    boolean sourceTranslated;
    /** Whether it is settled where it goes: translation of the destination happens at one hook only. */
    boolean destinationSettled;

    private Packet(
            Protocol protocol,
            Connection connection,
            boolean reply,
            int tcpFlags,
            int icmpCode,
            @Nullable Instant time,
            IpAddress destination) {
        this.protocol = protocol;
        this.connection = connection;
        this.reply = reply;
        this.tcpFlags = tcpFlags;
        this.icmpCode = icmpCode;
        this.time = time;
        this.destination = destination;
    }

    /** The first packet of a flow, as the process sends it. */
    static Packet first(Flow flow) {
        Connection connection = new Connection(
                flow.protocol(), flow.source(), flow.sourcePort(), flow.destination(), flow.destinationPort());
        Packet first = sent(flow, connection, SYN);
        first.service = 0;
        return first;
    }

    /** What follows the answer to the first packet: the end of TCP's handshake, and all data. */
    static Packet second(Flow flow, Connection connection) {
        Packet second = sent(flow, connection, ACK);
        second.state = State.ESTABLISHED;
        return second;
    }

    /** Data of the program, of which the last segment that it writes at once has PSH set (RFC 9293 3.9.1). */
    static Packet pushed(Flow flow, Connection connection) {
        Packet pushed = sent(flow, connection, ACK | PSH);
        pushed.state = State.ESTABLISHED;
        return pushed;
    }

    private static Packet sent(Flow flow, Connection connection, int tcpFlags) {
        Packet packet = new Packet(
                flow.protocol(),
                connection,
                false,
                flow.protocol().equals(Protocol.TCP) ? tcpFlags : 0,
                flow.icmpCode(),
                flow.time(),
                flow.destination());
        packet.source = flow.source();
        packet.sourcePort = flow.sourcePort();
        packet.destinationPort = flow.destinationPort();
        packet.outInterface = flow.outInterface();
        packet.timeToLive = USUAL_TIME_TO_LIVE;
        packet.hasOwner = true;
        packet.user = flow.user() < 0 ? UNKNOWN : flow.user();
        packet.groups = flow.groups();
        return packet;
    }

    /**
     * What the other end answers to the first packet of a connection.
     *
     * @param own to where it is sent
     */
    static Packet reply(Packet first, IpAddress own) {
        int type = first.protocol.equals(Protocol.ICMP) ? 0 : first.protocol.equals(Protocol.ICMPV6) ? 129 : -1;
        Packet reply = new Packet(
                first.protocol,
                first.connection,
                true,
                first.protocol.equals(Protocol.TCP) ? SYN | ACK : 0,
                0,
                first.time,
                own);
        reply.source = first.destination;
        reply.sourcePort = first.protocol.isIcmp() ? 0 : first.destinationPort;
        reply.destinationPort = type >= 0 ? type : first.sourcePort;
        reply.state = State.ESTABLISHED;
        return reply;
    }

    /**
     * What the other end sends when the handshake of TCP is done.
     *
     * @param pushed whether it is the last segment of what was written at once
     */
    static Packet data(Packet reply, boolean pushed) {
        int flags = pushed ? ACK | PSH : ACK;
        Packet data = new Packet(reply.protocol, reply.connection, true, flags, 0, reply.time, reply.destination);
        data.source = reply.source;
        data.sourcePort = reply.sourcePort;
        data.destinationPort = reply.destinationPort;
        data.state = State.ESTABLISHED;
        return data;
    }

    /**
     * What the kernel itself answers to a packet that a rule refuses. It has no owner.
     *
     * <p>As observed on Linux 6.18, a TCP reset comes from the refused packet's destination, an ICMP message from the
     * machine itself.
     *
     * @param own address of the machine that refuses; null when not known
     * @param to to where it is sent
     */
    static Packet refusal(Packet refused, Action.RejectWith with, @Nullable IpAddress own, IpAddress to) {
        boolean reset = with == Action.RejectWith.TCP_RESET;
        Protocol icmp = refused.v6() ? Protocol.ICMPV6 : Protocol.ICMP;
        Packet answer = new Packet(
                reset ? Protocol.TCP : icmp,
                refused.connection,
                true,
                reset ? RST | ACK : 0,
                Math.max(0, with.code()),
                refused.time,
                to);
        answer.source = reset ? refused.destination : own;
        answer.sourcePort = reset ? refused.destinationPort : 0;
        answer.destinationPort = reset ? refused.sourcePort : refused.v6() ? 1 : 3;
        answer.timeToLive = USUAL_TIME_TO_LIVE;
        // observed: icmp_send has a socket, a reset has none
        answer.fromKernelSocket = !reset;
        answer.tracked = refused.hasConnection();
        answer.state = answer.tracked ? State.RELATED : State.INVALID;
        return answer;
    }

    /** As it is now. */
    Packet copy() {
        Packet copy = new Packet(protocol, connection, reply, tcpFlags, icmpCode, time, destination);
        copy.source = source;
        copy.sourcePort = sourcePort;
        copy.destinationPort = destinationPort;
        copy.state = state;
        copy.tracked = tracked;
        copy.zone = zone;
        copy.templated = templated;
        copy.hasOwner = hasOwner;
        copy.fromKernelSocket = fromKernelSocket;
        copy.user = user;
        copy.groups = groups;
        copy.inInterface = inInterface;
        copy.outInterface = outInterface;
        copy.timeToLive = timeToLive;
        copy.service = service;
        copy.mark = mark;
        copy.markUnknown = markUnknown;
        copy.destinationTranslated = destinationTranslated;
        copy.sourceTranslated = sourceTranslated;
        return copy;
    }

    /** Comes to the hook where destinations are translated, as a packet that is not the first of its connection. */
    void settleDestination() {
        if (state != State.NEW && !reply && connection.destinationTranslated) {
            destination = connection.translatedDestination;
            destinationPort = connection.translatedPort;
            destinationTranslated = true;
        }
    }

    /** Is sent by this machine too. */
    void sentByLinux() {
        timeToLive = USUAL_TIME_TO_LIVE;
    }

    /** As a reply whose connection tracking found, gets back the addresses that this had before translation. */
    void undoTranslation() {
        if (state != State.ESTABLISHED && state != State.RELATED) {
            return;
        }
        if (connection.destinationTranslated) {
            source = connection.destination;
            sourcePort = connection.destinationPort;
        }
        if (connection.sourceTranslated && connection.source != null) {
            destination = connection.source;
        }
    }

    /** Is taken out of connection tracking, while that has not seen it and no rule said how it should. */
    void takeOut() {
        if (!tracked && !templated) {
            state = State.UNTRACKED;
            templated = true;
        }
    }

    /** Will be looked up in a zone, while tracking has not seen it and no rule said how it should. */
    void enterZone(int number) {
        if (!tracked && !templated) {
            zone = number;
            templated = true;
        }
    }

    /** Is looked up by connection tracking, unless a rule took it out or it has been before. */
    void track() {
        if (tracked || state == State.UNTRACKED) {
            return;
        }
        if (state == State.NEW) {
            connection.zone = zone;
        } else if (connection.zone != zone) {
            state = stranger();
            if (state == State.NEW && !reply) {
                connection.zone = zone;
            }
        } else if (reply) {
            connection.answered = true;
        } else if (!connection.answered && protocol.equals(Protocol.TCP)) {
            // tracking waits for a SYN-ACK, which it met in another zone or not at all
            state = State.INVALID;
        }
        tracked = true;
    }

    /**
     * What tracking says of a packet whose connection it does not know: for TCP a SYN-ACK or a reset out of nowhere is
     * INVALID, an echo reply too; a datagram begins a connection of its own, and so does a later segment of TCP
     * (nf_conntrack_proto_tcp; net.netfilter.nf_conntrack_tcp_loose is 1 unless somebody sets it).
     */
    private State stranger() {
        boolean answer = protocol.equals(Protocol.TCP) && (tcpFlags & (SYN | RST)) != 0;
        return answer || protocol.isIcmp() ? State.INVALID : State.NEW;
    }

    /**
     * Whether, as an answer that came in, it comes from where the program sent to, and to where it sent from: a socket
     * of TCP takes nothing else, nor does a connected one of UDP (connect(2)). Observed: ping takes it from anybody.
     */
    boolean fitsSocket() {
        boolean from =
                protocol.isIcmp() || connection.destination.equals(source) && sourcePort == connection.destinationPort;
        return from && (connection.source == null || connection.source.equals(destination));
    }

    /** Whether a rule that asks for its connection finds one. */
    boolean hasConnection() {
        return state != State.UNTRACKED && state != State.INVALID;
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

    /** Interface it came in by: empty when made here, null when not known. */
    public @Nullable String inInterface() {
        return inInterface;
    }

    /** Interface it goes out by: empty when delivered here, null when not known. */
    public @Nullable String outInterface() {
        return outInterface;
    }

    /** Whether it is IPv6. */
    public boolean v6() {
        return destination.v6();
    }
}
