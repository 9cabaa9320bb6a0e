package org.egressaudit.policy;

import java.util.List;
import java.util.Objects;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.egressaudit.net.Target;
import org.egressaudit.policy.Packet.State;
import org.egressaudit.policy.Verdict.Manner;
import org.egressaudit.policy.Verdict.Outcome;

/**
 * A whole connection attempt through a rule set, for one way in which the unknown conditions turn out: the first packet
 * out, the reply in, and for TCP the packet after the handshake.
 *
 * @param verdict what becomes of it
 * @param met why each condition that was not known is not, in the order met
 * @param reasons what else it depends on
 */
record Passage(Verdict verdict, List<String> met, List<String> reasons) {

    static Passage make(RuleSet ruleSet, Flow flow, Target target, List<Boolean> script) {
        Journey.Choices choices = new Journey.Choices(script);
        Verdict verdict = new Attempt(ruleSet, flow, target, choices).verdict();
        return new Passage(verdict, List.copyOf(choices.met()), List.copyOf(choices.reasons()));
    }

    boolean isBlocked() {
        return verdict instanceof Verdict.Blocked;
    }

    boolean isOpen() {
        return verdict instanceof Verdict.Undecided || !reasons.isEmpty();
    }

    private static final class Attempt {
        private final RuleSet ruleSet;
        private final Flow flow;
        private final Target target;
        private final Journey journey;

        Attempt(RuleSet ruleSet, Flow flow, Target target, Journey.Choices choices) {
            this.ruleSet = ruleSet;
            this.flow = flow;
            this.target = target;
            this.journey = new Journey(ruleSet, choices, target);
        }

        Verdict verdict() {
            Packet first = Packet.of(flow, Packet.SYN);
            Journey.End end = journey.through(ruleSet.out(), first);
            if (end != Journey.End.PASSED) {
                return stopped(end, first);
            }
            Verdict allowed = new Verdict.Allowed(Trace.of(journey, first));
            if (ruleSet.in().isEmpty() || !answers(first)) {
                return allowed;
            }
            boolean delivered = target.isLocal(first.destination);
            if (flow.destination().isLoopback() && !delivered) {
                // observed: a loopback source cannot leave; UDP fails with EINVAL, TCP waits
                return new Verdict.Blocked(
                        Manner.DROPPED,
                        flow.protocol().equals(Protocol.TCP) ? Outcome.TIMEOUT : Outcome.FAILS,
                        Trace.of(journey, first));
            }
            if (delivered) {
                first.hasOwner = false;
                first.inInterface = "lo";
                first.outInterface = "";
                end = journey.through(ruleSet.in(), first);
                if (end != Journey.End.PASSED) {
                    return lost(end, first);
                }
            }
            Packet reply = reply(first, delivered);
            if (delivered) {
                reply.hasOwner = true;
                end = journey.through(ruleSet.out(), reply);
                if (end != Journey.End.PASSED) {
                    return lost(end, reply);
                }
                reply.hasOwner = false;
                reply.inInterface = "lo";
                reply.outInterface = "";
            }
            end = journey.through(ruleSet.in(), reply);
            if (end != Journey.End.PASSED) {
                return lost(end, reply);
            }
            return flow.protocol().equals(Protocol.TCP) ? afterHandshake(first, allowed) : allowed;
        }

        private Verdict afterHandshake(Packet first, Verdict allowed) {
            Packet second = Packet.of(flow, Packet.ACK);
            second.state = State.ESTABLISHED;
            second.knownZone = zone(first);
            second.connectionMark = first.connectionMark;
            second.destination = first.destinationTranslated ? first.destination : second.destination;
            second.destinationPort = first.destinationPort;
            Journey.End end = journey.through(ruleSet.out(), second);
            if (end == Journey.End.OPEN) {
                return stopped(end, second);
            }
            return end == Journey.End.PASSED
                    ? allowed
                    : new Verdict.Blocked(Manner.HANGS, Outcome.HANGS, Trace.of(journey, second));
        }

        /** Whether an answer is waited for: every protocol but ICMP messages that ask nothing. */
        private static boolean answers(Packet packet) {
            return !packet.protocol.isIcmp()
                    || packet.destinationPort == (packet.protocol.equals(Protocol.ICMP) ? 8 : 128);
        }

        /** Where tracking knows the connection of the first packet: nowhere when it was not tracked. */
        private static int zone(Packet first) {
            return first.state == State.UNTRACKED ? -1 : first.zone;
        }

        private Packet reply(Packet first, boolean delivered) {
            int type = first.protocol.equals(Protocol.ICMP) ? 0 : first.protocol.equals(Protocol.ICMPV6) ? 129 : -1;
            IpAddress to = first.source;
            Packet reply = new Packet(
                    first.protocol,
                    first.destination,
                    to == null ? nowhere(first) : to,
                    first.protocol.isIcmp() ? 0 : first.destinationPort,
                    type >= 0 ? type : first.sourcePort,
                    0,
                    first.originalSource,
                    first.originalDestination,
                    first.originalSourcePort,
                    first.originalDestinationPort,
                    true,
                    first.protocol.equals(Protocol.TCP) ? Packet.SYN | Packet.ACK : 0,
                    first.time);
            reply.connectionMark = first.connectionMark;
            reply.state = State.ESTABLISHED;
            reply.knownZone = zone(first);
            reply.inInterface = delivered ? "" : flow.outInterface();
            reply.outInterface = delivered ? "lo" : "";
            return reply;
        }

        /** The host's own address when it is not known: any of its family, so that only a wildcard matches surely. */
        private IpAddress nowhere(Packet first) {
            return target.addresses().stream()
                    .filter(address -> address.v6() == first.v6())
                    .findFirst()
                    .orElse(first.v6() ? IpAddress.v6(0, 0) : IpAddress.v4(0));
        }

        /** The first packet does not leave. */
        private Verdict stopped(Journey.End end, Packet packet) {
            Trace trace = Trace.of(journey, packet);
            if (end == Journey.End.OPEN) {
                return new Verdict.Undecided(List.of("it depends on something outside the rule set"), trace);
            }
            boolean tcp = flow.protocol().equals(Protocol.TCP);
            boolean ping6 = flow.protocol().equals(Protocol.ICMPV6);
            if (!tcp && !ping6) {
                // observed: send(2) itself gives EPERM, whatever the kernel answers beside it
                return new Verdict.Blocked(
                        end == Journey.End.DROPPED ? Manner.DROPPED : Manner.REJECTED, Outcome.NOT_PERMITTED, trace);
            }
            if (end == Journey.End.DROPPED) {
                return new Verdict.Blocked(Manner.DROPPED, Outcome.TIMEOUT, trace);
            }
            Action.RejectWith with = Objects.requireNonNull(journey.rejectedWith());
            return answered(with, packet)
                    ? new Verdict.Blocked(Manner.REJECTED, ping6 ? pinged(with) : with.outcome(), trace)
                    : new Verdict.Blocked(Manner.DROPPED, Outcome.TIMEOUT, trace);
        }

        /** Observed: a ping socket takes no-route and address-unreachable as transient and waits on. */
        private static Outcome pinged(Action.RejectWith with) {
            return with == Action.RejectWith.V6_NO_ROUTE || with == Action.RejectWith.V6_ADDRESS_UNREACHABLE
                    ? Outcome.TIMEOUT
                    : with.outcome();
        }

        /** Whether the kernel's own answer to a refused packet reaches the program: over lo, RELATED, without owner. */
        private boolean answered(Action.RejectWith with, Packet refused) {
            boolean reset = with == Action.RejectWith.TCP_RESET;
            Protocol icmp = refused.v6() ? Protocol.ICMPV6 : Protocol.ICMP;
            IpAddress own = refused.source == null ? nowhere(refused) : refused.source;
            Packet answer = new Packet(
                    reset ? Protocol.TCP : icmp,
                    refused.destination,
                    own,
                    reset ? refused.destinationPort : 0,
                    reset ? refused.sourcePort : refused.v6() ? 1 : 3,
                    0,
                    refused.originalSource,
                    refused.originalDestination,
                    refused.originalSourcePort,
                    refused.originalDestinationPort,
                    true,
                    reset ? Packet.RST | Packet.ACK : 0,
                    refused.time);
            answer.state = refused.state == State.UNTRACKED ? State.UNTRACKED : State.RELATED;
            answer.outInterface = "lo";
            Journey way = journey.another();
            if (way.through(ruleSet.out(), answer) != Journey.End.PASSED) {
                return false;
            }
            answer.inInterface = "lo";
            answer.outInterface = "";
            return way.through(ruleSet.in(), answer) == Journey.End.PASSED;
        }

        /** The packet left, and what should come back does not. */
        private Verdict lost(Journey.End end, Packet packet) {
            Trace trace = Trace.of(journey, packet);
            return end == Journey.End.OPEN
                    ? new Verdict.Undecided(List.of("it depends on something outside the rule set"), trace)
                    : new Verdict.Blocked(Manner.DROPPED, Outcome.TIMEOUT, trace);
        }
    }
}
