package org.egressaudit.policy.iptables;

import org.egressaudit.text.Span;

/**
 * A word of a rule line.
 *
 * @param text its text, without quotes and escapes
 * @param quoted whether it was quoted, so that it is never an option
 * @param span its place, quotes included
 */
record Token(String text, boolean quoted, Span span) {

    /** Whether it is an option: {@code -d}, {@code --dport}. */
    boolean isOption() {
        return !quoted && text.length() > 1 && text.charAt(0) == '-' && !Character.isDigit(text.charAt(1));
    }
}
