package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Text of which some parts may be open: it can be cut into lines and fields like any other, although only the run will
 * know what stands in its {@link #HOLE holes}. A hole counts as one character that separates nothing.
 *
 * @param text the text, with a hole for each part that is not known
 * @param holes what stands in the holes, in order
 * @param place where the text is used
 * @param origin where it is written
 * @param source the file it is, when it is a whole one: its parts know their lines then
 */
record OpenText(
        String text,
        List<Word> holes,
        Span place,
        Span origin,
        @Nullable Source source) {

    /** OBJECT REPLACEMENT CHARACTER: what stands in a text for something that is not text. */
    private static final char HOLE = '\uFFFC';

    /** A text of which nothing is known. */
    static final String ANY = String.valueOf(HOLE);

    private static final char REPLACEMENT = '\uFFFD';

    OpenText {
        holes = List.copyOf(holes);
    }

    /** A file of the target machine. */
    static OpenText of(Source source) {
        Span place = source.span(0, 0);
        return new OpenText(source.text(), List.of(), place, place, source);
    }

    /** A word; of several possibilities each in turn, a line after the other. */
    static OpenText of(Word word) {
        StringBuilder text = new StringBuilder();
        List<Word> holes = new ArrayList<>();
        Span origin = null;
        for (Word option : word.options()) {
            if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                text.append('\n');
            }
            for (Word part : option instanceof Word.Joined joined ? joined.parts() : List.of(option)) {
                if (part instanceof Word.Known known) {
                    text.append(known.text().replace(HOLE, REPLACEMENT));
                    origin = origin == null ? known.origin() : origin;
                } else {
                    holes.add(part);
                    text.append(HOLE);
                }
            }
        }
        return new OpenText(text.toString(), holes, word.span(), origin == null ? word.span() : origin, null);
    }

    /** A text in which every hole is the same. */
    static OpenText filled(String text, Word hole, Span place) {
        int holes = (int) text.chars().filter(c -> c == HOLE).count();
        return new OpenText(text, Collections.nCopies(holes, hole), place, place, null);
    }

    /** All of it as a word. */
    Word whole() {
        return part(0, text.length());
    }

    /** The text between two offsets as a word. */
    Word part(int from, int to) {
        if (holes.isEmpty()) {
            return known(from, to);
        }
        int hole = (int) text.substring(0, from).chars().filter(c -> c == HOLE).count();
        List<Word> parts = new ArrayList<>();
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || text.charAt(i) == HOLE) {
                if (i > start) {
                    parts.add(known(start, i));
                }
                if (i < to) {
                    parts.add(holes.get(hole++));
                }
                start = i + 1;
            }
        }
        return parts.isEmpty() ? known(from, to) : parts.size() == 1 ? parts.get(0) : new Word.Joined(parts, place);
    }

    private Word.Known known(int from, int to) {
        Span written = source == null ? origin : source.span(from, to);
        return new Word.Known(text.substring(from, to), source == null ? place : written, written, Certainty.DERIVED);
    }
}
