package org.egressaudit.policy.iptables;

import java.util.List;
import java.util.Map;
import org.egressaudit.policy.Match;

/**
 * A match extension: which options it has, and what they mean.
 *
 * @param name as after {@code -m}
 * @param options each with the number of values it takes
 * @param meaning gives the condition of the options given, all of which must hold
 */
record MatchModule(String name, Map<String, Integer> options, Meaning meaning) {

    /** What the options of one use of a module mean. */
    interface Meaning {
        /** @throws Unreadable when a value is none that the module knows */
        Match of(List<Option> options, RuleContext context) throws Unreadable;
    }

    /** A value that iptables-restore would refuse, or that is not known here. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        /** What is wrong, in words. */
        final String reason;

        /** Whether iptables-restore would refuse the file for it. */
        final boolean refused;

        Unreadable(String reason, boolean refused) {
            super(reason);
            this.reason = reason;
            this.refused = refused;
        }

        static Unreadable refused(String message) {
            return new Unreadable(message, true);
        }

        static Unreadable unknown(String message) {
            return new Unreadable(message, false);
        }
    }
}
