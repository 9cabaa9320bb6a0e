package org.egressaudit.demand.script.shell.syntax;

import java.util.List;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/** Reads redirections, and the here-documents that some of them announce. */
final class RedirectionParser {

    private final Cursor cursor;
    private final WordParser words;

    RedirectionParser(Cursor cursor, WordParser words) {
        this.cursor = cursor;
        this.words = words;
    }

    /** The redirection that begins here, or null. */
    @Nullable
    Redirection read() {
        int start = cursor.at();
        int operator = start;
        String variable = null;
        while (ParameterParser.isDigit(cursor.peek(operator - start))) {
            operator++;
        }
        if (operator == start && cursor.peek() == '{') {
            int end = start + 1;
            while (ParameterParser.isNameStart(cursor.peek(end - start))
                    || ParameterParser.isDigit(cursor.peek(end - start))) {
                end++;
            }
            char after = cursor.peek(end + 1 - start);
            if (end == start + 1 || cursor.peek(end - start) != '}' || (after != '<' && after != '>')) {
                return null;
            }
            variable = cursor.text(start + 1, end);
            operator = end + 1;
        }
        char c = cursor.peek(operator - start);
        char next = cursor.peek(operator + 1 - start);
        boolean both = c == '&' && next == '>' && operator == start;
        if (!both && c != '<' && c != '>') {
            return null;
        }
        if (!both && next == '(' && operator == start) {
            return null;
        }
        int number = operator > start && variable == null ? number(cursor.text(start, operator)) : -1;
        cursor.moveTo(operator);
        return operator(start, number, variable);
    }

    private Redirection operator(int start, int number, @Nullable String variable) {
        if (take("&>>") || take("&>")) {
            return redirection(start, 1, variable, Redirection.Operator.WRITE_BOTH);
        }
        if (take("<<<")) {
            return redirection(start, or(number, 0), variable, Redirection.Operator.HERE);
        }
        if (cursor.looksAt("<<")) {
            return hereDocument(start, or(number, 0), variable);
        }
        if (take("<&")) {
            return redirection(start, or(number, 0), variable, Redirection.Operator.DUPLICATE);
        }
        if (take("<>")) {
            return redirection(start, or(number, 0), variable, Redirection.Operator.READ_WRITE);
        }
        if (take("<")) {
            return redirection(start, or(number, 0), variable, Redirection.Operator.READ);
        }
        if (take(">>")) {
            return redirection(start, or(number, 1), variable, Redirection.Operator.APPEND);
        }
        if (take(">&")) {
            Redirection copy = redirection(start, or(number, 1), variable, Redirection.Operator.DUPLICATE);
            String target = copy.target().bare();
            boolean file = number < 0 && target != null && !target.matches("[0-9]+-?|-");
            return file
                    ? new Redirection(1, variable, Redirection.Operator.WRITE_BOTH, copy.target(), copy.span())
                    : copy;
        }
        cursor.skip(cursor.looksAt(">|") ? 2 : 1);
        return redirection(start, or(number, 1), variable, Redirection.Operator.WRITE);
    }

    private Redirection redirection(
            int start, int descriptor, @Nullable String variable, Redirection.Operator operator) {
        cursor.skipBlanks();
        if (!words.atWord()) {
            throw new Trouble("a redirection without its target", cursor.spanFrom(start));
        }
        ShellWord target = words.word();
        return new Redirection(descriptor, variable, operator, target, cursor.spanFrom(start));
    }

    private Redirection hereDocument(int start, int descriptor, @Nullable String variable) {
        cursor.skip(2);
        boolean tabs = cursor.peek() == '-';
        if (tabs) {
            cursor.skip(1);
        }
        cursor.skipBlanks();
        int wordStart = cursor.at();
        ShellWord word = words.word();
        String constant = word.constant();
        String delimiter = constant == null ? word.source() : constant;
        boolean quoted = cursor.textFrom(wordStart).matches("(?s).*['\"\\\\].*");
        int end = cursor.at();
        ShellWord text = body(delimiter, tabs, quoted, start);
        cursor.moveTo(end);
        return new Redirection(descriptor, variable, Redirection.Operator.HERE, text, cursor.span(start, end));
    }

    /** The lines up to the delimiter, without leading tabs after {@code <<-}. */
    private ShellWord body(String delimiter, boolean tabs, boolean quoted, int start) {
        int from = cursor.hereDocumentStart();
        StringBuilder text = new StringBuilder();
        int[] places = new int[16];
        int line = from;
        boolean closed = false;
        while (line < cursor.length() && !closed) {
            int newline = cursor.indexOf('\n', line);
            int next = newline < 0 ? cursor.length() : newline + 1;
            int content = line;
            while (tabs && content < next && cursor.peek(content - cursor.at()) == '\t') {
                content++;
            }
            String written = cursor.text(content, next);
            closed = (written.endsWith("\n") ? written.substring(0, written.length() - 1) : written)
                    .replaceFirst("\r$", "")
                    .equals(delimiter);
            if (!closed) {
                while (places.length < text.length() + written.length() + 1) {
                    places = java.util.Arrays.copyOf(places, places.length * 2);
                }
                for (int i = 0; i < written.length(); i++) {
                    places[text.length() + i] = content + i;
                }
                text.append(written);
            }
            line = next;
        }
        if (!closed) {
            cursor.report(new Trouble(
                    "the here-document up to `" + delimiter + "` is not closed", cursor.span(start, cursor.at())));
        }
        cursor.hereDocumentEnds(line);
        places[text.length()] = Math.min(line, cursor.length());
        int[] offsets = java.util.Arrays.copyOf(places, text.length() + 1);
        Source source = Source.within(cursor.source(), text.toString(), offsets);
        if (quoted) {
            return new ShellWord(
                    List.of(new Part.Quoted(text.toString(), source.span(0, text.length()))),
                    text.toString(),
                    source.span(0, text.length()));
        }
        cursor.enter();
        ShellWord document = new ShellParser(cursor.inside(source)).words().document();
        cursor.leave();
        return document;
    }

    private boolean take(String operator) {
        if (cursor.looksAt(operator)) {
            cursor.skip(operator.length());
            return true;
        }
        return false;
    }

    private static int or(int number, int usual) {
        return number < 0 ? usual : number;
    }

    private static int number(String digits) {
        return digits.length() > 4 ? 9999 : Integer.parseInt(digits);
    }
}
