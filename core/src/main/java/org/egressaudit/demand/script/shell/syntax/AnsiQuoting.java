package org.egressaudit.demand.script.shell.syntax;

/** {@code $'...'} with its escapes, as bash(1) lists them under QUOTING. */
final class AnsiQuoting {

    private AnsiQuoting() {}

    /** Reads from the opening quote on. */
    static Part read(Cursor cursor) {
        int start = cursor.at();
        cursor.skip(1);
        StringBuilder text = new StringBuilder();
        while (cursor.peek() != '\'') {
            if (cursor.atEnd()) {
                throw cursor.unclosed(start, "`$'`");
            }
            char c = cursor.peek();
            cursor.skip(1);
            if (c == '\\' && !cursor.atEnd()) {
                escape(cursor, text);
            } else {
                text.append(c);
            }
        }
        cursor.skip(1);
        return new Part.Quoted(text.toString(), cursor.spanFrom(start));
    }

    private static void escape(Cursor cursor, StringBuilder text) {
        char c = cursor.peek();
        cursor.skip(1);
        switch (c) {
            case 'a' -> text.append('\007');
            case 'b' -> text.append('\b');
            case 'e', 'E' -> text.append('\033');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'v' -> text.append('\013');
            case 'x' -> text.append(number(cursor, 16, 2));
            case 'u' -> text.append(number(cursor, 16, 4));
            case 'U' -> text.append(number(cursor, 16, 8));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                cursor.moveTo(cursor.at() - 1);
                text.append(number(cursor, 8, 3));
            }
            default ->
                text.append(c == '\'' || c == '"' || c == '\\' || c == '?' ? "" : "\\")
                        .append(c);
        }
    }

    private static String number(Cursor cursor, int base, int most) {
        int value = 0;
        int digits = 0;
        while (digits < most && Character.digit(cursor.peek(), base) >= 0) {
            value = value * base + Character.digit(cursor.peek(), base);
            cursor.skip(1);
            digits++;
        }
        return Character.isValidCodePoint(value) ? Character.toString(value) : "";
    }
}
