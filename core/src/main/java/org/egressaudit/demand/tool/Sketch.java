package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * One possibility of a word as plain text, with a {@link #HOLE} for each part that only the run will know.
 *
 * <p>Text with holes can be cut and compared like any other: {@code https://api.example.com/}&#xFFFC; has a known host
 * although its path is not known.
 *
 * @param text the text; holes stand for {@code holes} in order
 * @param span where it stands
 * @param origin where it is written, or null when that is the same place
 * @param certainty how surely the known part is known
 * @param holes the unknown parts in order
 */
record Sketch(String text, Span span, @Nullable Span origin, Certainty certainty, List<Word.Unknown> holes) {

    /** OBJECT REPLACEMENT CHARACTER: what stands in a text for something that is not text. */
    static final char HOLE = '\uFFFC';

    private static final char REPLACEMENT = '\uFFFD';

    Sketch {
        holes = List.copyOf(holes);
    }

    /** Every possibility of a word. */
    static List<Sketch> of(Word word) {
        return word.options().stream().map(Sketch::single).toList();
    }

    /** Text that a tool brings itself. */
    static Sketch fixed(String text, Span place) {
        return new Sketch(text, place, null, Certainty.DEFAULT, List.of());
    }

    private static Sketch single(Word word) {
        StringBuilder text = new StringBuilder();
        List<Word.Unknown> holes = new ArrayList<>();
        Certainty certainty = Certainty.LITERAL;
        Span origin = null;
        List<Word> parts = word instanceof Word.Joined joined ? joined.parts() : List.of(word);
        for (Word part : parts) {
            if (part instanceof Word.Known known) {
                text.append(known.text().replace(HOLE, REPLACEMENT));
                certainty = certainty.and(known.certainty());
                origin = origin == null ? known.origin() : origin;
            } else {
                holes.add(
                        part instanceof Word.Unknown unknown
                                ? unknown
                                : new Word.Unknown("...", "it has several unknown parts", part.span()));
                text.append(HOLE);
            }
        }
        Span elsewhere = origin == null || origin.equals(word.span()) ? null : origin;
        return new Sketch(text.toString(), word.span(), elsewhere, certainty, holes);
    }

    /** Whether all of it is known. */
    boolean known() {
        return holes.isEmpty();
    }

    /** Whether nothing of it is known. */
    boolean unknown() {
        return !text.isEmpty() && text.chars().allMatch(c -> c == HOLE);
    }

    /** The text between two offsets; its span is narrowed where the characters of the file are those of the text. */
    Sketch part(int from, int to) {
        int before =
                (int) text.substring(0, from).chars().filter(c -> c == HOLE).count();
        int inside =
                (int) text.substring(from, to).chars().filter(c -> c == HOLE).count();
        return new Sketch(
                text.substring(from, to),
                narrowed(span, from, to),
                origin == null ? null : narrowed(origin, from, to),
                certainty,
                holes.subList(before, before + inside));
    }

    /** The text from an offset on. */
    Sketch from(int begin) {
        return part(begin, text.length());
    }

    private Span narrowed(Span whole, int from, int to) {
        boolean asWritten =
                known() && whole.line() == whole.endLine() && whole.endColumn() - whole.column() == text.length();
        return asWritten ? Span.of(whole.file(), whole.line(), whole.column() + from, whole.column() + to) : whole;
    }

    /** The same text, told of by another place: a variable's value by the command that uses it. */
    Sketch toldAt(Span place) {
        return new Sketch(text, place, origin == null ? span : origin, certainty.and(Certainty.DERIVED), holes);
    }

    /** This text and another in a row, where this one stands. */
    Sketch followedBy(Sketch other) {
        List<Word.Unknown> all = new ArrayList<>(holes);
        all.addAll(other.holes);
        return new Sketch(text + other.text, span, origin, certainty.and(other.certainty), all);
    }

    /** This text and more of the same source. */
    Sketch followedBy(String more) {
        return new Sketch(text + more, span, origin, certainty, holes);
    }

    /** Another text for what stands here. */
    Sketch reading(String other) {
        return new Sketch(other, span, origin, certainty, List.of());
    }

    /** As a word again. */
    Word word() {
        Span written = origin == null ? span : origin;
        if (known()) {
            return new Word.Known(text, span, written, certainty);
        }
        List<Word> parts = new ArrayList<>();
        int hole = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == HOLE) {
                if (i > start) {
                    parts.add(new Word.Known(text.substring(start, i), span, written, certainty));
                }
                if (i < text.length()) {
                    parts.add(holes.get(hole++));
                }
                start = i + 1;
            }
        }
        return parts.size() == 1 ? parts.get(0) : new Word.Joined(parts, span);
    }

    /** Whether it stands for a mapping whose entries are given by name. */
    boolean isMapping() {
        return holes.size() == 1 && text.length() == 1 && holes.get(0).source().equals(Word.MAPPING);
    }

    /** As people may read it: the unknown parts as written, without secrets. */
    String shown() {
        StringBuilder shown = new StringBuilder();
        int hole = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            shown.append(c == HOLE ? holes.get(hole++).source() : String.valueOf(c));
        }
        return Shown.of(shown.toString());
    }

    /** Why the first unknown part is not known. */
    String reason() {
        return holes.isEmpty() ? "" : Shown.of(holes.get(0).reason());
    }
}
