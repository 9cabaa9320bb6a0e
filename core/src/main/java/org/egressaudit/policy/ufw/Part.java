package org.egressaudit.policy.ufw;

import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/** One of the three groups of rules that ufw's start script loads: before, user or after. */
sealed interface Part {

    /** Its text, for iptables-restore. */
    record Text(Source source) implements Part {}

    /**
     * Not known.
     *
     * @param name of the file that would hold it: {@code before.rules}
     * @param reason why, and what would tell
     * @param span where it should be
     */
    record Unknown(String name, String reason, Span span) implements Part {}
}
