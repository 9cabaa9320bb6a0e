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

    /**
     * Policies and rules of all chains by their labels. What changes nothing is left out: chains without rules, jumps to
     * them (`ufw disable` leaves such), and policies of ACCEPT; so is what dockerd adds beside ufw.
     */
    static Map<String, List<String>> chains(RuleSet rules) {
        Map<String, List<String>> chains = new TreeMap<>();
        for (Chain chain : rules.chains().values()) {
            List<String> lines = new ArrayList<>();
            if (chain.policy() != null && !(chain.policy() instanceof Action.Accept)) {
                lines.add("policy " + chain.policy());
            }
            for (Rule rule : chain.rules()) {
                String line = conditions(rule.match()) + " " + rule.action();
                if (!isJumpToNothing(rules, rule) && !line.contains("DOCKER") && !line.contains("docker0")) {
                    lines.add(line);
                }
            }
            if (!lines.isEmpty()
                    && chain.table().equals("filter")
                    && !chain.name().startsWith("DOCKER")) {
                chains.put(chain.label(), lines);
            }
        }
        return chains;
    }

    private static boolean isJumpToNothing(RuleSet rules, Rule rule) {
        Chain called = rule.action() instanceof Action.Jump jump ? rules.chain("filter", jump.chain()) : null;
        return called != null && called.rules().isEmpty();
    }

    private static Set<String> conditions(Match match) {
        return match instanceof Match.All all
                ? new TreeSet<>(all.matches().stream()
                        .flatMap(each -> conditions(each).stream())
                        .toList())
                // iptables-save writes `3/min` where `3/minute` was given, and spells out what `recent` does unasked
                : Set.of(match.toString()
                        .replace("minute", "min")
                        .replaceFirst(" --name DEFAULT --mask [0-9a-f.:]+ --rsource", ""));
    }
}
