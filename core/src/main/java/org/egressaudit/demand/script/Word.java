package org.egressaudit.demand.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.egressaudit.demand.Certainty;
import org.egressaudit.text.Span;

/**
 * One argument: known text, text only the run will know, both in a row, or one of several.
 *
 * <p>Every word knows the place where it stands; known text also knows where it was written, which is elsewhere when a
 * variable or a constant brought it.
 */
public sealed interface Word {

    /** What an unknown word that is a mapping says of itself: no text, but entries that are given by name. */
    String MAPPING = "{...}";

    /** Longer text is not put together: it is a bomb, not a host. */
    int MOST_TEXT = 1 << 24;

    /** More parts are not put together. */
    int MOST_PARTS = 10_000;

    /** Where the word stands, in the call. */
    Span span();

    /** The same word, standing elsewhere: a variable's value at the place that uses it. */
    Word standingAt(Span place);

    /**
     * Text that is known.
     *
     * @param text the value, after quoting and expansion
     * @param span where the word stands
     * @param origin where the text is written; the same as {@code span} for a literal
     * @param certainty LITERAL as written, DERIVED through values, DEFAULT from a fallback such as {@code ${X:-y}}
     */
    record Known(String text, Span span, Span origin, Certainty certainty) implements Word {

        /** A literal at its place. */
        public static Known literal(String text, Span span) {
            return new Known(text, span, span, Certainty.LITERAL);
        }

        @Override
        public Known standingAt(Span place) {
            return new Known(text, place, origin, certainty.and(Certainty.DERIVED));
        }
    }

    /**
     * Text only the run will know.
     *
     * @param source the expression as written: {@code $TARGET}, {@code argv[1]}
     * @param reason why a reader cannot know, and what would resolve it
     * @param span where it stands
     */
    record Unknown(String source, String reason, Span span) implements Word {
        @Override
        public Unknown standingAt(Span place) {
            return new Unknown(source, reason, place);
        }
    }

    /**
     * Parts in a row, of which at least one is not known.
     *
     * @param parts at least one, none of them Joined
     */
    record Joined(List<Word> parts, Span span) implements Word {
        public Joined {
            parts = List.copyOf(parts);
        }

        @Override
        public Joined standingAt(Span place) {
            return new Joined(parts, place);
        }
    }

    /**
     * One of several, or each of them in turn: the values of a list, of a loop, of branches that a reader cannot choose
     * between. For the network all of them count.
     *
     * @param options at least two, none of them Several
     */
    record Several(List<Word> options, Span span) implements Word {
        public Several {
            options = List.copyOf(options);
        }

        @Override
        public Several standingAt(Span place) {
            return new Several(
                    options.stream().map(option -> option.standingAt(place)).toList(), place);
        }
    }

    /** How many possibilities are followed before a word counts as unknown. */
    int MOST = 256;

    /** Its text when it is known and single. */
    default Optional<String> known() {
        return this instanceof Known known ? Optional.of(known.text()) : Optional.empty();
    }

    /** Every possibility, each Known, Unknown or Joined without Several inside. */
    default List<Word> options() {
        if (this instanceof Several several) {
            return several.options();
        }
        return List.of(this);
    }

    /**
     * The words one after another as one word. Known neighbours melt together; possibilities multiply, up to
     * {@link #MOST}.
     *
     * @param words in order
     * @param span where the whole stands
     */
    static Word join(List<? extends Word> words, Span span) {
        if (words.size() == 1 && !(words.get(0) instanceof Several)) {
            return one(List.of(words.get(0)), span);
        }
        List<List<Word>> rows = new ArrayList<>();
        rows.add(new ArrayList<>());
        for (Word word : words) {
            List<Word> options = word.options();
            if ((long) rows.size() * options.size() > MOST) {
                return new Unknown(
                        "...", "it has more than " + MOST + " possible values; declare what it reaches", span);
            }
            if (options.size() == 1) {
                for (List<Word> row : rows) {
                    append(row, options.get(0));
                }
            } else {
                List<List<Word>> grown = new ArrayList<>();
                for (List<Word> row : rows) {
                    for (Word option : options) {
                        List<Word> copy = new ArrayList<>(row);
                        append(copy, option);
                        grown.add(copy);
                    }
                }
                rows = grown;
            }
        }
        if (rows.stream().anyMatch(row -> row.size() > MOST_PARTS)) {
            return new Unknown("...", "it is put together of more than " + MOST_PARTS + " parts", span);
        }
        List<Word> joined = rows.stream().map(row -> one(row, span)).toList();
        return several(joined, span);
    }

    /** One of these words; a single word when they are all the same. */
    static Word several(List<? extends Word> words, Span span) {
        if (words.size() == 1) {
            return words.get(0);
        }
        List<Word> distinct = new ArrayList<>();
        for (Word word : words) {
            for (Word option : word.options()) {
                if (distinct.stream().noneMatch(seen -> sameText(seen, option))) {
                    distinct.add(option);
                }
            }
        }
        if (distinct.isEmpty()) {
            return Known.literal("", span);
        }
        if (distinct.size() > MOST) {
            return new Unknown("...", "it has more than " + MOST + " possible values; declare what it reaches", span);
        }
        return distinct.size() == 1 ? distinct.get(0) : new Several(distinct, span);
    }

    private static boolean sameText(Word one, Word other) {
        return one instanceof Known known
                && other instanceof Known same
                && known.text().equals(same.text());
    }

    private static void append(List<Word> row, Word word) {
        if (word instanceof Joined joined) {
            joined.parts().forEach(part -> append(row, part));
            return;
        }
        if (word instanceof Known known && !row.isEmpty() && row.get(row.size() - 1) instanceof Known before) {
            boolean inRow = before.origin().file().equals(known.origin().file())
                    && before.origin().endLine() == known.origin().line()
                    && before.origin().endColumn() == known.origin().column();
            if (before.text().length() + known.text().length() > MOST_TEXT) {
                row.set(
                        row.size() - 1,
                        new Unknown("...", "the text is longer than " + MOST_TEXT + " characters", known.span()));
                return;
            }
            Known longer = before.text().length() >= known.text().length() ? before : known;
            Span origin = inRow ? before.origin().to(known.origin()) : longer.origin();
            row.set(
                    row.size() - 1,
                    new Known(
                            before.text() + known.text(),
                            before.span().to(known.span()),
                            origin,
                            before.certainty().and(known.certainty())));
            return;
        }
        row.add(word);
    }

    private static Word one(List<Word> row, Span span) {
        if (row.isEmpty()) {
            return Known.literal("", span);
        }
        if (row.size() == 1) {
            return row.get(0) instanceof Known known
                    ? new Known(known.text(), span, known.origin(), known.certainty())
                    : row.get(0).standingAt(span);
        }
        return new Joined(row, span);
    }
}
