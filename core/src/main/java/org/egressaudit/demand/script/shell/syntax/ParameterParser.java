package org.egressaudit.demand.script.shell.syntax;

import org.jspecify.annotations.Nullable;

/** Reads {@code $name} and <code>${...}</code>. */
final class ParameterParser {

    private static final String SPECIAL = "@*#?-$!";

    private final Cursor cursor;
    private final WordParser words;

    ParameterParser(Cursor cursor, WordParser words) {
        this.cursor = cursor;
        this.words = words;
    }

    /** Whether the dollar sign here begins a parameter. */
    boolean begins() {
        char next = cursor.peek(1);
        return next == '{' || isNameStart(next) || isDigit(next) || SPECIAL.indexOf(next) >= 0 && next != '\0';
    }

    Part read(boolean quoted) {
        return cursor.peek(1) == '{' ? braced(quoted) : plain();
    }

    private Part plain() {
        int start = cursor.at();
        cursor.skip(1);
        int nameStart = cursor.at();
        if (isNameStart(cursor.peek())) {
            skipName();
        } else {
            cursor.skip(1);
        }
        String name = cursor.textFrom(nameStart);
        return new Part.Parameter(name, null, "", "", null, null, cursor.textFrom(start), cursor.spanFrom(start));
    }

    private Part braced(boolean quoted) {
        int start = cursor.at();
        cursor.enter();
        cursor.skip(2);
        String prefix = prefix();
        String name = name(start);
        ShellWord subscript = null;
        if (cursor.peek() == '[') {
            cursor.skip(1);
            subscript = words.wordUntil("]", false);
            expect(']', start);
        }
        String operator = operator();
        ShellWord argument = null;
        ShellWord second = null;
        switch (operator) {
            case "" -> {}
            case ":" -> {
                argument = words.wordUntil(":}", quoted);
                second = after(':', "}", quoted);
            }
            case "/", "//", "/#", "/%" -> {
                argument = words.wordUntil("/}", false);
                second = after('/', "}", quoted);
            }
            case "#", "##", "%", "%%", "^", "^^", ",", ",," -> argument = words.wordUntil("}", false);
            default -> argument = words.wordUntil("}", quoted);
        }
        expect('}', start);
        cursor.leave();
        return new Part.Parameter(
                name, subscript, prefix, operator, argument, second, cursor.textFrom(start), cursor.spanFrom(start));
    }

    private @Nullable ShellWord after(char separator, String stops, boolean quoted) {
        if (cursor.peek() != separator) {
            return null;
        }
        cursor.skip(1);
        return words.wordUntil(stops, quoted);
    }

    /** {@code #} and {@code !} come before a name; alone, or before an operator, they are names themselves. */
    private String prefix() {
        char c = cursor.peek();
        char next = cursor.peek(1);
        boolean beforeName = isNameStart(next) || isDigit(next) || next == '@' || next == '*';
        if ((c == '#' || c == '!') && beforeName && !(c == '!' && (next == '@' || next == '*'))) {
            cursor.skip(1);
            return String.valueOf(c);
        }
        return "";
    }

    private String name(int start) {
        int from = cursor.at();
        if (isNameStart(cursor.peek())) {
            skipName();
        } else if (isDigit(cursor.peek())) {
            while (isDigit(cursor.peek())) {
                cursor.skip(1);
            }
        } else if (!cursor.atEnd() && SPECIAL.indexOf(cursor.peek()) >= 0) {
            cursor.skip(1);
        } else {
            throw new Trouble(
                    "`${" + (cursor.atEnd() ? "" : cursor.peek()) + "` begins no expansion that is known",
                    cursor.spanFrom(start));
        }
        return cursor.textFrom(from);
    }

    private String operator() {
        for (String operator : new String[] {":-", ":=", ":+", ":?", "##", "%%", "//", "/#", "/%", "^^", ",,"}) {
            if (cursor.looksAt(operator)) {
                cursor.skip(2);
                return operator;
            }
        }
        char c = cursor.peek();
        if (!cursor.atEnd() && "-=+?:#%/^,@*".indexOf(c) >= 0) {
            cursor.skip(1);
            return String.valueOf(c);
        }
        return "";
    }

    private void expect(char close, int start) {
        if (cursor.peek() != close) {
            throw cursor.atEnd()
                    ? cursor.unclosed(start, "`${`")
                    : new Trouble("`" + close + "` is missing in an expansion", cursor.here());
        }
        cursor.skip(1);
    }

    private void skipName() {
        while (isNameStart(cursor.peek()) || isDigit(cursor.peek())) {
            cursor.skip(1);
        }
    }

    static boolean isNameStart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
