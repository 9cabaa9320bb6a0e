package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * What a program has written to files by redirection, for the commands that read them later: a batch of {@code ftp}
 * commands made with {@code echo}, a list of hosts. Which of several writings a reader meets depends on branches, so
 * each of them stays possible.
 */
final class WrittenFiles {

    /** A file that is written more often is a log. */
    private static final int MOST_TEXTS = 8;

    private static final int MOST_WORDS = 500;

    private final Map<String, List<List<Word>>> files = new HashMap<>();

    /**
     * Opens a file for writing.
     *
     * @param path its absolute path, or the expression that names it
     * @param append whether what was written before stays
     * @return where the words go that are printed into it
     */
    List<Word> open(String path, boolean append) {
        List<List<Word>> texts = files.computeIfAbsent(path, any -> new ArrayList<>());
        if (texts.isEmpty() || !append && texts.size() < MOST_TEXTS) {
            texts.add(new ArrayList<>());
        }
        return texts.get(texts.size() - 1);
    }

    /** What stands in a file; null when it was not written here, or nothing of what was written is known. */
    @Nullable
    Word text(String path, Span place) {
        List<Word> texts = files.getOrDefault(path, List.of()).stream()
                .filter(words -> !words.isEmpty() && words.size() < MOST_WORDS)
                .map(words -> Word.join(words, place))
                .toList();
        Word text = texts.isEmpty() ? null : Word.several(texts, place);
        return text instanceof Word.Unknown ? null : text;
    }

    /** Adds a word, unless the file has become too long to be followed. */
    static void print(List<Word> file, Word word) {
        if (file.size() < MOST_WORDS) {
            file.add(word);
        }
    }
}
