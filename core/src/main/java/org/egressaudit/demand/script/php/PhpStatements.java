package org.egressaudit.demand.script.php;

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
import org.jspecify.annotations.Nullable;

/** PHP's statements, after the manual's "Control Structures", "Functions" and "Classes and Objects". */
final class PhpStatements {

    private static final Set<String> MODIFIERS =
            Set.of("public", "private", "protected", "static", "abstract", "final", "var", "readonly");

    private final PhpGrammar grammar;

    PhpStatements(PhpGrammar grammar) {
        this.grammar = grammar;
    }

    void read(List<Statement> into) {
        Lexeme first = grammar.look(0);
        int from = first.from();
        if (first.is("{")) {
            into.addAll(grammar.braces());
            return;
        }
        if (grammar.takes(";")) {
            return;
        }
        String word = first.kind() == Kind.NAME ? first.text().toLowerCase(java.util.Locale.ROOT) : "";
        switch (word) {
            case "if" -> into.add(choice());
            case "while" -> into.add(loop());
            case "do" -> into.add(repeat());
            case "for" -> into.addAll(counting());
            case "foreach" -> into.add(walk());
            case "switch" -> into.add(selection());
            case "try" -> into.add(attempt());
            case "function" -> function(into, first);
            case "abstract", "final", "class", "trait", "interface", "enum" -> type(into);
            case "return" -> {
                grammar.take();
                Expression value = grammar.look(0).is(";") ? null : grammar.wholeExpression();
                into.add(new Statement.Return(value, from));
                end();
            }
            case "throw" -> {
                grammar.take();
                into.add(new Statement.Raise(grammar.wholeExpression(), from));
                end();
            }
            case "break", "continue" -> {
                grammar.take();
                while (!grammar.look(0).is(";") && grammar.look(0).kind() == Kind.NUMBER) {
                    grammar.take();
                }
                into.add(new Statement.Jump(word.equals("break"), from));
                end();
            }
            case "echo" -> {
                grammar.take();
                do {
                    into.add(new Statement.Evaluation(grammar.wholeExpression(), from));
                } while (grammar.takes(","));
                end();
            }
            case "global" -> global(into, from);
            case "const" -> constants(into);
            case "use" -> use(into);
            case "namespace", "declare", "goto" -> skip();
            default -> other(into, first);
        }
    }

    private void other(List<Statement> into, Lexeme first) {
        if (first.is("static") && grammar.look(1).kind() == Kind.VARIABLE) {
            grammar.take();
        }
        into.add(new Statement.Evaluation(grammar.wholeExpression(), first.from()));
        end();
    }

    private void end() {
        Lexeme at = grammar.look(0);
        if (!grammar.takes(";") && !at.is("}") && at.kind() != Kind.END) {
            throw grammar.trouble("';' is expected here");
        }
    }

    private void skip() {
        while (!grammar.look(0).is(";")
                && !grammar.look(0).is("{")
                && grammar.look(0).kind() != Kind.END) {
            grammar.take();
        }
        grammar.takes(";");
    }

    /** {@code use A\\B as C;}: a class under a short name. */
    private void use(List<Statement> into) {
        int from = grammar.take().from();
        while (grammar.look(0).kind() == Kind.NAME) {
            String module = grammar.take().text();
            String alias = grammar.takes("as") ? grammar.take().text() : module.substring(module.lastIndexOf('\\') + 1);
            into.add(new Statement.Import(module, 0, List.of(), alias, false, from, grammar.endOfLast()));
            grammar.takes(",");
        }
        skip();
    }

    private Expression condition() {
        grammar.wants("(");
        Expression value = grammar.wholeExpression();
        grammar.wants(")");
        return value;
    }

    /** A body in braces, a single statement, or what stands between a colon and the closing word. */
    private List<Statement> body(String... closing) {
        if (!grammar.takes(":")) {
            return grammar.bodyOrStatement();
        }
        List<Statement> statements = new ArrayList<>();
        Set<String> ends = Set.of(closing);
        while (!ends.contains(grammar.look(0).text()) && grammar.look(0).kind() != Kind.END) {
            grammar.read(statements);
        }
        return statements;
    }

    private Statement choice() {
        int from = grammar.look(0).from();
        List<Statement.Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        grammar.take();
        branches.add(branch());
        while (true) {
            if (grammar.takes("elseif")
                    || (grammar.look(0).is("else") && grammar.look(1).is("if") && elseIf())) {
                branches.add(branch());
            } else if (grammar.takes("else")) {
                otherwise = body("endif");
                break;
            } else {
                break;
            }
        }
        if (grammar.takes("endif")) {
            grammar.takes(";");
        }
        return new Statement.If(branches, otherwise, from);
    }

    private boolean elseIf() {
        grammar.take();
        grammar.take();
        return true;
    }

    private Statement.Branch branch() {
        Expression test = condition();
        return new Statement.Branch(test, body("elseif", "else", "endif"));
    }

    private Statement loop() {
        int from = grammar.take().from();
        Expression test = condition();
        List<Statement> body = body("endwhile");
        closing("endwhile");
        return new Statement.While(test, body, List.of(), false, List.of(), from);
    }

    private void closing(String word) {
        if (grammar.takes(word)) {
            grammar.takes(";");
        }
    }

    private Statement repeat() {
        int from = grammar.take().from();
        List<Statement> body = grammar.bodyOrStatement();
        grammar.wants("while");
        Expression test = condition();
        end();
        return new Statement.While(test, body, List.of(), true, List.of(), from);
    }

    private List<Statement> counting() {
        int from = grammar.take().from();
        grammar.wants("(");
        List<Statement> all = new ArrayList<>(row(";"));
        List<Statement> tests = row(";");
        List<Statement> step = row(")");
        List<Statement> body = body("endfor");
        closing("endfor");
        Expression test = tests.isEmpty()
                ? new Expression.Literal(Expression.Kind.BOOLEAN, "True", from, from)
                : ((Statement.Evaluation) tests.get(tests.size() - 1)).value();
        all.add(new Statement.While(test, body, step, false, List.of(), from));
        return all;
    }

    private List<Statement> row(String close) {
        List<Statement> row = new ArrayList<>();
        while (!grammar.look(0).is(close)) {
            Expression value = grammar.wholeExpression();
            row.add(new Statement.Evaluation(value, value.from()));
            if (!grammar.takes(",")) {
                break;
            }
        }
        grammar.wants(close);
        return row;
    }

    private Statement walk() {
        int from = grammar.take().from();
        grammar.wants("(");
        Expression iterable = grammar.wholeExpression();
        grammar.wants("as");
        Expression first = grammar.wholeExpression();
        Expression value = grammar.takes("=>") ? grammar.wholeExpression() : null;
        grammar.wants(")");
        List<Statement> body = body("endforeach");
        closing("endforeach");
        return value == null
                ? new Statement.For(first, null, iterable, false, body, List.of(), from)
                : new Statement.For(value, first, iterable, false, body, List.of(), from);
    }

    private Statement selection() {
        int from = grammar.take().from();
        Expression subject = condition();
        grammar.wants("{");
        List<Statement.Case> cases = new ArrayList<>();
        while (!grammar.takes("}") && grammar.look(0).kind() != Kind.END) {
            Expression pattern = null;
            if (grammar.takes("case")) {
                pattern = grammar.wholeExpression();
            } else {
                grammar.wants("default");
            }
            if (!grammar.takes(":")) {
                grammar.wants(";");
            }
            List<Statement> body = new ArrayList<>();
            while (!grammar.look(0).is("case")
                    && !grammar.look(0).is("default")
                    && !grammar.look(0).is("}")
                    && grammar.look(0).kind() != Kind.END) {
                grammar.read(body);
            }
            cases.add(new Statement.Case(pattern, null, body));
        }
        return once(new Statement.Match(subject, cases, from), from);
    }

    /** {@code break} leaves a {@code switch} as it leaves a loop. */
    private static Statement once(Statement statement, int from) {
        Expression never = new Expression.Literal(Expression.Kind.BOOLEAN, "False", from, from);
        return new Statement.While(never, List.of(statement), List.of(), true, List.of(), from);
    }

    private Statement attempt() {
        int from = grammar.take().from();
        List<Statement> body = grammar.braces();
        List<Statement.Handler> handlers = new ArrayList<>();
        while (grammar.takes("catch")) {
            grammar.wants("(");
            List<Expression> types = new ArrayList<>();
            Expression name = null;
            while (!grammar.takes(")")) {
                Lexeme part = grammar.take();
                if (part.kind() == Kind.VARIABLE) {
                    name = new Expression.Name(part.text(), part.from(), part.to());
                } else if (part.kind() == Kind.NAME) {
                    types.add(new Expression.Name(part.text(), part.from(), part.to()));
                } else if (part.kind() == Kind.END) {
                    throw grammar.trouble("')' is expected here");
                }
            }
            Expression type = new Expression.Items(Expression.Container.TUPLE, types, from, from);
            handlers.add(new Statement.Handler(types.isEmpty() ? null : type, name, grammar.braces()));
        }
        List<Statement> last = grammar.takes("finally") ? grammar.braces() : List.of();
        return new Statement.Try(body, handlers, List.of(), last, from);
    }

    private void global(List<Statement> into, int from) {
        grammar.take();
        List<String> names = new ArrayList<>();
        do {
            names.add(grammar.take().text());
        } while (grammar.takes(","));
        into.add(new Statement.Outer(true, names, from));
        end();
    }

    private void constants(List<Statement> into) {
        grammar.take();
        do {
            Lexeme name = grammar.take();
            while (grammar.look(0).kind() == Kind.NAME) {
                name = grammar.take();
            }
            grammar.wants("=");
            Expression target = new Expression.Name(name.text(), name.from(), name.to());
            into.add(new Statement.Assignment(List.of(target), grammar.wholeExpression(), name.from()));
        } while (grammar.takes(","));
        end();
    }

    private void function(List<Statement> into, Lexeme first) {
        boolean named = grammar.look(1).kind() == Kind.NAME
                || grammar.look(2).kind() == Kind.NAME && grammar.look(1).is("&");
        if (!named) {
            other(into, first);
            return;
        }
        Statement defined = definition();
        if (defined != null) {
            into.add(defined);
        }
    }

    /** A function or method; without a body there is none. */
    private @Nullable Statement definition() {
        int from = grammar.take().from();
        grammar.takes("&");
        String name = grammar.take().text();
        grammar.wants("(");
        List<Routine.Parameter> parameters = new ArrayList<>();
        List<Statement> body = new ArrayList<>();
        parameters.addAll(grammar.parameters(body));
        skipType();
        if (grammar.takes(";")) {
            return null;
        }
        body.addAll(grammar.braces());
        Routine routine = new Routine(name, parameters, body, false, from, grammar.endOfLast());
        return new Statement.Definition(routine, List.of(), from);
    }

    void skipType() {
        if (grammar.takes(":")) {
            while (!grammar.look(0).is("{")
                    && !grammar.look(0).is(";")
                    && !grammar.look(0).is("=>")
                    && grammar.look(0).kind() != Kind.END) {
                grammar.take();
            }
        }
    }

    private void type(List<Statement> into) {
        int from = grammar.look(0).from();
        while (grammar.takes("abstract") || grammar.takes("final") || grammar.takes("readonly")) {
            // modifiers say nothing here
        }
        grammar.take();
        String name = grammar.wantsName();
        List<Given> bases = new ArrayList<>();
        boolean inherits = false;
        while (!grammar.look(0).is("{") && grammar.look(0).kind() != Kind.END) {
            Lexeme part = grammar.take();
            inherits = part.is("extends") || (inherits && !part.is("implements"));
            if (inherits && part.kind() == Kind.NAME && !part.is("extends")) {
                bases.add(new Given(Spread.ONE, null, new Expression.Name(part.text(), part.from(), part.to())));
            }
        }
        grammar.wants("{");
        List<Statement> body = new ArrayList<>();
        while (!grammar.takes("}") && grammar.look(0).kind() != Kind.END) {
            member(body);
        }
        into.add(new Statement.ClassDefinition(name, bases, List.of(), body, from));
    }

    private void member(List<Statement> body) {
        while (MODIFIERS.contains(grammar.look(0).text())) {
            grammar.take();
        }
        Lexeme first = grammar.look(0);
        if (first.is("function")) {
            Statement method = definition();
            if (method != null) {
                body.add(method);
            }
        } else if (first.is("const")) {
            constants(body);
        } else if (first.is("use") || first.is("case")) {
            skip();
            if (grammar.look(0).is("{")) {
                grammar.braces();
            }
        } else {
            while (grammar.look(0).kind() != Kind.VARIABLE
                    && grammar.look(0).kind() != Kind.END
                    && !grammar.look(0).is("}")) {
                grammar.take();
            }
            property(body);
        }
    }

    private void property(List<Statement> body) {
        while (grammar.look(0).kind() == Kind.VARIABLE) {
            Lexeme name = grammar.take();
            Expression target = new Expression.Name(name.text().substring(1), name.from(), name.to());
            if (grammar.takes("=")) {
                body.add(new Statement.Assignment(List.of(target), grammar.wholeExpression(), name.from()));
            }
            grammar.takes(",");
        }
        grammar.takes(";");
    }
}
