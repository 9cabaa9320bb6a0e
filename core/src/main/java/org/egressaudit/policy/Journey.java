package org.egressaudit.policy;

import java.util.Arrays;
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

    /** Addresses or ports of a translation that are tried one by one. */
    private static final int MOST_PICKED = 64;

    private static final IpAddress LOOPBACK_V4 = IpAddress.of("127.0.0.1");
    private static final IpAddress LOOPBACK_V6 = IpAddress.of("::1");

    /** How a packet ended. */
    enum End {
        PASSED,
        DROPPED,
        REJECTED,
        /** Translated to where its source cannot go. */
        UNROUTABLE,
        /** Nobody can say: a queue, a broken chain. */
        OPEN
    }

    private final Choices choices;
    private final Target target;
    private final Place here = new Place();
    private final Place end = new Place();
    private Action.@Nullable RejectWith rejectedWith;
    private End decided = End.PASSED;

    Journey(Choices choices, Target target) {
        this.choices = choices;
        this.target = target;
    }

    /** A journey of another packet, under the same choices. */
    Journey another() {
        return new Journey(choices, target);
    }

    /**
     * Where the packet ended; for one that passed, where the stage that is there to decide let it pass: the last of kind
     * {@link RuleSet.Stage.Kind#FILTER}, or the last of all when there is none.
     */
    Place end() {
        return end;
    }

    Action.@Nullable RejectWith rejectedWith() {
        return rejectedWith;
    }

    /** Through all stages; ends at the first that does not let it pass. */
    End through(List<IndexedRuleSet.Stage> stages, Packet packet) {
        boolean filtered = false;
        end.clear();
        for (int i = 0; i < stages.size(); i++) {
            IndexedRuleSet.Stage stage = stages.get(i);
            if (stage.kind() == RuleSet.Stage.Kind.REROUTE && packet.destinationTranslated) {
                packet.outInterface = target.interfaceTo(packet.destination);
            } else if (stage.kind() == RuleSet.Stage.Kind.UNDO_TRANSLATION && packet.reply) {
                packet.undoTranslation();
            }
            boolean settles = stage.kind() == RuleSet.Stage.Kind.TRANSLATE_DESTINATION;
            boolean skipped = skipped(stage, packet);
            if (settles) {
                packet.settleDestination();
                packet.destinationSettled = true;
            }
            IndexedChain chain = stage.chain();
            boolean filters = stage.kind() == RuleSet.Stage.Kind.FILTER;
            End one = stage.kind() == RuleSet.Stage.Kind.BEFORE_TRACKING
                    ? beforeTracking(chain, packet, !filtered)
                    : chain == null || skipped ? End.PASSED : hook(chain, packet, filters || !filtered);
            if (one != End.PASSED) {
                return one;
            }
            if (settles && cannotLeave(packet)) {
                return End.UNROUTABLE;
            }
            filtered |= filters && chain != null;
        }
        return End.PASSED;
    }

    private End beforeTracking(@Nullable IndexedChain chain, Packet packet, boolean tell) {
        if (chain == null || packet.tracked) {
            packet.track();
            return chain == null ? End.PASSED : hook(chain, packet, tell);
        }
        // observed: in table raw every packet is INVALID to conntrack, until tracking has seen it or NOTRACK stands
        Packet.State known = packet.state;
        packet.state = Packet.State.INVALID;
        End one = hook(chain, packet, tell);
        if (packet.state != Packet.State.UNTRACKED) {
            packet.state = known;
            packet.track();
        }
        return one;
    }

    /** Observed: a translated packet of IPv4 is routed at once, and from loopback there is no way out (EINVAL). */
    private boolean cannotLeave(Packet packet) {
        IpAddress source = packet.source == null ? packet.connection.destination : packet.source;
        return packet.destinationTranslated
                && !packet.v6()
                && packet.hasOwner
                && source.isLoopback()
                && !target.isLocal(packet.destination);
    }

    /** Translation happens once, for the first packet of a tracked connection (nf_nat). */
    private static boolean skipped(IndexedRuleSet.Stage stage, Packet packet) {
        boolean settled = stage.kind() == RuleSet.Stage.Kind.TRANSLATE_DESTINATION && packet.destinationSettled;
        boolean translates = stage.kind() == RuleSet.Stage.Kind.TRANSLATE_DESTINATION
                || stage.kind() == RuleSet.Stage.Kind.TRANSLATE_SOURCE;
        return settled || translates && packet.state != Packet.State.NEW;
    }

    /** @param tell whether this is the place to tell of a packet that passes here */
    private End hook(IndexedChain chain, Packet packet, boolean tell) {
        here.enter(chain);
        boolean ended = !walk(chain, packet, 0);
        if (ended) {
            here.enter(chain);
            Action policy = chain.chain().policy();
            decided = policy == null ? End.PASSED : end(policy);
        }
        if (tell || decided != End.PASSED) {
            end.become(here);
        }
        return decided;
    }

    /** Whether the packet's fate in this hook is known; else the chain ended. */
    private boolean walk(IndexedChain chain, Packet packet, int depth) {
        if (depth > MOST_DEPTH) {
            decided = End.OPEN;
            choices.depends("the chain " + chain.chain().label() + " calls itself");
            return true;
        }
        for (int block = 0; block < chain.blocks(); block++) {
            RuleBlock index = chain.block(block, packet.v6());
            long candidates = index.candidates(packet);
            while (candidates != 0) {
                int bit = Long.numberOfTrailingZeros(candidates);
                int number = block * RuleBlock.SIZE + bit;
                candidates &= candidates - 1;
                Rule rule = chain.chain().rules().get(number);
                Ternary met = rule.match().test(packet);
                if (met == Ternary.NO || met == Ternary.UNKNOWN && !choices.choose(rule, packet)) {
                    continue;
                }
                Action action = rule.action();
                if (action instanceof Action.Return) {
                    return false;
                }
                here.at(number + 1);
                boolean calls = action instanceof Action.Jump || action instanceof Action.Goto;
                if (calls) {
                    IndexedChain called = chain.called(number);
                    if (called == null) {
                        String name =
                                action instanceof Action.Jump jump ? jump.chain() : ((Action.Goto) action).chain();
                        decided = End.OPEN;
                        choices.depends("the chain " + name + " is called but not defined");
                        return true;
                    }
                    here.down(called);
                    boolean known = walk(called, packet, depth + 1);
                    if (known) {
                        return true;
                    }
                    here.up();
                    if (action instanceof Action.Goto) {
                        return false;
                    }
                } else if (action.isFinal()) {
                    decided = end(action);
                    if (decided == End.PASSED) {
                        translate(action, packet);
                    }
                    return true;
                } else {
                    change(action, packet);
                }
                // what was done to the packet may let it match other rules further on
                candidates = bit == RuleBlock.SIZE - 1 ? 0 : index.candidates(packet) & -1L << bit + 1;
            }
        }
        return false;
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
            if (!set.connection()) {
                packet.mark = packet.mark & ~set.mask() & 0xFFFF_FFFFL ^ set.value();
            } else if (packet.hasConnection()) {
                packet.connection.mark = packet.connection.mark & ~set.mask() & 0xFFFF_FFFFL ^ set.value();
            }
        } else if (action instanceof Action.CopyMark copy && packet.hasConnection()) {
            if (copy.toConnection()) {
                packet.connection.mark =
                        packet.connection.mark & ~copy.connectionMask() ^ packet.mark & copy.packetMask();
            } else {
                packet.mark = packet.mark & ~copy.packetMask() ^ packet.connection.mark & copy.connectionMask();
            }
        } else if (action instanceof Action.MarkSomehow) {
            packet.markUnknown = true;
        } else if (action instanceof Action.SetTimeToLive set) {
            packet.timeToLive = set.to() < 0 ? Packet.UNKNOWN : set.to();
        } else if (action instanceof Action.SetService set) {
            packet.service = packet.service == Packet.UNKNOWN && set.mask() != 0xFF
                    ? Packet.UNKNOWN
                    : packet.service & ~set.mask() ^ set.value();
        } else if (action instanceof Action.NoTrack) {
            packet.takeOut();
        } else if (action instanceof Action.SetZone set) {
            packet.enterZone(set.zone());
        }
    }

    private void translate(Action action, Packet packet) {
        if (packet.protocol.number() == GRE && !(action instanceof Action.Accept)) {
            choices.depends("how the kernel translates GRE depends on its header");
        }
        if (action instanceof Action.TranslateDestination translate) {
            redirect(packet, destination(translate, packet), translate.ports());
        } else if (action instanceof Action.Redirect redirect) {
            redirect(packet, packet.v6() ? LOOPBACK_V6 : LOOPBACK_V4, redirect.ports());
        } else if (action instanceof Action.MapNetwork map
                && packet.v6() == map.prefix().base().v6()) {
            redirect(packet, mapped(packet.destination, map.prefix()), null);
        } else if (action instanceof Action.TranslateSource translate) {
            IpAddress source = translate.address() == null ? masquerade(packet) : translate.address();
            packet.sourceTranslated = true;
            packet.connection.translatedFrom(source);
            packet.source = source;
        }
    }

    /**
     * MASQUERADE takes an address of the interface by which the packet leaves (inet_select_addr of the kernel); null where
     * that may be one of several.
     */
    private @Nullable IpAddress masquerade(Packet packet) {
        List<IpAddress> own = packet.outInterface == null
                ? List.of()
                : target.interfaces().getOrDefault(packet.outInterface, List.of()).stream()
                        .map(Target.InterfaceAddress::address)
                        .filter(address -> address.v6() == packet.v6())
                        .toList();
        return own.size() == 1 ? own.get(0) : null;
    }

    private static IpAddress mapped(IpAddress address, org.egressaudit.net.Prefix prefix) {
        IpAddress base = prefix.base();
        IpAddress last = prefix.last();
        long highHost = base.high() ^ last.high();
        long lowHost = base.low() ^ last.low();
        return new IpAddress(
                address.v6(), base.high() | address.high() & highHost, base.low() | address.low() & lowHost);
    }

    private IpAddress destination(Action.TranslateDestination translate, Packet packet) {
        IpAddress first = translate.first();
        IpAddress last = translate.last();
        if (first == null || last == null) {
            return packet.destination;
        }
        long count = first.high() == last.high() ? last.low() - first.low() + 1 : 0;
        int chosen = pick(count, "the destination is translated to one of " + first + "-" + last);
        return new IpAddress(first.v6(), first.high(), first.low() + chosen);
    }

    /** One of several, counted from 0, none of which the kernel prefers. */
    private int pick(long count, String reason) {
        if (count < 1 || count > MOST_PICKED) {
            choices.depends(reason);
            return 0;
        }
        int chosen = 0;
        while (chosen + 1 < count && choices.choose(reason)) {
            chosen++;
        }
        return chosen;
    }

    /** @param ports new ports, or null to keep the port */
    private void redirect(Packet packet, IpAddress destination, @Nullable PortRange ports) {
        int port = ports != null && packet.protocol.hasPorts()
                ? ports.from() + pick(ports.to() - ports.from() + 1L, "the port is translated to one of " + ports)
                : packet.destinationPort;
        // nf_nat_setup_info: what stays as it was is no translation
        if (!destination.equals(packet.destination) || port != packet.destinationPort) {
            packet.destination = destination;
            packet.destinationPort = port;
            packet.destinationTranslated = true;
            packet.connection.translatedTo(destination, port);
        }
    }

    /** A chain, those that called it, and the rule in each: where a packet is. */
    static final class Place {
        private IndexedChain[] chains = new IndexedChain[8];
        /** Counted from 1; 0 for the chain's policy. */
        private int[] rules = new int[8];

        private int depth;

        private void clear() {
            depth = 0;
        }

        private void enter(IndexedChain chain) {
            depth = 0;
            down(chain);
        }

        private void down(IndexedChain chain) {
            if (depth == rules.length) {
                chains = Arrays.copyOf(chains, 2 * depth);
                rules = Arrays.copyOf(rules, 2 * depth);
            }
            chains[depth] = chain;
            rules[depth++] = 0;
        }

        private void at(int rule) {
            rules[depth - 1] = rule;
        }

        private void up() {
            depth--;
        }

        private void become(Place other) {
            if (rules.length < other.depth) {
                chains = new IndexedChain[other.chains.length];
                rules = new int[other.rules.length];
            }
            System.arraycopy(other.chains, 0, chains, 0, other.depth);
            System.arraycopy(other.rules, 0, rules, 0, other.depth);
            depth = other.depth;
        }

        /** Chains on the way, the outermost first; 0 when no chain was met. */
        int depth() {
            return depth;
        }

        Chain chain(int level) {
            return chains[level].chain();
        }

        /** Number of the rule at which the packet is in that chain, counted from 1; 0 for the policy. */
        int rule(int level) {
            return rules[level];
        }
    }

    /** The answers to unknown conditions: those already chosen, then "no", each remembered. */
    static final class Choices {
        private final List<Boolean> script;
        private final List<String> met = new java.util.ArrayList<>(0);
        private final List<String> reasons = new java.util.ArrayList<>(0);

        Choices(List<Boolean> script) {
            this.script = script;
        }

        boolean choose(Rule rule, Packet packet) {
            return choose(Doubt.of(rule.match(), packet));
        }

        /** @param reason why nobody knows */
        boolean choose(String reason) {
            int index = met.size();
            met.add(reason);
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
