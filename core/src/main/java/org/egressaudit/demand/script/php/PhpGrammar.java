package org.egressaudit.demand.script.php;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.scan.Grammar;
import org.egressaudit.demand.script.scan.Interpolation;
import org.egressaudit.demand.script.scan.Interpolation.Embedded;
import org.egressaudit.demand.script.scan.Lexeme;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Given;
import org.egressaudit.demand.script.tree.Expression.Spread;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/** PHP's expressions; its statements are read by {@link PhpStatements}. */
final class PhpGrammar extends Grammar {

    private static final Set<String> NO_OPERATORS =
            Set.of("x", "//", "eq", "ne", "lt", "gt", "le", "ge", "cmp", "in", "=~", "!~", "..");

    private static final Set<String> PROPERTY = Set.of("public", "protected", "private", "readonly");

    /** Words before a parameter that name no class. */
    private static final Set<String> BUILTIN = Set.of(
            "public",
            "protected",
            "private",
            "readonly",
            "int",
            "float",
            "string",
            "bool",
            "array",
            "callable",
            "iterable",
            "object",
            "mixed",
            "self",
            "static",
            "parent",
            "null",
            "false",
            "true",
            "void",
            "Closure",
            "DateTimeInterface",
            "DateTime",
            "DateTimeImmutable");

    private static final Set<String> INCLUDES = Set.of("include", "include_once", "require", "require_once");

    private static final Set<String> CASTS =
            Set.of("string", "int", "integer", "bool", "boolean", "array", "object", "float", "double");

    /** Marks a name that stands for a class, for constants may be spelled the same. */
    static final String CLASS = "class ";

    private final PhpStatements statements = new PhpStatements(this);

    private PhpGrammar(Source source, List<Lexeme> lexemes, int nesting, List<Diagnostic> diagnostics) {
        super(source, lexemes, nesting, diagnostics);
    }

    static Tree parse(Source source) {
        List<Lexeme> lexemes = isCode(source) ? PhpLexer.code(source.text()) : PhpLexer.file(source.text());
        return new PhpGrammar(source, lexemes, 0, new ArrayList<>()).tree();
    }

    /** What {@code php -r} and {@code eval} are given is code from its first character on; a page begins with a tag. */
    private static boolean isCode(Source source) {
        return source.isPart() && !source.text().stripLeading().startsWith("<");
    }

    @Override
    protected String language() {
        return "php";
    }

    @Override
    protected boolean hasOperator(Lexeme operator) {
        return !NO_OPERATORS.contains(operator.text());
    }

    @Override
    protected boolean hasPrefix(String operator) {
        return !Set.of("\\", "typeof", "await", "void", "delete", "defined", "not")
                .contains(operator);
    }

    @Override
    protected void statement(List<Statement> into) {
        statements.read(into);
    }

    @Override
    protected void argument(List<Given> arguments) {
        if (at(Kind.NAME) && peek(1).is(":") && !peek(2).is(":")) {
            String name = name();
            next();
            arguments.add(new Given(Spread.ONE, name, item()));
        } else {
            super.argument(arguments);
        }
    }

    @Override
    protected Expression primary() {
        int from = peek().from();
        Expression value = operand();
        while (true) {
            if (accept("->") || accept("?->")) {
                value = member(value, from);
            } else if (accept("::")) {
                boolean named = value instanceof Expression.Name name
                        && name.name().startsWith("$")
                        && !name.name().equals("$this");
                value = named ? new Expression.Computed(CLASS, value, from, lastEnd()) : value;
                value = accept("class") ? value : member(value, from);
            } else if (at("[")) {
                next();
                boolean bare = nesting > 0 && at(Kind.NAME) && peek(1).is("]");
                Lexeme key = peek();
                Expression index = bare
                        ? new Expression.Literal(Expression.Kind.STRING, next().text(), key.from(), key.to())
                        : at("]") ? new Expression.Opaque(from, lastEnd()) : expression();
                expect("]");
                value = new Expression.Subscript(value, index, from, lastEnd());
            } else if (at("(") && peek(1).is("...") && peek(2).is(")")) {
                // "First class callable syntax": the function itself
                next();
                next();
                next();
            } else if (accept("(")) {
                value = new Expression.Call(value, arguments(")"), from, lastEnd());
            } else {
                return value;
            }
        }
    }

    private Expression member(Expression object, int from) {
        if (accept("{")) {
            Expression name = expression();
            expect("}");
            return new Expression.Subscript(object, name, from, lastEnd());
        }
        Lexeme name = next();
        if (name.kind() != Kind.NAME && name.kind() != Kind.VARIABLE) {
            throw misfit("a member's name is expected here");
        }
        if (name.kind() == Kind.NAME) {
            return new Expression.Attribute(object, name.text(), from, lastEnd());
        }
        boolean ofClass = !at("(")
                && object instanceof Expression.Name owner
                && owner.name().startsWith(CLASS);
        return ofClass
                ? new Expression.Attribute(object, name.text().substring(1), from, lastEnd())
                : new Expression.Subscript(
                        object, new Expression.Name(name.text(), name.from(), name.to()), from, lastEnd());
    }

    private Expression operand() {
        Lexeme lexeme = next();
        int from = lexeme.from();
        switch (lexeme.kind()) {
            case VARIABLE -> {
                return new Expression.Name(lexeme.text(), from, lexeme.to());
            }
            case NUMBER -> {
                return new Expression.Literal(Expression.Kind.NUMBER, lexeme.text(), from, lexeme.to());
            }
            case QUOTED -> {
                return quoted(lexeme);
            }
            case NAME -> {
                return word(lexeme);
            }
            default -> {
                return symbol(lexeme);
            }
        }
    }

    private Expression symbol(Lexeme lexeme) {
        int from = lexeme.from();
        if (lexeme.is("(")) {
            if (at(Kind.NAME) && CASTS.contains(peek().text()) && peek(1).is(")")) {
                boolean text = next().is("string");
                next();
                Expression cast = binary(17);
                return text ? new Expression.Interpolated(List.of(cast), from, lastEnd()) : cast;
            }
            Expression value = expression();
            expect(")");
            return value;
        }
        if (lexeme.is("[")) {
            return array("]", from);
        }
        if (lexeme.is("&")) {
            return operand();
        }
        if (lexeme.is("$")) {
            return computed(from);
        }
        throw misfit("an expression is expected before '" + lexeme.text() + "'");
    }

    /** "Variable variables": {@code $$name} and {@code ${'name'}}. */
    private Expression computed(int from) {
        Expression name;
        if (accept("{")) {
            name = expression();
            expect("}");
        } else {
            name = operand();
        }
        return new Expression.Computed("$", name, from, lastEnd());
    }

    private Expression array(String close, int from) {
        List<Expression.Entry> entries = new ArrayList<>();
        while (!at(close)) {
            if (at(Kind.END)) {
                throw misfit("'" + close + "' is expected here");
            }
            if (accept(",")) {
                entries.add(new Expression.Entry(null, new Expression.Opaque(from, from)));
                continue;
            }
            boolean spread = accept("...");
            Expression first = item();
            if (accept("=>")) {
                entries.add(new Expression.Entry(first, item()));
            } else {
                entries.add(new Expression.Entry(
                        null, spread ? new Expression.Spreading(first, first.from(), first.to()) : first));
            }
            if (!accept(",")) {
                break;
            }
        }
        expect(close);
        return container(entries, from);
    }

    private Expression word(Lexeme lexeme) {
        int from = lexeme.from();
        String name = lexeme.text();
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        if (INCLUDES.contains(lower)) {
            return invoke(lower, List.of(item()), from, lastEnd());
        }
        return switch (lower) {
            case "true", "false" ->
                new Expression.Literal(
                        Expression.Kind.BOOLEAN, lower.equals("true") ? "True" : "False", from, lexeme.to());
            case "null" -> new Expression.Literal(Expression.Kind.NOTHING, "None", from, lexeme.to());
            case "new" -> construction(from);
            case "array", "list" -> accept("(") ? array(")", from) : new Expression.Name(name, from, lexeme.to());
            case "function", "fn" -> closure(lower, from);
            case "static" ->
                at("function") || at("fn") ? operand() : new Expression.Name(CLASS + "static", from, lexeme.to());
            case "print" -> invoke("print", List.of(item()), from, lastEnd());
            case "throw" -> invoke("throw", List.of(item()), from, lastEnd());
            case "exit", "die" -> exit(from);
            case "match" -> match(from);
            case "yield" -> {
                yields();
                boolean each = accept("from");
                Expression value = at(";") || at(")") ? null : item();
                if (accept("=>")) {
                    // the key is the walk's own
                    value = item();
                }
                yield new Expression.Yield(value, each, from, lastEnd());
            }
            default -> new Expression.Name(at("::") ? CLASS + name : name, from, lexeme.to());
        };
    }

    /** {@code match}: the value of the first arm of which a value is the subject's, as a chain of conditions. */
    private Expression match(int from) {
        expect("(");
        Expression subject = item();
        expect(")");
        expect("{");
        List<Expression> tests = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        Expression otherwise = null;
        while (!at("}") && !at(Kind.END)) {
            boolean isDefault = accept("default");
            List<Expression> tried = new ArrayList<>();
            while (!isDefault && !at("=>")) {
                Expression value = item();
                tried.add(
                        isTrue(subject)
                                ? value
                                : new Expression.Comparison("==", subject, value, value.from(), value.to()));
                accept(",");
            }
            accept(",");
            expect("=>");
            Expression value = item();
            accept(",");
            if (isDefault) {
                otherwise = value;
            } else if (!tried.isEmpty()) {
                int start = tried.get(0).from();
                tests.add(
                        tried.size() == 1
                                ? tried.get(0)
                                : new Expression.Logical(Expression.Connective.OR, tried, start, lastEnd()));
                values.add(value);
            }
        }
        expect("}");
        Expression result = otherwise == null ? new Expression.Opaque(from, lastEnd()) : otherwise;
        for (int i = tests.size() - 1; i >= 0; i--) {
            result = new Expression.Conditional(tests.get(i), values.get(i), result, from, lastEnd());
        }
        return result;
    }

    private static boolean isTrue(Expression subject) {
        return subject instanceof Expression.Literal literal
                && literal.kind() == Expression.Kind.BOOLEAN
                && literal.text().equals("True");
    }

    private Expression exit(int from) {
        List<Given> arguments = accept("(") ? arguments(")") : List.of();
        return new Expression.Call(new Expression.Name("exit", from, from + 4), arguments, from, lastEnd());
    }

    private Expression construction(int from) {
        if (accept("class")) {
            List<Given> arguments = accept("(") ? arguments(")") : List.of();
            String name = "class@anonymous:" + from;
            before(statements.body(name, from));
            return new Expression.Call(new Expression.Name(CLASS + name, from, from), arguments, from, lastEnd());
        }
        Lexeme type = next();
        boolean named = type.kind() == Kind.NAME;
        Expression callee = new Expression.Name(named ? CLASS + type.text() : type.text(), type.from(), type.to());
        callee = named ? callee : new Expression.Computed(CLASS, callee, type.from(), type.to());
        List<Given> arguments = accept("(") ? arguments(")") : List.of();
        return new Expression.Call(callee, arguments, from, lastEnd());
    }

    private Expression closure(String word, int from) {
        accept("&");
        expect("(");
        List<Routine.Parameter> parameters = parameters(new ArrayList<>());
        if (accept("use")) {
            expect("(");
            arguments(")");
        }
        statements.skipType();
        Routine routine = routine("", parameters, () -> word.equals("fn") ? arrow() : block(), from);
        return new Expression.Lambda(routine, from, lastEnd());
    }

    private List<Statement> arrow() {
        expect("=>");
        Expression value = item();
        return List.of(new Statement.Return(value, value.from()));
    }

    /**
     * Parameters after the opening parenthesis, with the closing one.
     *
     * @param promoted takes the assignments of those that a constructor declares as properties too
     */
    List<Routine.Parameter> parameters(List<Statement> promoted) {
        List<Routine.Parameter> parameters = new ArrayList<>();
        while (!at(")") && !at(Kind.END)) {
            Spread takes = Spread.ONE;
            boolean property = false;
            boolean reference = false;
            Lexeme type = null;
            while (!at(Kind.VARIABLE) && !at(Kind.END) && !at(")")) {
                Lexeme before = next();
                takes = before.is("...") ? Spread.ITEMS : takes;
                reference |= before.is("&");
                type = before.kind() == Kind.NAME && !BUILTIN.contains(before.text()) ? before : type;
                property |= PROPERTY.contains(before.text());
            }
            if (!at(Kind.VARIABLE)) {
                break;
            }
            Lexeme name = next();
            Expression fallback = accept("=") ? item() : type == null || takes != Spread.ONE ? null : injected(type);
            if (property) {
                promoted.add(promotion(name));
            }
            parameters.add(new Routine.Parameter(
                    new Expression.Name(name.text(), name.from(), name.to()), fallback, takes, false, reference));
            if (!accept(",")) {
                break;
            }
        }
        expect(")");
        return parameters;
    }

    /** A parameter of a class's type that the caller does not give: containers of frameworks make an object of it. */
    private static Expression injected(Lexeme type) {
        Expression named = new Expression.Name(CLASS + type.text(), type.from(), type.to());
        return invoke(PhpClasses.INJECTED, List.of(named), type.from(), type.to());
    }

    private static Statement promotion(Lexeme parameter) {
        int from = parameter.from();
        int to = parameter.to();
        Expression object = new Expression.Name("$this", from, to);
        Expression property = new Expression.Attribute(object, parameter.text().substring(1), from, to);
        return new Statement.Assignment(List.of(property), new Expression.Name(parameter.text(), from, to), from);
    }

    @Override
    protected Expression quoted(Lexeme lexeme) {
        Lexeme.Quoted quoted = lexeme.quoted();
        if (quoted == null || quoted.style() == Lexeme.Style.RAW) {
            return Interpolation.raw(source.text(), lexeme);
        }
        Expression value = Interpolation.of(source.text(), lexeme, this::embedded, this::inner);
        return quoted.style() == Lexeme.Style.COMMAND
                ? invoke("shell_exec", List.of(value), lexeme.from(), lexeme.to())
                : value;
    }

    private Expression inner(int from, int to) {
        if (nesting > 4) {
            return new Expression.Opaque(from, to);
        }
        try {
            return new PhpGrammar(source, PhpLexer.expression(source.text(), from, to), nesting + 1, new ArrayList<>())
                    .expression();
        } catch (Misfit notAnExpression) {
            return new Expression.Opaque(from, to);
        }
    }

    /** {@code $name}, {@code $name[key]}, {@code $name->member}, {@code {$expression}}, {@code ${name}}. */
    private @Nullable Embedded embedded(int at, int end) {
        String text = source.text();
        if (text.charAt(at) == '{' && at + 1 < end && text.charAt(at + 1) == '$') {
            int close = Interpolation.closing(text, at, end);
            return new Embedded(at + 1, close - 1, close);
        }
        if (text.startsWith("${", at)) {
            int close = Interpolation.closing(text, at + 1, end);
            return new Embedded(at, close - 1, close);
        }
        if (text.charAt(at) != '$' || at + 1 >= end || !nameStart(text.charAt(at + 1))) {
            return null;
        }
        int stop = at + 1;
        while (stop < end && (Character.isLetterOrDigit(text.charAt(stop)) || text.charAt(stop) == '_')) {
            stop++;
        }
        if (stop < end && text.charAt(stop) == '[') {
            stop = Interpolation.closing(text, stop, end);
        } else if (stop + 2 < end && text.startsWith("->", stop) && nameStart(text.charAt(stop + 2))) {
            stop += 2;
            while (stop < end && (Character.isLetterOrDigit(text.charAt(stop)) || text.charAt(stop) == '_')) {
                stop++;
            }
        }
        return new Embedded(at, stop, stop);
    }

    private static boolean nameStart(char c) {
        return Character.isLetter(c) || c == '_';
    }
}
