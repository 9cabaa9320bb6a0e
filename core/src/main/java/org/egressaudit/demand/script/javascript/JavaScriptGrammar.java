package org.egressaudit.demand.script.javascript;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.scan.Grammar;
import org.egressaudit.demand.script.scan.Interpolation;
import org.egressaudit.demand.script.scan.Interpolation.Embedded;
import org.egressaudit.demand.script.scan.Lexeme;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Given;
import org.egressaudit.demand.script.tree.Expression.Spread;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/** JavaScript's expressions; its statements are read by {@link JavaScriptStatements}. */
final class JavaScriptGrammar extends Grammar {

    private static final Set<String> NO_OPERATORS = Set.of(
            "//", ".", "x", "eq", "ne", "lt", "gt", "le", "ge", "cmp", "or", "and", "xor", "=~", "!~", "..", "...",
            ".=", "//=", "x=", "<=>");

    private final JavaScriptStatements statements = new JavaScriptStatements(this);

    private JavaScriptGrammar(Source source, List<Lexeme> lexemes, int nesting, List<Diagnostic> diagnostics) {
        super(source, lexemes, nesting, diagnostics);
    }

    static Tree parse(Source source) {
        List<Lexeme> lexemes =
                new JavaScriptLexer(source.text(), 0, source.text().length()).run();
        return new JavaScriptGrammar(source, lexemes, 0, new ArrayList<>()).tree();
    }

    /** A text that is one expression, such as JSON; null when it is not. */
    static @Nullable Expression data(Source source) {
        try {
            List<Lexeme> lexemes =
                    new JavaScriptLexer(source.text(), 0, source.text().length()).run();
            return new JavaScriptGrammar(source, lexemes, 0, new ArrayList<>()).expression();
        } catch (Misfit notAnExpression) {
            return null;
        }
    }

    @Override
    protected String language() {
        return "javascript";
    }

    @Override
    protected boolean hasOperator(Lexeme operator) {
        return !NO_OPERATORS.contains(operator.text());
    }

    @Override
    protected boolean hasPrefix(String operator) {
        return !Set.of("@", "\\", "clone", "&", "not", "defined").contains(operator);
    }

    /** A class is only there once its definition is reached (ECMA-262, "temporal dead zone"). */
    @Override
    protected boolean hoistsClasses() {
        return false;
    }

    @Override
    protected void statement(List<Statement> into) {
        statements.read(into);
    }

    /** Expressions with commas between them; the last is the value. */
    @Override
    public Expression wholeExpression() {
        Expression value = expression();
        while (accept(",")) {
            value = new Expression.Logical(
                    Expression.Connective.AND, List.of(value, expression()), value.from(), lastEnd());
        }
        return value;
    }

    String textOf(Lexeme.Quoted quoted) {
        return text(quoted.from(), quoted.to());
    }

    @Override
    protected Expression primary() {
        int from = peek().from();
        Expression value = operand();
        while (true) {
            if (accept(".")) {
                Lexeme name = next();
                value = new Expression.Attribute(value, name.text(), from, lastEnd());
            } else if (accept("?.")) {
                if (!at("(") && !at("[")) {
                    value = new Expression.Attribute(value, next().text(), from, lastEnd());
                }
            } else if (accept("[")) {
                Expression index = expression();
                expect("]");
                value = new Expression.Subscript(value, index, from, lastEnd());
            } else if (accept("(")) {
                value = new Expression.Call(value, arguments(")"), from, lastEnd());
            } else if (peek().kind() == Kind.QUOTED && peek().text().equals("`") && !peek().afterNewline()) {
                next();
            } else {
                return value;
            }
        }
    }

    private Expression operand() {
        if (startsArrow()) {
            return arrow();
        }
        Lexeme lexeme = next();
        int from = lexeme.from();
        return switch (lexeme.kind()) {
            case NUMBER -> new Expression.Literal(Expression.Kind.NUMBER, lexeme.text(), from, lexeme.to());
            case QUOTED -> quoted(lexeme);
            case NAME -> word(lexeme);
            case OPERATOR -> symbol(lexeme);
            default -> throw misfit("an expression is expected here");
        };
    }

    private boolean startsArrow() {
        int ahead = at("async") && !peek(1).afterNewline() ? 1 : 0;
        Lexeme first = peek(ahead);
        if (first.kind() == Kind.NAME) {
            return peek(ahead + 1).is("=>");
        }
        if (!first.is("(")) {
            return false;
        }
        int depth = 0;
        for (int i = ahead; i < ahead + 400; i++) {
            Lexeme lexeme = peek(i);
            if (lexeme.kind() == Kind.END) {
                return false;
            }
            if (lexeme.is("(") || lexeme.is("[") || lexeme.is("{")) {
                depth++;
            } else if (lexeme.is(")") || lexeme.is("]") || lexeme.is("}")) {
                depth--;
                if (depth == 0) {
                    return peek(i + 1).is("=>");
                }
            }
        }
        return false;
    }

    private Expression arrow() {
        int from = peek().from();
        if (at("async") && !peek(1).is("=>")) {
            next();
        }
        List<Routine.Parameter> parameters;
        if (accept("(")) {
            parameters = parameters();
        } else {
            Lexeme name = next();
            parameters = List.of(new Routine.Parameter(
                    new Expression.Name(name.text(), name.from(), name.to()), null, Spread.ONE, false));
        }
        expect("=>");
        Routine routine = routine("", parameters, () -> at("{") ? block() : List.of(given(item())), from);
        return new Expression.Lambda(routine, from, lastEnd());
    }

    private static Statement given(Expression value) {
        return new Statement.Return(value, value.from());
    }

    /** Parameters after the opening parenthesis, with the closing one. */
    List<Routine.Parameter> parameters() {
        List<Routine.Parameter> parameters = new ArrayList<>();
        while (!at(")") && !at(Kind.END)) {
            Spread takes = accept("...") ? Spread.ITEMS : Spread.ONE;
            Expression target = target();
            Expression fallback = accept("=") ? item() : null;
            parameters.add(new Routine.Parameter(target, fallback, takes, false));
            if (!accept(",")) {
                break;
            }
        }
        expect(")");
        return parameters;
    }

    /** A name, or a pattern that takes a value apart. */
    Expression target() {
        int from = peek().from();
        if (accept("[")) {
            List<Expression> items = new ArrayList<>();
            while (!at("]") && !at(Kind.END)) {
                if (accept(",")) {
                    items.add(new Expression.Opaque(from, from));
                    continue;
                }
                boolean rest = accept("...");
                Expression item = withFallback(target());
                items.add(rest ? new Expression.Spreading(item, from, lastEnd()) : item);
                accept(",");
            }
            expect("]");
            return new Expression.Items(Container.LIST, items, from, lastEnd());
        }
        if (accept("{")) {
            List<Expression.Entry> entries = new ArrayList<>();
            while (!at("}") && !at(Kind.END)) {
                boolean rest = accept("...");
                Lexeme key = next();
                Expression name = new Expression.Name(key.text(), key.from(), key.to());
                Expression value = accept(":") ? target() : name;
                Expression literal = new Expression.Literal(Expression.Kind.STRING, key.text(), key.from(), key.to());
                entries.add(new Expression.Entry(rest ? null : literal, withFallback(value)));
                accept(",");
            }
            expect("}");
            return new Expression.Mapping(entries, from, lastEnd());
        }
        Lexeme name = next();
        if (name.kind() != Kind.NAME) {
            throw misfit("a name is expected here");
        }
        return new Expression.Name(name.text(), name.from(), name.to());
    }

    private Expression withFallback(Expression target) {
        return accept("=") ? new Expression.Assigning(target, "=", item(), target.from(), lastEnd()) : target;
    }

    private Expression symbol(Lexeme lexeme) {
        int from = lexeme.from();
        return switch (lexeme.text()) {
            case "(" -> {
                Expression value = wholeExpression();
                expect(")");
                yield value;
            }
            case "[" -> list(from);
            case "{" -> object(from);
            default -> throw misfit("an expression is expected before '" + lexeme.text() + "'");
        };
    }

    private Expression list(int from) {
        List<Expression> items = new ArrayList<>();
        while (!at("]") && !at(Kind.END)) {
            if (accept(",")) {
                continue;
            }
            boolean spread = accept("...");
            Expression item = item();
            items.add(spread ? new Expression.Spreading(item, item.from(), item.to()) : item);
        }
        expect("]");
        return new Expression.Items(Container.LIST, items, from, lastEnd());
    }

    private Expression object(int from) {
        List<Expression.Entry> entries = new ArrayList<>();
        while (!at("}")) {
            if (at(Kind.END)) {
                throw misfit("'}' is expected here");
            }
            if (accept("...")) {
                entries.add(new Expression.Entry(null, item()));
            } else {
                entries.add(entry());
            }
            accept(",");
        }
        next();
        return new Expression.Mapping(entries, from, lastEnd());
    }

    private Expression.Entry entry() {
        while ((at("async") || at("get") || at("set") || at("*"))
                && !peek(1).is(":")
                && !peek(1).is(",")
                && !peek(1).is("(")
                && !peek(1).is("}")) {
            next();
        }
        Lexeme key = next();
        Expression name;
        if (key.is("[")) {
            name = item();
            expect("]");
        } else {
            name = key.quoted() == null
                    ? new Expression.Literal(Expression.Kind.STRING, key.text(), key.from(), key.to())
                    : quoted(key);
        }
        if (at("(")) {
            return new Expression.Entry(name, function(key.text(), key.from()));
        }
        Expression value = accept(":") ? item() : new Expression.Name(key.text(), key.from(), key.to());
        return new Expression.Entry(name, accept("=") ? item() : value);
    }

    /** Parameters and body of a function. */
    Expression.Lambda function(String name, int from) {
        expect("(");
        List<Routine.Parameter> parameters = parameters();
        Routine routine = routine(name, parameters, this::block, from);
        return new Expression.Lambda(routine, from, lastEnd());
    }

    private Expression word(Lexeme lexeme) {
        int from = lexeme.from();
        return switch (lexeme.text()) {
            case "true", "false" ->
                new Expression.Literal(
                        Expression.Kind.BOOLEAN, lexeme.is("true") ? "True" : "False", from, lexeme.to());
            case "null", "undefined" -> new Expression.Literal(Expression.Kind.NOTHING, "None", from, lexeme.to());
            case "function" -> {
                accept("*");
                String name = at(Kind.NAME) ? next().text() : "";
                Expression.Lambda function = function(name, from);
                yield new Expression.Lambda(function.routine(), !name.isEmpty(), from, function.to());
            }
            case "async" -> at("function") ? operand() : new Expression.Name("async", from, lexeme.to());
            case "new" -> construction(from);
            case "super" -> superior(from);
            case "yield" -> {
                yields();
                boolean each = accept("*");
                yield new Expression.Yield(
                        at(";") || at(")") || at("}") || at("]") || at(",") ? null : item(), each, from, lastEnd());
            }
            case "class" -> {
                boolean nameless = at("{") || at("extends");
                String name = nameless ? "class:" + from : next().text();
                before(statements.body(name, from));
                yield new Expression.Name(name, from, lastEnd());
            }
            case "import" -> new Expression.Name("require", from, lexeme.to());
            default -> new Expression.Name(lexeme.text(), from, lexeme.to());
        };
    }

    private Expression superior(int from) {
        Expression proxy =
                new Expression.Call(new Expression.Name("super", from, lastEnd()), List.of(), from, lastEnd());
        return at("(") ? new Expression.Attribute(proxy, JavaScriptLanguage.CONSTRUCTOR, from, lastEnd()) : proxy;
    }

    private Expression construction(int from) {
        if (accept(".")) {
            next();
            return new Expression.Opaque(from, lastEnd());
        }
        Lexeme first = next();
        Expression callee =
                first.is("(") ? wholeExpression() : new Expression.Name(first.text(), first.from(), first.to());
        if (first.is("(")) {
            expect(")");
        }
        while (accept(".")) {
            callee = new Expression.Attribute(callee, next().text(), first.from(), lastEnd());
        }
        List<Given> arguments = accept("(") ? arguments(")") : List.of();
        return new Expression.Call(callee, arguments, from, lastEnd());
    }

    @Override
    protected Expression quoted(Lexeme lexeme) {
        Lexeme.Quoted quoted = lexeme.quoted();
        if (quoted == null) {
            return new Expression.Opaque(lexeme.from(), lexeme.to());
        }
        if (quoted.style() == Lexeme.Style.PATTERN) {
            String written = source.text().substring(lexeme.from(), lexeme.to());
            int close = Math.max(1, written.lastIndexOf('/'));
            return expression(
                    written.substring(1, close), written.substring(Math.min(close + 1, written.length())), lexeme);
        }
        boolean template = lexeme.text().equals("`");
        return Interpolation.of(source.text(), lexeme, template ? this::embedded : (at, end) -> null, this::inner);
    }

    private Expression inner(int from, int to) {
        if (nesting > 4) {
            return new Expression.Opaque(from, to);
        }
        try {
            List<Lexeme> lexemes = new JavaScriptLexer(source.text(), from, to).run();
            return new JavaScriptGrammar(source, lexemes, nesting + 1, new ArrayList<>()).expression();
        } catch (Misfit notAnExpression) {
            return new Expression.Opaque(from, to);
        }
    }

    private @Nullable Embedded embedded(int at, int end) {
        if (!source.text().startsWith("${", at)) {
            return null;
        }
        int close = Interpolation.closing(source.text(), at + 1, end);
        return new Embedded(at + 2, Math.max(at + 2, close - 1), close);
    }
}
