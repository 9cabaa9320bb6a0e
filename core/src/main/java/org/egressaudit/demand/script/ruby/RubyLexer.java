package org.egressaudit.demand.script.ruby;

import java.util.List;
import org.egressaudit.demand.script.scan.Interpolation;
import org.egressaudit.demand.script.scan.Lexeme;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.scan.Lexeme.Quoted;
import org.egressaudit.demand.script.scan.Lexeme.Style;
import org.egressaudit.demand.script.scan.Lexer;

/** Ruby's lexemes, after the documentation's "Literals" and "Comments". */
final class RubyLexer extends Lexer {

    private static final List<String> OPERATORS = List.of(
            "<=>", "===", "**=", "||=", "&&=", "...", "<<=", "&.", "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||",
            "+=", "-=", "*=", "/=", "%=", "|=", "&=", "<<", ">>", "**", "=~", "!~", "..");

    RubyLexer(String text, int from, int to) {
        super(text, from, to);
    }

    @Override
    protected List<String> operators() {
        return OPERATORS;
    }

    @Override
    protected boolean special(char c) {
        int start = position;
        boolean lineStart = start == 0 || text.charAt(start - 1) == '\n';
        if (c == '#') {
            comment();
        } else if (lineStart && starts("=begin")) {
            commentTo("\n=end");
        } else if (lineStart && starts("__END__")) {
            position = end;
        } else if (c == '\'') {
            quoted(c, Style.RAW);
        } else if (c == '"') {
            interpolated(start, start + 1, '"', Style.INTERPOLATED);
        } else if (c == '`') {
            interpolated(start, start + 1, '`', Style.COMMAND);
        } else if (c == '%' && (operandExpected() || firstOfLine() || commandArgument()) && percent(start)) {
            return true;
        } else if (c == '/' && operandExpected()) {
            quoted('/', Style.PATTERN);
            flags();
        } else if (c == '<' && starts("<<") && document(start)) {
            return true;
        } else if (c == ':' && ahead(1) == '"') {
            interpolated(start, start + 2, '"', Style.INTERPOLATED);
        } else if (c == ':'
                && ahead(1) != ':'
                && ahead(-1) != ':'
                && (Character.isLetter(ahead(1)) || ahead(1) == '_')) {
            position++;
            int name = position;
            word();
            add(Kind.QUOTED, "", start, new Quoted(name, position, Style.RAW));
        } else if (c == '$' && ":!?~;".indexOf(ahead(1)) >= 0) {
            position += 2;
            add(Kind.VARIABLE, text.substring(start, position), start, null);
        } else if (c == '@' || c == '$') {
            position += starts("@@") ? 2 : 1;
            int name = position;
            while (position < end && inName(ahead(0))) {
                position++;
            }
            position = position == name ? Math.min(position + 1, end) : position;
            add(Kind.VARIABLE, text.substring(start, position), start, null);
        } else if (Character.isLetter(c) || c == '_') {
            word();
            add(Kind.NAME, text.substring(start, position), start, null);
        } else {
            return false;
        }
        return true;
    }

    private void word() {
        while (position < end && inName(ahead(0))) {
            position++;
        }
        boolean mark = (ahead(0) == '?' || ahead(0) == '!') && ahead(1) != '=' && !(ahead(0) == '?' && ahead(1) == ':');
        position += mark && !Character.isWhitespace(ahead(-1)) ? 1 : 0;
    }

    private void interpolated(int start, int body, char close, Style style) {
        int i = body;
        while (i < end && text.charAt(i) != close) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.startsWith("#{", i)) {
                i = Interpolation.closing(text, i + 1, end) - 1;
            }
            i++;
        }
        int stop = Math.min(i, end);
        position = Math.min(stop + 1, end);
        add(Kind.QUOTED, "", start, new Quoted(Math.min(body, stop), stop, style));
    }

    /** {@code run %Q(...)}: after a name and a blank, a percent sign with a letter and a bracket is a text. */
    private boolean commandArgument() {
        Lexeme before = last();
        return before != null
                && before.kind() == Kind.NAME
                && position > 0
                && text.charAt(position - 1) == ' '
                && "wWiIqQxrs".indexOf(ahead(1)) >= 0
                && "([{<|!".indexOf(ahead(2)) >= 0;
    }

    private boolean percent(int start) {
        char kind = ahead(1);
        boolean bare = "([{<|!".indexOf(kind) >= 0;
        if (!bare && ("wWiIqQxrs".indexOf(kind) < 0 || inName(ahead(2)) || ahead(2) <= ' ')) {
            return false;
        }
        Style style = switch (kind) {
            case 'w', 'W', 'i', 'I' -> Style.WORDS;
            case 'q', 's' -> Style.RAW;
            case 'x' -> Style.COMMAND;
            case 'r' -> Style.PATTERN;
            default -> Style.INTERPOLATED;
        };
        char open = bare ? kind : ahead(2);
        position += bare ? 2 : 3;
        char close = switch (open) {
            case '(' -> ')';
            case '[' -> ']';
            case '{' -> '}';
            case '<' -> '>';
            default -> open;
        };
        delimited(start, open, close, style);
        if (style == Style.PATTERN) {
            flags();
        }
        return true;
    }

    private void flags() {
        while (position < end && Character.isLetter(ahead(0))) {
            position++;
        }
    }

    private boolean document(int start) {
        int at = position + 2;
        boolean indented = at < end && (text.charAt(at) == '~' || text.charAt(at) == '-');
        at += indented ? 1 : 0;
        char mark = at < end ? text.charAt(at) : ' ';
        boolean marked = mark == '"' || mark == '\'';
        int name = marked ? at + 1 : at;
        int stop = name;
        while (stop < end && inName(text.charAt(stop))) {
            stop++;
        }
        boolean upper = stop > name && Character.isUpperCase(text.charAt(name));
        if (stop == name || (!marked && !upper) || (!operandExpected() && !indented)) {
            return false;
        }
        position = Math.min(marked ? stop + 1 : stop, end);
        hereDocument(start, text.substring(name, stop), indented, mark == '\'' ? Style.RAW : Style.INTERPOLATED);
        return true;
    }

    @Override
    protected boolean beginsOperand(String name) {
        return super.beginsOperand(name)
                || List.of("puts", "elsif", "rescue", "then", "do").contains(name);
    }
}
