package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Span;

/** Puts together the commands that tools run for others. */
final class Commands {

    private Commands() {}

    /** A command run as it stands, by the same user. */
    static Effect.Runs runs(List<Word> command) {
        return new Effect.Runs(command, null, Map.of(), false, null, false, null, false);
    }

    /** The words with a mark in each replaced: {@code {}} by the name of a file. */
    static List<Word> replaced(List<Word> words, String mark, Word by) {
        return words.stream().map(word -> replaced(word, mark, by)).toList();
    }

    static Word replaced(Word word, String mark, Word by) {
        String text = word.known().orElse(null);
        if (text == null || !text.contains(mark)) {
            return word;
        }
        List<Word> parts = new ArrayList<>();
        int at = 0;
        for (int found = text.indexOf(mark); found >= 0; found = text.indexOf(mark, at)) {
            if (found > at) {
                parts.add(part(text.substring(at, found), word.span()));
            }
            parts.add(by);
            at = found + mark.length();
        }
        if (at < text.length()) {
            parts.add(part(text.substring(at), word.span()));
        }
        return Word.join(parts, word.span());
    }

    private static Word part(String text, Span span) {
        return Word.Known.literal(text, span);
    }

    /** Texts on a line each, as a program prints them. */
    static Word lines(List<String> texts, Span place) {
        String all = texts.stream().map(text -> text + "\n").collect(Collectors.joining());
        return new Word.Known(all, place, place, org.egressaudit.demand.Certainty.DERIVED);
    }

    /** The words of known text, as one word of several possibilities; unknown when the text is not known. */
    static Word each(List<String> texts, Word.Unknown otherwise) {
        List<Word> words = new ArrayList<>();
        for (String text : texts) {
            words.add(
                    new Word.Known(text, otherwise.span(), otherwise.span(), org.egressaudit.demand.Certainty.DERIVED));
        }
        return words.isEmpty() ? otherwise : Word.several(words, otherwise.span());
    }
}
