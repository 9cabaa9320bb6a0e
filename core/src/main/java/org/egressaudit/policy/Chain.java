package org.egressaudit.policy;

import java.util.List;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Rules in order.
 *
 * @param table in which it stands: {@code filter}; empty for formats without tables
 * @param name its name
 * @param policy what holds when no rule decides; null for a chain that returns to its caller
 * @param policyText the policy as written, for people
 * @param span where its policy is written
 * @param rules in order
 */
public record Chain(
        String table, String name, @Nullable Action policy, String policyText, Span span, List<Rule> rules) {

    public Chain {
        rules = List.copyOf(rules);
    }

    /** {@code OUTPUT} in table filter, {@code mangle POSTROUTING} elsewhere. */
    public String label() {
        return table.isEmpty() || table.equals("filter") ? name : table + " " + name;
    }
}
