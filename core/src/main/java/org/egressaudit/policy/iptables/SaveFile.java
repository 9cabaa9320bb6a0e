package org.egressaudit.policy.iptables;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * An iptables-save file in its own shape.
 *
 * @param file its name
 * @param tables by name, in the order of the text; a table that appears twice is one
 */
record SaveFile(String file, Map<String, Table> tables) {

    /** A table: chains by name, in the order in which they first appear. */
    static final class Table {
        final String name;
        final Map<String, SavedChain> chains = new LinkedHashMap<>();

        Table(String name) {
            this.name = name;
        }
    }

    /** A chain: its policy and its rules in the order in which they hold once the file is loaded. */
    static final class SavedChain {
        final String name;
        /** {@code ACCEPT} or {@code DROP}; null for a chain of the user's own, or when nothing says. */
        @Nullable
        String policy;

        Span span;
        final List<SavedRule> rules = new java.util.ArrayList<>();
        /** Whether a line defines it; a built-in chain is there anyway. */
        boolean defined;

        SavedChain(String name, Span span) {
            this.name = name;
            this.span = span;
        }
    }

    /**
     * A rule.
     *
     * @param tokens its words after the verb and the chain
     * @param text the whole line, counters left off
     * @param span the line
     */
    record SavedRule(List<Token> tokens, String text, Span span) {
        SavedRule {
            tokens = List.copyOf(tokens);
        }
    }
}
