package org.egressaudit.demand.script.ruby;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.scan.Captures;
import org.egressaudit.demand.script.scan.Interpolation;
import org.egressaudit.demand.script.scan.Interpolation.Embedded;
import org.egressaudit.demand.script.scan.Lexeme;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.scan.Replacements;
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

/** Ruby's expressions; its calls and blocks are read by {@link RubyCalls}, statements by {@link RubyStatements}. */
final class RubyGrammar extends RubyCalls {

    /** The function that a command line between backquotes is given to: {@code Kernel#`}. */
    static final String COMMAND = "Kernel.`";

    private static final Set<String> NO_OPERATORS = Set.of(
            "//",
            ".",
            "x",
            "eq",
            "ne",
            "lt",
            "gt",
            "le",
            "ge",
            "cmp",
            "instanceof",
            "??",
            "??=",
            "//=",
            ".=",
            "x=",
            "in",
            "!==");

    private static final Set<String> CONTINUING = Set.of("&&", "||");

    private final RubyStatements statements = new RubyStatements(this);

    private RubyGrammar(
            Source source, List<Lexeme> lexemes, int nesting, List<Diagnostic> diagnostics, Set<String> variables) {
        super(source, lexemes, nesting, diagnostics, variables);
    }

    static Tree parse(Source source) {
        List<Lexeme> lexemes = new RubyLexer(source.text(), 0, source.text().length()).run();
        return new RubyGrammar(source, lexemes, 0, new ArrayList<>(), new HashSet<>()).tree();
    }

    @Override
    RubyStatements statements() {
        return statements;
    }

    @Override
    protected String language() {
        return "ruby";
    }

    @Override
    protected boolean hasOperator(Lexeme operator) {
        boolean ends = operator.afterNewline() && !CONTINUING.contains(operator.text());
        if (operator.is("=") && !ends) {
            noteTarget();
        }
        return !ends && !NO_OPERATORS.contains(operator.text());
    }

    @Override
    protected boolean hasPrefix(String operator) {
        return !Set.of("@", "\\", "typeof", "await", "void", "delete", "clone", "defined", "++", "--")
                .contains(operator);
    }

    @Override
    protected void statement(List<Statement> into) {
        statements.read(into);
    }

    /** Ruby defines a function when it comes to it; calls come after. */
    @Override
    public List<Statement> hoisted(List<Statement> all) {
        return all;
    }

    @Override
    protected Expression primary() {
        int from = peek().from();
        Expression value = operand();
        while (true) {
            Lexeme at = peek();
            if (at.is(".") || at.is("&.")) {
                next();
                value = member(value, from);
            } else if (at.is("::")) {
                next();
                Lexeme name = next();
                value = constant(value, name, from);
            } else if (at.is("[") && !at.afterSpace()) {
                next();
                List<Given> index = arguments("]");
                Expression first = index.isEmpty()
                        ? new Expression.Opaque(from, from)
                        : index.get(0).value();
                boolean names =
                        value instanceof Expression.Name owner && owner.name().equals("Dir");
                value = names
                        ? new Expression.Call(
                                new Expression.Attribute(value, "glob", from, lastEnd()), index, from, lastEnd())
                        : index.size() == 2 || isExpression(first)
                                ? new Expression.Call(
                                        new Expression.Attribute(value, "slice", from, lastEnd()),
                                        index,
                                        from,
                                        lastEnd())
                                : new Expression.Subscript(value, first, from, lastEnd());
            } else {
                return value;
            }
        }
    }

    private Expression operand() {
        Lexeme lexeme = next();
        int from = lexeme.from();
        return switch (lexeme.kind()) {
            case NUMBER -> new Expression.Literal(Expression.Kind.NUMBER, lexeme.text(), from, lexeme.to());
            case QUOTED -> strings(lexeme);
            case VARIABLE ->
                lexeme.text().startsWith("@")
                        ? new Expression.Attribute(
                                new Expression.Name("self", from, from),
                                lexeme.text().replace("@@", "@"),
                                from,
                                lexeme.to())
                        : new Expression.Name(lexeme.text(), from, lexeme.to());
            case NAME -> word(lexeme);
            case OPERATOR -> symbol(lexeme);
            default -> throw misfit("an expression is expected here");
        };
    }

    private Expression strings(Lexeme lexeme) {
        Expression value = quoted(lexeme);
        while (peek().kind() == Kind.QUOTED
                && !peek().afterNewline()
                && text(peek().from(), peek().from() + 1).equals("\"")) {
            Expression more = quoted(next());
            value = new Expression.Binary("+", value, more, lexeme.from(), lastEnd());
        }
        return value;
    }

    private Expression symbol(Lexeme lexeme) {
        int from = lexeme.from();
        switch (lexeme.text()) {
            case "(" -> {
                List<Statement> inner = statements.upTo(")");
                Statement last = inner.isEmpty() ? null : inner.get(inner.size() - 1);
                return last instanceof Statement.Evaluation only && inner.size() == 1
                        ? only.value()
                        : new Expression.Opaque(from, lastEnd());
            }
            case "[" -> {
                List<Expression> items = new ArrayList<>();
                for (Given given : arguments("]")) {
                    items.add(
                            given.spread() == Spread.ITEMS
                                    ? new Expression.Spreading(given.value(), from, from)
                                    : given.value());
                }
                return new Expression.Items(Container.LIST, items, from, lastEnd());
            }
            case "{" -> {
                return hash(from);
            }
            case "->" -> {
                List<Routine.Parameter> parameters = accept("(") ? parameters(")") : List.of();
                String close = next().is("do") ? "end" : "}";
                List<Statement> body = RubyStatements.handingBack(statements.upTo(close));
                return new Expression.Lambda(
                        new Routine("", parameters, body, false, from, lastEnd()), from, lastEnd());
            }
            case "::" -> {
                return operand();
            }
            case "*", "&" -> {
                return new Expression.Spreading(primary(), from, lastEnd());
            }
            default -> throw misfit("an expression is expected before '" + lexeme.text() + "'");
        }
    }

    private Expression hash(int from) {
        List<Expression.Entry> entries = new ArrayList<>();
        while (!at("}")) {
            if (at(Kind.END)) {
                throw misfit("'}' is expected here");
            }
            Lexeme key = peek();
            if (accept("**")) {
                entries.add(new Expression.Entry(null, item()));
            } else if ((key.kind() == Kind.NAME || key.kind() == Kind.QUOTED)
                    && peek(1).is(":")
                    && !peek(1).afterSpace()) {
                next();
                next();
                Expression name = key.quoted() == null
                        ? new Expression.Literal(Expression.Kind.STRING, key.text(), key.from(), key.to())
                        : quoted(key);
                entries.add(new Expression.Entry(name, item()));
            } else {
                Expression name = item();
                expect("=>");
                entries.add(new Expression.Entry(name, item()));
            }
            accept(",");
        }
        next();
        return new Expression.Mapping(entries, from, lastEnd());
    }

    private Expression word(Lexeme lexeme) {
        int from = lexeme.from();
        String name = lexeme.text();
        switch (name) {
            case "true", "false" -> {
                return new Expression.Literal(
                        Expression.Kind.BOOLEAN, name.equals("true") ? "True" : "False", from, lexeme.to());
            }
            case "nil" -> {
                return new Expression.Literal(Expression.Kind.NOTHING, "None", from, lexeme.to());
            }
            case "if", "unless", "case", "begin", "while", "until" -> {
                return statements.asExpression(lexeme);
            }
            case "lambda", "proc" -> {
                Expression block = blockArgument();
                return block == null ? new Expression.Opaque(from, lastEnd()) : block;
            }
            case "self", "__FILE__", "super" -> {
                if (!name.equals("super")) {
                    return new Expression.Name(name, from, lexeme.to());
                }
                Expression proxy =
                        new Expression.Call(new Expression.Name(name, from, lexeme.to()), List.of(), from, lexeme.to());
                return called(new Expression.Attribute(proxy, "initialize", from, lexeme.to()), lexeme, from);
            }
            default -> {
                // a variable, a constant or a call
            }
        }
        boolean call = at("(") && !peek().afterSpace();
        boolean constant = Character.isUpperCase(name.charAt(0)) && !call;
        boolean assigned = at("=") || at("||=") || at("+=") || at("<<=") || at("&&=") || at(",");
        Expression plain = new Expression.Name(name, from, lexeme.to());
        if (isVariable(name) && !call || constant || (assigned && !call && !at(","))) {
            return plain;
        }
        return called(plain, lexeme, from);
    }

    /** Whether it is a regular expression as it is written. */
    static boolean isExpression(Expression value) {
        return value instanceof Expression.Call call
                && call.callee() instanceof Expression.Name name
                && name.name().equals(Replacements.EXPRESSION);
    }

    /** {@code text =~ /expression/}, in either order. */
    @Override
    protected Expression combined(String operator, Expression left, Expression right, int from, int to) {
        if (!operator.equals("=~") && !operator.equals("!~")) {
            return super.combined(operator, left, right, from, to);
        }
        List<Expression> words = isExpression(left) ? List.of(right, left) : List.of(left, right);
        Expression match = invoke(Captures.MATCH, words, from, to);
        return operator.equals("=~") ? match : new Expression.Unary("not", match, from, to);
    }

    @Override
    protected Expression quoted(Lexeme lexeme) {
        Lexeme.Quoted quoted = lexeme.quoted();
        if (quoted == null) {
            return new Expression.Opaque(lexeme.from(), lexeme.to());
        }
        return switch (quoted.style()) {
            case PATTERN -> expression(lexeme, source.text().substring(quoted.from(), quoted.to()));
            case RAW -> Interpolation.raw(source.text(), lexeme);
            case WORDS -> Interpolation.words(source.text(), lexeme);
            case COMMAND ->
                invoke(
                        COMMAND,
                        List.of(Interpolation.of(source.text(), lexeme, this::embedded, this::inner)),
                        lexeme.from(),
                        lexeme.to());
            default -> Interpolation.of(source.text(), lexeme, this::embedded, this::inner);
        };
    }

    /** Ruby's {@code ^} and {@code $} are those of lines, its {@code m} lets the dot take all, its {@code \h} is a digit. */
    private Expression expression(Lexeme lexeme, String body) {
        if (body.contains("#{") || body.contains("\\h")) {
            return new Expression.Opaque(lexeme.from(), lexeme.to());
        }
        int flag = lexeme.to();
        StringBuilder flags = new StringBuilder("m");
        while (flag < source.text().length() && Character.isLetter(source.text().charAt(flag))) {
            char letter = source.text().charAt(flag++);
            flags.append(letter == 'm' ? 's' : letter);
        }
        return expression(body, flags.toString(), lexeme);
    }

    private Expression inner(int from, int to) {
        if (nesting > 4) {
            return new Expression.Opaque(from, to);
        }
        try {
            List<Lexeme> lexemes = new RubyLexer(source.text(), from, to).run();
            return new RubyGrammar(source, lexemes, nesting + 1, new ArrayList<>(), variables()).expression();
        } catch (Misfit notAnExpression) {
            return new Expression.Opaque(from, to);
        }
    }

    private @Nullable Embedded embedded(int at, int end) {
        if (!source.text().startsWith("#{", at)) {
            return null;
        }
        int close = Interpolation.closing(source.text(), at + 1, end);
        return new Embedded(at + 2, Math.max(at + 2, close - 1), close);
    }
}
