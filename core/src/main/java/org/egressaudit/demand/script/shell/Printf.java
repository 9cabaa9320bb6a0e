package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
            int start = i;
            while (i + 1 < format.length() && "-+ #0123456789.".indexOf(format.charAt(i + 1)) >= 0) {
                i++;
            }
            i++;
            String conversion = format.substring(start, Math.min(i + 1, format.length()));
            parts.add(Word.Known.literal(unescaped(text.toString()), span));
            text.setLength(0);
            parts.add(next < arguments.size() ? padded(arguments.get(next), conversion) : Word.Known.literal("", span));
            next++;
        }
        parts.add(Word.Known.literal(unescaped(text.toString()), span));
        return Math.min(next, arguments.size());
    }

    /** A known word in the width of its conversion: {@code %03d}, {@code %-8s}, {@code %.4s} (printf(1)). */
    private static Word padded(Word word, String conversion) {
        boolean number = conversion.matches("%[-0]?[1-9]\\d?d");
        if (!(word instanceof Word.Known known)
                || !number && !conversion.matches("%(?:-?[1-9]\\d{0,2})?(?:\\.\\d{1,3})?s")
                || number && !known.text().matches("\\d{1,9}")
                || conversion.equals("%s")) {
            return word;
        }
        String text = number
                ? String.format(Locale.ROOT, conversion, Integer.parseInt(known.text()))
                : String.format(Locale.ROOT, conversion, known.text());
        return new Word.Known(text, known.span(), known.origin(), known.certainty());
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
