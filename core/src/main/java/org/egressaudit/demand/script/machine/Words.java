package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Span;

/** Values as words of a call. */
public final class Words {

    /** A text that grows longer than this counts as unknown. */
    public static final int LONGEST = 1 << 14;

    private static final int DEEPEST = 6;

    private static final int MOST_ITEMS = 2 * Word.MOST;

    private Words() {}

    /** The word for a value that stands at a place; of a container, one of its items. */
    public static Word of(Value value, Span place) {
        List<Word> words = new ArrayList<>();
        collect(value, place, 0, words);
        return words.size() == 1 ? words.get(0) : Word.several(words, place);
    }

    /** Containers may hold each other and themselves: depth and number are limited. */
    private static void collect(Value value, Span place, int depth, List<Word> into) {
        if (into.size() > MOST_ITEMS) {
            return;
        }
        if (value instanceof Value.Scalar scalar) {
            into.add(standing(scalar.word(), place));
        } else if (value instanceof ListValue list && depth < DEEPEST) {
            list.items().forEach(item -> collect(item, place, depth + 1, into));
        } else if (value instanceof Value.Either either && depth < DEEPEST) {
            either.options().forEach(option -> collect(option, place, depth + 1, into));
        } else if (value instanceof Value.Made made && made.text() != null) {
            into.add(standing(made.text(), place));
        } else {
            into.add(unknown(value, place));
        }
    }

    private static Word unknown(Value value, Span place) {
        if (value instanceof Value.Unknown unknown) {
            return new Word.Unknown(unknown.source(), unknown.reason(), place);
        }
        if (value instanceof Value.Made made) {
            return new Word.Unknown(
                    made.name() + "(...)",
                    "what " + made.name() + " gives only the run will know; declare what it reaches",
                    place);
        }
        if (value instanceof Value.External external) {
            return new Word.Unknown(
                    external.name(),
                    external.name() + " is not defined in the project's files; add the file that defines it, or declare"
                            + " what it reaches",
                    place);
        }
        if (value instanceof MapValue) {
            return new Word.Unknown(Word.MAPPING, "it is a mapping; its entries are given by name", place);
        }
        return new Word.Unknown(describe(value), "it is an object, not a text", place);
    }

    private static String describe(Value value) {
        if (value instanceof Value.Instance instance) {
            return instance.type().name() + " object";
        }
        if (value instanceof Value.ClassObject type) {
            return type.name();
        }
        if (value instanceof Value.Routined function) {
            return function.routine().name();
        }
        return value instanceof Value.Module module ? module.name() : "...";
    }

    /** A text changed, its origin kept; a text known in parts is changed part by part. */
    public static Value change(Value.Scalar text, Span place, UnaryOperator<String> change) {
        List<Word> changed = new ArrayList<>();
        for (Word option : text.word().options()) {
            if (option instanceof Word.Joined joined) {
                List<Word> parts = joined.parts().stream()
                        .map(part -> part instanceof Word.Known known ? changed(known, place, change) : part)
                        .toList();
                changed.add(Word.join(parts, place));
            } else {
                changed.add(option instanceof Word.Known known ? changed(known, place, change) : option);
            }
        }
        return new Value.Scalar(text.kind(), Word.several(changed, place));
    }

    private static Word changed(Word.Known known, Span place, UnaryOperator<String> change) {
        String text = change.apply(known.text());
        // a file's text may be long; what grows beyond the bound is made to grow
        return text.length() > Math.max(LONGEST, known.text().length())
                ? new Word.Unknown("...", "it is a text of more than " + LONGEST + " characters", place)
                : new Word.Known(text, place, known.origin(), known.certainty().and(Certainty.DERIVED));
    }

    /** A word at the place that uses it; what is written right there stays a literal. */
    public static Word standing(Word word, Span place) {
        return word.span().equals(place) ? word : word.standingAt(place);
    }

    /** Values one after another as one text. */
    public static Value join(List<? extends Value> values, Span place) {
        List<Word> words = new ArrayList<>();
        long length = 0;
        for (Value value : values) {
            Word word = value instanceof Value.Scalar scalar ? scalar.word() : of(value, place);
            length += word.known().map(String::length).orElse(16);
            words.add(word);
        }
        if (length > LONGEST) {
            return new Value.Unknown("...", "it is a text of more than " + LONGEST + " characters", place);
        }
        return new Value.Scalar(Kind.STRING, Word.join(words, place));
    }
}
