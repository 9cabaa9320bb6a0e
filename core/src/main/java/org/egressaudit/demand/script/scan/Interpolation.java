package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.jspecify.annotations.Nullable;

/** Quoted text with values in it, as an expression. */
public final class Interpolation {

    /**
     * A value in a text.
     *
     * @param from where its expression begins
     * @param to where its expression ends
     * @param end where the text goes on
     */
    public record Embedded(int from, int to, int end) {}

    /** Finds the value that begins at an offset of a text, or null when none does. */
    @FunctionalInterface
    public interface Finder {
        @Nullable
        Embedded at(int offset, int end);
    }

    private Interpolation() {}

    /**
     * Quoted text as an expression.
     *
     * @param text the whole program
     * @param lexeme the quoted text in it
     * @param finder how values are marked
     * @param parse reads the expression between two offsets
     */
    public static Expression of(
            String text, Lexeme lexeme, Finder finder, BiFunction<Integer, Integer, Expression> parse) {
        Lexeme.Quoted quoted = lexeme.quoted();
        if (quoted == null) {
            return new Expression.Opaque(lexeme.from(), lexeme.to());
        }
        List<Expression> parts = new ArrayList<>();
        int run = quoted.from();
        int i = quoted.from();
        while (i < quoted.to()) {
            if (text.charAt(i) == '\\') {
                i = Math.min(i + 2, quoted.to());
                continue;
            }
            Embedded embedded = finder.at(i, quoted.to());
            if (embedded == null) {
                i++;
                continue;
            }
            if (i > run) {
                parts.add(new Expression.Literal(Kind.STRING, resolve(text.substring(run, i)), run, i));
            }
            parts.add(parse.apply(embedded.from(), embedded.to()));
            i = Math.max(embedded.end(), i + 1);
            run = i;
        }
        if (quoted.to() > run || parts.isEmpty()) {
            String rest = resolve(text.substring(run, quoted.to()));
            if (parts.isEmpty()) {
                return new Expression.Literal(Kind.STRING, rest, lexeme.from(), lexeme.to());
            }
            parts.add(new Expression.Literal(Kind.STRING, rest, run, quoted.to()));
        }
        return new Expression.Interpolated(parts, lexeme.from(), lexeme.to());
    }

    /** Text in single quotation marks: only the mark and the backslash are escaped. */
    public static Expression raw(String text, Lexeme lexeme) {
        Lexeme.Quoted quoted = lexeme.quoted();
        String body = quoted == null ? "" : text.substring(quoted.from(), quoted.to());
        String value = body.indexOf('\\') < 0 ? body : body.replace("\\'", "'").replace("\\\\", "\\");
        return new Expression.Literal(Kind.STRING, value, lexeme.from(), lexeme.to());
    }

    /** The words of a word list. */
    public static Expression.Items words(String text, Lexeme lexeme) {
        Lexeme.Quoted quoted = lexeme.quoted();
        List<Expression> words = new ArrayList<>();
        if (quoted != null) {
            int i = quoted.from();
            while (i < quoted.to()) {
                int start = i;
                while (i < quoted.to() && !Character.isWhitespace(text.charAt(i))) {
                    i++;
                }
                if (i > start) {
                    words.add(new Expression.Literal(Kind.STRING, text.substring(start, i), start, i));
                }
                i++;
            }
        }
        return new Expression.Items(Expression.Container.LIST, words, lexeme.from(), lexeme.to());
    }

    /** The offset after the bracket that closes the one at an offset; the end when it is not closed. */
    public static int closing(String text, int at, int end) {
        char open = text.charAt(at);
        char close = open == '{' ? '}' : open == '[' ? ']' : ')';
        int depth = 0;
        char mark = 0;
        for (int i = at; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (mark != 0) {
                mark = c == mark ? 0 : mark;
            } else if (c == '\'' || c == '"' || c == '`') {
                mark = c;
            } else if (c == open) {
                depth++;
            } else if (c == close && --depth == 0) {
                return i + 1;
            }
        }
        return end;
    }

    /** The escapes that the languages share; others leave the character. */
    private static String resolve(String body) {
        if (body.indexOf('\\') < 0) {
            return body;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c != '\\' || i + 1 >= body.length()) {
                out.append(c);
                continue;
            }
            char escaped = body.charAt(++i);
            switch (escaped) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case '0' -> out.append('\0');
                case '\n' -> {
                    // a joined line
                }
                case 'x' -> {
                    int stop = Math.min(i + 3, body.length());
                    String code = body.substring(i + 1, stop);
                    if (code.matches("[0-9a-fA-F]{2}")) {
                        out.append((char) Integer.parseInt(code, 16));
                        i += 2;
                    } else {
                        out.append(escaped);
                    }
                }
                default -> out.append(escaped);
            }
        }
        return out.toString();
    }
}
