package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.Word;

/** Splits a line that {@code read} reads, by IFS (XCU 2.6.5). */
final class Fields {

    private Fields() {}

    /** At most so many fields; the last holds the rest of the line. */
    static List<Word> split(Word.Known line, Scope scope, int most) {
        Variable set = scope.variable("IFS");
        String separators = set == null ? " \t\n" : set.all().get(0).known().orElse(" \t\n");
        List<Word> fields = new ArrayList<>();
        String text = line.text();
        boolean blanks = separators.isBlank() && !separators.isEmpty();
        int at = 0;
        if (blanks) {
            text = text.strip();
        }
        while (fields.size() < most - 1 && at <= text.length() && !separators.isEmpty()) {
            int end = at;
            while (end < text.length() && separators.indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (end == text.length()) {
                break;
            }
            fields.add(word(text.substring(at, end), line));
            at = end + 1;
            while (blanks && at < text.length() && separators.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
        if (at <= text.length()) {
            fields.add(word(text.substring(at), line));
        }
        return fields;
    }

    private static Word word(String text, Word.Known line) {
        return new Word.Known(text, line.span(), line.origin(), line.certainty());
    }
}
