package org.egressaudit.demand.script.perl;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.scan.CStatements;
import org.egressaudit.demand.script.scan.Enclosing;
import org.egressaudit.demand.script.scan.Lexeme;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Given;
import org.egressaudit.demand.script.tree.Expression.Spread;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.demand.script.tree.Statement;
import org.jspecify.annotations.Nullable;

/** Perl's statements, after perlsyn. */
final class PerlStatements {

    private static final Set<String> MODIFIERS = Set.of("if", "unless", "while", "until", "for", "foreach");

    /** What {@code last} and {@code next} without a label go to, after perlsyn: "a block by itself is a loop". */
    private static final Set<Enclosing.Kind> LEFT = EnumSet.of(Enclosing.Kind.LOOP, Enclosing.Kind.BLOCK);

    private final Enclosing enclosing = new Enclosing();
    private final PerlGrammar grammar;
    private final CStatements common;
    private String packageName = "main";
    private int subroutines;

    PerlStatements(PerlGrammar grammar) {
        this.grammar = grammar;
        this.common = new CStatements(grammar);
    }

    String packageName() {
        return packageName;
    }

    boolean inSubroutine() {
        return subroutines > 0;
    }

    void read(List<Statement> into) {
        Lexeme first = grammar.peek(0);
        int from = first.from();
        if (grammar.accept(";")) {
            return;
        }
        if (first.is("{")) {
            into.addAll(enclosing.within(Enclosing.Kind.BLOCK, this::bare));
            return;
        }
        if (first.kind() == Kind.NAME
                && grammar.peek(1).is(":")
                && !grammar.peek(2).is(":")
                && first.text().matches("[A-Za-z_]\\w*")) {
            enclosing.label(grammar.next().text());
            grammar.next();
            read(into);
            enclosing.label("");
            return;
        }
        boolean inherits = isParents(first) || isParents(grammar.peek(1));
        switch (first.kind() == Kind.NAME ? first.text() : "") {
            case "if", "unless" -> into.add(choice());
            case "while", "until" -> into.add(enclosing.within(Enclosing.Kind.LOOP, this::loop));
            case "for", "foreach" -> into.addAll(enclosing.within(Enclosing.Kind.LOOP, this::walk));
            case "sub" -> subroutine(into);
            case "package" -> enterPackage(into);
            case "use", "no" -> use(into);
            case "try" -> {
                into.add(new Statement.Evaluation(grammar.expression(), from));
                grammar.accept(";");
            }
            case "BEGIN", "END" -> {
                grammar.next();
                into.addAll(grammar.block());
            }
            case "return" -> {
                grammar.next();
                boolean empty = grammar.peek(0).is(";")
                        || grammar.peek(0).is("}")
                        || MODIFIERS.contains(grammar.peek(0).text());
                Expression value = empty ? null : list();
                modified(into, new Statement.Return(value, from));
            }
            case "next", "last", "redo" -> {
                grammar.next();
                boolean named = grammar.peek(0).kind() == Kind.NAME
                        && !MODIFIERS.contains(grammar.peek(0).text());
                String label = named ? grammar.next().text() : "";
                modified(into, enclosing.jump(first.is("last"), label, LEFT, from));
            }
            case "my", "state" -> {
                Expression declared = list();
                declare(declared, into, from);
                modified(into, new Statement.Evaluation(declared, from));
            }
            case "our" -> {
                Expression declared = list();
                if (!inSubroutine()) {
                    // within one it only names what is there
                    declare(declared, into, from);
                }
                modified(into, new Statement.Evaluation(declared, from));
            }
            default -> modified(into, new Statement.Evaluation(list(), from));
        }
        if (inherits && !packageName.equals("main")) {
            into.add(inheriting(from));
        }
    }

    private static boolean isParents(Lexeme lexeme) {
        return lexeme.kind() == Kind.VARIABLE && lexeme.text().equals("@ISA");
    }

    /** What is put into {@code @ISA} are the packages that this one inherits from (perlobj). */
    private Statement inheriting(int from) {
        Expression parents = new Expression.Name("@ISA", from, from);
        Expression type = new Expression.Literal(Expression.Kind.STRING, packageName, from, from);
        return new Statement.Evaluation(
                new Expression.Call(
                        new Expression.Name(PerlObjects.PARENTS, from, from),
                        List.of(
                                new Given(Spread.ITEMS, null, parents),
                                new Given(Spread.ONE, PerlObjects.PACKAGE, type)),
                        from,
                        from),
                from);
    }

    /** A block by itself, which only matters as a loop when something leaves it. */
    private List<Statement> bare() {
        int from = grammar.peek(0).from();
        List<Statement> block = grammar.block();
        return enclosing.reached() ? List.of(CStatements.once(block, from)) : block;
    }

    /** What is only declared is empty; other subroutines may set them, but as these very ones. */
    private static void declare(Expression declared, List<Statement> into, int from) {
        List<Expression> names = declared instanceof Expression.Items items ? items.items() : List.of(declared);
        for (Expression item : names) {
            Expression name = item instanceof Expression.Spreading all ? all.value() : item;
            boolean hash =
                    name instanceof Expression.Name variable && variable.name().startsWith("%");
            boolean array =
                    name instanceof Expression.Name variable && variable.name().startsWith("@");
            boolean scalar =
                    name instanceof Expression.Name variable && variable.name().startsWith("$");
            if (hash || array || scalar) {
                Expression empty = hash
                        ? new Expression.Mapping(List.of(), from, from)
                        : array
                                ? new Expression.Items(Container.LIST, List.of(), from, from)
                                : new Expression.Literal(Expression.Kind.NOTHING, "undef", from, from);
                into.add(new Statement.Assignment(List.of(name), empty, from));
            }
        }
    }

    /** What {@code return} hands back: one value, or several as a list. */
    private Expression list() {
        Expression first = grammar.expression();
        if (!grammar.peek(0).is(",") && !grammar.peek(0).is("=>")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (grammar.accept(",") || grammar.accept("=>")) {
            items.add(grammar.expression());
        }
        return new Expression.Items(Container.LIST, items, first.from(), grammar.lastEnd());
    }

    /** {@code statement if condition;}. */
    private void modified(List<Statement> into, Statement statement) {
        Lexeme word = grammar.peek(0);
        if (word.kind() == Kind.NAME && MODIFIERS.contains(word.text())) {
            grammar.next();
            Expression test = grammar.expression();
            int from = statement.from();
            List<Statement> body = List.of(statement);
            if (runsFirst(statement, word.text())) {
                into.add(statement);
            }
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
        Lexeme at = grammar.peek(0);
        if (!grammar.accept(";") && !at.is("}") && at.kind() != Kind.END) {
            throw grammar.misfit("';' is expected here");
        }
    }

    /** {@code do {...} while test}: the block runs before the test is asked (perlsyn, "Statement Modifiers"). */
    private static boolean runsFirst(Statement statement, String modifier) {
        return (modifier.equals("while") || modifier.equals("until"))
                && statement instanceof Statement.Evaluation evaluation
                && evaluation.value() instanceof Expression.Call call
                && call.callee() instanceof Expression.Lambda;
    }

    private static Expression not(Expression test) {
        return new Expression.Unary("not", test, test.from(), test.to());
    }

    private static Expression topic(int from) {
        return new Expression.Name("$_", from, from);
    }

    private Expression condition() {
        grammar.expect("(");
        if (grammar.accept(")")) {
            int at = grammar.lastEnd();
            return new Expression.Literal(Expression.Kind.BOOLEAN, "True", at, at);
        }
        Expression test = grammar.expression();
        grammar.expect(")");
        return test;
    }

    private Statement choice() {
        Lexeme word = grammar.next();
        List<Statement.Branch> branches = new ArrayList<>();
        Expression first = condition();
        branches.add(new Statement.Branch(word.is("unless") ? not(first) : first, grammar.block()));
        while (grammar.accept("elsif")) {
            Expression test = condition();
            branches.add(new Statement.Branch(test, grammar.block()));
        }
        List<Statement> otherwise = grammar.accept("else") ? grammar.block() : List.of();
        return new Statement.If(branches, otherwise, word.from());
    }

    private Statement loop() {
        Lexeme word = grammar.next();
        Expression test = condition();
        Statement lines = word.is("until") ? null : lines(test, word.from());
        if (lines != null) {
            return lines;
        }
        List<Statement> body = grammar.block();
        return new Statement.While(word.is("until") ? not(test) : test, body, List.of(), false, List.of(), word.from());
    }

    /** {@code while (my $line = <FH>)}, with or without {@code defined}, and {@code while (<FH>)}: each line in turn. */
    private @Nullable Statement lines(Expression test, int from) {
        Expression read = test instanceof Expression.Call call
                        && call.callee() instanceof Expression.Name name
                        && name.name().equals("defined")
                        && call.arguments().size() == 1
                ? call.arguments().get(0).value()
                : test;
        Expression target = topic(from);
        if (read instanceof Expression.Assigning assigning) {
            target = assigning.target();
            read = assigning.value();
        }
        Expression lines = PerlFiles.lines(read);
        return lines == null ? null : new Statement.For(target, null, lines, false, grammar.block(), List.of(), from);
    }

    private List<Statement> walk() {
        int from = grammar.next().from();
        int mark = grammar.mark();
        if (grammar.accept("(")) {
            List<Statement> counting = counting(from);
            if (!counting.isEmpty()) {
                return counting;
            }
            grammar.reset(mark);
        }
        grammar.accept("my");
        grammar.accept("our");
        Expression target = topic(from);
        if (grammar.peek(0).kind() == Kind.VARIABLE) {
            Lexeme name = grammar.next();
            target = new Expression.Name(name.text(), name.from(), name.to());
        }
        Expression walked = grammar.expression();
        Expression lines = PerlFiles.lines(walked);
        Expression iterable = lines == null ? walked : lines;
        return List.of(new Statement.For(target, null, iterable, false, grammar.block(), List.of(), from));
    }

    /** {@code for (my $i = 0; $i < 3; $i++) {...}}; empty when it walks a list. */
    private List<Statement> counting(int from) {
        List<Statement> all = new ArrayList<>();
        if (!grammar.peek(0).is(";")) {
            if (grammar.peek(0).is(")")) {
                return List.of();
            }
            Expression start = grammar.expression();
            if (!grammar.peek(0).is(";")) {
                return List.of();
            }
            all.add(new Statement.Evaluation(start, from));
        }
        all.add(common.counting(from));
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
            return grammar.block();
        } finally {
            subroutines--;
        }
    }

    private void subroutine(List<Statement> into) {
        int from = grammar.peek(0).from();
        if (grammar.peek(1).kind() != Kind.NAME) {
            modified(into, new Statement.Evaluation(grammar.expression(), from));
            return;
        }
        grammar.next();
        String name = grammar.next().text();
        while (!grammar.peek(0).is("{")
                && !grammar.peek(0).is(";")
                && grammar.peek(0).kind() != Kind.END) {
            grammar.next();
        }
        if (grammar.accept(";")) {
            return;
        }
        List<Statement> body = body();
        // perldoc perlsub, "Overriding Built-in Functions": a method of such a name leaves the language's function
        // alone
        if (packageName.equals("main") || !CoreFunctions.contain(name)) {
            into.add(new Statement.Definition(routine(name, body, from, grammar.lastEnd()), List.of(), from));
        }
        if (!packageName.equals("main") && !name.contains("::")) {
            Routine qualified = routine(packageName + "::" + name, body, from, grammar.lastEnd());
            into.add(new Statement.Definition(qualified, List.of(), from));
        }
    }

    /** {@code eval {...}} and {@code do {...}}: a function run at once; {@code eval} catches everything. */
    Expression protectedBlock(boolean catches, int from) {
        List<Statement> body = grammar.block();
        int to = grammar.lastEnd();
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
        List<Statement> body = grammar.block();
        List<Statement> caught = List.of();
        List<Statement> last = List.of();
        while (grammar.peek(0).is("catch") || grammar.peek(0).is("finally")) {
            boolean handles = grammar.next().is("catch");
            if (grammar.accept("(")) {
                grammar.next();
                grammar.expect(")");
            }
            List<Statement> block = grammar.block();
            caught = handles ? block : caught;
            last = handles ? last : block;
        }
        int to = grammar.lastEnd();
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
        grammar.next();
        String before = packageName;
        packageName = grammar.next().text();
        if (grammar.peek(0).is("{")) {
            into.addAll(grammar.block());
            packageName = before;
        } else {
            grammar.accept(";");
        }
    }

    private void use(List<Statement> into) {
        int from = grammar.next().from();
        Lexeme module = grammar.next();
        if (module.kind() != Kind.NAME || module.text().matches("v[0-9]+")) {
            // a version of the language
            skip();
            return;
        }
        List<Given> arguments = new ArrayList<>();
        while (!grammar.peek(0).is(";") && grammar.peek(0).kind() != Kind.END) {
            arguments.add(new Given(Spread.ONE, null, useArgument()));
            if (!grammar.accept(",") && !grammar.accept("=>")) {
                break;
            }
        }
        skip();
        Expression name = new Expression.Literal(Expression.Kind.STRING, module.text(), module.from(), module.to());
        arguments.add(0, new Given(Spread.ONE, null, name));
        if (module.is("parent") || module.is("base") || PerlObjects.makesClass(module.text())) {
            Expression own = new Expression.Literal(Expression.Kind.STRING, packageName, from, from);
            arguments.add(new Given(Spread.ONE, "package", own));
        }
        into.add(new Statement.Evaluation(
                new Expression.Call(new Expression.Name("use", from, from + 3), arguments, from, grammar.lastEnd()),
                from));
    }

    private Expression useArgument() {
        Lexeme key = grammar.peek(0);
        if (key.kind() == Kind.NAME && grammar.peek(1).is("=>")) {
            grammar.next();
            return new Expression.Literal(Expression.Kind.STRING, key.text(), key.from(), key.to());
        }
        return grammar.expression();
    }

    private void skip() {
        while (!grammar.peek(0).is(";") && grammar.peek(0).kind() != Kind.END) {
            grammar.next();
        }
        grammar.accept(";");
    }
}
