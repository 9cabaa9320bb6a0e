package org.egressaudit.policy.ufw;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.egressaudit.policy.Action;
import org.egressaudit.policy.Chain;
import org.egressaudit.policy.Match;
import org.egressaudit.policy.Rule;
import org.egressaudit.policy.RuleSet;
import org.egressaudit.policy.iptables.Crossing;
import org.egressaudit.policy.iptables.NoFlushRestore;
import org.egressaudit.text.Source;

/** Two rule sets side by side, rule by rule, without regard to how a rule is spelt. */
final class SavedRules {

    private SavedRules() {}

    /** What iptables-save or ip6tables-save printed. */
    static RuleSet read(Source saved, boolean v6, Crossing crossing) {
        NoFlushRestore restore = new NoFlushRestore(saved.file(), v6, crossing, null);
        restore.load(saved, ignored -> {});
        return restore.ruleSet(ignored -> {});
    }

    /** Policies and rules of all chains by their labels; chains without rules or policy of DROP are left out. */
    static Map<String, List<String>> chains(RuleSet rules) {
        Map<String, List<String>> chains = new TreeMap<>();
        for (Chain chain : rules.chains().values()) {
            List<String> lines = new ArrayList<>();
            if (chain.policy() != null && !(chain.policy() instanceof Action.Accept)) {
                lines.add("policy " + chain.policy());
            }
            for (Rule rule : chain.rules()) {
                lines.add(conditions(rule.match()) + " " + rule.action());
            }
            if (!lines.isEmpty()) {
                chains.put(chain.label(), lines);
            }
        }
        return chains;
    }

    private static Set<String> conditions(Match match) {
        return match instanceof Match.All all
                ? new TreeSet<>(all.matches().stream()
                        .flatMap(each -> conditions(each).stream())
                        .toList())
                // iptables-save writes `3/min` where `3/minute` was given
                : Set.of(match.toString().replace("minute", "min"));
    }
}
