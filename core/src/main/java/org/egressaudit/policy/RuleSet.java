package org.egressaudit.policy;

import java.util.List;
import java.util.Map;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * One export, as the chains that a packet passes.
 *
 * @param file where it is written
 * @param chains by {@code table name}
 * @param out chains for a packet that leaves, in order
 * @param in chains for a packet that arrives: the replies, and what is sent to the machine itself; empty when replies
 *     are not judged because the rule set lets them pass by itself
 */
public record RuleSet(String file, Map<String, Chain> chains, List<Stage> out, List<Stage> in) {

    public RuleSet {
        chains = Map.copyOf(chains);
        out = List.copyOf(out);
        in = List.copyOf(in);
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
            /** Rules are looked at. */
            FILTER,
            /** The first packet of a connection may be translated. */
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

    /** Its first point, for what has no better place. */
    public Span start() {
        return Span.wholeFile(file);
    }
}
