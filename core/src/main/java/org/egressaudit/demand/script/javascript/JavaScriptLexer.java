package org.egressaudit.demand.script.javascript;

import java.util.List;
import org.egressaudit.demand.script.scan.Interpolation;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.scan.Lexeme.Quoted;
import org.egressaudit.demand.script.scan.Lexeme.Style;
import org.egressaudit.demand.script.scan.Lexer;

/** JavaScript's lexemes, after ECMA-262, chapter "Lexical Grammar". */
final class JavaScriptLexer extends Lexer {

    private static final List<String> OPERATORS = List.of(
            ">>>", "===", "!==", "**=", "...", "||=", "&&=", "??=", "<<=", "=>", "?.", "==", "!=", "<=", ">=", "&&",
            "||", "??", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "<<", ">>", "**");

    JavaScriptLexer(String text, int from, int to) {
        super(text, from, to);
    }

    @Override
    protected List<String> operators() {
        return OPERATORS;
    }

    @Override
    protected boolean inName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    @Override
    protected boolean special(char c) {
        int start = position;
        if (c == '/' && ahead(1) == '/' || (c == '#' && start == 0)) {
            comment();
        } else if (c == '/' && ahead(1) == '*') {
            commentTo("*/");
        } else if (c == '\'' || c == '"') {
            quoted(c, Style.INTERPOLATED);
        } else if (c == '`') {
            template(start);
        } else if (c == '/' && operandExpected()) {
            pattern(start);
        } else if (c == '#') {
            position++;
        } else if (c == '$') {
            while (position < end && inName(ahead(0))) {
                position++;
            }
            add(Kind.NAME, text.substring(start, position), start, null);
        } else {
            return false;
        }
        return true;
    }

    private void template(int start) {
        int i = start + 1;
        while (i < end && text.charAt(i) != '`') {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.startsWith("${", i)) {
                i = Interpolation.closing(text, i + 1, end) - 1;
            }
            i++;
        }
        int stop = Math.min(i, end);
        position = Math.min(stop + 1, end);
        // the backtick is one of the marks that tell a template from a plain string
        add(Kind.QUOTED, "`", start, new Quoted(start + 1, Math.max(start + 1, stop), Style.INTERPOLATED));
    }

    private void pattern(int start) {
        boolean set = false;
        position++;
        while (position < end && ahead(0) != '\n' && (set || ahead(0) != '/')) {
            if (ahead(0) == '\\') {
                position++;
            } else if (ahead(0) == '[') {
                set = true;
            } else if (ahead(0) == ']') {
                set = false;
            }
            position++;
        }
        position = Math.min(position + 1, end);
        while (position < end && Character.isLetter(ahead(0))) {
            position++;
        }
        add(Kind.QUOTED, "", start, new Quoted(start, position, Style.PATTERN));
    }
}
