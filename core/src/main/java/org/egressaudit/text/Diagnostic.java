package org.egressaudit.text;

import java.util.Comparator;
import java.util.Locale;

/**
 * Something in an input that was not understood, and where.
 *
 * @param severity how much of the answer it puts in doubt
 * @param id short stable name of the kind, in lower case with hyphens, such as {@code script-missing}
 * @param message what is so, in the reader's own words, then what would be right; secrets in it are hidden
 * @param span where
 */
public record Diagnostic(Severity severity, String id, String message, Span span) implements Comparable<Diagnostic> {

    public Diagnostic {
        message = Secrets.hidden(message);
    }

    /** How much of the answer a diagnostic puts in doubt. */
    public enum Severity {
        /** The input cannot be used: no verdict may be built on it. */
        ERROR,
        /** Part of the input was not understood: the answer is incomplete, and says so. */
        WARNING,
        /** Worth knowing; the answer stands. */
        NOTE;

        /** As reports write it: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Comparator<Diagnostic> ORDER = Comparator.comparing(Diagnostic::span)
            .thenComparing(Diagnostic::severity)
            .thenComparing(Diagnostic::id)
            .thenComparing(Diagnostic::message);

    /** An input that cannot be used. */
    public static Diagnostic error(String id, Span span, String message) {
        return new Diagnostic(Severity.ERROR, id, message, span);
    }

    /** Part of an input that was not understood. */
    public static Diagnostic warning(String id, Span span, String message) {
        return new Diagnostic(Severity.WARNING, id, message, span);
    }

    /** Worth knowing. */
    public static Diagnostic note(String id, Span span, String message) {
        return new Diagnostic(Severity.NOTE, id, message, span);
    }

    @Override
    public int compareTo(Diagnostic other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return span.place() + ": " + severity.label() + ": " + message + " [" + id + "]";
    }
}
