package org.egressaudit.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One text with its name; knows the place of each offset.
 *
 * <p>Lines end at {@code \n}; a {@code \r} before it belongs to the line's text in {@link #text()} and is left off by
 * {@link #line(int)}.
 */
public final class Source {

    private final String file;
    private final String text;
    private final int[] starts;
    private final @Nullable Source parent;
    private final int @Nullable [] places;
    private final @Nullable Span onlyPlace;

    /**
     * @param file the name by which the user knows it, used in every span
     * @param text its whole decoded text
     */
    public Source(String file, String text) {
        this(file, text, null, null, null);
    }

    private Source(
            String file, String text, @Nullable Source parent, int @Nullable [] places, @Nullable Span onlyPlace) {
        this.file = file;
        this.text = text;
        this.parent = parent;
        this.places = places;
        this.onlyPlace = onlyPlace;
        List<Integer> found = new ArrayList<>();
        found.add(0);
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            found.add(i + 1);
        }
        starts = found.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Text that stands inside another, perhaps with characters left out or changed: the command of a crontab line, the
     * text given to {@code sh -c}. Spans of it are places in the other.
     *
     * @param parent the text in which it stands
     * @param text what is read
     * @param places for each character of the text its offset in the parent, never decreasing; one more for the end
     */
    public static Source within(Source parent, String text, int[] places) {
        if (places.length != text.length() + 1) {
            throw new IllegalArgumentException(places.length + " places for " + text.length() + " characters");
        }
        return new Source(parent.file, text, parent, places.clone(), null);
    }

    /** Text that stands inside another as it is, from an offset on. */
    public static Source within(Source parent, int from, int to) {
        int[] places = new int[to - from + 1];
        for (int i = 0; i < places.length; i++) {
            places[i] = from + i;
        }
        return new Source(parent.file, parent.text.substring(from, to), parent, places, null);
    }

    /** Text that was put together by a program: every place in it is the one place that brought it. */
    public static Source of(Span place, String text) {
        return new Source(place.file(), text, null, null, place);
    }

    /** The name by which the user knows it. */
    public String file() {
        return file;
    }

    /** The whole decoded text. */
    public String text() {
        return text;
    }

    /** How many lines there are; a final newline does not begin another one. An empty text has none. */
    public int lineCount() {
        if (text.isEmpty()) {
            return 0;
        }
        return text.endsWith("\n") ? starts.length - 1 : starts.length;
    }

    /** The text of a line counted from 1, without its end; empty when there is no such line. */
    public String line(int number) {
        if (number < 1 || number > starts.length) {
            return "";
        }
        int from = starts[number - 1];
        int to = number < starts.length ? starts[number] - 1 : text.length();
        if (to > from && text.charAt(to - 1) == '\r') {
            to--;
        }
        return text.substring(from, to);
    }

    /** The offset at which a line counted from 1 begins. */
    public int offset(int line) {
        return starts[Math.min(Math.max(line, 1), starts.length) - 1];
    }

    /** The line, counted from 1, in which an offset lies. */
    public int lineAt(int offset) {
        int found = java.util.Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Whether it stands inside another text, and is no file of its own. */
    public boolean isPart() {
        return parent != null || onlyPlace != null;
    }

    /** The span of the text between two offsets, the second exclusive. */
    public Span span(int from, int to) {
        if (onlyPlace != null) {
            return onlyPlace;
        }
        if (parent != null && places != null) {
            int last = Math.min(Math.max(from, to), text.length());
            int first = Math.min(from, last);
            return parent.span(places[first], last > first ? places[last - 1] + 1 : places[last]);
        }
        int end = Math.max(from, to);
        int line = lineAt(from);
        int endLine = lineAt(end);
        return new Span(file, line, from - starts[line - 1] + 1, endLine, end - starts[endLine - 1] + 1);
    }
}
