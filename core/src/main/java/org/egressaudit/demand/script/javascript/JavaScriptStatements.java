package org.egressaudit.demand.script.javascript;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.scan.Lexeme;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Given;
import org.egressaudit.demand.script.tree.Expression.Spread;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.demand.script.tree.Statement;
import org.jspecify.annotations.Nullable;

/** JavaScript's statements, after ECMA-262, chapter "Statements and Declarations"; a newline may end one. */
final class JavaScriptStatements {

    private final JavaScriptGrammar grammar;

    JavaScriptStatements(JavaScriptGrammar grammar) {
        this.grammar = grammar;
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
        switch (first.kind() == Kind.NAME ? first.text() : "") {
            case "const", "let", "var" -> {
                grammar.take();
                declarations(into);
                end();
            }
            case "function" -> into.add(function());
            case "async" -> asynchronous(into);
            case "class" -> into.add(type());
            case "if" -> into.add(choice());
            case "for" -> into.addAll(loop());
            case "while" -> {
                grammar.take();
                Expression test = condition();
                into.add(new Statement.While(test, grammar.bodyOrStatement(), List.of(), false, List.of(), from));
            }
            case "do" -> into.add(repeat());
            case "switch" -> into.add(selection());
            case "try" -> into.add(attempt());
            case "return", "throw" -> leave(into);
            case "break", "continue" -> {
                grammar.take();
                if (grammar.look(0).kind() == Kind.NAME && !grammar.look(0).afterNewline()) {
                    grammar.take();
                }
                into.add(new Statement.Jump(first.is("break"), from));
                end();
            }
            case "import" -> imported(into);
            case "export" -> exported(into);
            default -> {
                into.add(new Statement.Evaluation(grammar.wholeExpression(), from));
                end();
            }
        }
    }

    private void end() {
        Lexeme at = grammar.look(0);
        if (!grammar.takes(";") && !at.is("}") && at.kind() != Kind.END && !at.afterNewline()) {
            throw grammar.trouble("this does not continue the statement before it");
        }
    }

    private void asynchronous(List<Statement> into) {
        if (grammar.look(1).is("function")) {
            grammar.take();
            into.add(function());
        } else {
            into.add(new Statement.Evaluation(
                    grammar.wholeExpression(), grammar.look(0).from()));
            end();
        }
    }

    private void leave(List<Statement> into) {
        Lexeme word = grammar.take();
        Lexeme next = grammar.look(0);
        boolean empty = next.is(";") || next.is("}") || next.afterNewline() || next.kind() == Kind.END;
        Expression value = empty ? null : grammar.wholeExpression();
        into.add(
                word.is("return") ? new Statement.Return(value, word.from()) : new Statement.Raise(value, word.from()));
        end();
    }

    private List<String> declarations(List<Statement> into) {
        List<String> names = new ArrayList<>();
        do {
            Expression target = grammar.target();
            if (target instanceof Expression.Name name) {
                names.add(name.name());
            }
            if (grammar.takes("=")) {
                Expression value = grammar.oneItem();
                into.add(new Statement.Field(target, value, target.from()));
            }
        } while (grammar.takes(","));
        return names;
    }

    private Statement.Definition function() {
        int from = grammar.take().from();
        grammar.takes("*");
        String name = grammar.take().text();
        Routine routine = ((Expression.Lambda) grammar.function(name, from)).routine();
        return new Statement.Definition(routine, List.of(), from);
    }

    private Statement.ClassDefinition type() {
        int from = grammar.take().from();
        String name = grammar.look(0).is("{") ? "" : grammar.take().text();
        List<Given> bases = new ArrayList<>();
        if (grammar.takes("extends")) {
            Lexeme first = grammar.take();
            Expression base = new Expression.Name(first.text(), first.from(), first.to());
            while (grammar.takes(".")) {
                base = new Expression.Attribute(base, grammar.take().text(), first.from(), grammar.endOfLast());
            }
            bases.add(new Given(Spread.ONE, null, base));
        }
        grammar.wants("{");
        List<Statement> body = new ArrayList<>();
        while (!grammar.takes("}") && grammar.look(0).kind() != Kind.END) {
            member(body);
        }
        return new Statement.ClassDefinition(name, bases, List.of(), body, from);
    }

    private void member(List<Statement> body) {
        boolean getter = false;
        while (modifier()) {
            getter |= grammar.take().is("get");
        }
        Lexeme name = grammar.take();
        if (name.is("{")) {
            return;
        }
        if (grammar.look(0).is("(")) {
            Routine routine = ((Expression.Lambda) grammar.function(name.text(), name.from())).routine();
            List<Expression> decorators =
                    getter ? List.of(new Expression.Name("get", name.from(), name.to())) : List.of();
            body.add(new Statement.Definition(routine, decorators, name.from()));
        } else if (grammar.takes("=")) {
            Expression target = new Expression.Name(name.text(), name.from(), name.to());
            body.add(new Statement.Assignment(List.of(target), grammar.oneItem(), name.from()));
        }
        grammar.takes(";");
    }

    private boolean modifier() {
        Lexeme word = grammar.look(0);
        Lexeme after = grammar.look(1);
        boolean name = word.is("static") || word.is("async") || word.is("get") || word.is("set") || word.is("*");
        return name && !after.is("(") && !after.is("=") && !after.is(";");
    }

    private Expression condition() {
        grammar.wants("(");
        Expression test = grammar.wholeExpression();
        grammar.wants(")");
        return test;
    }

    private Statement choice() {
        int from = grammar.look(0).from();
        List<Statement.Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        grammar.take();
        branches.add(branch());
        while (grammar.takes("else")) {
            if (grammar.takes("if")) {
                branches.add(branch());
            } else {
                otherwise = grammar.bodyOrStatement();
                break;
            }
        }
        return new Statement.If(branches, otherwise, from);
    }

    private Statement.Branch branch() {
        Expression test = condition();
        return new Statement.Branch(test, grammar.bodyOrStatement());
    }

    private List<Statement> loop() {
        int from = grammar.take().from();
        grammar.takes("await");
        grammar.wants("(");
        int mark = grammar.place();
        boolean declares = grammar.takes("const") || grammar.takes("let") || grammar.takes("var");
        if (declares || grammar.look(1).is("of") || grammar.look(1).is("in")) {
            Expression target = grammar.target();
            boolean values = grammar.look(0).is("of");
            if (grammar.takes("of") || grammar.takes("in")) {
                Expression iterable = grammar.wholeExpression();
                grammar.wants(")");
                return List.of(
                        new Statement.For(target, null, iterable, !values, grammar.bodyOrStatement(), List.of(), from));
            }
        }
        grammar.back(mark);
        return counting(from);
    }

    private List<Statement> counting(int from) {
        List<Statement> all = new ArrayList<>();
        if (grammar.takes("const") || grammar.takes("let") || grammar.takes("var")) {
            declarations(all);
        } else if (!grammar.look(0).is(";")) {
            all.add(new Statement.Evaluation(grammar.wholeExpression(), from));
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
        all.add(new Statement.While(test, grammar.bodyOrStatement(), step, false, List.of(), from));
        return all;
    }

    private Statement repeat() {
        int from = grammar.take().from();
        List<Statement> body = grammar.bodyOrStatement();
        grammar.wants("while");
        Expression test = condition();
        grammar.takes(";");
        return new Statement.While(test, body, List.of(), true, List.of(), from);
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
            grammar.wants(":");
            List<Statement> body = new ArrayList<>();
            while (!grammar.look(0).is("case")
                    && !grammar.look(0).is("default")
                    && !grammar.look(0).is("}")
                    && grammar.look(0).kind() != Kind.END) {
                grammar.read(body);
            }
            cases.add(new Statement.Case(pattern, null, body));
        }
        Expression never = new Expression.Literal(Expression.Kind.BOOLEAN, "False", from, from);
        Statement match = new Statement.Match(subject, cases, from);
        return new Statement.While(never, List.of(match), List.of(), true, List.of(), from);
    }

    private Statement attempt() {
        int from = grammar.take().from();
        List<Statement> body = grammar.braces();
        List<Statement.Handler> handlers = new ArrayList<>();
        if (grammar.takes("catch")) {
            Expression name = null;
            if (grammar.takes("(")) {
                name = grammar.target();
                grammar.wants(")");
            }
            handlers.add(new Statement.Handler(null, name, grammar.braces()));
        }
        List<Statement> last = grammar.takes("finally") ? grammar.braces() : List.of();
        return new Statement.Try(body, handlers, List.of(), last, from);
    }

    private void imported(List<Statement> into) {
        if (grammar.look(1).is("(") || grammar.look(1).is(".")) {
            into.add(new Statement.Evaluation(
                    grammar.wholeExpression(), grammar.look(0).from()));
            end();
            return;
        }
        int from = grammar.take().from();
        List<Statement.Alias> names = new ArrayList<>();
        String alias = null;
        while (grammar.look(0).kind() != Kind.QUOTED && grammar.look(0).kind() != Kind.END) {
            if (grammar.takes("*")) {
                grammar.wants("as");
                alias = grammar.take().text();
            } else if (grammar.takes("{")) {
                aliases(names);
            } else if (!grammar.takes(",") && !grammar.takes("from")) {
                names.add(new Statement.Alias("default", grammar.take().text()));
            }
        }
        Lexeme.Quoted module = grammar.take().quoted();
        if (module != null) {
            String name = grammar.textOf(module);
            into.add(new Statement.Import(name, 0, names, alias, false, from, grammar.endOfLast()));
        }
        end();
    }

    private void aliases(List<Statement.Alias> names) {
        while (!grammar.takes("}") && grammar.look(0).kind() != Kind.END) {
            String name = grammar.take().text();
            names.add(new Statement.Alias(
                    name, grammar.takes("as") ? grammar.take().text() : name));
            grammar.takes(",");
        }
    }

    private void exported(List<Statement> into) {
        int from = grammar.take().from();
        if (grammar.takes("default")) {
            boolean named = (grammar.look(0).is("function") || grammar.look(0).is("class"))
                    && grammar.look(1).kind() == Kind.NAME;
            if (named) {
                String name = grammar.look(1).text();
                read(into);
                into.add(export("default", new Expression.Name(name, from, from), from));
            } else {
                into.add(export("default", grammar.oneItem(), from));
                end();
            }
            return;
        }
        if (grammar.takes("{") || grammar.takes("*")) {
            List<Statement.Alias> names = new ArrayList<>();
            aliases(names);
            names.forEach(alias -> into.add(export(alias.as(), new Expression.Name(alias.name(), from, from), from)));
            end();
            return;
        }
        int before = into.size();
        read(into);
        List<Statement> added = List.copyOf(into.subList(before, into.size()));
        for (Statement statement : added) {
            String name = declared(statement);
            if (name != null) {
                into.add(export(name, new Expression.Name(name, from, from), from));
            }
        }
    }

    private static @Nullable String declared(Statement statement) {
        if (statement instanceof Statement.Field field && field.target() instanceof Expression.Name name) {
            return name.name();
        }
        if (statement instanceof Statement.Definition definition) {
            return definition.routine().name();
        }
        return statement instanceof Statement.ClassDefinition type ? type.name() : null;
    }

    private static Statement export(String name, Expression value, int from) {
        Expression target = new Expression.Attribute(new Expression.Name("exports", from, from), name, from, from);
        return new Statement.Assignment(List.of(target), value, from);
    }
}
