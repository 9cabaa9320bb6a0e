package org.egressaudit.policy;

import java.util.List;
import java.util.Map;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * One export of a machine's rules, as the chains that its packets pass.
 *
 * @param file where it is written
 * @param chains by {@code table name}
 * @param role what the machine is to the flows that are asked about
 * @param prerouting chains for every packet that arrives, in order
 * @param input chains for a packet that arrived and is for the machine itself: replies, and what it sends to itself
 * @param forward chains for a packet that arrived and goes on
 * @param output chains for a packet that the machine makes
 */
public record RuleSet(
        String file,
        Map<String, Chain> chains,
        Role role,
        List<Stage> prerouting,
        List<Stage> input,
        List<Stage> forward,
        List<Stage> output) {

    public RuleSet {
        chains = Map.copyOf(chains);
        prerouting = List.copyOf(prerouting);
        input = List.copyOf(input);
        forward = List.copyOf(forward);
        output = List.copyOf(output);
    }

    /** What a machine is to a flow. */
    public sealed interface Role {

        /** The flow begins there. */
        record Host() implements Role {}

        /**
         * The flow passes it on its way.
         *
         * @param inside interface by which it comes in; null when not known
         * @param outside interface by which it goes on; null when not known
         */
        record Gateway(@Nullable String inside, @Nullable String outside) implements Role {}

        /** Whose firewall it is: {@code iptables}, {@code iptables of a gateway}. */
        default String label(String program) {
            return this instanceof Gateway ? program + " of a gateway" : program;
        }
    }

    /**
     * A step on a packet's way.
     *
     * @param kind what happens there
     * @param chain the chain to pass, or null when the rule set has none there
     */
    public record Stage(Kind kind, @Nullable Chain chain) {

        /** What happens at a step. */
        public enum Kind {
            /** Rules are looked at before connection tracking. */
            BEFORE_TRACKING,
            /** Rules are looked at that are there to change packets or their labels, though they may stop them too. */
            CHANGE,
            /** Rules are looked at that are there to decide. */
            FILTER,
            /** The first packet of a connection may be translated; further ones as it was. */
            TRANSLATE_DESTINATION,
            /** The first packet of a connection may be given another source. */
            TRANSLATE_SOURCE,
            /** No rules: the route is looked up again for a packet whose destination was translated. */
            REROUTE,
            /** No rules: a reply gets back the addresses that its connection had before translation. */
            UNDO_TRANSLATION
        }
    }

    /** The chain of a name in a table; null when there is none. */
    public @Nullable Chain chain(String table, String name) {
        return chains.get(table + " " + name);
    }

    /** The same rules with one chain, which must be there, in another form. */
    public RuleSet with(Chain changed) {
        Map<String, Chain> all = new java.util.HashMap<>(chains);
        all.put(changed.table() + " " + changed.name(), changed);
        return new RuleSet(
                file,
                all,
                role,
                with(prerouting, changed),
                with(input, changed),
                with(forward, changed),
                with(output, changed));
    }

    private static List<Stage> with(List<Stage> stages, Chain changed) {
        return stages.stream()
                .map(stage -> {
                    Chain chain = stage.chain();
                    return chain != null
                                    && chain.table().equals(changed.table())
                                    && chain.name().equals(changed.name())
                            ? new Stage(stage.kind(), changed)
                            : stage;
                })
                .toList();
    }

    /** Its first point, for what has no better place. */
    public Span start() {
        return Span.wholeFile(file);
    }
}
