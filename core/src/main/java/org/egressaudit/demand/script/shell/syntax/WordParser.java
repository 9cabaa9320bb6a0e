package org.egressaudit.demand.script.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/** Reads words and their parts, where its cursor stands. */
final class WordParser {

    private static final String EXTENDED_GLOBS = "?*+@!";

    private final Cursor cursor;
    private final ShellParser commands;
    private final ParameterParser parameters;

    WordParser(Cursor cursor, ShellParser commands) {
        this.cursor = cursor;
        this.commands = commands;
        this.parameters = new ParameterParser(cursor, this);
    }

    /** Whether a character ends a word. */
    static boolean isMeta(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == ';' || c == '&' || c == '|' || c == '<' || c == '>'
                || c == '(' || c == ')';
    }

    /** Whether a word begins here. */
    boolean atWord() {
        if (cursor.atEnd()) {
            return false;
        }
        return !isMeta(cursor.peek()) || atProcessSubstitution();
    }

    boolean atProcessSubstitution() {
        return (cursor.peek() == '<' || cursor.peek() == '>') && cursor.peek(1) == '(';
    }

    /** A word up to the next character that ends one. */
    ShellWord word() {
        int start = cursor.at();
        List<Part> parts = new ArrayList<>();
        while (!cursor.atEnd()) {
            char c = cursor.peek();
            if (atProcessSubstitution()) {
                parts.add(processSubstitution());
            } else if (isMeta(c) || (c == '\r' && cursor.peek(1) == '\n')) {
                break;
            } else {
                part(parts, "", false);
            }
        }
        return word(parts, start);
    }

    /** A word up to one of some characters that is neither quoted nor inside an expansion, or to the end of the text. */
    ShellWord wordUntil(String stops, boolean quoted) {
        int start = cursor.at();
        List<Part> parts = new ArrayList<>();
        while (!cursor.atEnd() && stops.indexOf(cursor.peek()) < 0) {
            part(parts, stops, quoted);
        }
        return word(parts, start);
    }

    /** The rest of the text as inside double quotes, a double quote being plain: here-documents, arithmetic. */
    ShellWord document() {
        int start = cursor.at();
        List<Part> parts = new ArrayList<>();
        while (!cursor.atEnd()) {
            if (cursor.peek() == '"') {
                parts.add(new Part.Quoted("\"", cursor.span(cursor.at(), cursor.at() + 1)));
                cursor.skip(1);
            } else {
                part(parts, "\"", true);
            }
        }
        return word(parts, start);
    }

    private ShellWord word(List<Part> parts, int start) {
        return new ShellWord(parts, cursor.textFrom(start), cursor.spanFrom(start));
    }

    private void part(List<Part> parts, String stops, boolean quoted) {
        char c = cursor.peek();
        switch (c) {
            case '\'' -> {
                if (quoted) {
                    plain(parts, stops, true);
                } else {
                    parts.add(singleQuoted());
                }
            }
            case '"' -> parts.add(doubleQuoted());
            case '\\' -> escape(parts, quoted);
            case '$' -> dollar(parts, stops, quoted);
            case '`' -> parts.add(backquoted());
            default -> plain(parts, stops, quoted);
        }
    }

    /** Text up to the next character that means something. */
    private void plain(List<Part> parts, String stops, boolean quoted) {
        int start = cursor.at();
        cursor.skip(1);
        while (!cursor.atEnd()) {
            char c = cursor.peek();
            boolean special = c == '\\' || c == '$' || c == '`' || c == '"' || (c == '\'' && !quoted);
            if (special || stops.indexOf(c) >= 0) {
                break;
            }
            if (stops.isEmpty() && !quoted && isMeta(c)) {
                if (c != '(' || EXTENDED_GLOBS.indexOf(cursor.peek(-1)) < 0) {
                    break;
                }
                skipParentheses();
                continue;
            }
            if (c == '\r' && cursor.peek(1) == '\n' && stops.isEmpty() && !quoted) {
                break;
            }
            cursor.skip(1);
        }
        String text = cursor.textFrom(start);
        Span span = cursor.spanFrom(start);
        parts.add(quoted ? new Part.Quoted(text, span) : new Part.Literal(text, span));
    }

    /** Past {@code (a|b)} of an extended glob. */
    private void skipParentheses() {
        int start = cursor.at();
        int open = 0;
        do {
            if (cursor.atEnd() || cursor.peek() == '\n') {
                throw cursor.unclosed(start, "`(` of a pattern");
            }
            open += cursor.peek() == '(' ? 1 : cursor.peek() == ')' ? -1 : 0;
            cursor.skip(1);
        } while (open > 0);
    }

    private Part singleQuoted() {
        int start = cursor.at();
        int end = cursor.indexOf('\'', start + 1);
        if (end < 0) {
            throw cursor.unclosed(start, "a single quote");
        }
        cursor.moveTo(end + 1);
        return new Part.Quoted(cursor.text(start + 1, end), cursor.span(start + 1, end));
    }

    private Part doubleQuoted() {
        int start = cursor.at();
        cursor.enter();
        cursor.skip(1);
        List<Part> parts = new ArrayList<>();
        while (cursor.peek() != '"') {
            if (cursor.atEnd()) {
                throw cursor.unclosed(start, "a double quote");
            }
            part(parts, "\"", true);
        }
        cursor.skip(1);
        cursor.leave();
        return new Part.DoubleQuoted(parts, cursor.spanFrom(start));
    }

    private void escape(List<Part> parts, boolean quoted) {
        int start = cursor.at();
        char next = cursor.peek(1);
        if (next == '\n') {
            cursor.skip(2);
            return;
        }
        boolean escapes = !quoted || next == '$' || next == '`' || next == '"' || next == '\\' || next == '}';
        if (start + 1 >= cursor.length() || !escapes) {
            cursor.skip(1);
            parts.add(new Part.Quoted("\\", cursor.spanFrom(start)));
            return;
        }
        cursor.skip(2);
        parts.add(new Part.Quoted(String.valueOf(next), cursor.spanFrom(start)));
    }

    private void dollar(List<Part> parts, String stops, boolean quoted) {
        int start = cursor.at();
        char next = cursor.peek(1);
        if (next == '(') {
            parts.add(cursor.peek(2) == '(' && commands.isArithmetic(start + 1) ? arithmetic() : substitution());
        } else if (next == '[') {
            parts.add(oldArithmetic());
        } else if (next == '\'' && !quoted) {
            cursor.skip(1);
            parts.add(AnsiQuoting.read(cursor));
        } else if (next == '"' && !quoted) {
            cursor.skip(1);
            parts.add(doubleQuoted());
        } else if (parameters.begins()) {
            parts.add(parameters.read(quoted));
        } else {
            plain(parts, stops, quoted);
        }
    }

    private Part substitution() {
        int start = cursor.at();
        cursor.enter();
        cursor.skip(2);
        Command body = commands.listInParentheses();
        if (cursor.peek() != ')') {
            throw cursor.unclosed(start, "`$(`");
        }
        cursor.skip(1);
        cursor.leave();
        return new Part.Substitution(body, cursor.textFrom(start), cursor.spanFrom(start));
    }

    private Part processSubstitution() {
        int start = cursor.at();
        boolean read = cursor.peek() == '<';
        cursor.enter();
        cursor.skip(2);
        Command body = commands.listInParentheses();
        if (cursor.peek() != ')') {
            throw cursor.unclosed(start, read ? "`<(`" : "`>(`");
        }
        cursor.skip(1);
        cursor.leave();
        return new Part.ProcessSubstitution(read, body, cursor.textFrom(start), cursor.spanFrom(start));
    }

    private Part arithmetic() {
        int start = cursor.at();
        int end = commands.arithmeticEnd(start + 1);
        cursor.enter();
        ShellWord expression = inside(start + 3, end);
        cursor.moveTo(end + 2);
        cursor.leave();
        return new Part.Arithmetic(expression, cursor.textFrom(start), cursor.spanFrom(start));
    }

    /** {@code $[...]}, the form that bash has kept from before POSIX. */
    private Part oldArithmetic() {
        int start = cursor.at();
        int end = cursor.indexOf(']', start);
        if (end < 0) {
            throw cursor.unclosed(start, "`$[`");
        }
        ShellWord expression = inside(start + 2, end);
        cursor.moveTo(end + 1);
        return new Part.Arithmetic(expression, cursor.textFrom(start), cursor.spanFrom(start));
    }

    /** A stretch of the text as inside double quotes. */
    ShellWord inside(int from, int to) {
        Cursor inner = cursor.inside(Source.within(cursor.source(), from, to));
        return new ShellParser(inner).words().document();
    }

    /** Backquotes: inside them a backslash goes away before {@code $}, a backquote and itself. */
    private Part backquoted() {
        int start = cursor.at();
        cursor.skip(1);
        StringBuilder text = new StringBuilder();
        List<Integer> places = new ArrayList<>();
        while (cursor.peek() != '`') {
            if (cursor.atEnd()) {
                throw cursor.unclosed(start, "a backquote");
            }
            char c = cursor.peek();
            char next = cursor.peek(1);
            if (c == '\\' && (next == '$' || next == '`' || next == '\\')) {
                cursor.skip(1);
            }
            places.add(cursor.at());
            text.append(cursor.peek());
            cursor.skip(1);
        }
        places.add(cursor.at());
        cursor.skip(1);
        int[] offsets = places.stream().mapToInt(Integer::intValue).toArray();
        cursor.enter();
        Cursor inner = cursor.inside(Source.within(cursor.source(), text.toString(), offsets));
        Command body = new ShellParser(inner).list();
        cursor.leave();
        return new Part.Substitution(body, cursor.textFrom(start), cursor.spanFrom(start));
    }
}
