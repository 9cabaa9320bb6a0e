package org.egressaudit.policy;

import java.util.ArrayList;
import java.util.List;

/** Tells the way of a packet from where its journey ended. */
final class Traces {

    private Traces() {}

    static Trace of(Journey.Place end, Packet packet) {
        Trace.Translation translation = packet.destinationTranslated || packet.sourceTranslated
                ? new Trace.Translation(
                        packet.destinationTranslated ? packet.destination : null,
                        packet.destinationTranslated ? packet.destinationPort : -1,
                        packet.sourceTranslated,
                        packet.sourceTranslated ? packet.source : null)
                : null;
        int depth = end.depth();
        if (depth == 0) {
            return translation == null ? Trace.EMPTY : new Trace(List.of(), null, translation, List.of(), List::of);
        }
        List<Trace.Entered> path = new ArrayList<>(depth);
        for (int level = 0; level < depth; level++) {
            path.add(new Trace.Entered(
                    end.chain(level).label(),
                    level == 0
                            ? null
                            : end.chain(level - 1)
                                    .rules()
                                    .get(end.rule(level - 1) - 1)
                                    .span()));
        }
        Chain chain = end.chain(depth - 1);
        int number = end.rule(depth - 1);
        Trace.Decision decision;
        if (number == 0) {
            decision = new Trace.Decision(chain.label(), 0, chain.policyText(), chain.span());
        } else {
            Rule rule = chain.rules().get(number - 1);
            decision = new Trace.Decision(chain.label(), number, rule.text(), rule.span());
        }
        Packet asItWas = packet.copy();
        return new Trace(path, decision, translation, List.of(), () -> PassedOverRules.before(chain, number, asItWas));
    }
}
