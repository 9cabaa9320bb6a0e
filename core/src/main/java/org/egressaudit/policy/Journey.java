package org.egressaudit.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Target;
import org.jspecify.annotations.Nullable;

/**
 * One packet through one list of stages, with unknown conditions answered by a script of choices.
 *
 * <p>A journey is made again for each way in which its unknown conditions may turn out; see {@link Evaluation}.
 */
final class Journey {

    /** Chains that call chains; the kernel refuses loops as it loads, so this is only met in a broken file. */
    private static final int MOST_DEPTH = 128;

    /** Generic routing encapsulation, whose translation needs a key that not every header has (nf_conntrack_proto_gre). */
    private static final int GRE = 47;

    /** How a packet ended. */
    enum End {
        PASSED,
        DROPPED,
        REJECTED,
        /** Nobody can say: a queue, a broken chain. */
        OPEN
    }

    private final RuleSet ruleSet;
    private final Choices choices;
    private final Target target;
    private final Deque<Trace.Entered> path = new ArrayDeque<>();
    private List<Trace.Entered> endPath = List.of();
    private @Nullable Chain endChain;
    private int endNumber;
    private Action.@Nullable RejectWith rejectedWith;

    Journey(RuleSet ruleSet, Choices choices, Target target) {
        this.ruleSet = ruleSet;
        this.choices = choices;
        this.target = target;
    }

    /** A journey of another packet, under the same choices. */
    Journey another() {
        return new Journey(ruleSet, choices, target);
    }

    /** The chain in which the packet ended, or that let it pass last; null when it met none. */
    @Nullable
    Chain endChain() {
        return endChain;
    }

    /** Number of the rule that ended it, counted from 1; 0 for the policy. */
    int endNumber() {
        return endNumber;
    }

    List<Trace.Entered> endPath() {
        return endPath;
    }

    Action.@Nullable RejectWith rejectedWith() {
        return rejectedWith;
    }

    /** Through all stages; ends at the first that does not let it pass. */
    End through(List<RuleSet.Stage> stages, Packet packet) {
        for (RuleSet.Stage stage : stages) {
            if (stage.kind() == RuleSet.Stage.Kind.REROUTE && packet.destinationTranslated) {
                packet.outInterface = target.isLocal(packet.destination) ? "lo" : null;
            } else if (stage.kind() == RuleSet.Stage.Kind.UNDO_TRANSLATION && packet.reply) {
                packet.source = packet.originalDestination;
                packet.sourcePort = packet.originalDestinationPort;
                packet.destination = packet.originalSource == null ? packet.destination : packet.originalSource;
            }
            End end = stage.kind() == RuleSet.Stage.Kind.BEFORE_TRACKING
                    ? beforeTracking(stage, packet)
                    : stage.chain() == null || skipped(stage, packet) ? End.PASSED : hook(stage, packet);
            if (end != End.PASSED) {
                return end;
            }
        }
        return End.PASSED;
    }

    private End beforeTracking(RuleSet.Stage stage, Packet packet) {
        Packet.State state = packet.state;
        End end = End.PASSED;
        if (stage.chain() != null) {
            // observed: in table raw every packet is INVALID to conntrack, unless NOTRACK already stood
            packet.state = Packet.State.INVALID;
            end = hook(stage, packet);
        }
        if (packet.state != Packet.State.UNTRACKED) {
            packet.state = state;
            packet.track();
        }
        return end;
    }

    /** Translation happens once, for the first packet of a tracked connection (nf_nat). */
    private static boolean skipped(RuleSet.Stage stage, Packet packet) {
        boolean translates = stage.kind() == RuleSet.Stage.Kind.TRANSLATE_DESTINATION
                || stage.kind() == RuleSet.Stage.Kind.TRANSLATE_SOURCE;
        return translates && packet.state != Packet.State.NEW;
    }

    private End hook(RuleSet.Stage stage, Packet packet) {
        Chain chain = java.util.Objects.requireNonNull(stage.chain());
        path.clear();
        path.addLast(new Trace.Entered(chain.label(), null));
        Step step = walk(chain, packet, 0);
        path.clear();
        if (step == Step.DECIDED) {
            return decided;
        }
        endChain = chain;
        endNumber = 0;
        endPath = List.of(new Trace.Entered(chain.label(), null));
        Action policy = chain.policy();
        return policy == null || policy instanceof Action.Accept ? End.PASSED : end(policy);
    }

    private End decided = End.PASSED;

    private enum Step {
        /** The packet's fate in this hook is known. */
        DECIDED,
        /** The chain ended. */
        ENDED
    }

    private Step walk(Chain chain, Packet packet, int depth) {
        if (depth > MOST_DEPTH) {
            decided = End.OPEN;
            choices.depends("the chain " + chain.label() + " calls itself");
            return Step.DECIDED;
        }
        List<Rule> rules = chain.rules();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            Action action = rule.action();
            if (!action.matters()) {
                continue;
            }
            Ternary met = rule.match().test(packet);
            if (met == Ternary.NO || met == Ternary.UNKNOWN && !choices.choose(rule, packet)) {
                continue;
            }
            if (action instanceof Action.Return) {
                return Step.ENDED;
            }
            if (action instanceof Action.Jump || action instanceof Action.Goto) {
                String name = action instanceof Action.Jump jump ? jump.chain() : ((Action.Goto) action).chain();
                Chain called = ruleSet.chain(chain.table(), name);
                if (called == null) {
                    decide(chain, i + 1, End.OPEN);
                    choices.depends("the chain " + name + " is called but not defined");
                    return Step.DECIDED;
                }
                path.addLast(new Trace.Entered(called.label(), rule.span()));
                Step step = walk(called, packet, depth + 1);
                path.removeLast();
                if (step == Step.DECIDED || action instanceof Action.Goto) {
                    return step;
                }
                continue;
            }
            if (!action.isFinal()) {
                change(action, packet);
                continue;
            }
            decide(chain, i + 1, end(action));
            if (decided == End.PASSED) {
                translate(action, packet);
            }
            return Step.DECIDED;
        }
        return Step.ENDED;
    }

    private void decide(Chain chain, int number, End end) {
        endChain = chain;
        endNumber = number;
        endPath = List.copyOf(path);
        decided = end;
    }

    private End end(Action action) {
        if (action instanceof Action.Drop) {
            return End.DROPPED;
        }
        if (action instanceof Action.Reject reject) {
            rejectedWith = reject.with();
            return End.REJECTED;
        }
        if (action instanceof Action.Unmodelled unmodelled) {
            choices.depends(unmodelled.reason());
            return End.OPEN;
        }
        return End.PASSED;
    }

    private static void change(Action action, Packet packet) {
        if (action instanceof Action.SetMark set) {
            if (set.connection()) {
                packet.connectionMark = packet.connectionMark & ~set.mask() & 0xFFFF_FFFFL ^ set.value();
            } else {
                packet.mark = packet.mark & ~set.mask() & 0xFFFF_FFFFL ^ set.value();
            }
        } else if (action instanceof Action.CopyMark copy) {
            if (copy.toConnection()) {
                packet.connectionMark =
                        packet.connectionMark & ~copy.connectionMask() ^ packet.mark & copy.packetMask();
            } else {
                packet.mark = packet.mark & ~copy.packetMask() ^ packet.connectionMark & copy.connectionMask();
            }
        } else if (action instanceof Action.MarkSomehow) {
            packet.markUnknown = true;
        } else if (action instanceof Action.NoTrack) {
            packet.state = Packet.State.UNTRACKED;
        } else if (action instanceof Action.SetZone set) {
            packet.zone = set.zone();
        }
    }

    private void translate(Action action, Packet packet) {
        if (packet.protocol.number() == GRE && !(action instanceof Action.Accept)) {
            choices.depends("how the kernel translates GRE depends on its header");
        }
        if (action instanceof Action.TranslateDestination translate) {
            packet.destinationTranslated = true;
            IpAddress address = translate.address();
            if (address != null) {
                packet.destination = address;
                if (!translate.single()) {
                    choices.depends("the destination is translated to one of several addresses");
                }
            }
            port(translate.ports(), packet);
        } else if (action instanceof Action.Redirect redirect) {
            packet.destinationTranslated = true;
            packet.destination = packet.v6() ? IpAddress.of("::1") : IpAddress.of("127.0.0.1");
            port(redirect.ports(), packet);
        } else if (action instanceof Action.MapNetwork map
                && packet.v6() == map.prefix().base().v6()) {
            packet.destinationTranslated = true;
            packet.destination = mapped(packet.destination, map.prefix());
        } else if (action instanceof Action.TranslateSource translate) {
            packet.sourceTranslated = true;
            packet.source = translate.address();
        }
    }

    private static IpAddress mapped(IpAddress address, org.egressaudit.net.Prefix prefix) {
        IpAddress base = prefix.base();
        IpAddress last = prefix.last();
        long highHost = base.high() ^ last.high();
        long lowHost = base.low() ^ last.low();
        return new IpAddress(
                address.v6(), base.high() | address.high() & highHost, base.low() | address.low() & lowHost);
    }

    private void port(@Nullable PortRange ports, Packet packet) {
        if (ports != null && packet.protocol.hasPorts()) {
            packet.destinationPort = ports.from();
            if (ports.from() != ports.to()) {
                choices.depends("the port is translated to one of " + ports);
            }
        }
    }

    /** The answers to unknown conditions: those already chosen, then "no", each remembered. */
    static final class Choices {
        private final List<Boolean> script;
        private final List<String> met = new ArrayList<>();
        private final List<String> reasons = new ArrayList<>();

        Choices(List<Boolean> script) {
            this.script = script;
        }

        boolean choose(Rule rule, Packet packet) {
            int index = met.size();
            met.add(Doubt.of(rule.match(), packet));
            return index < script.size() && script.get(index);
        }

        void depends(String reason) {
            if (!reasons.contains(reason)) {
                reasons.add(reason);
            }
        }

        /** Why each unknown condition is unknown, in the order met. */
        List<String> met() {
            return met;
        }

        List<String> reasons() {
            return reasons;
        }
    }
}
