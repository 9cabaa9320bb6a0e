package org.egressaudit.text;

import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/**
 * The files of the project under audit, by the names the user knows them by.
 *
 * <p>The one way in which anything here reads a file. A name is relative to the project, with {@code /} between folders.
 * Implementations never follow a link out of their roots, never run anything, and answer trouble as a value.
 */
public interface Sources {

    /** Reads one file as text. */
    Content read(String file);

    /**
     * Opens one file as text that need not be held as a whole, however large it is; who opens it closes it.
     *
     * @return empty when it is missing, or no text, or refused for another reason than its size
     */
    default Optional<Reader> open(String file) {
        return read(file) instanceof Content.Text text
                ? Optional.of(new StringReader(text.source().text()))
                : Optional.empty();
    }

    /** The names in a folder, sorted; empty when there is no such folder. */
    List<String> list(String folder);

    /** What kind of thing a name is. */
    Kind kind(String file);

    /** What kind of thing a name is. */
    enum Kind {
        FILE,
        FOLDER,
        /** Nothing there. */
        MISSING,
        /** A link that leads out of the project, or cannot be followed. */
        REFUSED
    }

    /** What came of reading a file. */
    sealed interface Content {

        /**
         * Its decoded text.
         *
         * @param source the text, without its byte order mark
         * @param byteOrderMark whether it begins with one, which programs that know of none take for a part of the text
         */
        record Text(Source source, boolean byteOrderMark) implements Content {
            /** A text without a byte order mark. */
            public Text(Source source) {
                this(source, false);
            }
        }

        /**
         * Bytes that are not text: a compiled program, an archive.
         *
         * @param reason why they are no text, as a sentence
         * @param source what they would be as text, for readers that take any bytes, as cron does
         */
        record Binary(String reason, Source source) implements Content {}

        /** Nothing there. */
        record Missing() implements Content {}

        /**
         * There, but not read.
         *
         * @param reason why, as the end of a sentence: "it is a folder", "it leads out of the project"
         */
        record Refused(String reason) implements Content {}
    }
}
