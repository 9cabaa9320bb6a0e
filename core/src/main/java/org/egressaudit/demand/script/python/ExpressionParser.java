package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egressaudit.demand.script.python.Token.Kind;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Connective;
import org.egressaudit.demand.script.tree.Expression.Given;
import org.egressaudit.demand.script.tree.Expression.Spread;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/** Expressions by precedence, after the chapter "Expressions" of the language reference. */
final class ExpressionParser {

    private static final Map<String, Integer> BINDING = Map.ofEntries(
            Map.entry("|", 1),
            Map.entry("^", 2),
            Map.entry("&", 3),
            Map.entry("<<", 4),
            Map.entry(">>", 4),
            Map.entry("+", 5),
            Map.entry("-", 5),
            Map.entry("*", 6),
            Map.entry("/", 6),
            Map.entry("//", 6),
            Map.entry("%", 6),
            Map.entry("@", 6));

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<>", "<", ">", "<=", ">=", "in", "is");

    static final Set<String> KEYWORDS = Set.of(
            "and",
            "as",
            "assert",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with");

    private final TokenCursor cursor;
    private final AtomParser atoms;
    private boolean yields;

    ExpressionParser(TokenCursor cursor, Source source, int nesting) {
        this.cursor = cursor;
        this.atoms = new AtomParser(cursor, source, this, nesting);
    }

    /** Whether a {@code yield} was met since the last call. */
    boolean yielded(boolean restore) {
        boolean seen = yields;
        yields = restore;
        return seen;
    }

    /** One expression or several with commas, then a tuple. */
    Expression list() {
        int from = cursor.peek().from();
        Expression first = starred();
        if (!cursor.at(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>();
        items.add(first);
        while (cursor.accept(",") && startsExpression()) {
            items.add(starred());
        }
        return new Expression.Items(Expression.Container.TUPLE, items, from, cursor.lastEnd());
    }

    boolean startsExpression() {
        Token token = cursor.peek();
        return switch (token.kind()) {
            case NUMBER, STRING -> true;
            case NAME -> !KEYWORDS.contains(token.text()) || token.is("not");
            case OPERATOR ->
                Set.of("(", "[", "{", "-", "+", "~", "*", "**", "...", "`").contains(token.text());
            default -> false;
        };
    }

    Expression starred() {
        int from = cursor.peek().from();
        if (cursor.accept("*")) {
            Expression value = binary(1);
            return new Expression.Spreading(value, from, cursor.lastEnd());
        }
        return named();
    }

    /** A pattern of {@code case}: operators, but no condition, for {@code if} begins a guard. */
    Expression starredPattern() {
        int from = cursor.peek().from();
        boolean star = cursor.accept("*");
        Expression value = binary(1);
        return star ? new Expression.Spreading(value, from, cursor.lastEnd()) : value;
    }

    /** An expression, perhaps with {@code :=}. */
    Expression named() {
        Expression value = expression();
        if (value instanceof Expression.Name && cursor.accept(":=")) {
            Expression assigned = expression();
            return new Expression.Assigning(value, "=", assigned, value.from(), cursor.lastEnd());
        }
        return value;
    }

    Expression expression() {
        cursor.enter();
        try {
            if (cursor.at("lambda")) {
                return lambda();
            }
            if (cursor.at("yield")) {
                return yielding();
            }
            Expression value = or();
            if (!cursor.at("if")) {
                return value;
            }
            cursor.next();
            Expression test = or();
            cursor.expect("else");
            Expression otherwise = expression();
            return new Expression.Conditional(test, value, otherwise, value.from(), cursor.lastEnd());
        } finally {
            cursor.leave();
        }
    }

    private Expression yielding() {
        int from = cursor.next().from();
        yields = true;
        boolean each = cursor.accept("from");
        Expression value = each || startsExpression() ? list() : null;
        return new Expression.Yield(value, each, from, cursor.lastEnd());
    }

    private Expression lambda() {
        int from = cursor.next().from();
        boolean outer = yielded(false);
        List<Routine.Parameter> parameters = parameters(":", false);
        cursor.expect(":");
        Expression value = expression();
        boolean generator = yielded(outer);
        Routine routine = new Routine(
                "", parameters, List.of(new Statement.Return(value, value.from())), generator, from, cursor.lastEnd());
        return new Expression.Lambda(routine, from, cursor.lastEnd());
    }

    /** Parameters up to, not including, the closing word. */
    List<Routine.Parameter> parameters(String close, boolean annotated) {
        List<Routine.Parameter> parameters = new ArrayList<>();
        boolean keywordOnly = false;
        while (!cursor.at(close)) {
            Spread takes = Spread.ONE;
            if (cursor.accept("*")) {
                takes = Spread.ITEMS;
            } else if (cursor.accept("**")) {
                takes = Spread.ENTRIES;
            }
            if (cursor.at("/") || (takes == Spread.ITEMS && (cursor.at(",") || cursor.at(close)))) {
                keywordOnly = keywordOnly || takes == Spread.ITEMS;
                cursor.accept("/");
            } else {
                Expression target = cursor.at("(") ? atoms.atom() : atoms.name(cursor.expectName());
                if (annotated && cursor.accept(":")) {
                    starred();
                }
                Expression fallback = cursor.accept("=") ? expression() : null;
                parameters.add(new Routine.Parameter(target, fallback, takes, keywordOnly && takes == Spread.ONE));
                keywordOnly = keywordOnly || takes == Spread.ITEMS;
            }
            if (!cursor.accept(",")) {
                break;
            }
        }
        return parameters;
    }

    Expression or() {
        Expression first = and();
        if (!cursor.at("or")) {
            return first;
        }
        List<Expression> operands = new ArrayList<>(List.of(first));
        while (cursor.accept("or")) {
            operands.add(and());
        }
        return new Expression.Logical(Connective.OR, operands, first.from(), cursor.lastEnd());
    }

    private Expression and() {
        Expression first = not();
        if (!cursor.at("and")) {
            return first;
        }
        List<Expression> operands = new ArrayList<>(List.of(first));
        while (cursor.accept("and")) {
            operands.add(not());
        }
        return new Expression.Logical(Connective.AND, operands, first.from(), cursor.lastEnd());
    }

    private Expression not() {
        int from = cursor.peek().from();
        int count = 0;
        while (cursor.accept("not")) {
            count++;
        }
        Expression value = comparison();
        if (count == 0) {
            return value;
        }
        Expression negated = new Expression.Unary("not", value, from, cursor.lastEnd());
        return count % 2 == 1 ? negated : new Expression.Unary("not", negated, from, cursor.lastEnd());
    }

    private Expression comparison() {
        Expression left = binary(1);
        List<Expression> pairs = new ArrayList<>();
        String operator = comparisonOperator();
        while (operator != null) {
            Expression right = binary(1);
            pairs.add(new Expression.Comparison(operator, left, right, left.from(), cursor.lastEnd()));
            left = right;
            operator = comparisonOperator();
        }
        if (pairs.isEmpty()) {
            return left;
        }
        return pairs.size() == 1
                ? pairs.get(0)
                : new Expression.Logical(Connective.AND, pairs, pairs.get(0).from(), cursor.lastEnd());
    }

    private @Nullable String comparisonOperator() {
        if (cursor.at("not") && cursor.peek(1).is("in")) {
            cursor.next();
            cursor.next();
            return "not in";
        }
        Token token = cursor.peek();
        if (!COMPARISONS.contains(token.text()) || token.kind() == Kind.STRING) {
            return null;
        }
        cursor.next();
        if (token.is("is")) {
            return cursor.accept("not") ? "!=" : "==";
        }
        return token.is("<>") ? "!=" : token.text();
    }

    Expression binary(int weakest) {
        cursor.enter();
        try {
            Expression left = unary();
            while (true) {
                Token operator = cursor.peek();
                Integer binding = operator.kind() == Kind.OPERATOR ? BINDING.get(operator.text()) : null;
                if (binding == null || binding < weakest) {
                    return left;
                }
                cursor.next();
                Expression right = binary(binding + 1);
                left = new Expression.Binary(operator.text(), left, right, left.from(), cursor.lastEnd());
            }
        } finally {
            cursor.leave();
        }
    }

    private Expression unary() {
        Token token = cursor.peek();
        if (token.is("-") || token.is("+") || token.is("~")) {
            cursor.enter();
            try {
                cursor.next();
                Expression operand = unary();
                return new Expression.Unary(token.text(), operand, token.from(), cursor.lastEnd());
            } finally {
                cursor.leave();
            }
        }
        if (token.is("not")) {
            return not();
        }
        Expression base = awaited();
        if (!cursor.accept("**")) {
            return base;
        }
        cursor.enter();
        try {
            Expression power = unary();
            return new Expression.Binary("**", base, power, base.from(), cursor.lastEnd());
        } finally {
            cursor.leave();
        }
    }

    private Expression awaited() {
        if (cursor.at("await") && cursor.peek(1).kind() != Kind.OPERATOR) {
            cursor.next();
        } else if (cursor.at("await") && cursor.peek(1).is("(")) {
            cursor.next();
        }
        return atoms.primary();
    }

    /** The arguments of a call, the opening parenthesis already read. */
    List<Given> arguments() {
        List<Given> arguments = new ArrayList<>();
        while (!cursor.at(")")) {
            if (cursor.accept("**")) {
                arguments.add(new Given(Spread.ENTRIES, null, expression()));
            } else if (cursor.accept("*")) {
                arguments.add(new Given(Spread.ITEMS, null, expression()));
            } else if (cursor.at(Kind.NAME) && cursor.peek(1).is("=")) {
                String name = cursor.next().text();
                cursor.next();
                arguments.add(new Given(Spread.ONE, name, expression()));
            } else {
                Expression value = named();
                arguments.add(new Given(
                        Spread.ONE,
                        null,
                        atComprehension()
                                ? comprehension(Expression.Container.GENERATOR, null, value, value.from())
                                : value));
            }
            if (!cursor.accept(",")) {
                break;
            }
        }
        cursor.expect(")");
        return arguments;
    }

    boolean atComprehension() {
        return cursor.at("for") || (cursor.at("async") && cursor.peek(1).is("for"));
    }

    /** The clauses after the element; the closing bracket is left to the caller. */
    Expression comprehension(Expression.Container kind, @Nullable Expression key, Expression element, int from) {
        List<Expression.Clause> clauses = new ArrayList<>();
        while (atComprehension()) {
            cursor.accept("async");
            cursor.expect("for");
            Expression target = targets();
            cursor.expect("in");
            Expression iterable = or();
            if (cursor.at(",")) {
                // Python 2: for x in 1, 2
                List<Expression> items = new ArrayList<>(List.of(iterable));
                while (cursor.accept(",") && startsExpression()) {
                    items.add(or());
                }
                iterable = new Expression.Items(Expression.Container.TUPLE, items, iterable.from(), cursor.lastEnd());
            }
            List<Expression> tests = new ArrayList<>();
            while (cursor.accept("if")) {
                Expression test = cursor.at("lambda") ? expression() : or();
                if (test instanceof Expression.Name && cursor.accept(":=")) {
                    test = new Expression.Assigning(test, "=", or(), test.from(), cursor.lastEnd());
                }
                tests.add(test);
            }
            clauses.add(new Expression.Clause(target, iterable, tests));
        }
        return new Expression.Comprehension(kind, key, element, clauses, from, cursor.lastEnd());
    }

    /** What {@code for} assigns to: never holds a comparison, so that {@code in} ends it. */
    Expression targets() {
        int from = cursor.peek().from();
        Expression first = target();
        if (!cursor.at(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (cursor.accept(",") && !cursor.at("in") && !cursor.at("=")) {
            items.add(target());
        }
        return new Expression.Items(Expression.Container.TUPLE, items, from, cursor.lastEnd());
    }

    private Expression target() {
        int from = cursor.peek().from();
        if (cursor.accept("*")) {
            return new Expression.Spreading(binary(1), from, cursor.lastEnd());
        }
        return binary(1);
    }
}
