package org.egressaudit.demand.script.python;

import java.util.Locale;

/**
 * Finds where string literals end, formatted ones with strings inside their braces (PEP 701) included.
 *
 * <p>Looking for the end of a formatted string may be tried twice; a budget in proportion to the text keeps hostile
 * nesting linear.
 */
final class StringScanner {

    private static final int DEEPEST = 6;

    private final String text;
    private final int end;
    private long budget;

    StringScanner(String text, int end) {
        this.text = text;
        this.end = end;
        this.budget = 16L * end + 10_000;
    }

    /** The length of the prefix of a string literal that begins here, or -1 when none does. */
    int prefixLength(int at) {
        for (int i = at; i < end && i <= at + 2; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                return i - at;
            }
            if ("rRbBuUfFtT".indexOf(c) < 0) {
                return -1;
            }
        }
        return -1;
    }

    /** The offset after the string literal that begins here, or -1 when it is not closed. */
    int end(int at) {
        return end(at, 0);
    }

    private int end(int at, int depth) {
        int prefix = prefixLength(at);
        String letters = text.substring(at, at + prefix).toLowerCase(Locale.ROOT);
        int quote = at + prefix;
        String mark = mark(text, quote, end);
        int body = quote + mark.length();
        if ((letters.contains("f") || letters.contains("t")) && depth < DEEPEST && budget > 0) {
            int nested = formattedEnd(body, mark, depth);
            if (nested >= 0) {
                return nested;
            }
        }
        return plainEnd(body, mark);
    }

    /** One quotation mark or three. */
    static String mark(String text, int quote, int end) {
        String one = text.substring(quote, quote + 1);
        String three = one.repeat(3);
        return quote + 3 <= end && text.startsWith(three, quote) ? three : one;
    }

    private int plainEnd(int from, String mark) {
        for (int i = from; i < end; i++) {
            budget--;
            char c = text.charAt(i);
            if (c == '\\') {
                // CR LF after a backslash is one line end
                i += text.startsWith("\r\n", i + 1) ? 2 : 1;
            } else if (c == '\n' && mark.length() == 1) {
                return -1;
            } else if (text.startsWith(mark, i)) {
                return i + mark.length() <= end ? i + mark.length() : -1;
            }
        }
        return -1;
    }

    private int formattedEnd(int from, String mark, int depth) {
        int i = from;
        while (i < end && budget-- > 0) {
            char c = text.charAt(i);
            if (c == '\\') {
                i += 2;
            } else if (c == '\n' && mark.length() == 1) {
                return -1;
            } else if (text.startsWith(mark, i)) {
                return i + mark.length();
            } else if (c == '{' && i + 1 < end && text.charAt(i + 1) == '{') {
                i += 2;
            } else if (c == '{') {
                i = fieldEnd(i + 1, mark, depth);
                if (i < 0) {
                    return -1;
                }
            } else {
                i++;
            }
        }
        return -1;
    }

    /** The offset after the brace that closes a replacement field whose content begins here. */
    int fieldEnd(int from, String mark, int depth) {
        int brackets = 0;
        boolean format = false;
        int i = from;
        while (i < end && budget-- > 0) {
            char c = text.charAt(i);
            if (format && c == '{') {
                i = depth < DEEPEST ? fieldEnd(i + 1, mark, depth + 1) : -1;
                if (i < 0) {
                    return -1;
                }
                continue;
            }
            if (!format && prefixLength(i) >= 0 && !wordBefore(i)) {
                i = depth < DEEPEST ? end(i, depth + 1) : -1;
                if (i < 0) {
                    return -1;
                }
                continue;
            }
            if (c == '\n' && mark.length() == 1 && format) {
                return -1;
            }
            if (c == '}' && brackets == 0) {
                return i + 1;
            }
            switch (c) {
                case '(', '[', '{' -> brackets++;
                case ')', ']', '}' -> brackets--;
                case ':' -> format = format || brackets == 0;
                default -> {
                    // part of the expression
                }
            }
            i++;
        }
        return -1;
    }

    private boolean wordBefore(int at) {
        return at > 0 && Character.isJavaIdentifierPart(text.charAt(at - 1)) && Character.isLetter(text.charAt(at));
    }
}
