package org.egressaudit.demand.script.perl;

import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.scan.Lexeme;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.scan.Lexeme.Quoted;
import org.egressaudit.demand.script.scan.Lexeme.Style;
import org.egressaudit.demand.script.scan.Lexer;

/** Perl's lexemes, after perlop ("Quote and Quote-like Operators") and perldata. */
final class PerlLexer extends Lexer {

    /** A subroutine that is not called: {@code \&name}. */
    static final String REFERENCE = "\\&";

    private static final List<String> OPERATORS = List.of(
            "<=>", "**=", "||=", "&&=", "//=", "...", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "//", "++", "--",
            "+=", "-=", "*=", "/=", ".=", "%=", "x=", "|=", "&=", "<<", ">>", "**", "=~", "!~", "..");

    private static final Set<String> QUOTES = Set.of("q", "qq", "qw", "qx", "qr", "m", "s", "tr", "y");

    PerlLexer(String text, int from, int to) {
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
        if (c == '=' && lineStart && Character.isLetter(ahead(1))) {
            documentation();
        } else if (c == '#') {
            comment();
        } else if (starts("__END__") || starts("__DATA__")) {
            position = end;
        } else if (c == '\'' || c == '"' || c == '`') {
            quoted(c, c == '\'' ? Style.RAW : c == '"' ? Style.INTERPOLATED : Style.COMMAND);
        } else if (c == '$' || c == '@' || (c == '%' && hash())) {
            variable(c);
        } else if (c == '\\' && ahead(1) == '&' && subroutineFollows(2)) {
            position += 2;
            add(Kind.OPERATOR, REFERENCE, start, null);
        } else if (c == '&' && asksForSubroutine() && subroutineFollows(1)) {
            position++;
            add(Kind.OPERATOR, REFERENCE, start, null);
        } else if (c == '&' && operandExpected() && Character.isLetter(ahead(1))) {
            position++;
        } else if (c == '&' && operandExpected() && (ahead(1) == '$' || ahead(1) == '{')) {
            position++;
            add(Kind.OPERATOR, "&", start, null);
        } else if (c == '/' && operandExpected()) {
            quoted('/', Style.PATTERN);
            flags();
        } else if (c == '<' && (operandExpected() || documentExpected())) {
            angle();
        } else if (c == '-'
                && Character.isLetter(ahead(1))
                && operandExpected()
                && !inName(ahead(2))
                && ahead(2) != '=') {
            position += 2;
            add(Kind.NAME, "-X", start, null);
        } else if (Character.isLetter(c) || c == '_') {
            word(start);
        } else {
            return false;
        }
        return true;
    }

    private boolean subroutineFollows(int ahead) {
        char c = ahead(ahead);
        return Character.isLetter(c) || c == '_' || c == '$' || c == '{';
    }

    /** {@code defined &name} and {@code exists &name} do not call it. */
    private boolean asksForSubroutine() {
        Lexeme before = last();
        return before != null && (before.is("defined") || before.is("exists"));
    }

    /** Whether a percent sign begins a hash and is not the remainder of a division. */
    private boolean hash() {
        char after = ahead(1);
        Lexeme before = last();
        boolean names = Character.isLetter(after) || after == '_' || after == '$' || after == '{' || after == '+';
        return names && (operandExpected() || (before != null && before.kind() == Kind.NAME));
    }

    /** {@code print <<MARK}: the mark stands close to its sign, as that of a shift by a constant does not. */
    private boolean documentExpected() {
        Lexeme before = last();
        char mark = ahead(2) == '~' ? ahead(3) : ahead(2);
        return starts("<<")
                && before != null
                && before.kind() == Kind.NAME
                && (Character.isLetter(mark) || mark == '_' || mark == '"' || mark == '\'');
    }

    /** POD: from {@code =word} to {@code =cut}. */
    private void documentation() {
        int cut = text.indexOf("\n=cut", position);
        position = cut < 0 || cut > end ? end : cut + 5;
        comment();
    }

    private void variable(char sigil) {
        int start = position++;
        if (sigil == '$' && ahead(0) == '#' && (ahead(1) == '{' || ahead(1) == '$' || inName(ahead(1)))) {
            position++;
        }
        char c = ahead(0);
        if (c == '$' && (inName(ahead(1)) || ahead(1) == '{' || ahead(1) == '$')) {
            // @$list is the list to which $list refers
            return;
        }
        if (c == '{') {
            int close = text.indexOf('}', position);
            String inner = close < 0 || close > end
                    ? ""
                    : text.substring(position + 1, close).strip();
            if (inner.matches("\\^?[A-Za-z_][A-Za-z_0-9:]*")) {
                position = close + 1;
                add(Kind.VARIABLE, sigil + inner, start, null);
                return;
            }
            position++;
            add(Kind.OPERATOR, "@{", start, null);
            return;
        }
        if (Character.isLetter(c) || c == '_' || c == ':') {
            while (position < end && (inName(ahead(0)) || (starts("::") && inName(ahead(2))))) {
                position += starts("::") ? 2 : 1;
            }
        } else if (Character.isDigit(c)) {
            while (Character.isDigit(ahead(0))) {
                position++;
            }
        } else if (position < end && c > ' ') {
            position++;
        }
        add(Kind.VARIABLE, text.substring(start, position), start, null);
    }

    private void angle() {
        int start = position;
        if (starts("<<")) {
            boolean indented = ahead(2) == '~';
            int at = position + (indented ? 3 : 2);
            char mark = at < end ? text.charAt(at) : ' ';
            boolean marked = mark == '"' || mark == '\'';
            int name = marked ? at + 1 : at;
            int stop = name;
            while (stop < end
                    && (marked ? text.charAt(stop) != mark && text.charAt(stop) != '\n' : inName(text.charAt(stop)))) {
                stop++;
            }
            if (stop > name && (marked || Character.isLetter(mark) || mark == '_')) {
                position = Math.min(marked ? stop + 1 : stop, end);
                hereDocument(
                        start, text.substring(name, stop), indented, mark == '\'' ? Style.RAW : Style.INTERPOLATED);
                return;
            }
        }
        int close = text.indexOf('>', position);
        boolean handle =
                close > 0 && close < end && text.substring(position + 1, close).matches("[$\\w:]*");
        position = handle ? close + 1 : position + 1;
        if (handle) {
            add(Kind.QUOTED, "", start, new Quoted(start + 1, close, Style.PATTERN));
        } else {
            add(Kind.OPERATOR, "<", start, null);
        }
    }

    private void word(int start) {
        while (position < end && (inName(ahead(0)) || (starts("::") && inName(ahead(2))))) {
            position += starts("::") ? 2 : 1;
        }
        String word = text.substring(start, position);
        Lexeme before = last();
        boolean member = before != null && before.is("->");
        boolean key = text.substring(position, Math.min(end, position + 20))
                        .stripLeading()
                        .startsWith("=>")
                || (before != null && before.is("{") && ahead(0) == '}');
        if (!QUOTES.contains(word) || member || key || !quotes()) {
            add(Kind.NAME, word, start, null);
            return;
        }
        while (Character.isWhitespace(ahead(0)) && position < end) {
            position++;
        }
        char open = ahead(0);
        Style style = switch (word) {
            case "q" -> Style.RAW;
            case "qq" -> Style.INTERPOLATED;
            case "qw" -> Style.WORDS;
            case "qx" -> open == '\'' ? Style.RAW : Style.COMMAND;
            default -> Style.PATTERN;
        };
        position++;
        char close = closing(open);
        delimited(start, open, close, style);
        if (word.equals("s") || word.equals("tr") || word.equals("y")) {
            replacement(open, close);
        }
        if (style == Style.PATTERN) {
            flags();
        }
    }

    private boolean quotes() {
        char c = ahead(0);
        if (Character.isWhitespace(c)) {
            String rest = text.substring(position, Math.min(end, position + 20)).stripLeading();
            return !rest.isEmpty() && "({[</|!'\"".indexOf(rest.charAt(0)) >= 0;
        }
        if (c == ',') {
            // a comma divides only what is surely a match or a substitution
            Lexeme before = last();
            return before == null
                    || before.is("=~")
                    || before.is("!~")
                    || before.is(";")
                    || before.is("{")
                    || before.is("}");
        }
        return c != ';' && c != ')' && c != '=' && c > ' ' && !inName(c);
    }

    /** The second half of a substitution, which becomes part of the lexeme before. */
    private void replacement(char open, char close) {
        if (open != close) {
            while (position < end && ahead(0) != open && Character.isWhitespace(ahead(0))) {
                position++;
            }
            position++;
        }
        int depth = 1;
        while (position < end) {
            char c = ahead(0);
            if (c == '\\') {
                position++;
            } else if (c == close && --depth == 0) {
                break;
            } else if (c == open && open != close) {
                depth++;
            }
            position++;
        }
        position = Math.min(position + 1, end);
    }

    private void flags() {
        while (position < end && Character.isLetter(ahead(0))) {
            position++;
        }
    }

    private static char closing(char open) {
        return switch (open) {
            case '(' -> ')';
            case '[' -> ']';
            case '{' -> '}';
            case '<' -> '>';
            default -> open;
        };
    }
}
