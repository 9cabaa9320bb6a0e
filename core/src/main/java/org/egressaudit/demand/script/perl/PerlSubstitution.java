package org.egressaudit.demand.script.perl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.scan.Lexeme;
import org.egressaudit.text.Span;
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

    /**
     * What is put in as one text: of the parts that stand in turn in the script and in variables, those of variables
     * name no group.
     */
    static @Nullable Value put(@Nullable Value with, Span place) {
        if (!(with instanceof ListValue parts)) {
            return with;
        }
        List<Value> all = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Value part = parts.items().get(i);
            all.add(
                    i % 2 == 1 && part instanceof Value.Scalar scalar
                            ? Words.change(
                                    scalar,
                                    place,
                                    text -> text.replace("\\", "\\\\").replace("$", "$$"))
                            : part);
        }
        return Words.join(all, place);
    }

    /** What is put in is a text between double quotes: a backslash stands before what it makes plain. */
    static String unescaped(String by) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < by.length(); i++) {
            char c = by.charAt(i);
            char next = c == '\\' && i + 1 < by.length() ? by.charAt(i + 1) : 0;
            if (next == 0 || Character.isDigit(next)) {
                text.append(c);
                continue;
            }
            i++;
            switch (next) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case '$', '\\' -> text.append(next).append(next);
                default -> text.append(next);
            }
        }
        return text.toString();
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
