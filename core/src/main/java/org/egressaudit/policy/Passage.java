package org.egressaudit.policy;

import java.util.List;
import java.util.Objects;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.egressaudit.net.Target;
import org.egressaudit.policy.Verdict.Manner;
import org.egressaudit.policy.Verdict.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A whole connection attempt through a rule set, for one way in which the unknown conditions turn out: the first packet
 * out, the reply in, and for TCP the packet after the handshake.
 *
 * @param verdict what becomes of it
 * @param met why each condition that was not known is not, in the order met
 * @param reasons what else it depends on
 */
record Passage(Verdict verdict, List<String> met, List<String> reasons) {

    static Passage make(IndexedRuleSet rules, Flow flow, Target target, List<Boolean> script) {
        Journey.Choices choices = new Journey.Choices(script);
        Attempt attempt = new Attempt(rules, flow, target, choices);
        Verdict verdict = rules.ruleSet().role() instanceof RuleSet.Role.Gateway gateway
                ? attempt.through(gateway)
                : attempt.fromHere();
        return new Passage(verdict, choices.met(), choices.reasons());
    }

    boolean isBlocked() {
        return verdict instanceof Verdict.Blocked;
    }

    boolean isOpen() {
        return verdict instanceof Verdict.Undecided || !reasons.isEmpty();
    }

    private static final class Attempt {
        private final IndexedRuleSet rules;
        private final Flow flow;
        private final Target target;
        private final Journey journey;

        Attempt(IndexedRuleSet rules, Flow flow, Target target, Journey.Choices choices) {
            this.rules = rules;
            this.flow = flow;
            this.target = target;
            this.journey = new Journey(choices, target);
        }

        /** The machine makes the connection itself. */
        Verdict fromHere() {
            Packet first = Packet.first(flow);
            Journey.End end = journey.through(rules.output(), first);
            if (end != Journey.End.PASSED) {
                return stopped(end, first);
            }
            Verdict allowed = new Verdict.Allowed(trace(first));
            if (!answers(first)) {
                return allowed;
            }
            boolean delivered = target.isLocal(first.destination);
            if (flow.destination().isLoopback() && !delivered) {
                // observed: IPv6 sends it out with its loopback source, which nobody answers
                return new Verdict.Blocked(Manner.DROPPED, Outcome.TIMEOUT, trace(first));
            }
            Packet reply = reply(first, delivered ? "" : comesBackBy(first), delivered ? "lo" : "");
            if (delivered) {
                end = crossesLoopback(first);
                if (end == Journey.End.REJECTED) {
                    return refusedByItself(first);
                }
                end = end == Journey.End.PASSED ? answersItself(reply) : end;
            } else {
                end = arrives(reply);
            }
            if (end != Journey.End.PASSED || !reply.fitsSocket()) {
                return lost(end, reply);
            }
            return flow.protocol().equals(Protocol.TCP) ? connected(first, reply, delivered, allowed) : allowed;
        }

        /** What follows the answer to TCP's first packet. */
        private Verdict connected(Packet first, Packet reply, boolean delivered, Verdict allowed) {
            long mark = first.connection.mark;
            Packet second = Packet.second(flow, first.connection);
            Journey.End end = journey.through(rules.output(), second);
            if (end != Journey.End.PASSED && first.connection.mark != mark) {
                // data carries the acknowledgement again, and what was dropped has changed what rules see (connmark)
                second = Packet.second(flow, first.connection);
                end = journey.through(rules.output(), second);
            }
            // to tracking that has not seen the beginning, what follows is another connection
            boolean followed = reply.hasConnection() && second.hasConnection();
            if (end != Journey.End.PASSED || followed && !rules.tellsSegmentsApart()) {
                return after(end, second, allowed);
            }
            if (delivered) {
                end = crossesLoopback(second);
                if (end != Journey.End.PASSED) {
                    return after(end, second, allowed);
                }
            }
            if (followed) {
                Packet pushed = Packet.pushed(flow, first.connection);
                end = journey.through(rules.output(), pushed);
                end = end == Journey.End.PASSED && delivered ? crossesLoopback(pushed) : end;
                if (end != Journey.End.PASSED) {
                    return after(end, pushed, allowed);
                }
            }
            for (boolean last : new boolean[] {false, true}) {
                Packet data = Packet.data(reply, last);
                data.inInterface = delivered ? "" : reply.inInterface;
                data.outInterface = delivered ? "lo" : "";
                end = delivered ? answersItself(data) : arrives(data);
                if (end != Journey.End.PASSED) {
                    return after(end, data, allowed);
                }
            }
            return allowed;
        }

        /** From the local server's socket to the program's. */
        private Journey.End answersItself(Packet reply) {
            reply.sentByLinux();
            reply.hasOwner = true;
            Journey.End end = journey.through(rules.output(), reply);
            return end == Journey.End.PASSED ? crossesLoopback(reply) : end;
        }

        private Journey.End crossesLoopback(Packet packet) {
            packet.hasOwner = false;
            packet.inInterface = "lo";
            packet.outInterface = "";
            return arrives(packet);
        }

        /** Where the answer comes in: where the flow left, when its own address belongs there. */
        private @Nullable String comesBackBy(Packet first) {
            IpAddress own = first.source;
            String left = first.outInterface;
            boolean elsewhere = own != null
                    && left != null
                    && target.interfaces().entrySet().stream()
                            .anyMatch(each -> !each.getKey().equals(left)
                                    && each.getValue().stream()
                                            .anyMatch(
                                                    address -> address.address().equals(own)));
            return elsewhere ? null : left;
        }

        private Journey.End arrives(Packet packet) {
            Journey.End end = journey.through(rules.prerouting(), packet);
            return end == Journey.End.PASSED ? journey.through(rules.input(), packet) : end;
        }

        /** Sent to the machine itself and refused as it comes in. */
        private Verdict refusedByItself(Packet packet) {
            Trace trace = trace(packet);
            Action.RejectWith with = Objects.requireNonNull(journey.rejectedWith());
            boolean heard = answered(with, packet) && (!flow.protocol().equals(Protocol.UDP) || with.endsSockets());
            return heard
                    ? new Verdict.Blocked(Manner.REJECTED, with.outcome(), trace)
                    : new Verdict.Blocked(Manner.DROPPED, Outcome.TIMEOUT, trace);
        }

        /** The machine passes it on, or is itself what the flow wants to reach. */
        Verdict through(RuleSet.Role.Gateway gateway) {
            Packet first = crossing(Packet.first(flow), gateway);
            Journey.End end = journey.through(rules.prerouting(), first);
            if (end == Journey.End.PASSED && target.isLocal(first.destination)) {
                return to(first, gateway);
            }
            end = end == Journey.End.PASSED ? journey.through(rules.forward(), first) : end;
            if (end != Journey.End.PASSED) {
                return stoppedOnTheWay(end, first);
            }
            Verdict allowed = new Verdict.Allowed(trace(first));
            if (!answers(first)) {
                return allowed;
            }
            Packet reply = reply(first, gateway.outside(), gateway.inside());
            end = journey.through(rules.prerouting(), reply);
            end = end == Journey.End.PASSED ? journey.through(rules.forward(), reply) : end;
            if (end != Journey.End.PASSED) {
                return lost(end, reply);
            }
            if (!flow.protocol().equals(Protocol.TCP)) {
                return allowed;
            }
            Packet second = crossing(Packet.second(flow, first.connection), gateway);
            end = journey.through(rules.prerouting(), second);
            end = end == Journey.End.PASSED ? journey.through(rules.forward(), second) : end;
            if (end != Journey.End.PASSED || !rules.tellsSegmentsApart()) {
                return after(end, second, allowed);
            }
            Packet pushed = crossing(Packet.pushed(flow, first.connection), gateway);
            end = journey.through(rules.prerouting(), pushed);
            end = end == Journey.End.PASSED ? journey.through(rules.forward(), pushed) : end;
            if (end != Journey.End.PASSED) {
                return after(end, pushed, allowed);
            }
            for (boolean last : new boolean[] {false, true}) {
                Packet data = Packet.data(reply, last);
                data.inInterface = gateway.outside();
                data.outInterface = gateway.inside();
                end = journey.through(rules.prerouting(), data);
                end = end == Journey.End.PASSED ? journey.through(rules.forward(), data) : end;
                if (end != Journey.End.PASSED) {
                    return after(end, data, allowed);
                }
            }
            return allowed;
        }

        /** The flow's end is the gateway: a resolver or a proxy that runs there. */
        private Verdict to(Packet first, RuleSet.Role.Gateway gateway) {
            first.outInterface = "";
            Journey.End end = journey.through(rules.input(), first);
            if (end != Journey.End.PASSED) {
                return stoppedOnTheWay(end, first);
            }
            Verdict allowed = new Verdict.Allowed(trace(first));
            if (!answers(first)) {
                return allowed;
            }
            Packet reply = reply(first, "", gateway.inside());
            reply.hasOwner = true;
            end = journey.through(rules.output(), reply);
            return end == Journey.End.PASSED ? allowed : lost(end, reply);
        }

        private static Packet crossing(Packet packet, RuleSet.Role.Gateway gateway) {
            packet.hasOwner = false;
            packet.timeToLive = Packet.UNKNOWN;
            packet.inInterface = gateway.inside();
            packet.outInterface = gateway.outside();
            return packet;
        }

        private Verdict after(Journey.End end, Packet second, Verdict allowed) {
            if (end == Journey.End.OPEN) {
                return open(second);
            }
            return end == Journey.End.PASSED
                    ? allowed
                    : new Verdict.Blocked(Manner.HANGS, Outcome.HANGS, trace(second));
        }

        /** Whether an answer is waited for: every protocol but ICMP messages that ask nothing. */
        private static boolean answers(Packet packet) {
            return !packet.protocol.isIcmp()
                    || packet.destinationPort == (packet.protocol.equals(Protocol.ICMP) ? 8 : 128);
        }

        private Packet reply(Packet first, @Nullable String in, @Nullable String out) {
            Packet reply = Packet.reply(first, own(first));
            reply.inInterface = in;
            reply.outInterface = out;
            return reply;
        }

        /** The sender's own address; when it is not known any of its family, so that only a wildcard matches surely. */
        private IpAddress own(Packet first) {
            return first.source != null
                    ? first.source
                    : target.addresses().stream()
                            .filter(address -> address.v6() == first.v6())
                            .findFirst()
                            .orElse(first.v6() ? IpAddress.v6(0, 0) : IpAddress.v4(0));
        }

        private Verdict open(Packet packet) {
            return new Verdict.Undecided(List.of("it depends on something outside the rule set"), trace(packet));
        }

        /** The first packet does not leave the machine that makes it. */
        private Verdict stopped(Journey.End end, Packet packet) {
            if (end == Journey.End.OPEN) {
                return open(packet);
            }
            Trace trace = trace(packet);
            boolean tcp = flow.protocol().equals(Protocol.TCP);
            if (end == Journey.End.UNROUTABLE) {
                return new Verdict.Blocked(Manner.DROPPED, tcp ? Outcome.TIMEOUT : Outcome.FAILS, trace);
            }
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

        /** The first packet gets to the gateway, and no further. */
        private Verdict stoppedOnTheWay(Journey.End end, Packet packet) {
            if (end == Journey.End.OPEN) {
                return open(packet);
            }
            Trace trace = trace(packet);
            if (end == Journey.End.DROPPED) {
                return new Verdict.Blocked(Manner.DROPPED, Outcome.TIMEOUT, trace);
            }
            Action.RejectWith with = Objects.requireNonNull(journey.rejectedWith());
            Packet answer = Packet.refusal(packet, with, null, own(packet));
            answer.outInterface = packet.inInterface;
            return journey.another().through(rules.output(), answer) == Journey.End.PASSED
                    ? new Verdict.Blocked(Manner.REJECTED, with.outcome(), trace)
                    : new Verdict.Blocked(Manner.DROPPED, Outcome.TIMEOUT, trace);
        }

        /** Whether the kernel's own answer to a refused packet reaches the program: over lo, RELATED, without owner. */
        private boolean answered(Action.RejectWith with, Packet refused) {
            Packet answer = Packet.refusal(refused, with, refused.source, own(refused));
            answer.outInterface = "lo";
            Journey way = journey.another();
            if (way.through(rules.output(), answer) != Journey.End.PASSED) {
                return false;
            }
            answer.inInterface = "lo";
            answer.outInterface = "";
            return way.through(rules.prerouting(), answer) == Journey.End.PASSED
                    && way.through(rules.input(), answer) == Journey.End.PASSED;
        }

        /** The packet left, and what should come back does not. */
        private Verdict lost(Journey.End end, Packet packet) {
            return end == Journey.End.OPEN
                    ? open(packet)
                    : new Verdict.Blocked(Manner.DROPPED, Outcome.TIMEOUT, trace(packet));
        }

        private Trace trace(Packet packet) {
            return Traces.of(journey.end(), packet);
        }
    }
}
