package org.egressaudit.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chain made ready for many packets: which chains its rules call, and which rules may match at all. */
final class IndexedChain {

    private final Chain chain;
    private final @Nullable IndexedChain[] called;
    /** Made when a packet first comes there; a block never changes, so two threads may both make it. */
    private final @Nullable RuleBlock[] blocks;

    IndexedChain(Chain chain) {
        this.chain = chain;
        int size = chain.rules().size();
        called = new @Nullable IndexedChain[size];
        blocks = new @Nullable RuleBlock[(size + RuleBlock.SIZE - 1) / RuleBlock.SIZE];
    }

    /** Its rules call one of these; must be told before the first packet. */
    void link(java.util.function.Function<String, @Nullable IndexedChain> byName) {
        List<Rule> rules = chain.rules();
        for (int i = 0; i < called.length; i++) {
            Action action = rules.get(i).action();
            if (action instanceof Action.Jump jump) {
                called[i] = byName.apply(jump.chain());
            } else if (action instanceof Action.Goto goes) {
                called[i] = byName.apply(goes.chain());
            }
        }
    }

    Chain chain() {
        return chain;
    }

    /** The chain that a rule calls; null when it calls none, or one that does not exist. */
    @Nullable
    IndexedChain called(int rule) {
        return called[rule];
    }

    int blocks() {
        return blocks.length;
    }

    /** Rules {@code number * 64} and following. */
    RuleBlock block(int number, boolean v6) {
        RuleBlock block = blocks[number];
        if (block == null) {
            int from = number * RuleBlock.SIZE;
            List<Rule> rules = chain.rules();
            block = RuleBlock.of(rules.subList(from, Math.min(from + RuleBlock.SIZE, rules.size())), v6);
            blocks[number] = block;
        }
        return block;
    }
}
