package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.Word;
import org.jspecify.annotations.Nullable;

/**
 * Things that are chosen by a name of which only the run will know all: each whose name has the parts that are known may be
 * the one.
 */
public final class OpenName {

    /** More may not be told apart. */
    private static final int MOST = 64;

    private OpenName() {}

    /** Whether a name has the parts of a word that are known, in their places. */
    public static boolean may(Word word, String name) {
        return word.options().stream()
                .anyMatch(option -> pattern(option).matcher(name).matches());
    }

    private static Pattern pattern(Word option) {
        StringBuilder regex = new StringBuilder();
        for (Word part : option instanceof Word.Joined joined ? joined.parts() : List.of(option)) {
            regex.append(part instanceof Word.Known known ? Pattern.quote(known.text()) : ".*");
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** Whether nothing of a word is known. */
    static boolean nothingKnown(Word word) {
        return word.options().stream().allMatch(Word.Unknown.class::isInstance);
    }

    /**
     * What may be chosen; null when nothing may.
     *
     * @param names of all that there is
     * @param value of one; null for what cannot be chosen
     */
    public static @Nullable Value chosen(Word word, List<String> names, Function<String, @Nullable Value> value) {
        List<Value> all = new ArrayList<>();
        for (String name : names) {
            Value one = all.size() < MOST && may(word, name) ? value.apply(name) : null;
            if (one != null) {
                all.add(one);
            }
        }
        return all.isEmpty() ? null : Value.either(all);
    }
}
