package org.egressaudit.demand.script.shell.syntax;

import org.egressaudit.text.Span;

/** A syntax error on its way to the list that reports it and reads on; never leaves the parser. */
final class Trouble extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Span span;

    Trouble(String message, Span span) {
        super(message, null, false, false);
        this.span = span;
    }

    Span span() {
        return span;
    }
}
