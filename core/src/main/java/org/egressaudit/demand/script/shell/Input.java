package org.egressaudit.demand.script.shell;

import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** What a command reads on standard input, as far as it is known; reading moves on in it. */
final class Input {

    /** Nobody knows. */
    static final @Nullable Input UNKNOWN = null;

    private final String text;
    private final @Nullable Source source;
    private final Span place;
    private int at;

    private Input(String text, @Nullable Source source, Span place) {
        this.text = text;
        this.source = source;
        this.place = place;
    }

    /** A file of the target machine. */
    static Input of(Source source) {
        return new Input(source.text(), source, source.span(0, 0));
    }

    /** A word: a here-document, the output of a command; null when it is not known. */
    static @Nullable Input of(@Nullable Word word) {
        return word instanceof Word.Known known ? new Input(known.text(), null, known.origin()) : null;
    }

    /** The rest of it. */
    Word.Known rest() {
        Word.Known rest = word(at, text.length());
        at = text.length();
        return rest;
    }

    /** All of it, without reading. */
    Word.Known whole() {
        return word(at, text.length());
    }

    /** The next line without its end; null at the end. */
    Word.@Nullable Known line() {
        if (at >= text.length()) {
            return null;
        }
        int end = text.indexOf('\n', at);
        int to = end < 0 ? text.length() : end;
        Word.Known line = word(at, to);
        at = end < 0 ? text.length() : end + 1;
        return line;
    }

    private Word.Known word(int from, int to) {
        Span origin = source == null ? place : source.span(from, to);
        return new Word.Known(text.substring(from, to), origin, origin, org.egressaudit.demand.Certainty.DERIVED);
    }
}
