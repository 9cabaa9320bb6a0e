package org.egressaudit.demand.script.php;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.scan.CStatements;
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
    private final CStatements common;
    private String namespace = "";

    PhpStatements(PhpGrammar grammar) {
        this.grammar = grammar;
        this.common = new CStatements(grammar);
    }

    void read(List<Statement> into) {
        Lexeme first = grammar.peek(0);
        int from = first.from();
        if (first.is("{")) {
            into.addAll(grammar.block());
            return;
        }
        if (grammar.accept(";")) {
            return;
        }
        String word = first.kind() == Kind.NAME ? first.text().toLowerCase(java.util.Locale.ROOT) : "";
        switch (word) {
            case "if" -> into.add(choice());
            case "while" -> into.add(loop());
            case "do" -> into.add(common.repeat());
            case "for" -> into.addAll(counting());
            case "foreach" -> into.add(walk());
            case "switch" -> into.add(common.selection());
            case "try" -> into.add(attempt());
            case "function" -> function(into, first);
            case "abstract", "final", "class", "trait", "interface", "enum" -> type(into);
            case "return" -> {
                grammar.next();
                Expression value = grammar.peek(0).is(";") ? null : grammar.expression();
                into.add(new Statement.Return(value, from));
                end();
            }
            case "throw" -> {
                grammar.next();
                into.add(new Statement.Raise(grammar.expression(), from));
                end();
            }
            case "break", "continue" -> {
                grammar.next();
                into.add(new Statement.Jump(word.equals("break"), levels() - 1, from));
                end();
            }
            case "echo" -> {
                grammar.next();
                do {
                    into.add(new Statement.Evaluation(grammar.expression(), from));
                } while (grammar.accept(","));
                end();
            }
            case "global" -> global(into, from);
            case "const" -> constants(into);
            case "use" -> use(into);
            case "namespace" -> namespace();
            case "declare", "goto" -> skip();
            default -> other(into, first);
        }
    }

    /** How many loops and switches {@code break 2} is about, as "break" of the manual counts them: 1 unless it says. */
    private int levels() {
        Lexeme number = grammar.peek(0);
        if (number.kind() != Kind.NUMBER) {
            return 1;
        }
        grammar.next();
        return number.text().matches("[1-9][0-9]{0,2}") ? Integer.parseInt(number.text()) : 1;
    }

    private void other(List<Statement> into, Lexeme first) {
        if (first.is("static") && grammar.peek(1).kind() == Kind.VARIABLE) {
            grammar.next();
        }
        into.add(new Statement.Evaluation(grammar.expression(), first.from()));
        end();
    }

    private void end() {
        Lexeme at = grammar.peek(0);
        if (!grammar.accept(";") && !at.is("}") && at.kind() != Kind.END) {
            throw grammar.misfit("';' is expected here");
        }
    }

    private void skip() {
        while (!grammar.peek(0).is(";")
                && !grammar.peek(0).is("{")
                && grammar.peek(0).kind() != Kind.END) {
            grammar.next();
        }
        grammar.accept(";");
    }

    private void namespace() {
        grammar.next();
        namespace = grammar.peek(0).kind() == Kind.NAME ? grammar.next().text() : "";
        skip();
    }

    /** {@code use A\\B as C;}: a class under a short name; {@code use A\\{B, C as D};} for several. */
    private void use(List<Statement> into) {
        int from = grammar.next().from();
        if (grammar.peek(0).is("function") || grammar.peek(0).is("const")) {
            grammar.next();
        }
        while (grammar.peek(0).kind() == Kind.NAME) {
            String module = grammar.next().text();
            if (module.endsWith("\\") && grammar.accept("{")) {
                while (grammar.peek(0).kind() == Kind.NAME) {
                    imported(module + grammar.next().text(), from, into);
                    grammar.accept(",");
                }
                grammar.accept("}");
            } else {
                imported(module, from, into);
            }
            grammar.accept(",");
        }
        skip();
    }

    private void imported(String written, int from, List<Statement> into) {
        String module = written.startsWith("\\") ? written.substring(1) : written;
        String alias = grammar.accept("as") ? grammar.next().text() : module.substring(module.lastIndexOf('\\') + 1);
        into.add(new Statement.Import(module, 0, List.of(), alias, false, from, grammar.lastEnd()));
    }

    /** A body in braces, a single statement, or what stands between a colon and the closing word. */
    private List<Statement> body(String... closing) {
        if (!grammar.accept(":")) {
            return grammar.body();
        }
        List<Statement> statements = new ArrayList<>();
        Set<String> ends = Set.of(closing);
        while (!ends.contains(grammar.peek(0).text()) && grammar.peek(0).kind() != Kind.END) {
            grammar.guarded(statements);
        }
        return statements;
    }

    private Statement choice() {
        int from = grammar.peek(0).from();
        List<Statement.Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        grammar.next();
        branches.add(branch());
        while (true) {
            if (grammar.accept("elseif")
                    || (grammar.peek(0).is("else") && grammar.peek(1).is("if") && elseIf())) {
                branches.add(branch());
            } else if (grammar.accept("else")) {
                otherwise = body("endif");
                break;
            } else {
                break;
            }
        }
        if (grammar.accept("endif")) {
            grammar.accept(";");
        }
        return new Statement.If(branches, otherwise, from);
    }

    private boolean elseIf() {
        grammar.next();
        grammar.next();
        return true;
    }

    private Statement.Branch branch() {
        Expression test = common.condition();
        return new Statement.Branch(test, body("elseif", "else", "endif"));
    }

    private Statement loop() {
        int from = grammar.next().from();
        Expression test = common.condition();
        List<Statement> body = body("endwhile");
        closing("endwhile");
        return new Statement.While(test, body, List.of(), false, List.of(), from);
    }

    private void closing(String word) {
        if (grammar.accept(word)) {
            grammar.accept(";");
        }
    }

    private List<Statement> counting() {
        int from = grammar.next().from();
        grammar.expect("(");
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
        while (!grammar.peek(0).is(close)) {
            Expression value = grammar.expression();
            row.add(new Statement.Evaluation(value, value.from()));
            if (!grammar.accept(",")) {
                break;
            }
        }
        grammar.expect(close);
        return row;
    }

    private Statement walk() {
        int from = grammar.next().from();
        grammar.expect("(");
        Expression iterable = grammar.expression();
        grammar.expect("as");
        boolean reference = grammar.peek(0).is("&");
        Expression first = grammar.expression();
        Expression value = null;
        if (grammar.accept("=>")) {
            reference = grammar.peek(0).is("&");
            value = grammar.expression();
        }
        grammar.expect(")");
        List<Statement> body = body("endforeach");
        closing("endforeach");
        if (reference) {
            // what the variable then holds is the item
            Expression key = value == null ? new Expression.Name("$ key of " + from, from, from) : first;
            Expression item = value == null ? first : value;
            List<Statement> written = new ArrayList<>(body);
            written.add(
                    new Statement.Assignment(List.of(new Expression.Subscript(iterable, key, from, from)), item, from));
            return new Statement.For(item, key, iterable, false, written, List.of(), from);
        }
        return value == null
                ? new Statement.For(first, null, iterable, false, body, List.of(), from)
                : new Statement.For(value, first, iterable, false, body, List.of(), from);
    }

    private Statement attempt() {
        int from = grammar.next().from();
        List<Statement> body = grammar.block();
        List<Statement.Handler> handlers = new ArrayList<>();
        while (grammar.accept("catch")) {
            grammar.expect("(");
            List<Expression> types = new ArrayList<>();
            Expression name = null;
            while (!grammar.accept(")")) {
                Lexeme part = grammar.next();
                if (part.kind() == Kind.VARIABLE) {
                    name = new Expression.Name(part.text(), part.from(), part.to());
                } else if (part.kind() == Kind.NAME) {
                    types.add(new Expression.Name(part.text(), part.from(), part.to()));
                } else if (part.kind() == Kind.END) {
                    throw grammar.misfit("')' is expected here");
                }
            }
            Expression type = new Expression.Items(Expression.Container.TUPLE, types, from, from);
            handlers.add(new Statement.Handler(types.isEmpty() ? null : type, name, grammar.block()));
        }
        List<Statement> last = grammar.accept("finally") ? grammar.block() : List.of();
        return new Statement.Try(body, handlers, List.of(), last, from);
    }

    private void global(List<Statement> into, int from) {
        grammar.next();
        List<String> names = new ArrayList<>();
        do {
            names.add(grammar.next().text());
        } while (grammar.accept(","));
        into.add(new Statement.Outer(true, names, from));
        end();
    }

    private void constants(List<Statement> into) {
        grammar.next();
        do {
            Lexeme name = grammar.next();
            while (grammar.peek(0).kind() == Kind.NAME) {
                name = grammar.next();
            }
            grammar.expect("=");
            Expression target = new Expression.Name(name.text(), name.from(), name.to());
            into.add(new Statement.Assignment(List.of(target), grammar.expression(), name.from()));
        } while (grammar.accept(","));
        end();
    }

    private void function(List<Statement> into, Lexeme first) {
        boolean named = grammar.peek(1).kind() == Kind.NAME
                || grammar.peek(2).kind() == Kind.NAME && grammar.peek(1).is("&");
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
        int from = grammar.next().from();
        grammar.accept("&");
        String name = grammar.next().text();
        grammar.expect("(");
        List<Routine.Parameter> parameters = new ArrayList<>();
        List<Statement> body = new ArrayList<>();
        parameters.addAll(grammar.parameters(body));
        skipType();
        if (grammar.accept(";")) {
            return null;
        }
        Routine routine = grammar.routine(
                name,
                parameters,
                () -> {
                    body.addAll(grammar.block());
                    return body;
                },
                from);
        return new Statement.Definition(routine, List.of(), from);
    }

    void skipType() {
        if (grammar.accept(":")) {
            while (!grammar.peek(0).is("{")
                    && !grammar.peek(0).is(";")
                    && !grammar.peek(0).is("=>")
                    && grammar.peek(0).kind() != Kind.END) {
                grammar.next();
            }
        }
    }

    private void type(List<Statement> into) {
        int from = grammar.peek(0).from();
        while (grammar.accept("abstract") || grammar.accept("final") || grammar.accept("readonly")) {
            // modifiers say nothing here
        }
        boolean trait = grammar.next().is("trait");
        String name = grammar.name();
        List<PhpEnumerations.Case> cases = new ArrayList<>();
        into.add(body(name, from, cases));
        if (!cases.isEmpty()) {
            into.add(PhpEnumerations.members(name, cases, from));
        }
        // classes are known everywhere, also those of a file that a function includes
        into.add(new Statement.Outer(
                true, List.of(PhpClasses.TRAIT + name, PhpClasses.FULL_NAME + name, namespace + "\\" + name), from));
        if (trait) {
            into.add(named(PhpClasses.TRAIT + name, new Expression.Name(PhpGrammar.CLASS + name, from, from), from));
        }
        // found by its full name, and known by which
        String full = namespace.isEmpty() ? name : namespace + "\\" + name;
        if (!namespace.isEmpty()) {
            into.add(named(full, new Expression.Name(PhpGrammar.CLASS + name, from, from), from));
        }
        into.add(named(
                PhpClasses.FULL_NAME + name, new Expression.Literal(Expression.Kind.STRING, full, from, from), from));
    }

    /** What follows a class's name: its heritage and its members. */
    Statement.ClassDefinition body(String name, int from) {
        return body(name, from, new ArrayList<>());
    }

    private Statement.ClassDefinition body(String name, int from, List<PhpEnumerations.Case> cases) {
        List<Given> bases = new ArrayList<>();
        boolean inherits = false;
        while (!grammar.peek(0).is("{") && grammar.peek(0).kind() != Kind.END) {
            Lexeme part = grammar.next();
            inherits = part.is("extends") || (inherits && !part.is("implements"));
            if (inherits && part.kind() == Kind.NAME && !part.is("extends")) {
                Expression base = new Expression.Name(PhpGrammar.CLASS + part.text(), part.from(), part.to());
                bases.add(new Given(Spread.ONE, null, base));
            }
        }
        grammar.expect("{");
        List<Statement> body = new ArrayList<>();
        while (!grammar.accept("}") && grammar.peek(0).kind() != Kind.END) {
            if (grammar.accept("use")) {
                traits(bases);
            } else if (grammar.accept("case")) {
                Lexeme one = grammar.next();
                cases.add(new PhpEnumerations.Case(one, grammar.accept("=") ? grammar.expression() : null));
                grammar.accept(";");
            } else {
                member(body);
            }
        }
        return new Statement.ClassDefinition(name, bases, List.of(), withConstructor(name, body), from);
    }

    /** Before PHP 8 a method of the class's own name makes its objects, when there is no {@code __construct}. */
    private static List<Statement> withConstructor(String name, List<Statement> body) {
        String plain = name.substring(name.lastIndexOf('\\') + 1).replaceFirst("^" + PhpGrammar.CLASS, "");
        Statement.Definition old = null;
        for (Statement statement : body) {
            if (statement instanceof Statement.Definition method) {
                if (method.routine().name().equalsIgnoreCase("__construct")) {
                    return body;
                }
                old = method.routine().name().equalsIgnoreCase(plain) ? method : old;
            }
        }
        if (old == null) {
            return body;
        }
        Routine own = old.routine();
        Routine made = new Routine("__construct", own.parameters(), own.body(), false, own.from(), own.to());
        List<Statement> all = new ArrayList<>(body);
        all.add(new Statement.Definition(made, old.decorators(), old.from()));
        return all;
    }

    private static Statement named(String name, Expression value, int from) {
        return new Statement.Evaluation(
                new Expression.Assigning(new Expression.Name(name, from, from), "=", value, from, from), from);
    }

    /** {@code use A, B;} in a class: the methods of traits are the class's own. */
    private void traits(List<Given> bases) {
        while (grammar.peek(0).kind() == Kind.NAME) {
            Lexeme trait = grammar.next();
            bases.add(new Given(
                    Spread.ONE, null, new Expression.Name(PhpGrammar.CLASS + trait.text(), trait.from(), trait.to())));
            grammar.accept(",");
        }
        if (grammar.peek(0).is("{")) {
            grammar.block();
        } else {
            grammar.accept(";");
        }
    }

    private void member(List<Statement> body) {
        while (MODIFIERS.contains(grammar.peek(0).text())) {
            grammar.next();
        }
        Lexeme first = grammar.peek(0);
        if (first.is("function")) {
            Statement method = definition();
            if (method != null) {
                body.add(method);
            }
        } else if (first.is("const")) {
            constants(body);
        } else {
            while (grammar.peek(0).kind() != Kind.VARIABLE
                    && grammar.peek(0).kind() != Kind.END
                    && !grammar.peek(0).is("}")) {
                grammar.next();
            }
            property(body);
        }
    }

    private void property(List<Statement> body) {
        while (grammar.peek(0).kind() == Kind.VARIABLE) {
            Lexeme name = grammar.next();
            Expression target = new Expression.Name(name.text().substring(1), name.from(), name.to());
            if (grammar.accept("=")) {
                body.add(new Statement.Assignment(List.of(target), grammar.expression(), name.from()));
            }
            grammar.accept(",");
        }
        grammar.accept(";");
    }
}
