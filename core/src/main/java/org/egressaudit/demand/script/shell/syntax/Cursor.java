package org.egressaudit.demand.script.shell.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/**
 * Where reading stands in a text, with what bounds it: steps, shared with every text inside the text, and depth.
 */
final class Cursor {

    /** Deeper nesting than in any program written by hand; well inside a thread's stack. */
    private static final int DEEPEST = 100;

    /** How many times each character may be looked at: once more for every quote that is not closed. */
    private static final int LOOKS = 40;

    /** Steps left and depth used, of a text and all texts in it. */
    private static final class Bounds {
        private long steps;
        private int depth;
        private boolean told;
    }

    private final Source source;
    private final String text;
    private final Bounds bounds;
    private final List<Diagnostic> diagnostics;
    private final Map<Integer, Integer> hereDocumentEnds = new HashMap<>();
    private int at;

    Cursor(Source source) {
        this(source, new Bounds(), new ArrayList<>());
        bounds.steps = 10_000L + (long) LOOKS * source.text().length();
    }

    private Cursor(Source source, Bounds bounds, List<Diagnostic> diagnostics) {
        this.source = source;
        this.text = source.text();
        this.bounds = bounds;
        this.diagnostics = diagnostics;
    }

    /** A text inside this one, read within the same bounds. */
    Cursor inside(Source inner) {
        spend(inner.text().length());
        return new Cursor(inner, bounds, diagnostics);
    }

    Source source() {
        return source;
    }

    int at() {
        return at;
    }

    void moveTo(int place) {
        spend(Math.max(1, place - at));
        at = place;
    }

    /** Goes on by some characters. */
    void skip(int characters) {
        spend(characters);
        at = Math.min(at + characters, text.length());
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The character here; NUL at the end. */
    char peek() {
        return peek(0);
    }

    /** The character so many places further; NUL beyond the end. */
    char peek(int further) {
        int place = at + further;
        return place < text.length() ? text.charAt(place) : '\0';
    }

    boolean looksAt(String expected) {
        return text.startsWith(expected, at);
    }

    String textFrom(int start) {
        return text.substring(start, Math.max(start, Math.min(at, text.length())));
    }

    String text(int start, int end) {
        return text.substring(start, end);
    }

    int length() {
        return text.length();
    }

    int indexOf(char c, int from) {
        int found = text.indexOf(c, from);
        spend((found < 0 ? text.length() : found) - Math.min(from, text.length()) + 1);
        return found;
    }

    Span spanFrom(int start) {
        return source.span(start, at);
    }

    Span span(int start, int end) {
        return source.span(start, end);
    }

    /** Counts work; a text that needs too much of it is given up. */
    void spend(int steps) {
        bounds.steps -= steps;
        if (bounds.steps < 0) {
            throw new Trouble("too many quotes or brackets that do not close: reading gives up", here());
        }
    }

    boolean exhausted() {
        return bounds.steps < 0;
    }

    void enter() {
        if (++bounds.depth > DEEPEST) {
            bounds.depth--;
            throw new Trouble("nested deeper than " + DEEPEST + " levels", here());
        }
    }

    void leave() {
        bounds.depth--;
    }

    int depth() {
        return bounds.depth;
    }

    void restoreDepth(int depth) {
        bounds.depth = depth;
    }

    Span here() {
        return source.span(Math.min(at, text.length()), Math.min(at + 1, text.length()));
    }

    /** Tells of a syntax error; of giving up only once. */
    void report(Trouble trouble) {
        if (exhausted()) {
            if (bounds.told) {
                return;
            }
            bounds.told = true;
        }
        diagnostics.add(Diagnostic.warning("shell-syntax", trouble.span(), String.valueOf(trouble.getMessage())));
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** Spaces, tabs, escaped newlines, and the CR of a CR LF. */
    void skipBlanks() {
        while (!atEnd()) {
            char c = peek();
            if (c == ' ' || c == '\t') {
                skip(1);
            } else if (c == '\\' && peek(1) == '\n') {
                skip(2);
            } else if (c == '\r' && (peek(1) == '\n' || at + 1 == text.length())) {
                skip(1);
            } else if (c == '\\' && peek(1) == '\r' && peek(2) == '\n') {
                skip(3);
            } else {
                return;
            }
        }
    }

    /** Blanks and a comment. */
    void skipComment() {
        skipBlanks();
        if (peek() == '#') {
            int newline = indexOf('\n', at);
            at = newline < 0 ? text.length() : newline;
        }
    }

    /** Past a newline, and past the here-documents that begin after it. */
    void skipNewline() {
        Integer end = hereDocumentEnds.get(at);
        if (end != null) {
            at = end;
        } else {
            skip(1);
        }
    }

    /** Blanks, comments and newlines. */
    void skipLines() {
        skipComment();
        while (peek() == '\n' && !atEnd()) {
            skipNewline();
            skipComment();
        }
    }

    /** Where the next here-document of this line begins. */
    int hereDocumentStart() {
        int newline = indexOf('\n', at);
        if (newline < 0) {
            return text.length();
        }
        return hereDocumentEnds.getOrDefault(newline, newline + 1);
    }

    /** Notes that the text up to a place belongs to here-documents of this line. */
    void hereDocumentEnds(int end) {
        int newline = indexOf('\n', at);
        if (newline >= 0) {
            hereDocumentEnds.put(newline, end);
        }
    }

    /** To the end of the line, after an error. */
    void resynchronise(int from) {
        at = Math.max(at, from);
        if (exhausted()) {
            at = text.length();
            return;
        }
        int newline = text.indexOf('\n', at);
        at = newline < 0 ? text.length() : newline;
    }

    /** Back to the first end of line after a place, when what began there never ended. */
    Trouble unclosed(int start, String what) {
        at = Math.min(start + 1, text.length());
        return new Trouble(what + " is not closed", span(start, Math.min(start + 1, text.length())));
    }
}
