package org.egressaudit.report;

import java.util.List;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Something worth telling: a need that the policy does not let out, and both its ends.
 *
 * @param kind what it is
 * @param title in one line: {@code api.example.com:443/tcp, needed by sync.py}
 * @param primary the word that needs the network
 * @param related the crontab line and the rule that decides, where there are such
 * @param job the job concerned, or null for a finding that concerns a host
 * @param need the need concerned, or null
 * @param notes what else belongs to it, in the order in which it is told
 */
public record Finding(
        Kind kind,
        String title,
        Span primary,
        List<Span> related,
        Audit.@Nullable JobAudit job,
        Audit.@Nullable NeedAudit need,
        List<Note> notes) {

    public Finding {
        related = List.copyOf(related);
        notes = List.copyOf(notes);
    }

    /**
     * A fact and its name.
     *
     * @param label what it is: {@code to renew the lock}
     * @param text what is said of it
     */
    public record Note(String label, String text) {}

    /** The kinds of finding, the gravest first; each has its page in {@code docs/findings}. */
    public enum Kind {
        /** Every address of a need is blocked. */
        BLOCKED("blocked-egress", "blocked"),
        /** No name server of the host can be reached, so that no name can be looked up there. */
        RESOLVER("resolver-blocked", "blocked"),
        /** Some addresses of a need are blocked. */
        PARTIAL("partial-egress", "partial"),
        /** Some of the host's name servers cannot be reached. */
        RESOLVER_PARTIAL("resolver-partial", "partial"),
        /** A name server can be reached by UDP, and not by TCP. */
        RESOLVER_UDP_ONLY("resolver-udp-only", "partial"),
        /** Some of the address ranges of a service are blocked. */
        RANGES("published-ranges", "partial"),
        /** The policy may block it; what would decide is not known. */
        UNDECIDED("undecided-egress", "undecided"),
        /** A name in the lock file has other addresses today. */
        MOVED("answer-moved", "moved"),
        /** A rule names addresses of a name that will not keep them. */
        FRAGILE("fragile-name", "fragile");

        private final String id;
        private final String failOn;

        Kind(String id, String failOn) {
            this.id = id;
            this.failOn = failOn;
        }

        /** Stable name, and name of its page: {@code blocked-egress}. */
        public String id() {
            return id;
        }

        /** The word in {@code failOn} that makes the build fail for it. */
        public String failOn() {
            return failOn;
        }
    }
}
