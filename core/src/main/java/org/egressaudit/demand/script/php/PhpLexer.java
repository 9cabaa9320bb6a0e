package org.egressaudit.demand.script.php;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.egressaudit.demand.script.scan.Interpolation;
import org.egressaudit.demand.script.scan.Lexeme;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.scan.Lexeme.Style;
import org.egressaudit.demand.script.scan.Lexer;

/** PHP's lexemes, after the manual's "Basic syntax" and "Strings". */
final class PhpLexer extends Lexer {

    private static final List<String> OPERATORS = List.of(
            "===", "!==", "<=>", "**=", "...", "??=", "?->", "<<=", ">>=", "=>", "->", "::", "==", "!=", "<>", "<=",
            ">=", "&&", "||", "??", "++", "--", "+=", "-=", "*=", "/=", ".=", "%=", "&=", "|=", "<<", ">>", "**");

    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "or",
            "xor",
            "if",
            "else",
            "elseif",
            "endif",
            "while",
            "endwhile",
            "for",
            "endfor",
            "foreach",
            "endforeach",
            "as",
            "do",
            "switch",
            "endswitch",
            "case",
            "default",
            "break",
            "continue",
            "return",
            "function",
            "fn",
            "class",
            "new",
            "try",
            "catch",
            "finally",
            "throw",
            "echo",
            "global",
            "instanceof",
            "extends",
            "implements",
            "static",
            "public",
            "private",
            "protected",
            "const",
            "use",
            "namespace");

    private PhpLexer(String text, int from, int to) {
        super(text, from, to);
    }

    /** A whole file, which begins outside of the program. */
    static List<Lexeme> file(String text) {
        PhpLexer lexer = new PhpLexer(text, 0, text.length());
        lexer.enterCode();
        return lexer.run();
    }

    /** A text that is code as a whole. */
    static List<Lexeme> code(String text) {
        return expression(text, 0, text.length());
    }

    /** An expression in a text. */
    static List<Lexeme> expression(String text, int from, int to) {
        return new PhpLexer(text, from, to).run();
    }

    private void enterCode() {
        int open = text.indexOf("<?", position);
        if (open < 0 || open >= end) {
            position = end;
            return;
        }
        position = open + 2;
        if (text.regionMatches(true, position, "php", 0, 3)) {
            position += 3;
        } else if (ahead(0) == '=') {
            position++;
        }
    }

    /** Words of the language are the same in either case; members may be called like them. */
    @Override
    protected String named(String word) {
        Lexeme before = last();
        boolean member = before != null && (before.is("->") || before.is("?->") || before.is("::"));
        String lower = word.toLowerCase(Locale.ROOT);
        return !member && KEYWORDS.contains(lower) ? lower : word;
    }

    @Override
    protected List<String> operators() {
        return OPERATORS;
    }

    @Override
    protected boolean inName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '\\';
    }

    @Override
    protected boolean special(char c) {
        int start = position;
        if (c == '?' && ahead(1) == '>') {
            position += 2;
            add(Kind.OPERATOR, ";", start, null);
            enterCode();
        } else if (c == '#' && ahead(1) != '[' || c == '/' && ahead(1) == '/') {
            int close = text.indexOf("?>", position);
            int line = text.indexOf('\n', position);
            if (close >= 0 && close < end && (line < 0 || close < line)) {
                position = close;
            } else {
                comment();
            }
        } else if (c == '#') {
            commentTo("]");
        } else if (c == '/' && ahead(1) == '*') {
            commentTo("*/");
        } else if (c == '$' && (Character.isLetter(ahead(1)) || ahead(1) == '_')) {
            position++;
            while (position < end && inName(ahead(0)) && ahead(0) != '\\') {
                position++;
            }
            add(Kind.VARIABLE, text.substring(start, position), start, null);
        } else if (c == '$' && ahead(1) == '{' && (Character.isLetter(ahead(2)) || ahead(2) == '_')) {
            bracedVariable(start);
        } else if (c == '\'') {
            quoted(c, Style.RAW);
        } else if (c == '"') {
            interpolated(c, Style.INTERPOLATED);
        } else if (c == '`') {
            interpolated(c, Style.COMMAND);
        } else if (c == '\\' && Character.isLetter(ahead(1))) {
            // a name from the top: \PDO
            position++;
        } else if (starts("<<<")) {
            document(start);
        } else {
            return false;
        }
        return true;
    }

    /** {@code ${name}} in a text is {@code $name}; the closing brace may lie behind what is read here. */
    private void bracedVariable(int start) {
        position += 2;
        int name = position;
        while (position < end && inName(ahead(0)) && ahead(0) != '\\') {
            position++;
        }
        String variable = "$" + text.substring(name, position);
        position += position < end && ahead(0) == '}' ? 1 : 0;
        add(Kind.VARIABLE, variable, start, null);
    }

    /** Quoted text with expressions in braces, which may hold quotes of the same kind. */
    private void interpolated(char mark, Style style) {
        int start = position++;
        int body = position;
        while (position < end && ahead(0) != mark) {
            if (ahead(0) == '{' && ahead(1) == '$') {
                position = Interpolation.closing(text, position, end);
            } else {
                position += ahead(0) == '\\' ? 2 : 1;
            }
        }
        int stop = Math.min(position, end);
        position = Math.min(stop + 1, end);
        add(Kind.QUOTED, "", start, new Lexeme.Quoted(body, stop, style));
    }

    @Override
    protected boolean keepsLastNewline() {
        return false;
    }

    private void document(int start) {
        position += 3;
        while (ahead(0) == ' ') {
            position++;
        }
        char mark = ahead(0);
        boolean marked = mark == '\'' || mark == '"';
        position += marked ? 1 : 0;
        int name = position;
        while (position < end && inName(ahead(0))) {
            position++;
        }
        String word = text.substring(name, position);
        position += marked && position < end ? 1 : 0;
        if (word.isEmpty()) {
            add(Kind.OPERATOR, "<<", start, null);
        } else {
            hereDocument(start, word, true, mark == '\'' ? Style.RAW : Style.INTERPOLATED);
        }
    }
}
