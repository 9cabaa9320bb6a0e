package org.egressaudit.policy.iptables;

import java.util.List;

/**
 * An option of a rule with its values.
 *
 * @param name with its hyphens, in the long form where there is one
 * @param negated whether {@code !} stands before it or before its value
 * @param values what follows
 * @param token the option itself
 */
record Option(String name, boolean negated, List<Token> values, Token token) {

    /** Its first value, or empty. */
    String value() {
        return values.isEmpty() ? "" : values.get(0).text();
    }

    /** As written. */
    String text() {
        StringBuilder text = new StringBuilder(negated ? "! " : "").append(token.text());
        values.forEach(value -> text.append(' ').append(value.text()));
        return text.toString();
    }
}
