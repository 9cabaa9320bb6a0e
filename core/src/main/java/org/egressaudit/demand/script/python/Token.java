package org.egressaudit.demand.script.python;

/**
 * A word of the language.
 *
 * @param text of names and operators; empty for the other kinds
 * @param from offset of its first character
 * @param to offset after its last character
 */
record Token(Kind kind, String text, int from, int to) {

    /** The kinds of tokens, after the reference manual's chapter on lexical analysis. */
    enum Kind {
        NAME,
        NUMBER,
        STRING,
        OPERATOR,
        /** The end of a logical line. */
        NEWLINE,
        INDENT,
        DEDENT,
        END
    }

    boolean is(String word) {
        return (kind == Kind.OPERATOR || kind == Kind.NAME) && text.equals(word);
    }
}
