package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Span;

/** {@code printf} with a known format: strings and whole numbers as they are, the format repeated while words last. */
final class Printf {

    private static final int MOST_ROUNDS = 200;

    private Printf() {}

    static Word format(List<Word> words, Span span) {
        if (words.isEmpty()) {
            return Word.Known.literal("", span);
        }
        String format = words.get(0).known().orElse(null);
        if (format == null) {
            return new Word.Unknown("printf", "only the run will know the format", span);
        }
        List<Word> arguments = words.subList(1, words.size());
        List<Word> parts = new ArrayList<>();
        int next = 0;
        for (int round = 0; round < MOST_ROUNDS && (round == 0 || next < arguments.size()); round++) {
            int before = next;
            next = once(format, arguments, next, parts, span);
            if (next == before) {
                break;
            }
        }
        return Word.join(parts, span);
    }

    private static int once(String format, List<Word> arguments, int first, List<Word> parts, Span span) {
        int next = first;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                text.append(c);
                continue;
            }
            if (format.charAt(i + 1) == '%') {
                text.append('%');
                i++;
                continue;
            }
            while (i + 1 < format.length() && "-+ #0123456789.".indexOf(format.charAt(i + 1)) >= 0) {
                i++;
            }
            i++;
            parts.add(Word.Known.literal(unescaped(text.toString()), span));
            text.setLength(0);
            parts.add(next < arguments.size() ? arguments.get(next) : Word.Known.literal("", span));
            next++;
        }
        parts.add(Word.Known.literal(unescaped(text.toString()), span));
        return Math.min(next, arguments.size());
    }

    /** Text with {@code \n}, {@code \t} and their kin resolved. */
    static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            switch (escaped) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case '\\' -> out.append('\\');
                case '"' -> out.append('"');
                default -> out.append('\\').append(escaped);
            }
        }
        return out.toString();
    }
}
