package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Statement;

/** Statements that JavaScript, PHP and Perl have from C, and spell alike. */
public final class CStatements {

    private final Grammar grammar;

    public CStatements(Grammar grammar) {
        this.grammar = grammar;
    }

    /** {@code (test)}. */
    public Expression condition() {
        grammar.expect("(");
        Expression test = grammar.wholeExpression();
        grammar.expect(")");
        return test;
    }

    /** {@code do {...} while (test);}, from the word {@code do} on. */
    public Statement repeat() {
        int from = grammar.next().from();
        List<Statement> body = grammar.body();
        grammar.expect("while");
        Expression test = condition();
        grammar.accept(";");
        return new Statement.While(test, body, List.of(), true, List.of(), from);
    }

    /** {@code ; test; step) body} of a counting loop, whose start has been read. */
    public Statement counting(int from) {
        grammar.expect(";");
        Expression test = grammar.peek().is(";")
                ? new Expression.Literal(Expression.Kind.BOOLEAN, "True", from, from)
                : grammar.wholeExpression();
        grammar.expect(";");
        List<Statement> step = new ArrayList<>();
        if (!grammar.peek().is(")")) {
            step.add(new Statement.Evaluation(grammar.wholeExpression(), from));
        }
        grammar.expect(")");
        return new Statement.While(test, grammar.body(), step, false, List.of(), from);
    }

    /** {@code switch (subject) {...}}, from the word {@code switch} on. */
    public Statement selection() {
        int from = grammar.next().from();
        Expression subject = condition();
        // PHP's other way to write it: switch (...): ... endswitch;
        String close = grammar.accept(":") ? "endswitch" : "}";
        if (close.equals("}")) {
            grammar.expect("{");
        }
        List<Statement.Case> cases = new ArrayList<>();
        while (!grammar.accept(close) && grammar.peek().kind() != Kind.END) {
            cases.add(selected(close));
        }
        return new Statement.Switch(subject, cases, from);
    }

    private Statement.Case selected(String close) {
        Expression pattern = null;
        if (grammar.accept("case")) {
            pattern = grammar.wholeExpression();
        } else {
            grammar.expect("default");
        }
        if (!grammar.accept(":")) {
            // PHP takes a semicolon there too
            grammar.expect(";");
        }
        List<Statement> body = new ArrayList<>();
        while (!grammar.peek().is("case")
                && !grammar.peek().is("default")
                && !grammar.peek().is(close)
                && grammar.peek().kind() != Kind.END) {
            grammar.guarded(body);
        }
        return new Statement.Case(pattern, null, body);
    }

    /** A block that a jump may leave: a loop of one round. */
    public static Statement once(List<Statement> block, int from) {
        Expression never = new Expression.Literal(Expression.Kind.BOOLEAN, "False", from, from);
        return new Statement.While(never, block, List.of(), true, List.of(), from);
    }
}
