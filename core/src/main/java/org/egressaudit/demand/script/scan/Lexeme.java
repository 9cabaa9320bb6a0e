package org.egressaudit.demand.script.scan;

import org.jspecify.annotations.Nullable;

/**
 * A word of a scripting language.
 *
 * @param text of names, variables, numbers and operators; empty for quoted text
 * @param afterNewline whether it is the first of its line
 * @param afterSpace whether something stands between it and the lexeme before
 * @param quoted for quoted text its body, else null
 */
public record Lexeme(
        Kind kind,
        String text,
        int from,
        int to,
        boolean afterNewline,
        boolean afterSpace,
        @Nullable Quoted quoted) {

    /** The kinds of lexemes. */
    public enum Kind {
        NAME,
        VARIABLE,
        NUMBER,
        QUOTED,
        OPERATOR,
        END
    }

    /**
     * Text between quotation marks, or of a here-document.
     *
     * @param from offset of its first character
     * @param to offset after its last character
     */
    public record Quoted(int from, int to, Style style) {}

    /** What becomes of quoted text. */
    public enum Style {
        /** It is its text. */
        RAW,
        /** Escapes and values are put in. */
        INTERPOLATED,
        /** Values are put in, and the whole is run by the shell. */
        COMMAND,
        /** It is a list of its words. */
        WORDS,
        /** It is a regular expression, of no interest here. */
        PATTERN
    }

    /** The same with another text. */
    public Lexeme renamed(String other) {
        return new Lexeme(kind, other, from, to, afterNewline, afterSpace, quoted);
    }

    /** Whether it is this name or operator. */
    public boolean is(String word) {
        return (kind == Kind.NAME || kind == Kind.OPERATOR) && text.equals(word);
    }
}
