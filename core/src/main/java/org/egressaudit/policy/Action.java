package org.egressaudit.policy;

import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.jspecify.annotations.Nullable;

/** What a rule does with a packet that meets its condition. */
public sealed interface Action {

    /** The packet passes this table. */
    record Accept() implements Action {}

    /** The packet vanishes. */
    record Drop() implements Action {}

    /** The packet is answered with a refusal. */
    record Reject(RejectWith with) implements Action {}

    /** On to another chain, and back when it ends. */
    record Jump(String chain) implements Action {}

    /** On to another chain, and back past this one when it ends. */
    record Goto(String chain) implements Action {}

    /** Back to the calling chain; in a hook's own chain, its policy. */
    record Return() implements Action {}

    /** Nothing that matters to where a packet goes: counting, logging, tagging. */
    record Continue() implements Action {}

    /** Sets bits of the mark: {@code (mark & ~mask) ^ value}. */
    record SetMark(boolean connection, long value, long mask) implements Action {}

    /**
     * Copies bits of the packet's mark to the connection, or back: those of the source's mask are taken over by XOR,
     * after those of the other's mask are cleared (iptables-extensions(8), CONNMARK).
     *
     * @param toConnection whether it is saved in the connection
     * @param packetMask bits of the packet's mark, {@code --nfmask}
     * @param connectionMask bits of the connection's mark, {@code --ctmask}
     */
    record CopyMark(boolean toConnection, long packetMask, long connectionMask) implements Action {}

    /** Changes a mark in a way that is not modelled. */
    record MarkSomehow() implements Action {}

    /**
     * Sets the time to live.
     *
     * @param to 0 to 255; less when it depends on what it was
     */
    record SetTimeToLive(int to) implements Action {}

    /** Sets bits of the type of service: {@code (service & ~mask) ^ value}. */
    record SetService(int value, int mask) implements Action {}

    /** The packet is not tracked, unless a rule before this one said how it is. */
    record NoTrack() implements Action {}

    /**
     * The packet's connection is looked up in a zone ({@code CT}), unless a rule before this one said how it is tracked.
     *
     * @param zone 0 for the usual one
     */
    record SetZone(int zone) implements Action {}

    /**
     * Changes the destination, and lets the packet pass this table.
     *
     * @param first of the new addresses; null to keep the old one
     * @param last of them; the first when it is the only one, null with it
     * @param ports new ports, or null to keep the port
     */
    record TranslateDestination(
            @Nullable IpAddress first,
            @Nullable IpAddress last,
            @Nullable PortRange ports) implements Action {}

    /** Sends the packet to the machine itself ({@code REDIRECT}): for a packet made here, to loopback. */
    record Redirect(@Nullable PortRange ports) implements Action {}

    /** Maps the network part of the destination ({@code NETMAP}); in the source when it goes out. */
    record MapNetwork(org.egressaudit.net.Prefix prefix) implements Action {}

    /** Changes the source, and lets the packet pass this table. */
    record TranslateSource(@Nullable IpAddress address) implements Action {}

    /**
     * A verdict that something outside the rule set gives.
     *
     * @param source as written
     * @param reason what would decide it
     */
    record Unmodelled(String source, String reason) implements Action {}

    /** Actions after which no rule of the chain is looked at. */
    default boolean isFinal() {
        return !(this instanceof Continue
                || this instanceof SetMark
                || this instanceof CopyMark
                || this instanceof MarkSomehow
                || this instanceof SetTimeToLive
                || this instanceof SetService
                || this instanceof NoTrack
                || this instanceof SetZone
                || this instanceof Jump);
    }

    /** Whether it matters to a verdict that the rule is met. */
    default boolean matters() {
        return !(this instanceof Continue);
    }

    /** With what a packet is refused, by the names of iptables. */
    enum RejectWith {
        PORT_UNREACHABLE("icmp-port-unreachable", 3, Verdict.Outcome.REFUSED),
        NET_UNREACHABLE("icmp-net-unreachable", 0, Verdict.Outcome.NET_UNREACHABLE),
        HOST_UNREACHABLE("icmp-host-unreachable", 1, Verdict.Outcome.HOST_UNREACHABLE),
        PROTO_UNREACHABLE("icmp-proto-unreachable", 2, Verdict.Outcome.FAILS),
        NET_PROHIBITED("icmp-net-prohibited", 9, Verdict.Outcome.NET_UNREACHABLE),
        HOST_PROHIBITED("icmp-host-prohibited", 10, Verdict.Outcome.HOST_UNREACHABLE),
        ADMIN_PROHIBITED("icmp-admin-prohibited", 13, Verdict.Outcome.HOST_UNREACHABLE),
        TCP_RESET("tcp-reset", -1, Verdict.Outcome.REFUSED),
        V6_NO_ROUTE("icmp6-no-route", 0, Verdict.Outcome.NET_UNREACHABLE),
        V6_ADMIN_PROHIBITED("icmp6-adm-prohibited", 1, Verdict.Outcome.DENIED),
        V6_ADDRESS_UNREACHABLE("icmp6-addr-unreachable", 3, Verdict.Outcome.HOST_UNREACHABLE),
        V6_PORT_UNREACHABLE("icmp6-port-unreachable", 4, Verdict.Outcome.REFUSED),
        V6_POLICY_FAIL("icmp6-policy-fail", 5, Verdict.Outcome.DENIED),
        V6_REJECT_ROUTE("icmp6-reject-route", 6, Verdict.Outcome.DENIED);

        private final String label;
        private final int code;
        private final Verdict.Outcome outcome;

        RejectWith(String label, int code, Verdict.Outcome outcome) {
            this.label = label;
            this.code = code;
            this.outcome = outcome;
        }

        /** As iptables-save writes it. */
        public String label() {
            return label;
        }

        /** Code of the ICMP or ICMPv6 message (ip_icmp.h, icmpv6.h); -1 for none. */
        int code() {
            return code;
        }

        /** Whether it ends the wait of a UDP socket too (icmp_err_convert, tab_unreach: those marked fatal). */
        boolean endsSockets() {
            return switch (this) {
                case NET_UNREACHABLE, HOST_UNREACHABLE, V6_NO_ROUTE, V6_ADDRESS_UNREACHABLE -> false;
                default -> true;
            };
        }

        /** What connect(2) of a TCP client gives. */
        public Verdict.Outcome outcome() {
            return outcome;
        }
    }
}
