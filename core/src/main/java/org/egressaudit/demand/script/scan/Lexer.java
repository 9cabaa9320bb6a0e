package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.scan.Lexeme.Quoted;
import org.egressaudit.demand.script.scan.Lexeme.Style;
import org.jspecify.annotations.Nullable;

/** Text to lexemes; a language adds its quotes, comments and here-documents. */
public abstract class Lexer {

    /** A here-document whose body begins on the next line. */
    private record Pending(int lexeme, String mark, boolean indented, Style style) {}

    protected final String text;
    protected final int end;
    protected int position;
    private final List<Lexeme> lexemes = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private boolean newline = true;
    private boolean space = true;

    protected Lexer(String text, int from, int to) {
        this.text = text;
        this.position = from;
        this.end = to;
    }

    /** All lexemes, the last one {@link Kind#END}. */
    public final List<Lexeme> run() {
        while (position < end) {
            char c = text.charAt(position);
            if (c == '\n') {
                position++;
                newline = true;
                space = true;
                hereDocuments();
            } else if (c <= ' ' || c == '\u00a0' || c == '\ufeff') {
                position++;
                space = true;
            } else if (!special(c)) {
                plain(c);
            }
        }
        lexemes.add(new Lexeme(Kind.END, "", end, end, true, true, null));
        return lexemes;
    }

    /** Takes what only this language has; false when there is nothing of it here. */
    protected abstract boolean special(char c);

    /** The operators, longer ones before their beginnings. */
    protected abstract List<String> operators();

    /** Whether a character may stand in a name. */
    protected boolean inName(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void plain(char c) {
        int start = position;
        if (Character.isDigit(c)) {
            while (position < end && (inName(text.charAt(position)) || fraction())) {
                position++;
            }
            add(Kind.NUMBER, text.substring(start, position).replace("_", ""), start, null);
        } else if (Character.isLetter(c) || c == '_') {
            while (position < end && inName(text.charAt(position))) {
                position++;
            }
            add(Kind.NAME, text.substring(start, position), start, null);
        } else {
            operator(c);
        }
    }

    private boolean fraction() {
        return text.charAt(position) == '.' && position + 1 < end && Character.isDigit(text.charAt(position + 1));
    }

    private void operator(char c) {
        int start = position;
        for (String operator : operators()) {
            if (operator.charAt(0) == c && starts(operator)) {
                position += operator.length();
                add(Kind.OPERATOR, operator, start, null);
                return;
            }
        }
        position++;
        add(Kind.OPERATOR, String.valueOf(c), start, null);
    }

    /** Whether a text stands here. */
    protected final boolean starts(String word) {
        return position + word.length() <= end && text.startsWith(word, position);
    }

    /** The character some places ahead; NUL beyond the text. */
    protected final char ahead(int places) {
        int at = position + places;
        return at >= 0 && at < end ? text.charAt(at) : '\0';
    }

    /** Adds a lexeme that ends at the position. */
    protected final void add(Kind kind, String written, int from, @Nullable Quoted quoted) {
        String word = kind == Kind.NAME ? named(written) : written;
        lexemes.add(new Lexeme(kind, word, from, position, newline, space, quoted));
        newline = false;
        space = false;
    }

    /** A name as the grammar knows it. */
    protected String named(String word) {
        return word;
    }

    /** The lexeme before, or null at the start. */
    protected final @Nullable Lexeme last() {
        return lexemes.isEmpty() ? null : lexemes.get(lexemes.size() - 1);
    }

    /** Whether nothing stands before on this line. */
    protected final boolean firstOfLine() {
        return newline;
    }

    /** Whether an operand may begin here, so that a slash begins a pattern and not a division. */
    protected final boolean operandExpected() {
        Lexeme before = last();
        if (before == null) {
            return true;
        }
        return switch (before.kind()) {
            case OPERATOR -> !before.is(")") && !before.is("]") && !before.is("}");
            case NAME -> beginsOperand(before.text());
            default -> false;
        };
    }

    /** Whether a name is a keyword after which an operand stands. */
    protected boolean beginsOperand(String name) {
        return List.of(
                        "return", "and", "or", "not", "if", "unless", "while", "until", "when", "split", "grep",
                        "typeof", "case", "in")
                .contains(name);
    }

    /** Whether a here-document's text ends with a newline. */
    protected boolean keepsLastNewline() {
        return true;
    }

    /** Skips the rest of the line. */
    protected final void comment() {
        int stop = text.indexOf('\n', position);
        position = stop < 0 || stop > end ? end : stop;
        space = true;
    }

    /** Skips up to and with a closing mark. */
    protected final void commentTo(String close) {
        int stop = text.indexOf(close, position);
        position = stop < 0 || stop + close.length() > end ? end : stop + close.length();
        space = true;
    }

    /** Quoted text from the position's mark to the same mark. */
    protected final void quoted(char mark, Style style) {
        int start = position++;
        delimited(start, mark, mark, style);
    }

    /** Quoted text whose body begins at the position; brackets of the same kind may nest. */
    protected final void delimited(int start, char open, char close, Style style) {
        int body = position;
        int depth = 1;
        while (position < end) {
            char c = text.charAt(position);
            if (c == '\\') {
                position++;
            } else if (c == close && --depth == 0) {
                break;
            } else if (c == open && open != close) {
                depth++;
            }
            position++;
        }
        int stop = Math.min(position, end);
        position = Math.min(stop + 1, end);
        add(Kind.QUOTED, "", start, new Quoted(body, stop, style));
    }

    /** A here-document whose mark has been read. */
    protected final void hereDocument(int start, String mark, boolean indented, Style style) {
        add(Kind.QUOTED, "", start, new Quoted(position, position, style));
        pending.add(new Pending(lexemes.size() - 1, mark, indented, style));
    }

    private void hereDocuments() {
        for (Pending document : pending) {
            int body = position;
            int stop = end;
            while (position < end) {
                int lineEnd = text.indexOf('\n', position);
                lineEnd = lineEnd < 0 || lineEnd > end ? end : lineEnd;
                String line = text.substring(position, lineEnd);
                String shown = document.indented() ? line.strip() : line.stripTrailing();
                boolean closes = shown.equals(document.mark())
                        || (document.indented()
                                && shown.startsWith(document.mark())
                                && !inName(shown.charAt(Math.min(document.mark().length(), shown.length() - 1))));
                if (closes) {
                    stop = position;
                    position = shown.equals(document.mark())
                            ? Math.min(lineEnd + 1, end)
                            : position
                                    + line.indexOf(document.mark())
                                    + document.mark().length();
                    break;
                }
                position = Math.min(lineEnd + 1, end);
            }
            Lexeme opened = lexemes.get(document.lexeme());
            lexemes.set(
                    document.lexeme(),
                    new Lexeme(
                            Kind.QUOTED,
                            "",
                            opened.from(),
                            opened.to(),
                            opened.afterNewline(),
                            opened.afterSpace(),
                            new Quoted(body, Math.max(body, keepsLastNewline() ? stop : stop - 1), document.style())));
        }
        pending.clear();
    }
}
