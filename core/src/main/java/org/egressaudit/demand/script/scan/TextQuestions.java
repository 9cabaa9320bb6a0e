package org.egressaudit.demand.script.scan;

import java.util.List;
import java.util.function.Function;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Truth;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a text: how it begins, how it ends, what it holds, how long it is, a part of it. A text of which only
 * a part is known answers where that part is enough; null where only the run will know.
 */
public final class TextQuestions {

    private TextQuestions() {}

    /** Whether a text begins with another. */
    public static @Nullable Value startsWith(@Nullable Value text, @Nullable String start, Span place) {
        return answer(text, start, place, (word, part) -> {
            String head = word.known().orElseGet(() -> edge(word, 0));
            return head.startsWith(part)
                    ? Truth.YES
                    : word.known().isPresent() || !part.startsWith(head) ? Truth.NO : Truth.OPEN;
        });
    }

    /** Whether a text ends with another. */
    public static @Nullable Value endsWith(@Nullable Value text, @Nullable String end, Span place) {
        return answer(text, end, place, (word, part) -> {
            String tail = word.known().orElseGet(() -> edge(word, -1));
            return tail.endsWith(part)
                    ? Truth.YES
                    : word.known().isPresent() || !part.endsWith(tail) ? Truth.NO : Truth.OPEN;
        });
    }

    /** Whether a text holds another. */
    public static @Nullable Value contains(@Nullable Value text, @Nullable String wanted, Span place) {
        return answer(text, wanted, place, (word, part) -> {
            List<Word> parts = word instanceof Word.Joined joined ? joined.parts() : List.of(word);
            boolean found = parts.stream()
                    .anyMatch(each ->
                            each.known().filter(known -> known.contains(part)).isPresent());
            return found ? Truth.YES : word.known().isPresent() ? Truth.NO : Truth.OPEN;
        });
    }

    /** Where another text begins in it, counted from 0. */
    public static @Nullable Integer position(@Nullable Value text, @Nullable String wanted, boolean last) {
        String known = PlainLanguage.string(text);
        return known == null || wanted == null
                ? null
                : (Integer) (last ? known.lastIndexOf(wanted) : known.indexOf(wanted));
    }

    /** How many characters it has. */
    public static @Nullable Value length(@Nullable Value text, Span place) {
        String known = PlainLanguage.string(text);
        return known == null ? null : Value.number(Integer.toString(known.length()), place);
    }

    /**
     * The characters from a position up to another; from the end where they are negative.
     *
     * @param to null for the end of the text
     */
    public static @Nullable Value part(@Nullable Value text, @Nullable Integer from, @Nullable Integer to, Span place) {
        if (!(text instanceof Value.Scalar scalar) || scalar.text() == null || from == null) {
            return null;
        }
        return Words.change(scalar, place, whole -> {
            int begin = bound(from, whole.length());
            int end = to == null ? whole.length() : bound(to, whole.length());
            return begin < end ? whole.substring(begin, end) : "";
        });
    }

    private static int bound(int position, int length) {
        return Math.max(0, Math.min(length, position < 0 ? length + position : position));
    }

    /** The known text at an end of a word. */
    private static String edge(Word word, int which) {
        if (!(word instanceof Word.Joined joined)) {
            return "";
        }
        List<Word> parts = joined.parts();
        return parts.get(which < 0 ? parts.size() - 1 : 0).known().orElse("");
    }

    private interface Question {
        Truth ask(Word word, String part);
    }

    private static @Nullable Value answer(@Nullable Value text, @Nullable String part, Span place, Question question) {
        if (!(text instanceof Value.Scalar scalar) || scalar.isNothing() || part == null) {
            return null;
        }
        Function<Word, Truth> ask = word -> question.ask(word, part);
        Truth answer =
                scalar.word().options().stream().map(ask).reduce(Truth::agree).orElse(Truth.OPEN);
        return answer == Truth.OPEN ? null : Value.truth(answer == Truth.YES, place);
    }
}
