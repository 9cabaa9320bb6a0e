package org.egressaudit.policy;

import java.util.List;
import java.util.Locale;

/** What a rule set does with a flow, and why. */
public sealed interface Verdict {

    /** The way the packet took, and what decided. */
    Trace trace();

    /**
     * What the program sees when it connects.
     *
     * <p>As observed on Linux for TCP and UDP sent by a local program.
     */
    Outcome outcome();

    /** The connection is made, and its replies come back. */
    record Allowed(Trace trace) implements Verdict {
        @Override
        public Outcome outcome() {
            return Outcome.CONNECTS;
        }
    }

    /**
     * The connection is not made, or made and then dead.
     *
     * @param manner how
     * @param outcome what the program sees
     */
    record Blocked(Manner manner, Outcome outcome, Trace trace) implements Verdict {}

    /**
     * It depends on something that is not known.
     *
     * @param reasons each in words, with what would decide it; at least one
     */
    record Undecided(List<String> reasons, Trace trace) implements Verdict {
        public Undecided {
            reasons = List.copyOf(reasons);
        }

        @Override
        public Outcome outcome() {
            return Outcome.UNKNOWN;
        }
    }

    /** How a connection is blocked. */
    enum Manner {
        /** The packet vanishes. */
        DROPPED,
        /** The packet is answered with a refusal. */
        REJECTED,
        /** The connection is made, then a later packet or the reply is lost. */
        HANGS;

        /** As reports write it: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the program sees. */
    enum Outcome {
        /** The connection is made. */
        CONNECTS("connects"),
        /** No answer, until the program or the system gives up. */
        TIMEOUT("timeout"),
        /** ECONNREFUSED, "Connection refused". */
        REFUSED("refused"),
        /** EHOSTUNREACH, "No route to host". */
        HOST_UNREACHABLE("host-unreachable"),
        /** ENETUNREACH, "Network is unreachable". */
        NET_UNREACHABLE("net-unreachable"),
        /** EPERM from send, "Operation not permitted". */
        NOT_PERMITTED("not-permitted"),
        /** EACCES, "Permission denied" (ICMPv6 administratively prohibited). */
        DENIED("denied"),
        /** Another error, such as EINVAL or ENOPROTOOPT. */
        FAILS("fails"),
        /** Connected, then no answer. */
        HANGS("hangs"),
        /** Depends. */
        UNKNOWN("unknown");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        /** As reports write it. */
        public String label() {
            return label;
        }

        /** Whether the program is told at once that it cannot connect, rather than left waiting. */
        public boolean atOnce() {
            return switch (this) {
                case REFUSED, HOST_UNREACHABLE, NET_UNREACHABLE, NOT_PERMITTED, DENIED, FAILS -> true;
                case CONNECTS, TIMEOUT, HANGS, UNKNOWN -> false;
            };
        }
    }

    /** {@code allowed}, {@code dropped}, {@code rejected}, {@code hangs} or {@code undecided}. */
    default String label() {
        if (this instanceof Blocked blocked) {
            return blocked.manner().label();
        }
        return this instanceof Allowed ? "allowed" : "undecided";
    }
}
