package org.egressaudit.report;

import java.util.function.Consumer;
import org.egressaudit.text.Secrets;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;

/** A line of a file with a caret under a stretch of it. */
final class Excerpt {

    /** Longer lines are shown around the stretch only. */
    private static final int WIDEST = 160;

    private final Sources sources;

    Excerpt(Sources sources) {
        this.sources = sources;
    }

    /**
     * Tells the line and the carets.
     *
     * @param note said after the carets
     */
    void underline(Span span, String note, Consumer<String> out) {
        if (!(sources.read(span.file()) instanceof Sources.Content.Text content)) {
            return;
        }
        Source source = content.source();
        int start = source.offset(span.line());
        int width = source.line(span.line()).length();
        int from = Math.min(span.column() - 1, width);
        int to = span.endLine() == span.line() ? Math.min(span.endColumn() - 1, width) : width;
        int cut = width > WIDEST ? Math.max(0, Math.min(from - 40, width - WIDEST)) : 0;
        String shown = shown(source, start + cut, start + Math.min(width, cut + WIDEST));
        int caret = from - cut;
        int length = Math.max(1, Math.min(to - from, shown.length() - caret));
        out.accept(number(span.line()) + "| " + shown);
        out.accept(number(0) + "| " + " ".repeat(Math.max(0, caret)) + "^".repeat(length)
                + (note.isEmpty() ? "" : " " + note));
    }

    /** Tells one line without carets. */
    void line(Span span, Consumer<String> out) {
        if (sources.read(span.file()) instanceof Sources.Content.Text content) {
            Source source = content.source();
            int start = source.offset(span.line());
            int width = source.line(span.line()).length();
            out.accept(number(span.line()) + "| " + shown(source, start, start + Math.min(width, WIDEST))
                    + (width > WIDEST ? "..." : ""));
        }
    }

    /** A line beside the excerpt that belongs to it. */
    static String beside(String said) {
        return number(0) + "| " + said;
    }

    private static String shown(Source source, int from, int to) {
        return Secrets.hidden(source.text(), from, to).replace('\t', ' ');
    }

    private static String number(int line) {
        String text = line == 0 ? "" : Integer.toString(line);
        return " ".repeat(Math.max(0, 7 - text.length())) + text + " ";
    }
}
