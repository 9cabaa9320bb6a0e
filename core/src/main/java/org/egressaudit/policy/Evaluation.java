package org.egressaudit.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.egressaudit.net.Flow;
import org.egressaudit.net.Target;

/**
 * What a rule set does with flows: the one evaluation of everything that Linux filters.
 *
 * <p>An unknown condition is answered both ways. The first passage answers every unknown condition with "no"; each
 * further passage turns one more of them to "yes", until all ways have been gone, or two of them differ. A verdict is
 * given where all agree.
 *
 * <p>It is made once for a rule set, and may be asked by several threads at a time.
 */
public final class Evaluation {

    /** Ways that are gone before the answer is that nobody can know. */
    private static final int MOST_WAYS = 2_000;

    /** Reasons, or decisions, that are told. */
    private static final int MOST_TOLD = 3;

    private final IndexedRuleSet rules;
    private final Target target;

    private Evaluation(IndexedRuleSet rules, Target target) {
        this.rules = rules;
        this.target = target;
    }

    /**
     * Makes a rule set ready to be asked.
     *
     * @param ruleSet the rules
     * @param target the machine that holds them
     */
    public static Evaluation of(RuleSet ruleSet, Target target) {
        return new Evaluation(new IndexedRuleSet(ruleSet), target);
    }

    /** The rules that are asked. */
    public RuleSet ruleSet() {
        return rules.ruleSet();
    }

    /** The machine that holds them. */
    public Target target() {
        return target;
    }

    /** Tells where its answers may change. */
    public void boundaries(Boundaries into) {
        new RuleSetBoundaries(into, target).tell(ruleSet());
    }

    /** What becomes of a flow and its replies, given its first packet. */
    public Verdict verdict(Flow flow) {
        Passage first = Passage.make(rules, flow, target, List.of());
        if (first.met().isEmpty() && first.reasons().isEmpty()) {
            return first.verdict();
        }
        return verdict(flow, first);
    }

    private Verdict verdict(Flow flow, Passage first) {
        Deque<List<Boolean>> ways = new ArrayDeque<>();
        Set<String> reasons = new LinkedHashSet<>(first.reasons());
        push(ways, List.of(), first);
        Verdict.Blocked blocked = first.verdict() instanceof Verdict.Blocked verdict ? verdict : null;
        Set<Trace.Decision> others = new LinkedHashSet<>();
        int count = 1;
        Trace trace = first.verdict().trace();
        while (!ways.isEmpty()) {
            if (++count > MOST_WAYS) {
                reasons.add("more than " + MOST_WAYS + " ways to turn out");
                break;
            }
            List<Boolean> script = ways.pop();
            Passage next = Passage.make(rules, flow, target, script);
            push(ways, script, next);
            if (next.isOpen() || next.isBlocked() != first.isBlocked()) {
                reasons.add(next.met().get(script.size() - 1));
                reasons.addAll(next.reasons());
                if (first.verdict().trace().decision() == null || !first.isBlocked()) {
                    trace = next.verdict().trace();
                }
                break;
            }
            Trace.Decision other = next.verdict().trace().decision();
            if (other != null && !other.equals(first.verdict().trace().decision())) {
                others.add(other);
            }
            if (blocked != null
                    && next.verdict() instanceof Verdict.Blocked differently
                    && differently.outcome() != blocked.outcome()) {
                blocked = new Verdict.Blocked(blocked.manner(), Verdict.Outcome.UNKNOWN, blocked.trace());
            }
        }
        if (!reasons.isEmpty()) {
            return new Verdict.Undecided(reasons.stream().limit(MOST_TOLD).toList(), trace);
        }
        trace = first.verdict().trace().or(others.stream().limit(MOST_TOLD).toList());
        return blocked == null
                ? new Verdict.Allowed(trace)
                : new Verdict.Blocked(blocked.manner(), blocked.outcome(), trace);
    }

    /** The ways that turn one more unknown condition to "yes". */
    private static void push(Deque<List<Boolean>> ways, List<Boolean> script, Passage passage) {
        for (int i = passage.met().size() - 1; i >= script.size(); i--) {
            List<Boolean> way = new ArrayList<>(script);
            while (way.size() < i) {
                way.add(false);
            }
            way.add(true);
            ways.push(way);
        }
    }
}
