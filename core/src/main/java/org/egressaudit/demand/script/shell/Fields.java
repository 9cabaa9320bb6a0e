package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.Word;

/** Splits a line that {@code read} reads, by IFS (XCU 2.6.5). */
final class Fields {

    private Fields() {}

    /** At most so many fields; the last holds the rest of the line. */
    static List<Word> split(Word line, Scope scope, int most) {
        Variable set = scope.variable("IFS");
        String separators = set == null ? " \t\n" : set.all().get(0).known().orElse(" \t\n");
        List<Word> fields = new ArrayList<>();
        OpenText open = OpenText.of(line);
        String text = open.text();
        boolean blanks = separators.isBlank() && !separators.isEmpty();
        int at = 0;
        int last = text.length();
        while (blanks && at < last && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        while (blanks && last > at && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        while (fields.size() < most - 1 && at <= last && !separators.isEmpty()) {
            int end = at;
            while (end < last && separators.indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (end == last) {
                break;
            }
            fields.add(open.part(at, end));
            at = end + 1;
            while (blanks && at < last && separators.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
        if (at <= last) {
            fields.add(open.part(at, last));
        }
        return fields;
    }
}
