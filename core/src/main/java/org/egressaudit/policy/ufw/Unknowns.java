package org.egressaudit.policy.ufw;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.policy.Action;
import org.egressaudit.policy.Chain;
import org.egressaudit.policy.Match;
import org.egressaudit.policy.Rule;
import org.egressaudit.policy.RuleSet;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Puts what is not known into a rule set, at the place where a packet would meet it. */
final class Unknowns {

    private Unknowns() {}

    /** A rule that may match anything and do anything. */
    static Rule anything(String text, String reason, Span span) {
        return new Rule(new Match.Unmodelled(text, reason), new Action.Unmodelled(text, reason), span, text);
    }

    /** The rule set with rules before all others of a chain of table filter. */
    static RuleSet first(RuleSet rules, String chain, List<Rule> added) {
        return changed(rules, chain, added, true);
    }

    /** The rule set with rules after all others of a chain of table filter. */
    static RuleSet last(RuleSet rules, String chain, List<Rule> added) {
        return changed(rules, chain, added, false);
    }

    private static RuleSet changed(RuleSet rules, String name, List<Rule> added, boolean first) {
        Chain chain = rules.chain("filter", name);
        if (chain == null) {
            return rules;
        }
        List<Rule> all = new ArrayList<>(chain.rules());
        all.addAll(first ? 0 : all.size(), added);
        return rules.with(new Chain(chain.table(), name, chain.policy(), chain.policyText(), chain.span(), all));
    }

    /** The rule set with the policy of a built-in chain of table filter not known. */
    static RuleSet policy(RuleSet rules, String name, Policy.Unknown unknown) {
        @Nullable Chain chain = rules.chain("filter", name);
        return chain == null
                ? rules
                : rules.with(new Chain(
                        "filter",
                        name,
                        new Action.Unmodelled("policy", unknown.reason()),
                        "policy not known",
                        unknown.span(),
                        chain.rules()));
    }
}
