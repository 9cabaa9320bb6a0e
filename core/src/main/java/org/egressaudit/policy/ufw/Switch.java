package org.egressaudit.policy.ufw;

import org.egressaudit.text.Span;

/** A setting that is on, off or not known: whether ufw is enabled, whether it manages IPv6. */
sealed interface Switch {

    /** Where it is said, or should be. */
    Span span();

    /** @param text the setting as written */
    record On(String text, Span span) implements Switch {}

    /** @param text the setting as written */
    record Off(String text, Span span) implements Switch {}

    /** @param reason why it is not known, and what would tell */
    record Unknown(String reason, Span span) implements Switch {}
}
