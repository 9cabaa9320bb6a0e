package org.egressaudit.demand.script.ruby;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.scan.Captures;
import org.egressaudit.demand.script.scan.Grammar;
import org.egressaudit.demand.script.scan.Lexeme;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Given;
import org.egressaudit.demand.script.tree.Expression.Spread;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.demand.script.tree.Statement;
import org.jspecify.annotations.Nullable;

/** Ruby's statements, after the documentation's "Control Expressions" and "Exceptions"; a newline ends one. */
final class RubyStatements {

    private static final Set<String> MODIFIERS = Set.of("if", "unless", "while", "until", "rescue");

    private final RubyGrammar grammar;

    /** What the classes around include, the innermost first. */
    private final Deque<List<Given>> mixins = new ArrayDeque<>();

    RubyStatements(RubyGrammar grammar) {
        this.grammar = grammar;
    }

    /** Statements up to and with a closing word. */
    List<Statement> upTo(String close) {
        List<Statement> statements = until(Set.of(close));
        grammar.close(close);
        return statements;
    }

    private List<Statement> until(Set<String> closing) {
        List<Statement> statements = new ArrayList<>();
        while (!closing.contains(grammar.peek(0).text()) && grammar.peek(0).kind() != Kind.END) {
            Lexeme before = grammar.peek(0);
            grammar.guarded(statements);
            if (grammar.peek(0) == before) {
                grammar.next();
            }
        }
        return grammar.hoisted(statements);
    }

    void read(List<Statement> into) {
        Lexeme first = grammar.peek(0);
        int from = first.from();
        if (grammar.accept(";")) {
            return;
        }
        switch (first.kind() == Kind.NAME ? first.text() : "") {
            case "def" -> into.add(function());
            case "class", "module" -> type(into);
            case "for" -> into.add(walk());
            case "if", "unless" -> modified(into, choice(grammar.next()));
            case "while", "until" -> modified(into, loop(grammar.next()));
            case "case" -> {
                grammar.next();
                modified(into, selection(from));
            }
            case "begin" -> {
                grammar.next();
                into.addAll(rescued(from));
            }
            case "return", "next", "break", "redo" -> leave(into);
            case "raise" -> {
                grammar.next();
                boolean empty = ends(grammar.peek(0));
                boolean enclosed = grammar.peek(0).is("(") && !grammar.peek(0).afterSpace() && grammar.accept("(");
                Expression value = empty ? null : grammar.item();
                while (grammar.accept(",")) {
                    grammar.item();
                }
                if (enclosed) {
                    grammar.expect(")");
                }
                modified(into, new Statement.Raise(value, from));
            }
            case "alias", "private", "protected", "public", "attr_reader", "attr_writer", "attr_accessor" -> skip();
            case "include", "extend", "prepend" -> mix();
            default -> several(into, from);
        }
    }

    /** {@code include A, B} in a class: the methods of modules are the class's own. */
    private void mix() {
        List<Given> mixed = mixins.peek();
        Lexeme first = grammar.peek(1);
        if (mixed == null || first.is("(") || first.is("self") || first.afterNewline()) {
            skip();
            return;
        }
        grammar.next();
        do {
            mixed.add(new Given(Spread.ONE, null, grammar.item()));
        } while (grammar.accept(","));
    }

    private void skip() {
        grammar.next();
        while (!grammar.peek(0).afterNewline()
                && grammar.peek(0).kind() != Kind.END
                && !grammar.peek(0).is(";")) {
            grammar.next();
        }
    }

    private static boolean ends(Lexeme at) {
        return at.afterNewline()
                || at.is(";")
                || at.is("}")
                || at.kind() == Kind.END
                || (at.kind() == Kind.NAME && (MODIFIERS.contains(at.text()) || at.is("end")));
    }

    /** An expression, or {@code a, b = values}. */
    private void several(List<Statement> into, int from) {
        if (multiple()) {
            List<Expression> targets = new ArrayList<>();
            do {
                boolean rest = grammar.accept("*");
                Expression target = target();
                targets.add(rest ? new Expression.Spreading(target, target.from(), target.to()) : target);
            } while (grammar.accept(","));
            grammar.expect("=");
            List<Expression> values = new ArrayList<>(List.of(grammar.item()));
            while (grammar.accept(",")) {
                values.add(grammar.item());
            }
            Expression value = values.size() == 1
                    ? values.get(0)
                    : new Expression.Items(Container.LIST, values, from, grammar.lastEnd());
            Expression target = new Expression.Items(Container.LIST, targets, from, from);
            modified(into, new Statement.Assignment(List.of(target), value, from));
            return;
        }
        Expression value = grammar.expression();
        Statement appended = appended(value, from);
        modified(into, appended == null ? new Statement.Evaluation(value, from) : appended);
    }

    /** {@code list << item << item} and {@code text << more}: what stands left changes. Null for anything else. */
    private static @Nullable Statement appended(Expression value, int from) {
        List<Given> items = new ArrayList<>();
        Expression target = value;
        while (target instanceof Expression.Binary binary && binary.operator().equals("<<")) {
            items.add(0, new Given(Spread.ONE, null, binary.right()));
            target = binary.left();
        }
        boolean changes = target instanceof Expression.Attribute
                || target instanceof Expression.Name name
                        && !name.name().equals("$stdout")
                        && !name.name().equals("$stderr")
                        && !Character.isUpperCase(name.name().charAt(0));
        return items.isEmpty() || !changes
                ? null
                : new Statement.Assignment(
                        List.of(target),
                        new Expression.Call(
                                new Expression.Attribute(target, "<<", value.from(), value.to()),
                                items,
                                value.from(),
                                value.to()),
                        from);
    }

    private Expression target() {
        Lexeme name = grammar.next();
        if (name.kind() == Kind.VARIABLE && name.text().startsWith("@")) {
            Expression self = new Expression.Name("self", name.from(), name.to());
            return new Expression.Attribute(self, name.text().replace("@@", "@"), name.from(), name.to());
        }
        grammar.variable(name.text());
        return new Expression.Name(name.text(), name.from(), name.to());
    }

    /** Whether targets with commas between them stand here, and then an equals sign. */
    private boolean multiple() {
        int i = 0;
        boolean several = false;
        while (true) {
            i += grammar.peek(i).is("*") ? 1 : 0;
            Kind kind = grammar.peek(i).kind();
            if (kind != Kind.NAME && kind != Kind.VARIABLE) {
                return false;
            }
            i++;
            if (!grammar.peek(i).is(",")) {
                return several && grammar.peek(i).is("=");
            }
            several = true;
            i++;
        }
    }

    private void modified(List<Statement> into, Statement statement) {
        Statement whole = statement;
        Lexeme word = grammar.peek(0);
        while (word.kind() == Kind.NAME && MODIFIERS.contains(word.text()) && !word.afterNewline()) {
            grammar.next();
            Expression test = grammar.expression();
            List<Statement> body = List.of(whole);
            int from = statement.from();
            whole = switch (word.text()) {
                case "if" -> new Statement.If(List.of(new Statement.Branch(test, body)), List.of(), from);
                case "unless" -> new Statement.If(List.of(new Statement.Branch(not(test), body)), List.of(), from);
                case "while" -> new Statement.While(test, body, List.of(), false, List.of(), from);
                case "until" -> new Statement.While(not(test), body, List.of(), false, List.of(), from);
                default ->
                    new Statement.Try(
                            body,
                            List.of(new Statement.Handler(null, null, List.of(new Statement.Evaluation(test, from)))),
                            List.of(),
                            List.of(),
                            from);
            };
            word = grammar.peek(0);
        }
        into.add(whole);
        Lexeme at = grammar.peek(0);
        if (!grammar.accept(";") && !ends(at) && !at.is(")") && !closes(at)) {
            throw grammar.misfit("this does not continue the statement before it");
        }
    }

    private static boolean closes(Lexeme at) {
        return at.kind() == Kind.NAME && RubyCalls.KEYWORDS.contains(at.text());
    }

    private static Expression not(Expression test) {
        return new Expression.Unary("not", test, test.from(), test.to());
    }

    private void leave(List<Statement> into) {
        Lexeme word = grammar.next();
        Expression value = ends(grammar.peek(0)) ? null : grammar.expression();
        boolean hands = word.is("return") || (word.is("next") && value != null);
        modified(
                into,
                hands
                        ? new Statement.Return(value, word.from())
                        : new Statement.Jump(word.is("break"), 0, word.from()));
    }

    /** The last value is handed back. */
    static List<Statement> handingBack(List<Statement> body) {
        if (body.isEmpty()) {
            return body;
        }
        List<Statement> statements = new ArrayList<>(body);
        int last = statements.size() - 1;
        statements.set(last, handingBack(statements.get(last)));
        return statements;
    }

    private static Statement handingBack(Statement statement) {
        if (statement instanceof Statement.Evaluation evaluation) {
            return new Statement.Return(evaluation.value(), evaluation.from());
        }
        if (statement instanceof Statement.If choice) {
            return new Statement.If(
                    choice.branches().stream()
                            .map(branch -> new Statement.Branch(branch.test(), handingBack(branch.body())))
                            .toList(),
                    handingBack(choice.otherwise()),
                    choice.from());
        }
        if (statement instanceof Statement.Match match) {
            return new Statement.Match(
                    match.subject(),
                    match.cases().stream()
                            .map(one -> new Statement.Case(one.pattern(), one.guard(), handingBack(one.body())))
                            .toList(),
                    match.from());
        }
        if (statement instanceof Statement.Try attempt) {
            return new Statement.Try(
                    handingBack(attempt.body()),
                    attempt.handlers().stream()
                            .map(one -> new Statement.Handler(one.type(), one.name(), handingBack(one.body())))
                            .toList(),
                    attempt.otherwise(),
                    attempt.last(),
                    attempt.from());
        }
        return statement;
    }

    private Statement function() {
        int from = grammar.next().from();
        String name = grammar.next().text();
        boolean ofClass = grammar.accept(".");
        if (ofClass) {
            name = grammar.next().text();
        }
        if (!grammar.peek(0).afterSpace()) {
            grammar.accept("=");
        }
        List<Routine.Parameter> parameters = List.of();
        if (grammar.accept("(")) {
            parameters = grammar.parameters(")");
        } else if (!grammar.peek(0).afterNewline()
                && !grammar.peek(0).is(";")
                && !grammar.peek(0).is("=")) {
            parameters = grammar.parameters("");
        }
        List<Statement> body;
        if (grammar.accept("=")) {
            Expression value = grammar.expression();
            body = List.of(new Statement.Return(value, value.from()));
        } else {
            body = handingBack(rescued(from));
        }
        name = ofClass ? RubyLanguage.CLASS_METHOD + name : name;
        List<Expression> decorators = ofClass ? List.of(new Expression.Name("self", from, from)) : List.of();
        return new Statement.Definition(
                new Routine(name, parameters, body, false, from, grammar.lastEnd()), decorators, from);
    }

    /** A body up to {@code end}, with its {@code rescue} and {@code ensure}. */
    List<Statement> rescued(int from) {
        List<Statement> body = until(Set.of("rescue", "else", "ensure", "end"));
        List<Statement.Handler> handlers = new ArrayList<>();
        while (grammar.accept("rescue")) {
            handlers.add(handler());
        }
        List<Statement> otherwise = grammar.accept("else") ? until(Set.of("ensure", "end")) : List.of();
        List<Statement> last = grammar.accept("ensure") ? until(Set.of("end")) : List.of();
        grammar.close("end");
        return handlers.isEmpty() && last.isEmpty()
                ? body
                : List.of(new Statement.Try(body, handlers, otherwise, last, from));
    }

    private Statement.Handler handler() {
        int from = grammar.peek(0).from();
        List<Expression> types = new ArrayList<>();
        Expression name = null;
        while (!grammar.peek(0).afterNewline()
                && !grammar.peek(0).is("then")
                && !grammar.peek(0).is(";")
                && grammar.peek(0).kind() != Kind.END) {
            if (grammar.accept("=>")) {
                Lexeme variable = grammar.next();
                grammar.variable(variable.text());
                name = new Expression.Name(variable.text(), variable.from(), variable.to());
            } else if (!grammar.accept(",")) {
                types.add(grammar.item());
            }
        }
        grammar.accept("then");
        List<Statement> body = until(Set.of("rescue", "else", "ensure", "end"));
        Expression type = types.isEmpty() ? null : new Expression.Items(Container.TUPLE, types, from, from);
        return new Statement.Handler(type, name, body);
    }

    private void type(List<Statement> into) {
        Lexeme word = grammar.next();
        if (grammar.accept("<<")) {
            grammar.next();
            into.addAll(upTo("end"));
            return;
        }
        StringBuilder name = new StringBuilder(grammar.next().text());
        while (grammar.accept("::")) {
            name.append("::").append(grammar.next().text());
        }
        List<Given> bases = new ArrayList<>();
        if (grammar.accept("<")) {
            bases.add(new Given(Spread.ONE, null, grammar.expression()));
        }
        mixins.push(new ArrayList<>());
        List<Statement> body = upTo("end");
        bases.addAll(mixins.pop());
        into.add(new Statement.ClassDefinition(name.toString(), bases, List.of(), body, word.from()));
    }

    private Statement walk() {
        int from = grammar.next().from();
        Lexeme name = grammar.next();
        grammar.variable(name.text());
        grammar.expect("in");
        Expression iterable = grammar.head();
        grammar.accept("do");
        Expression target = new Expression.Name(name.text(), name.from(), name.to());
        return new Statement.For(target, null, iterable, false, upTo("end"), List.of(), from);
    }

    /** A control expression as a function run at once, its last value its own. */
    Expression asExpression(Lexeme word) {
        int from = word.from();
        List<Statement> body = switch (word.text()) {
            case "if", "unless" -> List.of(choice(word));
            case "case" -> List.of(selection(from));
            case "begin" -> rescued(from);
            default -> List.of(loop(word));
        };
        int to = grammar.lastEnd();
        Routine routine = new Routine("", List.of(), handingBack(body), false, from, to);
        return new Expression.Call(new Expression.Lambda(routine, from, to), List.of(), from, to);
    }

    private Statement choice(Lexeme word) {
        List<Statement.Branch> branches = new ArrayList<>();
        Expression test = grammar.expression();
        grammar.accept("then");
        Set<String> closing = Set.of("elsif", "else", "end");
        branches.add(new Statement.Branch(word.is("unless") ? not(test) : test, until(closing)));
        while (grammar.accept("elsif")) {
            Expression next = grammar.expression();
            grammar.accept("then");
            branches.add(new Statement.Branch(next, until(closing)));
        }
        List<Statement> otherwise = grammar.accept("else") ? until(Set.of("end")) : List.of();
        grammar.close("end");
        return new Statement.If(branches, otherwise, word.from());
    }

    private Statement selection(int from) {
        Expression subject = grammar.peek(0).afterNewline()
                ? new Expression.Literal(Expression.Kind.BOOLEAN, "True", from, from)
                : grammar.expression();
        Expression name = new Expression.Name("case at " + from, from, from);
        List<Statement.Case> cases = new ArrayList<>();
        while (grammar.accept("when")) {
            List<Expression> patterns = new ArrayList<>();
            do {
                patterns.add(grammar.item());
            } while (grammar.accept(","));
            grammar.accept("then");
            List<Statement> body = until(Set.of("when", "else", "end"));
            patterns.forEach(pattern -> cases.add(new Statement.Case(null, fits(pattern, name), body)));
        }
        if (grammar.accept("else")) {
            cases.add(new Statement.Case(null, null, until(Set.of("end"))));
        }
        grammar.close("end");
        return new Statement.Match(new Expression.Assigning(name, "=", subject, from, from), cases, from);
    }

    /** {@code pattern === subject}: an expression is looked for, a list's items are tried, a value is compared. */
    private static Expression fits(Expression pattern, Expression subject) {
        int from = pattern.from();
        int to = pattern.to();
        if (RubyGrammar.isExpression(pattern)) {
            return Grammar.invoke(Captures.MATCH, List.of(subject, pattern), from, to);
        }
        return pattern instanceof Expression.Spreading list
                ? new Expression.Comparison("in", subject, list.value(), from, to)
                : new Expression.Comparison("==", subject, pattern, from, to);
    }

    private Statement loop(Lexeme word) {
        Expression test = grammar.head();
        grammar.accept("do");
        List<Statement> body = upTo("end");
        return new Statement.While(word.is("until") ? not(test) : test, body, List.of(), false, List.of(), word.from());
    }
}
