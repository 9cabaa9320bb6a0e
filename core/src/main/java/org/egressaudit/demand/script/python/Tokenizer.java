package org.egressaudit.demand.script.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.python.Token.Kind;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;

/**
 * Text to tokens, for Python 2.7 to 3.14.
 *
 * <p>Follows the chapter "Lexical analysis" of the language reference: logical lines, indentation, line joining, string
 * prefixes. A bracket or a string that is never closed ends where a statement must begin again, so that what follows is
 * still read.
 */
final class Tokenizer {

    private static final String[] OPERATORS = {
        "**=", "//=", ">>=", "<<=", "...", "!=", "<>", "==", "<=", ">=", "->", ":=", "+=", "-=", "*=", "/=", "%=", "&=",
        "|=", "^=", "@=", "**", "//", "<<", ">>", "+", "-", "*", "/", "%", "@", "&", "|", "^", "~", "<", ">", "(", ")",
        "[", "]", "{", "}", ",", ":", ".", ";", "=", "`", "!"
    };

    /** Words that begin a statement and cannot stand at the start of a line inside brackets. */
    private static final Set<String> STATEMENTS = Set.of(
            "def",
            "class",
            "import",
            "return",
            "raise",
            "try",
            "while",
            "with",
            "del",
            "global",
            "pass",
            "break",
            "continue",
            "elif",
            "except",
            "finally");

    private static final int TAB = 8;

    private final Source source;
    private final String text;
    private final int end;
    private final StringScanner strings;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Deque<Integer> indentation = new ArrayDeque<>();
    private final Deque<Integer> brackets = new ArrayDeque<>();
    private int position;
    private boolean lineStart;
    private int statementColumn;
    private int bracketTokens;
    private int returns = 40;

    private Tokenizer(Source source, int from, int to, boolean expression) {
        this.source = source;
        this.text = source.text();
        this.position = from;
        this.end = to;
        this.strings = new StringScanner(text, to);
        this.lineStart = !expression;
        if (expression) {
            brackets.push(from);
        }
    }

    /** The tokens of a whole text, the last one {@link Kind#END}; trouble is added to the diagnostics. */
    static List<Token> program(Source source, List<Diagnostic> diagnostics) {
        Tokenizer tokenizer = new Tokenizer(source, 0, source.text().length(), false);
        tokenizer.indentation.push(0);
        tokenizer.run();
        diagnostics.addAll(tokenizer.diagnostics);
        return tokenizer.tokens;
    }

    /** The tokens of an expression inside a formatted string. */
    static List<Token> expression(Source source, int from, int to) {
        Tokenizer tokenizer = new Tokenizer(source, from, to, true);
        tokenizer.indentation.push(0);
        while (tokenizer.position < to) {
            tokenizer.token();
        }
        tokenizer.add(Kind.END, "", to, to);
        return tokenizer.tokens;
    }

    private void run() {
        while (position < end || !brackets.isEmpty()) {
            if (position >= end) {
                unclosed();
            } else if (lineStart) {
                indent();
            } else {
                token();
            }
        }
        if (!tokens.isEmpty() && last() != Kind.NEWLINE && last() != Kind.DEDENT) {
            add(Kind.NEWLINE, "", end, end);
        }
        for (int i = indentation.size(); i > 1; i--) {
            add(Kind.DEDENT, "", end, end);
        }
        add(Kind.END, "", end, end);
    }

    private Kind last() {
        return tokens.get(tokens.size() - 1).kind();
    }

    private void indent() {
        int column = 0;
        int start = position;
        while (position < end) {
            char c = text.charAt(position);
            if (c == ' ') {
                column++;
            } else if (c == '\t') {
                column = (column / TAB + 1) * TAB;
            } else if (c == '\f') {
                column = 0;
            } else {
                break;
            }
            position++;
        }
        if (position >= end) {
            return;
        }
        char c = text.charAt(position);
        if (c == '\n' || c == '\r' || c == '#') {
            skipLine();
            return;
        }
        lineStart = false;
        statementColumn = column;
        if (column > indentation.getFirst()) {
            indentation.push(column);
            add(Kind.INDENT, "", start, position);
            return;
        }
        while (column < indentation.getFirst()) {
            indentation.pop();
            if (column > indentation.getFirst()) {
                report(position, position, "this line is indented less than its block but more than the one around it");
                indentation.push(column);
                return;
            }
            add(Kind.DEDENT, "", position, position);
        }
    }

    private void skipLine() {
        int newline = text.indexOf('\n', position);
        position = newline < 0 || newline >= end ? end : newline + 1;
    }

    private void token() {
        char c = text.charAt(position);
        if (c == '\n') {
            newline();
        } else if (c <= ' ' || c == '\u00a0' || c == '\ufeff') {
            position++;
        } else if (c == '#') {
            int newline = text.indexOf('\n', position);
            position = newline < 0 || newline > end ? end : newline;
        } else if (c == '\\') {
            int newline = text.indexOf('\n', position);
            boolean joins =
                    newline >= 0 && text.substring(position + 1, newline).isBlank();
            position = joins ? newline + 1 : position + 1;
        } else if (strings.prefixLength(position) >= 0) {
            string();
        } else if (Character.isJavaIdentifierStart(c) && c != '$') {
            int start = position;
            while (position < end && Character.isJavaIdentifierPart(text.charAt(position))) {
                position++;
            }
            add(Kind.NAME, text.substring(start, position), start, position);
        } else if (digit(c) || (c == '.' && position + 1 < end && digit(text.charAt(position + 1)))) {
            number();
        } else {
            operator();
        }
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private void number() {
        int start = position;
        while (position < end) {
            char c = text.charAt(position);
            boolean exponentSign = (c == '+' || c == '-')
                    && "eE".indexOf(text.charAt(position - 1)) >= 0
                    && position > start
                    && !text.startsWith("0x", start)
                    && !text.startsWith("0X", start);
            if (!exponentSign && c != '.' && !Character.isLetterOrDigit(c) && c != '_') {
                break;
            }
            position++;
        }
        add(Kind.NUMBER, text.substring(start, position), start, position);
    }

    private void string() {
        int start = position;
        int stop = strings.end(start);
        if (stop < 0) {
            int newline = text.indexOf('\n', start);
            position = newline < 0 || newline > end ? end : newline;
            report(start, position, "this string is never closed");
            add(Kind.STRING, "", start, position);
            return;
        }
        position = stop;
        add(Kind.STRING, "", start, stop);
    }

    private void operator() {
        char first = text.charAt(position);
        for (String operator : OPERATORS) {
            if (operator.charAt(0) == first
                    && text.startsWith(operator, position)
                    && position + operator.length() <= end) {
                bracket(operator);
                add(Kind.OPERATOR, operator, position, position + operator.length());
                position += operator.length();
                return;
            }
        }
        report(position, position + 1, "'" + text.charAt(position) + "' does not belong to the language");
        position++;
    }

    private void bracket(String operator) {
        switch (operator) {
            case "(", "[", "{" -> {
                if (brackets.isEmpty()) {
                    bracketTokens = tokens.size();
                }
                brackets.push(position);
            }
            case ")", "]", "}" -> {
                if (!brackets.isEmpty()) {
                    brackets.pop();
                }
            }
            default -> {
                // the others open and close nothing
            }
        }
    }

    private void newline() {
        if (brackets.isEmpty()) {
            if (!tokens.isEmpty() && last() != Kind.NEWLINE) {
                add(Kind.NEWLINE, "", position, position);
            }
            position++;
            lineStart = true;
            return;
        }
        position++;
        if (statementBegins()) {
            endBrackets(position);
        }
    }

    /** Whether the line at the position can only be a new statement, although a bracket is still open. */
    private boolean statementBegins() {
        int at = position;
        int column = 0;
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            column = text.charAt(at) == '\t' ? (column / TAB + 1) * TAB : column + 1;
            at++;
        }
        if (column > statementColumn) {
            return false;
        }
        int stop = at;
        while (stop < end && Character.isJavaIdentifierPart(text.charAt(stop))) {
            stop++;
        }
        char after = stop < end ? text.charAt(stop) : '\n';
        return STATEMENTS.contains(text.substring(at, stop)) && after != '=' && after != ',' && after != '.';
    }

    private void endBrackets(int at) {
        int opened = brackets.getFirst();
        report(opened, opened + 1, "'" + text.charAt(opened) + "' is never closed");
        brackets.clear();
        add(Kind.NEWLINE, "", at - 1, at - 1);
        lineStart = true;
    }

    /** A bracket is open at the end of the text: goes back to the line after the one that opened the outermost. */
    private void unclosed() {
        int opened = brackets.getLast();
        int newline = text.indexOf('\n', opened);
        if (returns-- <= 0 || newline < 0 || newline + 1 >= end) {
            endBrackets(end);
            return;
        }
        tokens.subList(bracketTokens, tokens.size()).removeIf(token -> token.from() > newline);
        position = newline + 1;
        report(opened, opened + 1, "'" + text.charAt(opened) + "' is never closed");
        brackets.clear();
        add(Kind.NEWLINE, "", newline, newline);
        lineStart = true;
    }

    private void add(Kind kind, String word, int from, int to) {
        tokens.add(new Token(kind, word, from, to));
    }

    private void report(int from, int to, String message) {
        if (diagnostics.size() < PythonParser.MOST_DIAGNOSTICS) {
            diagnostics.add(Diagnostic.warning(
                    "python-syntax", source.span(from, to), message + "; read on with the next line"));
        }
    }
}
