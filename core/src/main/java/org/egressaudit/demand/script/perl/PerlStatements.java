package org.egressaudit.demand.script.perl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.scan.Lexeme;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Given;
import org.egressaudit.demand.script.tree.Expression.Spread;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.demand.script.tree.Statement;

/** Perl's statements, after perlsyn. */
final class PerlStatements {

    private static final Set<String> MODIFIERS = Set.of("if", "unless", "while", "until", "for", "foreach");

    private final PerlGrammar grammar;
    private String packageName = "main";
    private int subroutines;

    PerlStatements(PerlGrammar grammar) {
        this.grammar = grammar;
    }

    String packageName() {
        return packageName;
    }

    boolean inSubroutine() {
        return subroutines > 0;
    }

    void read(List<Statement> into) {
        Lexeme first = grammar.look(0);
        int from = first.from();
        if (grammar.takes(";")) {
            return;
        }
        if (first.is("{")) {
            into.addAll(grammar.braces());
            return;
        }
        if (first.kind() == Kind.NAME
                && grammar.look(1).is(":")
                && !grammar.look(2).is(":")
                && first.text().matches("[A-Z_]+")) {
            grammar.take();
            grammar.take();
            return;
        }
        switch (first.kind() == Kind.NAME ? first.text() : "") {
            case "if", "unless" -> into.add(choice());
            case "while", "until" -> into.add(loop());
            case "for", "foreach" -> into.addAll(walk());
            case "sub" -> subroutine(into);
            case "package" -> enterPackage(into);
            case "use", "no" -> use(into);
            case "try" -> {
                into.add(new Statement.Evaluation(grammar.wholeExpression(), from));
                grammar.takes(";");
            }
            case "BEGIN", "END" -> {
                grammar.take();
                into.addAll(grammar.braces());
            }
            case "return" -> {
                grammar.take();
                boolean empty = grammar.look(0).is(";")
                        || grammar.look(0).is("}")
                        || MODIFIERS.contains(grammar.look(0).text());
                Expression value = empty ? null : list();
                modified(into, new Statement.Return(value, from));
            }
            case "next", "last", "redo" -> {
                grammar.take();
                if (grammar.look(0).kind() == Kind.NAME
                        && !MODIFIERS.contains(grammar.look(0).text())) {
                    grammar.take();
                }
                modified(into, new Statement.Jump(first.is("last"), from));
            }
            default -> modified(into, new Statement.Evaluation(list(), from));
        }
    }

    /** What {@code return} hands back: one value, or several as a list. */
    private Expression list() {
        Expression first = grammar.wholeExpression();
        if (!grammar.look(0).is(",") && !grammar.look(0).is("=>")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (grammar.takes(",") || grammar.takes("=>")) {
            items.add(grammar.wholeExpression());
        }
        return new Expression.Items(Expression.Container.LIST, items, first.from(), grammar.endOfLast());
    }

    /** {@code statement if condition;}. */
    private void modified(List<Statement> into, Statement statement) {
        Lexeme word = grammar.look(0);
        if (word.kind() == Kind.NAME && MODIFIERS.contains(word.text())) {
            grammar.take();
            Expression test = grammar.wholeExpression();
            int from = statement.from();
            List<Statement> body = List.of(statement);
            switch (word.text()) {
                case "if" -> into.add(new Statement.If(List.of(new Statement.Branch(test, body)), List.of(), from));
                case "unless" ->
                    into.add(new Statement.If(List.of(new Statement.Branch(not(test), body)), List.of(), from));
                case "while" -> into.add(new Statement.While(test, body, List.of(), false, List.of(), from));
                case "until" -> into.add(new Statement.While(not(test), body, List.of(), false, List.of(), from));
                default -> into.add(new Statement.For(topic(from), null, test, false, body, List.of(), from));
            }
        } else {
            into.add(statement);
        }
        Lexeme at = grammar.look(0);
        if (!grammar.takes(";") && !at.is("}") && at.kind() != Kind.END) {
            throw grammar.trouble("';' is expected here");
        }
    }

    private static Expression not(Expression test) {
        return new Expression.Unary("not", test, test.from(), test.to());
    }

    private static Expression topic(int from) {
        return new Expression.Name("$_", from, from);
    }

    private Expression condition() {
        grammar.wants("(");
        if (grammar.takes(")")) {
            int at = grammar.endOfLast();
            return new Expression.Literal(Expression.Kind.BOOLEAN, "True", at, at);
        }
        Expression test = grammar.wholeExpression();
        grammar.wants(")");
        return test;
    }

    private Statement choice() {
        Lexeme word = grammar.take();
        List<Statement.Branch> branches = new ArrayList<>();
        Expression first = condition();
        branches.add(new Statement.Branch(word.is("unless") ? not(first) : first, grammar.braces()));
        while (grammar.takes("elsif")) {
            Expression test = condition();
            branches.add(new Statement.Branch(test, grammar.braces()));
        }
        List<Statement> otherwise = grammar.takes("else") ? grammar.braces() : List.of();
        return new Statement.If(branches, otherwise, word.from());
    }

    private Statement loop() {
        Lexeme word = grammar.take();
        Expression test = condition();
        List<Statement> body = grammar.braces();
        return new Statement.While(word.is("until") ? not(test) : test, body, List.of(), false, List.of(), word.from());
    }

    private List<Statement> walk() {
        int from = grammar.take().from();
        int mark = grammar.place();
        if (grammar.takes("(")) {
            List<Statement> counting = counting(from);
            if (!counting.isEmpty()) {
                return counting;
            }
            grammar.back(mark);
        }
        grammar.takes("my");
        grammar.takes("our");
        Expression target = topic(from);
        if (grammar.look(0).kind() == Kind.VARIABLE) {
            Lexeme name = grammar.take();
            target = new Expression.Name(name.text(), name.from(), name.to());
        }
        Expression iterable = grammar.wholeExpression();
        return List.of(new Statement.For(target, null, iterable, false, grammar.braces(), List.of(), from));
    }

    /** {@code for (my $i = 0; $i < 3; $i++) {...}}; empty when it walks a list. */
    private List<Statement> counting(int from) {
        List<Statement> all = new ArrayList<>();
        if (!grammar.look(0).is(";")) {
            if (grammar.look(0).is(")")) {
                return List.of();
            }
            Expression start = grammar.wholeExpression();
            if (!grammar.look(0).is(";")) {
                return List.of();
            }
            all.add(new Statement.Evaluation(start, from));
        }
        grammar.wants(";");
        Expression test = grammar.look(0).is(";")
                ? new Expression.Literal(Expression.Kind.BOOLEAN, "True", from, from)
                : grammar.wholeExpression();
        grammar.wants(";");
        List<Statement> step = new ArrayList<>();
        if (!grammar.look(0).is(")")) {
            step.add(new Statement.Evaluation(grammar.wholeExpression(), from));
        }
        grammar.wants(")");
        all.add(new Statement.While(test, grammar.braces(), step, false, List.of(), from));
        return all;
    }

    static Routine routine(String name, List<Statement> body, int from, int to) {
        List<Statement> statements = new ArrayList<>(body);
        if (!statements.isEmpty() && statements.get(statements.size() - 1) instanceof Statement.Evaluation last) {
            // the last expression is the value of a subroutine
            statements.set(statements.size() - 1, new Statement.Return(last.value(), last.from()));
        }
        Routine.Parameter all = new Routine.Parameter(new Expression.Name("@_", from, from), null, Spread.ITEMS, false);
        return new Routine(name, List.of(all), statements, false, from, to);
    }

    /** The body of a subroutine: {@code shift} takes from its arguments there. */
    List<Statement> body() {
        subroutines++;
        try {
            return grammar.braces();
        } finally {
            subroutines--;
        }
    }

    private void subroutine(List<Statement> into) {
        int from = grammar.look(0).from();
        if (grammar.look(1).kind() != Kind.NAME) {
            modified(into, new Statement.Evaluation(grammar.wholeExpression(), from));
            return;
        }
        grammar.take();
        String name = grammar.take().text();
        while (!grammar.look(0).is("{")
                && !grammar.look(0).is(";")
                && grammar.look(0).kind() != Kind.END) {
            grammar.take();
        }
        if (grammar.takes(";")) {
            return;
        }
        List<Statement> body = body();
        into.add(new Statement.Definition(routine(name, body, from, grammar.endOfLast()), List.of(), from));
        if (!packageName.equals("main") && !name.contains("::")) {
            Routine qualified = routine(packageName + "::" + name, body, from, grammar.endOfLast());
            into.add(new Statement.Definition(qualified, List.of(), from));
        }
    }

    /** {@code eval {...}} and {@code do {...}}: a function run at once; {@code eval} catches everything. */
    Expression protectedBlock(boolean catches, int from) {
        List<Statement> body = grammar.braces();
        int to = grammar.endOfLast();
        Routine plain = routine("", body, from, to);
        List<Statement> statements = plain.body();
        if (catches) {
            Statement.Handler handler = new Statement.Handler(null, null, List.of(new Statement.Return(null, from)));
            statements = List.of(new Statement.Try(statements, List.of(handler), List.of(), List.of(), from));
        }
        Routine routine = new Routine("", List.of(), statements, false, from, to);
        return new Expression.Call(new Expression.Lambda(routine, from, to), List.of(), from, to);
    }

    /** {@code try {...} catch {...} finally {...}} of Try::Tiny and of perlsyn: a function run at once. */
    Expression tried(int from) {
        List<Statement> body = grammar.braces();
        List<Statement> caught = List.of();
        List<Statement> last = List.of();
        while (grammar.look(0).is("catch") || grammar.look(0).is("finally")) {
            boolean handles = grammar.take().is("catch");
            if (grammar.takes("(")) {
                grammar.take();
                grammar.wants(")");
            }
            List<Statement> block = grammar.braces();
            caught = handles ? block : caught;
            last = handles ? last : block;
        }
        int to = grammar.endOfLast();
        Statement attempt = new Statement.Try(
                routine("", body, from, to).body(),
                List.of(new Statement.Handler(null, null, caught)),
                List.of(),
                last,
                from);
        Routine routine = new Routine("", List.of(), List.of(attempt), false, from, to);
        return new Expression.Call(new Expression.Lambda(routine, from, to), List.of(), from, to);
    }

    private void enterPackage(List<Statement> into) {
        grammar.take();
        String before = packageName;
        packageName = grammar.take().text();
        if (grammar.look(0).is("{")) {
            into.addAll(grammar.braces());
            packageName = before;
        } else {
            grammar.takes(";");
        }
    }

    private void use(List<Statement> into) {
        int from = grammar.take().from();
        Lexeme module = grammar.take();
        if (module.kind() != Kind.NAME) {
            skip();
            return;
        }
        List<Given> arguments = new ArrayList<>();
        while (!grammar.look(0).is(";") && grammar.look(0).kind() != Kind.END) {
            arguments.add(new Given(Spread.ONE, null, useArgument()));
            if (!grammar.takes(",") && !grammar.takes("=>")) {
                break;
            }
        }
        skip();
        Expression name = new Expression.Literal(Expression.Kind.STRING, module.text(), module.from(), module.to());
        arguments.add(0, new Given(Spread.ONE, null, name));
        if (module.is("parent") || module.is("base")) {
            Expression own = new Expression.Literal(Expression.Kind.STRING, packageName, from, from);
            arguments.add(new Given(Spread.ONE, "package", own));
        }
        into.add(new Statement.Evaluation(
                new Expression.Call(new Expression.Name("use", from, from + 3), arguments, from, grammar.endOfLast()),
                from));
    }

    private Expression useArgument() {
        Lexeme key = grammar.look(0);
        if (key.kind() == Kind.NAME && grammar.look(1).is("=>")) {
            grammar.take();
            return new Expression.Literal(Expression.Kind.STRING, key.text(), key.from(), key.to());
        }
        return grammar.wholeExpression();
    }

    private void skip() {
        while (!grammar.look(0).is(";") && grammar.look(0).kind() != Kind.END) {
            grammar.take();
        }
        grammar.takes(";");
    }
}
