package org.egressaudit.demand.script.shell;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Regular expressions of POSIX (XBD 9), and of the GNU tools, in Java's words. */
final class Regex {

    private Regex() {}

    /** A basic or an extended one; null when it is neither. */
    static @Nullable Pattern of(String posix, boolean extended) {
        return of(posix, extended, 0);
    }

    /** With flags of {@link Pattern}. */
    static @Nullable Pattern of(String posix, boolean extended, int flags) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < posix.length(); i++) {
            char c = posix.charAt(i);
            if (c == '[') {
                int end = bracketEnd(posix, i);
                if (end < 0) {
                    return null;
                }
                out.append(bracket(posix.substring(i, end)));
                i = end - 1;
            } else if (c == '\\' && i + 1 < posix.length()) {
                char next = posix.charAt(++i);
                if (!extended && "(){}+?|".indexOf(next) >= 0) {
                    out.append(next);
                } else {
                    out.append('\\').append(next == '<' || next == '>' ? 'b' : next);
                }
            } else if (!extended && ("(){}+?|".indexOf(c) >= 0 || c == '*' && out.isEmpty())) {
                out.append('\\').append(c);
            } else {
                out.append(c);
            }
        }
        return perl(out.toString(), flags);
    }

    /** One of Perl, as {@code grep -P} takes it; null when it is none. */
    static @Nullable Pattern perl(String text, int flags) {
        try {
            return Pattern.compile(text.replace("\\K", ""), flags);
        } catch (PatternSyntaxException notARegex) {
            return null;
        }
    }

    /** After a bracket expression: a {@code ]} at its beginning belongs to it. */
    private static int bracketEnd(String text, int open) {
        int i = open + 1;
        if (i < text.length() && text.charAt(i) == '^') {
            i++;
        }
        if (i < text.length() && text.charAt(i) == ']') {
            i++;
        }
        while (i < text.length() && text.charAt(i) != ']') {
            if (text.startsWith("[:", i)) {
                int close = text.indexOf(":]", i + 2);
                if (close < 0) {
                    return -1;
                }
                i = close + 1;
            }
            i++;
        }
        return i < text.length() ? i + 1 : -1;
    }

    /** Named classes; what means something in Java's brackets but not in POSIX's. */
    private static String bracket(String text) {
        String named = text.replace("[:space:]", "\\s")
                .replace("[:blank:]", " \\t")
                .replace("[:digit:]", "0-9")
                .replace("[:alnum:]", "A-Za-z0-9")
                .replace("[:alpha:]", "A-Za-z")
                .replace("[:upper:]", "A-Z")
                .replace("[:lower:]", "a-z")
                .replace("[:punct:]", "\\p{Punct}");
        String inside =
                named.substring(1, named.length() - 1).replace("[", "\\[").replace("&&", "&\\&");
        int first = inside.startsWith("^") ? 1 : 0;
        if (inside.startsWith("]", first)) {
            inside = inside.substring(0, first) + "\\" + inside.substring(first);
        }
        return "[" + inside + "]";
    }
}
