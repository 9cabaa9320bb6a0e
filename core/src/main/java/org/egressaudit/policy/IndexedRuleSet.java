package org.egressaudit.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule set made ready for many packets. */
final class IndexedRuleSet {

    private final RuleSet ruleSet;
    private final List<Stage> prerouting;
    private final List<Stage> input;
    private final List<Stage> forward;
    private final List<Stage> output;
    private final boolean tellsSegmentsApart;

    /**
     * A step on a packet's way.
     *
     * @param chain the chain to pass, or null when the rule set has none there
     */
    record Stage(RuleSet.Stage.Kind kind, @Nullable IndexedChain chain) {}

    IndexedRuleSet(RuleSet ruleSet) {
        this.ruleSet = ruleSet;
        Map<String, IndexedChain> chains = new HashMap<>();
        ruleSet.chains().forEach((name, chain) -> chains.put(name, new IndexedChain(chain)));
        chains.values()
                .forEach(chain -> chain.link(name -> chains.get(chain.chain().table() + " " + name)));
        prerouting = stages(ruleSet.prerouting(), chains);
        input = stages(ruleSet.input(), chains);
        forward = stages(ruleSet.forward(), chains);
        output = stages(ruleSet.output(), chains);
        tellsSegmentsApart = ruleSet.chains().values().stream()
                .flatMap(chain -> chain.rules().stream())
                .anyMatch(rule -> rule.action().matters() && tellsSegmentsApart(rule.match()));
    }

    /** Whether it may hold of TCP's handshake and not of what follows, in the same direction. */
    private static boolean tellsSegmentsApart(Match match) {
        if (match instanceof Match.All all) {
            return all.matches().stream().anyMatch(IndexedRuleSet::tellsSegmentsApart);
        }
        return match instanceof Match.Not not && tellsSegmentsApart(not.match())
                || match instanceof HeaderMatch.TcpFlagsAre
                || match instanceof HeaderMatch.NumberIn
                || match instanceof ConnectionMatch.StatusIn;
    }

    private static List<Stage> stages(List<RuleSet.Stage> stages, Map<String, IndexedChain> chains) {
        return stages.stream()
                .map(stage -> {
                    Chain chain = stage.chain();
                    return new Stage(
                            stage.kind(), chain == null ? null : chains.get(chain.table() + " " + chain.name()));
                })
                .toList();
    }

    RuleSet ruleSet() {
        return ruleSet;
    }

    /** Whether what follows the handshake of TCP may fare otherwise than its answer, and has to be looked at by itself. */
    boolean tellsSegmentsApart() {
        return tellsSegmentsApart;
    }

    List<Stage> prerouting() {
        return prerouting;
    }

    List<Stage> input() {
        return input;
    }

    List<Stage> forward() {
        return forward;
    }

    List<Stage> output() {
        return output;
    }
}
