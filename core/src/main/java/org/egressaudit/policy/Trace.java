package org.egressaudit.policy;

import java.util.List;
import org.egressaudit.net.IpAddress;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * The way of a packet through a rule set: the chains it was in when it was decided, what decided, and which rules looked
 * as if they would decide but passed it over.
 *
 * @param path chains from the hook's own chain down to the one that decided, outermost first; at least one, unless
 *     nothing decides (a file without rules)
 * @param decision what decided, or null when no rule set says anything (everything passes)
 * @param passedOver rules that name the flow's port or address, or a verdict, but did not match, in the order met; at
 *     most a handful
 * @param translatedDestination destination after DNAT, or null when it was not translated
 * @param translatedPort port after DNAT, or -1
 */
public record Trace(
        List<Entered> path,
        @Nullable Decision decision,
        List<PassedOver> passedOver,
        @Nullable IpAddress translatedDestination,
        int translatedPort) {

    /** Nothing was asked and nothing decided. */
    public static final Trace EMPTY = new Trace(List.of(), null, List.of(), null, -1);

    public Trace {
        path = List.copyOf(path);
        passedOver = List.copyOf(passedOver);
    }

    /** How a packet ended on a journey. */
    static Trace of(Journey journey, Packet packet) {
        Chain chain = journey.endChain();
        if (chain == null) {
            return EMPTY;
        }
        int number = journey.endNumber();
        Decision decision;
        if (number == 0) {
            decision = new Decision(chain.label(), 0, chain.policyText(), chain.span());
        } else {
            Rule rule = chain.rules().get(number - 1);
            decision = new Decision(chain.label(), number, rule.text(), rule.span());
        }
        return new Trace(
                journey.endPath(),
                decision,
                PassedOverRules.before(chain, number, packet),
                packet.destinationTranslated ? packet.destination : null,
                packet.destinationTranslated ? packet.destinationPort : -1);
    }

    /**
     * A chain on the way.
     *
     * @param chain as the format names it: {@code OUTPUT}, {@code mangle POSTROUTING}
     * @param by the rule that jumped into it, with its place; null for the hook's own chain
     */
    public record Entered(String chain, @Nullable Span by) {}

    /**
     * What decided.
     *
     * @param chain in which chain
     * @param number of the rule in that chain, counted from 1; 0 for the chain's policy or what holds when no rule
     *     matches
     * @param text of the rule or policy as written; for an implicit default what it is, in words
     * @param span where it stands
     */
    public record Decision(String chain, int number, String text, Span span) {}

    /**
     * A rule that did not match, though it names something of the flow.
     *
     * @param number in its chain, counted from 1
     * @param because what did not match: "destination 203.0.113.45 is not in 198.51.100.0/24"
     */
    public record PassedOver(String chain, int number, String text, Span span, String because) {}
}
