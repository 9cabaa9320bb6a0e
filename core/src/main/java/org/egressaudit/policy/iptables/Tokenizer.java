package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.text.Span;

/**
 * Splits a rule line into words as iptables-restore does (xshared.c, add_param_to_argv): blanks divide, double quotes
 * hold together, and a backslash inside quotes takes the next character as it is.
 */
final class Tokenizer {

    private Tokenizer() {}

    /**
     * @param line the text of one line
     * @param at the line's place, from its first column on; or a shorter one, the place that brought it
     */
    static List<Token> split(String line, Span at) {
        List<Token> tokens = new ArrayList<>();
        boolean standsThere = at.endColumn() - at.column() >= line.length();
        int i = 0;
        while (i < line.length()) {
            if (isBlank(line.charAt(i))) {
                i++;
                continue;
            }
            int start = i;
            boolean quoted = false;
            boolean inside = false;
            StringBuilder text = new StringBuilder();
            while (i < line.length() && (inside || !isBlank(line.charAt(i)))) {
                char c = line.charAt(i);
                if (c == '"') {
                    inside = !inside;
                    quoted = true;
                } else if (c == '\\' && inside && i + 1 < line.length()) {
                    text.append(line.charAt(++i));
                } else {
                    text.append(c);
                }
                i++;
            }
            Span place = standsThere ? Span.of(at.file(), at.line(), at.column() + start, at.column() + i) : at;
            tokens.add(new Token(text.toString(), quoted, place));
        }
        return tokens;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
