package org.egressaudit.demand.script.javascript;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.scan.CStatements;
import org.egressaudit.demand.script.scan.Enclosing;
import org.egressaudit.demand.script.scan.Grammar;
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

    /** What a {@code break} without a label leaves. */
    private static final Set<Enclosing.Kind> BROKEN = EnumSet.of(Enclosing.Kind.LOOP, Enclosing.Kind.SELECTION);

    private final JavaScriptGrammar grammar;
    private final CStatements common;
    private final Enclosing enclosing = new Enclosing();

    JavaScriptStatements(JavaScriptGrammar grammar) {
        this.grammar = grammar;
        this.common = new CStatements(grammar);
    }

    void read(List<Statement> into) {
        Lexeme first = grammar.peek(0);
        int from = first.from();
        if (grammar.accept(";")) {
            return;
        }
        if (first.is("{")) {
            into.addAll(grammar.block());
            return;
        }
        if (labelled()) {
            labelled(into);
            return;
        }
        switch (first.kind() == Kind.NAME ? first.text() : "") {
            case "const", "let", "var" -> {
                grammar.next();
                declarations(into);
                end();
            }
            case "function" -> into.add(function());
            case "async" -> asynchronous(into);
            case "class" -> into.add(type());
            case "if" -> into.add(choice());
            case "for" -> into.addAll(enclosing.within(Enclosing.Kind.LOOP, this::loop));
            case "while" -> {
                grammar.next();
                Expression test = common.condition();
                List<Statement> body = enclosing.within(Enclosing.Kind.LOOP, grammar::body);
                into.add(new Statement.While(test, body, List.of(), false, List.of(), from));
            }
            case "do" -> into.add(enclosing.within(Enclosing.Kind.LOOP, common::repeat));
            case "switch" -> into.add(enclosing.within(Enclosing.Kind.SELECTION, common::selection));
            case "try" -> into.add(attempt());
            case "return", "throw" -> leave(into);
            case "break", "continue" -> {
                grammar.next();
                boolean named =
                        grammar.peek(0).kind() == Kind.NAME && !grammar.peek(0).afterNewline();
                String label = named ? grammar.next().text() : "";
                boolean leaves = first.is("break");
                into.add(enclosing.jump(leaves, label, leaves ? BROKEN : Set.of(Enclosing.Kind.LOOP), from));
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

    /** "LabelledStatement": the label says where a jump goes, and each statement is one of those it may leave. */
    private boolean labelled() {
        return grammar.peek(0).kind() == Kind.NAME
                && grammar.peek(1).is(":")
                && !grammar.peek(0).is("default")
                && !grammar.peek(0).is("case");
    }

    private void labelled(List<Statement> into) {
        String label = grammar.next().text();
        grammar.next();
        Lexeme first = grammar.peek(0);
        enclosing.label(label);
        if (first.is("{")) {
            List<Statement> block = enclosing.within(Enclosing.Kind.BLOCK, grammar::block);
            into.add(CStatements.once(block, first.from()));
        } else {
            read(into);
        }
        enclosing.label("");
    }

    private void end() {
        Lexeme at = grammar.peek(0);
        if (!grammar.accept(";") && !at.is("}") && at.kind() != Kind.END && !at.afterNewline()) {
            throw grammar.misfit("this does not continue the statement before it");
        }
    }

    private void asynchronous(List<Statement> into) {
        if (grammar.peek(1).is("function")) {
            grammar.next();
            into.add(function());
        } else {
            into.add(new Statement.Evaluation(
                    grammar.wholeExpression(), grammar.peek(0).from()));
            end();
        }
    }

    private void leave(List<Statement> into) {
        Lexeme word = grammar.next();
        Lexeme next = grammar.peek(0);
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
            if (grammar.accept("=")) {
                Expression value = grammar.item();
                into.add(new Statement.Field(target, null, value, target.from()));
            } else if (target instanceof Expression.Name) {
                Expression unset = Grammar.invoke(NodeFunctions.UNSET, List.of(), target.from(), target.to());
                into.add(new Statement.Field(target, null, unset, target.from()));
            }
        } while (grammar.accept(","));
        return names;
    }

    private Statement.Definition function() {
        int from = grammar.next().from();
        grammar.accept("*");
        String name = grammar.next().text();
        Routine routine = ((Expression.Lambda) grammar.function(name, from)).routine();
        return new Statement.Definition(routine, List.of(), from);
    }

    private Statement.ClassDefinition type() {
        int from = grammar.next().from();
        boolean nameless = grammar.peek(0).is("{") || grammar.peek(0).is("extends");
        return body(nameless ? "" : grammar.next().text(), from);
    }

    /** What follows a class's name: what it extends, and its members. */
    Statement.ClassDefinition body(String name, int from) {
        List<Given> bases = new ArrayList<>();
        if (grammar.accept("extends")) {
            Expression base = grammar.primary();
            bases.add(new Given(Spread.ONE, null, base));
        }
        grammar.expect("{");
        List<Statement> body = new ArrayList<>();
        while (!grammar.accept("}") && grammar.peek(0).kind() != Kind.END) {
            member(body);
        }
        return new Statement.ClassDefinition(name, bases, List.of(), body, from);
    }

    private void member(List<Statement> body) {
        boolean getter = false;
        while (modifier()) {
            getter |= grammar.next().is("get");
        }
        Lexeme name = grammar.next();
        if (name.is("{")) {
            return;
        }
        if (grammar.peek(0).is("(")) {
            String called = name.is("constructor") ? JavaScriptLanguage.CONSTRUCTOR : name.text();
            Routine routine = ((Expression.Lambda) grammar.function(called, name.from())).routine();
            List<Expression> decorators =
                    getter ? List.of(new Expression.Name("get", name.from(), name.to())) : List.of();
            body.add(new Statement.Definition(routine, decorators, name.from()));
        } else if (grammar.accept("=")) {
            Expression target = new Expression.Name(name.text(), name.from(), name.to());
            body.add(new Statement.Assignment(List.of(target), grammar.item(), name.from()));
        }
        grammar.accept(";");
    }

    private boolean modifier() {
        Lexeme word = grammar.peek(0);
        Lexeme after = grammar.peek(1);
        boolean name = word.is("static") || word.is("async") || word.is("get") || word.is("set") || word.is("*");
        return name && !after.is("(") && !after.is("=") && !after.is(";");
    }

    private Statement choice() {
        int from = grammar.peek(0).from();
        List<Statement.Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        grammar.next();
        branches.add(branch());
        while (grammar.accept("else")) {
            if (grammar.accept("if")) {
                branches.add(branch());
            } else {
                otherwise = grammar.body();
                break;
            }
        }
        return new Statement.If(branches, otherwise, from);
    }

    private Statement.Branch branch() {
        Expression test = common.condition();
        return new Statement.Branch(test, grammar.body());
    }

    private List<Statement> loop() {
        int from = grammar.next().from();
        grammar.accept("await");
        grammar.expect("(");
        int mark = grammar.mark();
        boolean declares = grammar.accept("const") || grammar.accept("let") || grammar.accept("var");
        if (declares || grammar.peek(1).is("of") || grammar.peek(1).is("in")) {
            Expression target = grammar.target();
            boolean values = grammar.peek(0).is("of");
            if (grammar.accept("of") || grammar.accept("in")) {
                Expression iterable = grammar.wholeExpression();
                grammar.expect(")");
                return List.of(new Statement.For(target, null, iterable, !values, grammar.body(), List.of(), from));
            }
        }
        grammar.reset(mark);
        return counting(from);
    }

    private List<Statement> counting(int from) {
        List<Statement> all = new ArrayList<>();
        if (grammar.accept("const") || grammar.accept("let") || grammar.accept("var")) {
            declarations(all);
        } else if (!grammar.peek(0).is(";")) {
            all.add(new Statement.Evaluation(grammar.wholeExpression(), from));
        }
        all.add(common.counting(from));
        return all;
    }

    private Statement attempt() {
        int from = grammar.next().from();
        List<Statement> body = grammar.block();
        List<Statement.Handler> handlers = new ArrayList<>();
        if (grammar.accept("catch")) {
            Expression name = null;
            if (grammar.accept("(")) {
                name = grammar.target();
                grammar.expect(")");
            }
            handlers.add(new Statement.Handler(null, name, grammar.block()));
        }
        List<Statement> last = grammar.accept("finally") ? grammar.block() : List.of();
        return new Statement.Try(body, handlers, List.of(), last, from);
    }

    private void imported(List<Statement> into) {
        if (grammar.peek(1).is("(") || grammar.peek(1).is(".")) {
            into.add(new Statement.Evaluation(
                    grammar.wholeExpression(), grammar.peek(0).from()));
            end();
            return;
        }
        int from = grammar.next().from();
        List<Statement.Alias> names = new ArrayList<>();
        String alias = null;
        while (grammar.peek(0).kind() != Kind.QUOTED && grammar.peek(0).kind() != Kind.END) {
            if (grammar.accept("*")) {
                grammar.expect("as");
                alias = grammar.next().text();
            } else if (grammar.accept("{")) {
                aliases(names);
            } else if (!grammar.accept(",") && !grammar.accept("from")) {
                names.add(new Statement.Alias("default", grammar.next().text()));
            }
        }
        Lexeme.Quoted module = grammar.next().quoted();
        if (module != null) {
            String name = grammar.textOf(module);
            into.add(new Statement.Import(name, 0, names, alias, false, from, grammar.lastEnd()));
        }
        end();
    }

    private void aliases(List<Statement.Alias> names) {
        while (!grammar.accept("}") && grammar.peek(0).kind() != Kind.END) {
            String name = grammar.next().text();
            names.add(new Statement.Alias(
                    name, grammar.accept("as") ? grammar.next().text() : name));
            grammar.accept(",");
        }
    }

    private void exported(List<Statement> into) {
        int from = grammar.next().from();
        if (grammar.accept("default")) {
            int word = grammar.peek(0).is("async") && grammar.peek(1).is("function") ? 1 : 0;
            boolean generates =
                    grammar.peek(word).is("function") && grammar.peek(word + 1).is("*");
            int at = word + (generates ? 2 : 1);
            boolean named =
                    (grammar.peek(word).is("function") || grammar.peek(word).is("class"))
                            && grammar.peek(at).kind() == Kind.NAME
                            && !grammar.peek(at).is("extends");
            if (named) {
                String name = grammar.peek(at).text();
                read(into);
                into.add(export("default", new Expression.Name(name, from, from), from));
            } else {
                into.add(export("default", grammar.item(), from));
                end();
            }
            return;
        }
        if (grammar.peek(0).is("{") || grammar.peek(0).is("*")) {
            exportedNames(into, from);
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

    /** {@code export {a, b as c}}, with or without {@code from 'module'}, and {@code export * from 'module'}. */
    private void exportedNames(List<Statement> into, int from) {
        List<Statement.Alias> names = new ArrayList<>();
        boolean all = grammar.accept("*");
        String whole = all && grammar.accept("as") ? grammar.next().text() : null;
        if (!all) {
            grammar.expect("{");
            aliases(names);
        }
        Expression holder = null;
        if (grammar.accept("from")) {
            Lexeme.Quoted module = grammar.next().quoted();
            String name = module == null ? "" : grammar.textOf(module);
            String held = "module at " + from;
            into.add(new Statement.Import(name, 0, List.of(), held, false, from, grammar.lastEnd()));
            holder = new Expression.Name(held, from, from);
        }
        if (all && holder != null) {
            Expression exports = new Expression.Name("exports", from, from);
            into.add(
                    whole != null
                            ? export(whole, holder, from)
                            : new Statement.Evaluation(
                                    Grammar.invoke("Object.assign", List.of(exports, holder), from, from), from));
        }
        for (Statement.Alias alias : names) {
            Expression value = holder == null
                    ? new Expression.Name(alias.name(), from, from)
                    : new Expression.Attribute(holder, alias.name(), from, from);
            into.add(export(alias.as(), value, from));
        }
        end();
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
