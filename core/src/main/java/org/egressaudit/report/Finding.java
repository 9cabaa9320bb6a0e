package org.egressaudit.report;

import java.util.List;
import org.egressaudit.text.Diagnostic.Severity;
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
        BLOCKED("blocked-egress", "blocked", Severity.ERROR, "every address of a need is blocked"),
        /** No name server of the host can be reached, so that no name can be looked up there. */
        RESOLVER("resolver-blocked", "blocked", Severity.ERROR, "no name server of a host can be reached"),
        /** Some addresses of a need are blocked. */
        PARTIAL("partial-egress", "partial", Severity.ERROR, "some addresses of a need are blocked"),
        /** Some of the host's name servers cannot be reached. */
        RESOLVER_PARTIAL(
                "resolver-partial", "partial", Severity.ERROR, "some of a host's name servers cannot be reached"),
        /** A name server can be reached by UDP, and not by TCP. */
        RESOLVER_UDP_ONLY(
                "resolver-udp-only", "partial", Severity.ERROR, "a name server can be reached by UDP, and not by TCP"),
        /** Some of the address ranges of a service are blocked. */
        RANGES("published-ranges", "partial", Severity.ERROR, "some of the address ranges of a service are blocked"),
        /** The policy may block it; what would decide is not known. */
        UNDECIDED(
                "undecided-egress",
                "undecided",
                Severity.WARNING,
                "the policy may block a need; what would decide is not known"),
        /** A name in the lock file has other addresses today. */
        MOVED("answer-moved", "moved", Severity.WARNING, "a name in the lock file has other addresses today"),
        /** A host's name servers give a name different addresses. */
        VIEWS("views-differ", "differ", Severity.WARNING, "a host's name servers give a name different addresses"),
        /** A rule names addresses of a name that will not keep them. */
        FRAGILE("fragile-name", "fragile", Severity.NOTE, "a rule names addresses of a name that will not keep them");

        private final String id;
        private final String failOn;
        private final Severity severity;
        private final String meaning;

        Kind(String id, String failOn, Severity severity, String meaning) {
            this.id = id;
            this.failOn = failOn;
            this.severity = severity;
            this.meaning = meaning;
        }

        /** Stable name, and name of its page: {@code blocked-egress}. */
        public String id() {
            return id;
        }

        /** The word in {@code failOn} that makes the build fail for it. */
        public String failOn() {
            return failOn;
        }

        /** ERROR when a job will fail for it, WARNING when it may, NOTE when it will one day. */
        public Severity severity() {
            return severity;
        }

        /** What it is, in one sentence without its stop. */
        public String meaning() {
            return meaning;
        }
    }
}
