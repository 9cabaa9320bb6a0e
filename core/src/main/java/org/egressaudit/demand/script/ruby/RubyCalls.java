package org.egressaudit.demand.script.ruby;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.scan.Grammar;
import org.egressaudit.demand.script.scan.Lexeme;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Given;
import org.egressaudit.demand.script.tree.Expression.Spread;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/** Ruby's calls, with or without parentheses, their blocks, and the variables that tell a name from a call. */
abstract class RubyCalls extends Grammar {

    static final Set<String> KEYWORDS = Set.of(
            "if", "unless", "while", "until", "do", "end", "then", "and", "or", "rescue", "else", "elsif", "when", "in",
            "ensure", "for");

    private final Set<String> variables;
    private boolean header;

    RubyCalls(Source source, List<Lexeme> lexemes, int nesting, List<Diagnostic> diagnostics, Set<String> variables) {
        super(source, lexemes, nesting, diagnostics);
        this.variables = variables;
    }

    /** The reader of the statements in blocks. */
    abstract RubyStatements statements();

    final Set<String> variables() {
        return variables;
    }

    final boolean isVariable(String name) {
        return variables.contains(name);
    }

    /** A name before an equals sign is a variable from here on. */
    final void noteTarget() {
        Lexeme before = peek(-1);
        if (before.kind() == Kind.NAME) {
            variables.add(before.text());
        }
    }

    final void variable(String name) {
        variables.add(name);
    }

    /** The head of a loop, in which {@code do} begins the loop's own body. */
    final Expression head() {
        boolean before = header;
        header = true;
        try {
            return expression();
        } finally {
            header = before;
        }
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

    /** {@code A::B} is one name. */
    final Expression constant(Expression owner, Lexeme name, int from) {
        if (owner instanceof Expression.Name outer
                && !at("(")
                && Character.isUpperCase(
                        name.text().isEmpty() ? 'a' : name.text().charAt(0))) {
            return new Expression.Name(outer.name() + "::" + name.text(), from, lastEnd());
        }
        return called(new Expression.Attribute(owner, name.text(), from, lastEnd()), name, from);
    }

    final Expression member(Expression object, int from) {
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
    final Expression called(Expression callee, Lexeme name, int from) {
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
                        || at.is("(")
                        || ((at.is("*") || at.is("&") || at.is("!") || at.is("**")) && !peek(1).afterSpace());
            case END -> false;
        };
    }

    final @Nullable Expression blockArgument() {
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
        List<Statement> body =
                close.equals("end") ? statements().rescued(from) : statements().upTo(close);
        header = before;
        return new Expression.Lambda(
                new Routine("", parameters, RubyStatements.handingBack(body), false, from, lastEnd()), from, lastEnd());
    }

    /** Parameters up to and with a closing mark. */
    final List<Routine.Parameter> parameters(String close) {
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
}
