package org.egressaudit.dns;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/** Lines of words with comments, as hosts(5), resolv.conf(5) and the lock file have them. */
final class Words {

    private Words() {}

    /** A word and its place. */
    record Located(String text, Span span) {}

    /** The words of a line up to a character that begins a comment. */
    static List<Located> of(Source source, int line, String commentCharacters) {
        String text = source.line(line);
        List<Located> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (commentCharacters.indexOf(c) >= 0) {
                break;
            }
            if (isBlank(c)) {
                at++;
                continue;
            }
            int from = at;
            while (at < text.length() && !isBlank(text.charAt(at)) && commentCharacters.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            words.add(new Located(text.substring(from, at), Span.of(source.file(), line, from + 1, at + 1)));
        }
        return words;
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || Character.isWhitespace(c);
    }
}
