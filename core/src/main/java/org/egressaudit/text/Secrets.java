package org.egressaudit.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides secrets in text that is shown to people.
 *
 * <p>Every stretch that is hidden keeps its length, so that columns and carets stay where they are. What is hidden: user-info
 * and queries of URLs, values of words that name a secret (password, token, key, ...), values of options that take one
 * ({@code -u user:pass}, {@code -psecret}, {@code Authorization:} headers), passwords given to well-known calls by their
 * position, private keys, and strings in the known shapes of access keys and tokens. The name of a variable that holds
 * the secret ({@code "$DB_PASSWORD"}) is none, and stays.
 */
public final class Secrets {

    /** How many characters before and after a stretch may betray that it is secret: a private key has about 3,300. */
    private static final int SURROUNDINGS = 4_000;

    /** A value that only names where the secret is kept, or the sign of an empty fallback: {@code ${TOKEN:-}}. */
    private static final Pattern REFERENCE =
            Pattern.compile("[\"]?\\$(?:\\{[A-Z_][A-Z0-9_]*}|[A-Z_][A-Z0-9_]*)[\"]?|-");

    private Secrets() {}

    /** The text with every secret replaced by as many {@code *}. */
    public static String hidden(String text) {
        StringBuilder shown = null;
        for (Pattern shape : SecretShapes.ALL) {
            Matcher matcher = shape.matcher(text);
            while (matcher.find()) {
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    if (matcher.start(group) >= 0 && !isReference(text, matcher.start(group), matcher.end(group))) {
                        shown = shown == null ? new StringBuilder(text) : shown;
                        hide(shown, matcher.start(group), matcher.end(group));
                    }
                }
            }
        }
        return shown == null ? text : shown.toString();
    }

    /**
     * A stretch of a text with every secret hidden, also one that only what stands around it betrays: a continued command,
     * a private key.
     *
     * @param text the whole text
     * @param from where the stretch begins
     * @param to where it ends
     */
    public static String hidden(String text, int from, int to) {
        int first = Math.max(0, from - SURROUNDINGS);
        int last = Math.min(text.length(), to + SURROUNDINGS);
        return hidden(text.substring(first, last)).substring(from - first, to - first);
    }

    /** In single quotes a dollar sign is one, and what follows it the secret. */
    private static boolean isReference(String text, int from, int to) {
        boolean literal = from > 0 && text.charAt(from - 1) == '\'';
        return !literal && REFERENCE.matcher(text).region(from, to).matches();
    }

    private static void hide(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '\n') {
                text.setCharAt(i, '*');
            }
        }
    }
}
