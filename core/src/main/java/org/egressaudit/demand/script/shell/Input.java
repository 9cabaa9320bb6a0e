package org.egressaudit.demand.script.shell;

import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/** What a command reads on standard input, as far as it is known; reading moves on in it. */
final class Input {

    /** Nobody knows. */
    static final @Nullable Input UNKNOWN = null;

    private final OpenText text;
    private int at;

    private Input(OpenText text) {
        this.text = text;
    }

    /** A file of the target machine. */
    static Input of(Source source) {
        return new Input(OpenText.of(source));
    }

    /** A word: a here-document, the output of a command; null when nothing of it is known. */
    static @Nullable Input of(@Nullable Word word) {
        return word == null || word instanceof Word.Unknown ? null : new Input(OpenText.of(word));
    }

    /** All that is left of it, without reading. */
    Word whole() {
        return text.part(at, text.text().length());
    }

    /** The next line without its end; null at the end. */
    @Nullable
    Word line() {
        String all = text.text();
        if (at >= all.length()) {
            return null;
        }
        int end = all.indexOf('\n', at);
        Word line = text.part(at, end < 0 ? all.length() : end);
        at = end < 0 ? all.length() : end + 1;
        return line;
    }
}
