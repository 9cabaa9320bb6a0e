package org.egressaudit.text;

import java.util.Comparator;

/**
 * A stretch of one file.
 *
 * <p>Lines and columns count from 1; a column is a UTF-16 code unit of the decoded line, a tab is one column. The end
 * is exclusive: the span of the word {@code ab} at the start of line 3 is 3:1 to 3:3. An empty span marks a point.
 *
 * @param file the file as the user named it, relative to the project, with {@code /} between folders
 * @param line first line
 * @param column first column
 * @param endLine line in which the stretch ends
 * @param endColumn column after its last character
 */
public record Span(String file, int line, int column, int endLine, int endColumn) implements Comparable<Span> {

    private static final Comparator<Span> ORDER = Comparator.comparing(Span::file)
            .thenComparingInt(Span::line)
            .thenComparingInt(Span::column)
            .thenComparingInt(Span::endLine)
            .thenComparingInt(Span::endColumn);

    public Span {
        if (line < 1 || column < 1 || endLine < line || (endLine == line && endColumn < column)) {
            throw new IllegalArgumentException(
                    "not a span: " + file + ":" + line + ":" + column + "-" + endLine + ":" + endColumn);
        }
    }

    /** Part of one line: from {@code column} up to, not including, {@code endColumn}. */
    public static Span of(String file, int line, int column, int endColumn) {
        return new Span(file, line, column, line, endColumn);
    }

    /** The point before a column. */
    public static Span point(String file, int line, int column) {
        return new Span(file, line, column, line, column);
    }

    /** The whole of a file, for what has no better place: its first point. */
    public static Span wholeFile(String file) {
        return point(file, 1, 1);
    }

    /** The smallest span that holds both; the other must be of the same file, else this span is answered. */
    public Span to(Span other) {
        if (!other.file.equals(file)) {
            return this;
        }
        boolean startsHere = line < other.line || (line == other.line && column <= other.column);
        boolean endsHere = endLine > other.endLine || (endLine == other.endLine && endColumn >= other.endColumn);
        return new Span(
                file,
                startsHere ? line : other.line,
                startsHere ? column : other.column,
                endsHere ? endLine : other.endLine,
                endsHere ? endColumn : other.endColumn);
    }

    /** {@code file:line:column}, as compilers write it. */
    public String place() {
        return file + ":" + line + ":" + column;
    }

    @Override
    public int compareTo(Span other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return place();
    }
}
