package org.egressaudit.demand.script.shell;

import java.util.BitSet;
import org.egressaudit.demand.script.Glob;
import org.egressaudit.demand.script.Word;
import org.jspecify.annotations.Nullable;

/** What shells do with patterns: compare, cut off, replace (bash(1), Parameter Expansion). */
final class Patterns {

    /** Texts in which a pattern that may end anywhere is looked for at every place. */
    private static final int MOST_SEARCHED = 20_000;

    private Patterns() {}

    static boolean matches(String glob, String text) {
        return Glob.of(glob).matches(text);
    }

    /** What is left after the shortest or longest match at the beginning is removed. */
    static String withoutPrefix(String text, String glob, boolean longest) {
        BitSet ends = Glob.of(glob).ends(text, 0);
        return ends.isEmpty() ? text : text.substring(longest ? ends.length() - 1 : ends.nextSetBit(0));
    }

    /** What is left after the shortest or longest match at the end is removed. */
    static String withoutSuffix(String text, String glob, boolean longest) {
        String backwards = new StringBuilder(text).reverse().toString();
        BitSet ends = Glob.of(glob).reversed().ends(backwards, 0);
        return ends.isEmpty()
                ? text
                : text.substring(0, text.length() - (longest ? ends.length() - 1 : ends.nextSetBit(0)));
    }

    /**
     * The text with the first or every match replaced, the longest at each place; null when it would be longer than any
     * text that is kept, or takes too long to search.
     */
    static @Nullable String replaced(String text, String glob, String by, boolean every) {
        boolean start = glob.startsWith("#");
        boolean end = glob.startsWith("%");
        if (start || end) {
            String rest =
                    start ? withoutPrefix(text, glob.substring(1), true) : withoutSuffix(text, glob.substring(1), true);
            boolean found = rest.length() < text.length() || matches(glob.substring(1), "");
            return !found ? text : start ? by + rest : rest + by;
        }
        Glob pattern = Glob.of(glob);
        if (!pattern.ofFixedLength() && text.length() > MOST_SEARCHED) {
            return null;
        }
        if (text.isEmpty()) {
            return pattern.matches("") ? by : "";
        }
        StringBuilder replaced = new StringBuilder();
        int at = 0;
        boolean searching = true;
        while (at < text.length()) {
            int matched = searching ? pattern.longest(text, at) : -1;
            if (matched >= 0) {
                replaced.append(by);
                searching = every;
            }
            if (matched > 0) {
                at += matched;
            } else {
                replaced.append(text.charAt(at++));
            }
            if (replaced.length() > Word.MOST_TEXT) {
                return null;
            }
        }
        return replaced.toString();
    }
}
