package org.egressaudit.demand.script.perl;

import java.util.regex.Pattern;
import org.egressaudit.demand.script.scan.Lexeme;
import org.jspecify.annotations.Nullable;

/**
 * A substitution, {@code s/from/to/flags}, as it is written (perldoc perlop, "Regexp Quote-Like Operators").
 *
 * @param body the expression that is looked for
 * @param from where what is put in begins, an offset in the source
 * @param to its end
 * @param flags the letters after it
 */
record PerlSubstitution(String body, int from, int to, String flags) {

    private static final Pattern VARIABLE = Pattern.compile("(?<!\\\\)[$@][A-Za-z_{]");
    private static final String OPENING = "([{<";
    private static final String CLOSING = ")]}>";

    /** The substitution that a lexeme begins; null when it is none, or one whose halves cannot be told. */
    static @Nullable PerlSubstitution of(String text, Lexeme lexeme, Lexeme.Quoted quoted) {
        int end = quoted.to();
        boolean substitutes = text.startsWith("s", lexeme.from()) && quoted.from() > lexeme.from() + 1;
        if (!substitutes || end + 1 >= text.length()) {
            return null;
        }
        char close = text.charAt(end);
        int bracket = CLOSING.indexOf(close);
        int at = end + 1;
        if (bracket >= 0) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at >= text.length() || text.charAt(at) != OPENING.charAt(bracket)) {
                return null;
            }
            at++;
        }
        int from = at;
        int depth = 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == close && --depth == 0) {
                break;
            } else if (bracket >= 0 && c == OPENING.charAt(bracket)) {
                depth++;
            }
            at++;
        }
        if (at >= text.length()) {
            return null;
        }
        int flags = at + 1;
        while (flags < text.length() && Character.isLetter(text.charAt(flags))) {
            flags++;
        }
        return new PerlSubstitution(text.substring(quoted.from(), end), from, at, text.substring(at + 1, flags));
    }

    /** Whether the expression is all there: no variable of the script is part of it, and what is put in is no code. */
    boolean plain() {
        return !VARIABLE.matcher(body).find() && !flags.contains("e");
    }

    /** Whether what is put in names variables of the script. */
    static boolean hasVariables(String replacement) {
        return VARIABLE.matcher(replacement).find();
    }

    /** Whether the changed text is the value, and the subject stays as it is. */
    boolean gives() {
        return flags.contains("r");
    }
}
