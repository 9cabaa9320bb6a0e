package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.egressaudit.demand.script.python.Token.Kind;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Given;
import org.egressaudit.demand.script.tree.Expression.Spread;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/** Names, literals, displays in brackets, and what may follow them: attributes, subscripts, calls. */
final class AtomParser {

    private static final int MOST_TRAILERS = 400;

    private final TokenCursor cursor;
    private final Source source;
    private final ExpressionParser expressions;
    private final int nesting;

    AtomParser(TokenCursor cursor, Source source, ExpressionParser expressions, int nesting) {
        this.cursor = cursor;
        this.source = source;
        this.expressions = expressions;
        this.nesting = nesting;
    }

    Expression name(Token token) {
        return new Expression.Name(token.text(), token.from(), token.to());
    }

    Expression primary() {
        int from = cursor.peek().from();
        Expression value = atom();
        for (int trailers = 0; trailers < MOST_TRAILERS; trailers++) {
            if (cursor.accept(".")) {
                String attribute = cursor.expectName().text();
                value = new Expression.Attribute(value, attribute, from, cursor.lastEnd());
            } else if (cursor.accept("(")) {
                List<Given> arguments = expressions.arguments();
                value = new Expression.Call(value, arguments, from, cursor.lastEnd());
            } else if (cursor.accept("[")) {
                Expression index = subscript();
                cursor.expect("]");
                value = new Expression.Subscript(value, index, from, cursor.lastEnd());
            } else {
                return value;
            }
        }
        throw cursor.misfit("this chain of calls has more than " + MOST_TRAILERS + " links");
    }

    private Expression subscript() {
        int from = cursor.peek().from();
        Expression first = slice();
        if (!cursor.at(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (cursor.accept(",") && !cursor.at("]")) {
            items.add(slice());
        }
        return new Expression.Items(Container.TUPLE, items, from, cursor.lastEnd());
    }

    private Expression slice() {
        int from = cursor.peek().from();
        Expression lower = cursor.at(":") ? null : expressions.starred();
        if (lower != null && !cursor.at(":")) {
            return lower;
        }
        cursor.expect(":");
        Expression upper = sliceEnd();
        Expression step = cursor.accept(":") ? sliceEnd() : null;
        return new Expression.Slice(lower, upper, step, from, cursor.lastEnd());
    }

    private @Nullable Expression sliceEnd() {
        return cursor.at(":") || cursor.at("]") || cursor.at(",") ? null : expressions.expression();
    }

    Expression atom() {
        Token token = cursor.peek();
        switch (token.kind()) {
            case STRING -> {
                return strings();
            }
            case NUMBER -> {
                cursor.next();
                return new Expression.Literal(Expression.Kind.NUMBER, number(token), token.from(), token.to());
            }
            case NAME -> {
                if (ExpressionParser.KEYWORDS.contains(token.text())) {
                    throw cursor.misfit("'" + token.text() + "' cannot stand here");
                }
                cursor.next();
                return constant(token);
            }
            case OPERATOR -> {
                return bracketed(token);
            }
            default -> throw cursor.misfit("an expression is expected here");
        }
    }

    private Expression constant(Token token) {
        Expression.Kind kind = switch (token.text()) {
            case "True", "False" -> Expression.Kind.BOOLEAN;
            case "None" -> Expression.Kind.NOTHING;
            default -> null;
        };
        return kind == null ? name(token) : new Expression.Literal(kind, token.text(), token.from(), token.to());
    }

    private String number(Token token) {
        String text = source.text().substring(token.from(), token.to()).replace("_", "");
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.endsWith("l")) {
            lower = lower.substring(0, lower.length() - 1);
        }
        try {
            if (lower.startsWith("0x")) {
                return Long.toString(Long.parseLong(lower.substring(2), 16));
            }
            if (lower.startsWith("0o")) {
                return Long.toString(Long.parseLong(lower.substring(2), 8));
            }
            if (lower.startsWith("0b")) {
                return Long.toString(Long.parseLong(lower.substring(2), 2));
            }
        } catch (NumberFormatException tooLarge) {
            return text;
        }
        return lower;
    }

    private Expression bracketed(Token token) {
        return switch (token.text()) {
            case "(" -> parenthesis();
            case "[" -> list();
            case "{" -> braces();
            case "`" -> representation();
            case "..." -> {
                cursor.next();
                yield new Expression.Opaque(token.from(), token.to());
            }
            default -> throw cursor.misfit("an expression is expected before '" + token.text() + "'");
        };
    }

    private Expression parenthesis() {
        int from = cursor.next().from();
        if (cursor.accept(")")) {
            return new Expression.Items(Container.TUPLE, List.of(), from, cursor.lastEnd());
        }
        Expression value = cursor.at("yield") ? expressions.expression() : expressions.list();
        if (expressions.atComprehension()) {
            value = expressions.comprehension(Container.GENERATOR, null, value, from);
        }
        cursor.expect(")");
        return value;
    }

    private Expression list() {
        int from = cursor.next().from();
        List<Expression> items = new ArrayList<>();
        while (!cursor.at("]")) {
            items.add(expressions.starred());
            if (items.size() == 1 && expressions.atComprehension()) {
                Expression made = expressions.comprehension(Container.LIST, null, items.get(0), from);
                cursor.expect("]");
                return made;
            }
            if (!cursor.accept(",")) {
                break;
            }
        }
        cursor.expect("]");
        return new Expression.Items(Container.LIST, items, from, cursor.lastEnd());
    }

    private Expression braces() {
        int from = cursor.next().from();
        List<Expression.Entry> entries = new ArrayList<>();
        List<Expression> items = new ArrayList<>();
        while (!cursor.at("}")) {
            if (cursor.accept("**")) {
                entries.add(new Expression.Entry(null, expressions.binary(1)));
            } else {
                Expression key = expressions.starred();
                Expression value = cursor.accept(":") ? expressions.expression() : null;
                if (expressions.atComprehension()) {
                    Expression made = value == null
                            ? expressions.comprehension(Container.SET, null, key, from)
                            : expressions.comprehension(Container.MAPPING, key, value, from);
                    cursor.expect("}");
                    return made;
                }
                if (value == null) {
                    items.add(key);
                } else {
                    entries.add(new Expression.Entry(key, value));
                }
            }
            if (!cursor.accept(",")) {
                break;
            }
        }
        cursor.expect("}");
        return items.isEmpty()
                ? new Expression.Mapping(entries, from, cursor.lastEnd())
                : new Expression.Items(Container.SET, items, from, cursor.lastEnd());
    }

    /** Python 2: backticks are {@code repr}. */
    private Expression representation() {
        Token mark = cursor.next();
        Expression value = expressions.list();
        cursor.expect("`");
        return new Expression.Call(
                new Expression.Name("repr", mark.from(), mark.to()),
                List.of(new Given(Spread.ONE, null, value)),
                mark.from(),
                cursor.lastEnd());
    }

    /** String literals in a row are one string. */
    private Expression strings() {
        int from = cursor.peek().from();
        FormattedStrings parts = new FormattedStrings(source, nesting);
        while (cursor.at(Kind.STRING)) {
            Token token = cursor.next();
            parts.add(token.from(), token.to());
        }
        return parts.finish(from, cursor.lastEnd());
    }
}
