package org.egressaudit.demand.script;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * The trees of files that were parsed lately, for a job runs once more for each of its connections that may fail, over
 * the same files. Those that were not used for longest are forgotten first.
 *
 * @param <T> a parsed file
 */
public final class RecentlyParsed<T> {

    /** Characters of all texts together; a tree takes some twenty times the memory of its text. */
    private static final int MOST_CHARACTERS = 5_000_000;

    private final Map<Text, T> known = new LinkedHashMap<>(16, 0.75f, true);
    private int characters;

    /** Equal texts at different places differ in what is reported of them. */
    private record Text(Span start, String text) {}

    /** The tree of a text. */
    public T of(Source source, Function<Source, T> parser) {
        Text text = new Text(source.span(0, 0), source.text());
        T tree = get(text);
        if (tree == null) {
            tree = parser.apply(source);
            put(text, tree);
        }
        return tree;
    }

    private synchronized @Nullable T get(Text text) {
        return known.get(text);
    }

    private synchronized void put(Text text, T tree) {
        int size = text.text().length();
        if (size > MOST_CHARACTERS || known.put(text, tree) != null) {
            return;
        }
        characters += size;
        Iterator<Text> oldest = known.keySet().iterator();
        while (characters > MOST_CHARACTERS) {
            characters -= oldest.next().text().length();
            oldest.remove();
        }
    }
}
