package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Given;
import org.egressaudit.demand.script.tree.Expression.Spread;
import org.egressaudit.text.Source;

/** String literals in a row to one expression, the replacement fields of formatted ones read. */
final class FormattedStrings {

    private static final int DEEPEST = 5;

    private final Source source;
    private final String text;
    private final int nesting;
    private final List<Expression> parts = new ArrayList<>();
    private boolean bytes;

    FormattedStrings(Source source, int nesting) {
        this.source = source;
        this.text = source.text();
        this.nesting = nesting;
    }

    /** Adds the literal between two offsets, prefix and quotation marks included. */
    void add(int from, int to) {
        int quote = from;
        while (quote < to && text.charAt(quote) != '"' && text.charAt(quote) != '\'') {
            quote++;
        }
        String prefix = text.substring(from, quote).toLowerCase(Locale.ROOT);
        String mark = quote < to ? StringScanner.mark(text, quote, to) : "";
        int bodyFrom = Math.min(quote + mark.length(), to);
        boolean closed = to - mark.length() >= bodyFrom && text.startsWith(mark, to - mark.length());
        int bodyTo = closed ? to - mark.length() : to;
        boolean raw = prefix.contains("r");
        bytes = bytes || prefix.contains("b");
        if ((prefix.contains("f") || prefix.contains("t")) && nesting < DEEPEST) {
            formatted(bodyFrom, bodyTo, mark, raw);
        } else {
            literal(text.substring(bodyFrom, bodyTo), raw, from, to);
        }
    }

    private void literal(String body, boolean raw, int from, int to) {
        String value = raw ? body : StringLiterals.unescape(body);
        Expression.Kind kind = bytes ? Expression.Kind.BYTES : Expression.Kind.STRING;
        if (!parts.isEmpty() && parts.get(parts.size() - 1) instanceof Expression.Literal before) {
            parts.set(parts.size() - 1, new Expression.Literal(kind, before.text() + value, before.from(), to));
        } else {
            parts.add(new Expression.Literal(kind, value, from, to));
        }
    }

    private void formatted(int from, int to, String mark, boolean raw) {
        StringScanner scanner = new StringScanner(text, to);
        StringBuilder run = new StringBuilder();
        int runFrom = from;
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            boolean doubled = i + 1 < to && text.charAt(i + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                run.append(c);
                i += 2;
            } else if (c == '{') {
                if (!run.isEmpty()) {
                    literal(run.toString(), raw, runFrom, i);
                    run.setLength(0);
                }
                int after = scanner.fieldEnd(i + 1, mark, 0);
                int stop = after < 0 ? to : after;
                field(i + 1, after < 0 ? to : after - 1, mark, raw);
                i = stop;
                runFrom = i;
            } else if (c == '\\' && i + 1 < to) {
                run.append(c).append(text.charAt(i + 1));
                i += 2;
            } else {
                run.append(c);
                i++;
            }
        }
        if (!run.isEmpty()) {
            literal(run.toString(), raw, runFrom, to);
        }
    }

    /** {@code expression ['='] ['!' conversion] [':' format]}. */
    private void field(int from, int to, String mark, boolean raw) {
        List<Token> tokens = Tokenizer.expression(source, from, expressionEnd(from, to));
        TokenCursor cursor = new TokenCursor(tokens);
        Expression value;
        try {
            value = new ExpressionParser(cursor, source, nesting + 1).list();
        } catch (TokenCursor.Misfit notAnExpression) {
            parts.add(new Expression.Opaque(from, to));
            return;
        }
        int rest = expressionEnd(from, to);
        if (text.startsWith("!r", rest)) {
            value = call("repr", value, List.of());
        }
        int colon = text.startsWith("!", rest) ? rest + 2 : rest;
        if (colon < to && text.charAt(colon) == ':' && colon + 1 < to) {
            FormattedStrings format = new FormattedStrings(source, nesting + 1);
            if (nesting + 1 < DEEPEST) {
                format.formatted(colon + 1, to, mark, raw);
            }
            value = call("format", value, List.of(format.finish(colon + 1, to)));
        }
        parts.add(value);
    }

    private static Expression call(String function, Expression value, List<Expression> more) {
        List<Given> arguments = new ArrayList<>(List.of(new Given(Spread.ONE, null, value)));
        more.forEach(argument -> arguments.add(new Given(Spread.ONE, null, argument)));
        return new Expression.Call(
                new Expression.Name(function, value.from(), value.from()), arguments, value.from(), value.to());
    }

    /** Where the expression of a field ends: before {@code !r}, {@code :format} or a final {@code =}. */
    private int expressionEnd(int from, int to) {
        StringScanner scanner = new StringScanner(text, to);
        int brackets = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean letter = Character.isJavaIdentifierPart(c);
            boolean inWord = letter && i > from && Character.isJavaIdentifierPart(text.charAt(i - 1));
            if (!inWord && scanner.prefixLength(i) >= 0) {
                int after = scanner.end(i);
                if (after < 0) {
                    return to;
                }
                i = after - 1;
            } else if ("([{".indexOf(c) >= 0) {
                brackets++;
            } else if (")]}".indexOf(c) >= 0) {
                brackets--;
            } else if (brackets == 0 && (c == ':' || (c == '!' && !text.startsWith("!=", i)))) {
                return i;
            }
        }
        return to;
    }

    /** All that was added, as one expression. */
    Expression finish(int from, int to) {
        if (parts.isEmpty()) {
            return new Expression.Literal(bytes ? Expression.Kind.BYTES : Expression.Kind.STRING, "", from, to);
        }
        if (parts.size() == 1 && parts.get(0) instanceof Expression.Literal only) {
            return new Expression.Literal(only.kind(), only.text(), from, to);
        }
        return new Expression.Interpolated(parts, from, to);
    }
}
