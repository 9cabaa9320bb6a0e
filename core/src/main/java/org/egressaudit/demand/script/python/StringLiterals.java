package org.egressaudit.demand.script.python;

/** The values of string literals: escapes as in the reference manual, section "String and Bytes literals". */
final class StringLiterals {

    private StringLiterals() {}

    /** Text with its escapes resolved. */
    static String unescape(String body) {
        if (body.indexOf('\\') < 0) {
            return body;
        }
        StringBuilder out = new StringBuilder(body.length());
        int i = 0;
        while (i < body.length()) {
            char c = body.charAt(i);
            if (c != '\\' || i + 1 >= body.length()) {
                out.append(c);
                i++;
                continue;
            }
            i = escape(body, i + 1, out);
        }
        return out.toString();
    }

    private static int escape(String body, int at, StringBuilder out) {
        char c = body.charAt(at);
        switch (c) {
            case '\n' -> {
                return at + 1;
            }
            case '\r' -> {
                return body.startsWith("\r\n", at) ? at + 2 : at + 1;
            }
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'v' -> out.append('\u000b');
            case '\\', '\'', '"' -> out.append(c);
            case 'x' -> {
                return hexadecimal(body, at, 2, out);
            }
            case 'u' -> {
                return hexadecimal(body, at, 4, out);
            }
            case 'U' -> {
                return hexadecimal(body, at, 8, out);
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                int stop = at;
                while (stop < body.length() && stop < at + 3 && body.charAt(stop) >= '0' && body.charAt(stop) <= '7') {
                    stop++;
                }
                out.append((char) Integer.parseInt(body.substring(at, stop), 8));
                return stop;
            }
            default -> out.append('\\').append(c);
        }
        return at + 1;
    }

    private static int hexadecimal(String body, int at, int digits, StringBuilder out) {
        int stop = at + 1 + digits;
        if (stop <= body.length()) {
            String code = body.substring(at + 1, stop);
            if (code.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
                long point = Long.parseLong(code, 16);
                if (Character.isValidCodePoint((int) Math.min(point, Integer.MAX_VALUE))) {
                    out.appendCodePoint((int) point);
                    return stop;
                }
            }
        }
        out.append('\\').append(body.charAt(at));
        return at + 1;
    }
}
