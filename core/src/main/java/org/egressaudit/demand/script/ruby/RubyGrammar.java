package org.egressaudit.demand.script.ruby;

import java.util.ArrayList;
import java.util.HashSet;
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

/** Ruby's expressions; its statements are read by {@link RubyStatements}. */
final class RubyGrammar extends Grammar {

    static final Set<String> KEYWORDS = Set.of(
            "if", "unless", "while", "until", "do", "end", "then", "and", "or", "rescue", "else", "elsif", "when", "in",
            "ensure", "for");

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

    private final Set<String> variables;
    private final RubyStatements statements = new RubyStatements(this);
    private boolean header;

    private RubyGrammar(
            Source source, List<Lexeme> lexemes, int nesting, List<Diagnostic> diagnostics, Set<String> variables) {
        super(source, lexemes, nesting, diagnostics);
        this.variables = variables;
    }

    static Tree parse(Source source) {
        List<Lexeme> lexemes = new RubyLexer(source.text(), 0, source.text().length()).run();
        return new RubyGrammar(source, lexemes, 0, new ArrayList<>(), new HashSet<>()).tree();
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

    /** A name before an equals sign is a variable from here on. */
    private void noteTarget() {
        Lexeme before = peek(-1);
        if (before.kind() == Kind.NAME) {
            variables.add(before.text());
        }
    }

    void variable(String name) {
        variables.add(name);
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

    Lexeme look(int ahead) {
        return peek(ahead);
    }

    Lexeme take() {
        return next();
    }

    boolean takes(String word) {
        return accept(word);
    }

    void wants(String word) {
        expect(word);
    }

    Expression wholeExpression() {
        return expression();
    }

    Expression oneItem() {
        return item();
    }

    /** The head of a loop, in which {@code do} begins the loop's own body. */
    Expression head() {
        boolean before = header;
        header = true;
        try {
            return expression();
        } finally {
            header = before;
        }
    }

    void read(List<Statement> into) {
        guarded(into);
    }

    List<Statement> ordered(List<Statement> all) {
        return hoisted(all);
    }

    /** Ruby defines a function when it comes to it; calls come after. */
    @Override
    protected List<Statement> hoisted(List<Statement> all) {
        return all;
    }

    int endOfLast() {
        return lastEnd();
    }

    RuntimeException trouble(String message) {
        return misfit(message);
    }

    @Override
    protected void argument(List<Given> arguments) {
        Lexeme key = peek();
        boolean label =
                (key.kind() == Kind.NAME || key.kind() == Kind.QUOTED) && peek(1).is(":") && !peek(1).afterSpace();
        if (label) {
            next();
            next();
            Lexeme.Quoted quoted = key.quoted();
            String name = quoted == null ? key.text() : text(quoted.from(), quoted.to());
            boolean shorthand = at(",") || at(")") || peek().afterNewline();
            arguments.add(
                    new Given(Spread.ONE, name, shorthand ? new Expression.Name(name, key.from(), key.to()) : item()));
            return;
        }
        if (accept("*")) {
            arguments.add(new Given(Spread.ITEMS, null, item()));
        } else if (accept("**")) {
            arguments.add(new Given(Spread.ENTRIES, null, item()));
        } else {
            accept("&");
            Expression value = item();
            if (at("=>") && value instanceof Expression.Literal literal) {
                next();
                arguments.add(new Given(Spread.ONE, literal.text(), item()));
            } else {
                arguments.add(new Given(Spread.ONE, null, value));
            }
        }
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
                value = new Expression.Subscript(value, first, from, lastEnd());
            } else {
                return value;
            }
        }
    }

    /** {@code A::B} is one name. */
    private Expression constant(Expression owner, Lexeme name, int from) {
        if (owner instanceof Expression.Name outer
                && !at("(")
                && Character.isUpperCase(
                        name.text().isEmpty() ? 'a' : name.text().charAt(0))) {
            return new Expression.Name(outer.name() + "::" + name.text(), from, lastEnd());
        }
        return called(new Expression.Attribute(owner, name.text(), from, lastEnd()), name, from);
    }

    private Expression member(Expression object, int from) {
        Lexeme name = next();
        if (name.is("(")) {
            return new Expression.Call(object, arguments(")"), from, lastEnd());
        }
        if (at("=") && !peek(1).is("=") && peek().afterSpace()) {
            return new Expression.Attribute(object, name.text(), from, lastEnd());
        }
        return called(new Expression.Attribute(object, name.text(), from, lastEnd()), name, from);
    }

    /** A call, with or without parentheses, and its block. */
    private Expression called(Expression callee, Lexeme name, int from) {
        List<Given> arguments = new ArrayList<>();
        if (at("(") && !peek().afterSpace()) {
            next();
            arguments.addAll(arguments(")"));
        } else if (commandArgument(name)) {
            do {
                argument(arguments);
            } while (accept(","));
        }
        Expression block = blockArgument();
        if (block != null) {
            arguments.add(new Given(Spread.ONE, null, block));
        }
        return new Expression.Call(callee, arguments, from, lastEnd());
    }

    private boolean commandArgument(Lexeme name) {
        Lexeme at = peek();
        if (at.afterNewline() || !at.afterSpace() || name.kind() != Kind.NAME) {
            return false;
        }
        return switch (at.kind()) {
            case QUOTED, NUMBER, VARIABLE -> true;
            case NAME -> !KEYWORDS.contains(at.text());
            case OPERATOR ->
                at.is("->")
                        || at.is("::")
                        || at.is("[")
                        || ((at.is("*") || at.is("&") || at.is("!") || at.is("**")) && !peek(1).afterSpace());
            case END -> false;
        };
    }

    private @Nullable Expression blockArgument() {
        Lexeme at = peek();
        if (at.afterNewline() && !at.is("{")) {
            return null;
        }
        if (at.is("{") && !at.afterNewline()) {
            next();
            return function(at.from(), "}");
        }
        if (at.is("do") && !header) {
            next();
            return function(at.from(), "end");
        }
        return null;
    }

    private Expression function(int from, String close) {
        boolean before = header;
        header = false;
        List<Routine.Parameter> parameters = accept("|") ? parameters("|") : List.of();
        List<Statement> body = statements.upTo(close);
        header = before;
        return new Expression.Lambda(
                new Routine("", parameters, RubyStatements.handingBack(body), false, from, lastEnd()), from, lastEnd());
    }

    /** Parameters up to and with a closing mark. */
    List<Routine.Parameter> parameters(String close) {
        List<Routine.Parameter> parameters = new ArrayList<>();
        while (!at(close) && !at(Kind.END)) {
            Spread takes = accept("**") ? Spread.ENTRIES : accept("*") ? Spread.ITEMS : Spread.ONE;
            accept("&");
            if (accept("(")) {
                List<Expression> parts = new ArrayList<>();
                parameters(")").forEach(part -> parts.add(part.target()));
                Expression target = new Expression.Items(Container.LIST, parts, lastEnd(), lastEnd());
                parameters.add(new Routine.Parameter(target, null, takes, false));
            } else if (at(Kind.NAME)) {
                Lexeme name = next();
                variables.add(name.text());
                boolean keyword = accept(":");
                boolean empty = at(",") || at(close) || peek().afterNewline();
                Expression fallback = accept("=") || (keyword && !empty) ? parameterDefault(close) : null;
                parameters.add(new Routine.Parameter(
                        new Expression.Name(name.text(), name.from(), name.to()), fallback, takes, keyword));
            }
            if (!accept(",") && !at(close)) {
                if (close.isEmpty()) {
                    return parameters;
                }
                next();
            }
        }
        expect(close);
        return parameters;
    }

    private Expression parameterDefault(String close) {
        return close.equals("|") ? primary() : item();
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
                                lexeme.text().replace("@", ""),
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
        if (variables.contains(name) && !call || constant || (assigned && !call && !at(","))) {
            return plain;
        }
        return called(plain, lexeme, from);
    }

    @Override
    protected Expression quoted(Lexeme lexeme) {
        Lexeme.Quoted quoted = lexeme.quoted();
        if (quoted == null || quoted.style() == Lexeme.Style.PATTERN) {
            return new Expression.Opaque(lexeme.from(), lexeme.to());
        }
        return switch (quoted.style()) {
            case RAW -> Interpolation.raw(source.text(), lexeme);
            case WORDS -> Interpolation.words(source.text(), lexeme);
            case COMMAND ->
                invoke(
                        "system",
                        List.of(Interpolation.of(source.text(), lexeme, this::embedded, this::inner)),
                        lexeme.from(),
                        lexeme.to());
            default -> Interpolation.of(source.text(), lexeme, this::embedded, this::inner);
        };
    }

    private Expression inner(int from, int to) {
        if (nesting > 4) {
            return new Expression.Opaque(from, to);
        }
        try {
            List<Lexeme> lexemes = new RubyLexer(source.text(), from, to).run();
            return new RubyGrammar(source, lexemes, nesting + 1, new ArrayList<>(), variables).expression();
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
