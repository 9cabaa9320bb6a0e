package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Connective;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Given;
import org.egressaudit.demand.script.tree.Expression.Spread;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;

/** Lexemes to the common tree: operators by precedence, statements one by one; a language adds its own spellings. */
public abstract class Grammar {

    private static final int DEEPEST = 150;

    private static final int MOST_DIAGNOSTICS = 20;

    /** How tightly each operator binds; the weakest first. */
    private static final Map<String, Integer> BINDING = Map.ofEntries(
            Map.entry("or", 1),
            Map.entry("xor", 1),
            Map.entry("and", 2),
            Map.entry("=", 4),
            Map.entry("+=", 4),
            Map.entry("-=", 4),
            Map.entry("*=", 4),
            Map.entry("/=", 4),
            Map.entry(".=", 4),
            Map.entry("||=", 4),
            Map.entry("&&=", 4),
            Map.entry("//=", 4),
            Map.entry("??=", 4),
            Map.entry("%=", 4),
            Map.entry("x=", 4),
            Map.entry("|=", 4),
            Map.entry("&=", 4),
            Map.entry("<<=", 4),
            Map.entry("?", 5),
            Map.entry("..", 6),
            Map.entry("...", 6),
            Map.entry("||", 7),
            Map.entry("??", 7),
            Map.entry("//", 7),
            Map.entry("&&", 8),
            Map.entry("|", 9),
            Map.entry("^", 9),
            Map.entry("&", 10),
            Map.entry("==", 11),
            Map.entry("!=", 11),
            Map.entry("===", 11),
            Map.entry("!==", 11),
            Map.entry("eq", 11),
            Map.entry("ne", 11),
            Map.entry("<=>", 11),
            Map.entry("cmp", 11),
            Map.entry("=~", 16),
            Map.entry("!~", 16),
            Map.entry("<", 12),
            Map.entry(">", 12),
            Map.entry("<=", 12),
            Map.entry(">=", 12),
            Map.entry("lt", 12),
            Map.entry("gt", 12),
            Map.entry("le", 12),
            Map.entry("ge", 12),
            Map.entry("instanceof", 12),
            Map.entry("in", 12),
            Map.entry("<<", 13),
            Map.entry(">>", 13),
            Map.entry(">>>", 13),
            Map.entry("+", 14),
            Map.entry("-", 14),
            Map.entry(".", 14),
            Map.entry("*", 15),
            Map.entry("/", 15),
            Map.entry("%", 15),
            Map.entry("x", 15),
            Map.entry("**", 18));

    private static final int ASSIGNMENT = 4;

    /** Above the words {@code or} and {@code and}: what stands between commas. */
    protected static final int ITEM = 4;

    protected final Source source;
    protected final int nesting;
    private final List<Lexeme> lexemes;
    private final List<Diagnostic> diagnostics;
    private int index;
    private boolean endTold;
    private int depth;
    private boolean yields;
    private final List<Statement> before = new ArrayList<>();

    /** A rule does not fit; the statement is given up. */
    public static final class Misfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Misfit(String message) {
            super(message, null, false, false);
        }
    }

    protected Grammar(Source source, List<Lexeme> lexemes, int nesting, List<Diagnostic> diagnostics) {
        this.source = source;
        this.lexemes = lexemes;
        this.nesting = nesting;
        this.diagnostics = diagnostics;
    }

    /** Short name of the language, for the kind of its diagnostics. */
    protected abstract String language();

    /** Whether an operator is one of this language's. */
    protected abstract boolean hasOperator(Lexeme operator);

    /** What may begin an expression, without operators before or after it. */
    protected abstract Expression primary();

    /** One statement; adds what it comes to. */
    protected abstract void statement(List<Statement> into);

    /** A text with values in it, read as an expression. */
    protected abstract Expression quoted(Lexeme lexeme);

    /** The whole text. */
    public Tree tree() {
        List<Statement> statements = new ArrayList<>();
        while (!at(Kind.END)) {
            int before = index;
            guarded(statements);
            if (index == before) {
                next();
            }
        }
        return new Tree(source, hoisted(statements), diagnostics);
    }

    /** One statement; trouble gives up the rest of it. */
    public final void guarded(List<Statement> into) {
        int start = index;
        int first = into.size();
        try {
            enter();
            try {
                statement(into);
            } finally {
                leave();
                into.addAll(first, before);
                before.clear();
            }
        } catch (Misfit misfit) {
            Lexeme at = peek();
            if (diagnostics.size() < MOST_DIAGNOSTICS) {
                diagnostics.add(Diagnostic.warning(
                        language() + "-syntax",
                        source.span(at.from(), at.to()),
                        misfit.getMessage() + "; read on with the next statement"));
            }
            if (index == start) {
                next();
            }
            while (!at(Kind.END) && !at(";") && !at("}") && !peek().afterNewline()) {
                next();
            }
            accept(";");
        }
    }

    /** A class that an expression defines: it is defined before the statement, and the expression names it. */
    protected final void before(Statement definition) {
        before.add(definition);
    }

    /** Whether a class is there before its definition is reached. */
    protected boolean hoistsClasses() {
        return true;
    }

    /** Imports, then functions and classes are there before the first statement, where the language says so. */
    public List<Statement> hoisted(List<Statement> statements) {
        List<Statement> imports = new ArrayList<>();
        List<Statement> definitions = new ArrayList<>();
        List<Statement> rest = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (Statement statement : statements) {
            boolean defines = statement instanceof Statement.Definition
                    || statement instanceof Statement.ClassDefinition type && hoistsClasses() && inherited(type, there);
            if (defines && statement instanceof Statement.ClassDefinition type) {
                there.add(type.name());
            }
            (statement instanceof Statement.Import ? imports : defines ? definitions : rest).add(statement);
        }
        imports.addAll(definitions);
        imports.addAll(rest);
        return imports;
    }

    /** A class whose parent comes from elsewhere is there no sooner than its definition is reached. */
    private static boolean inherited(Statement.ClassDefinition type, Set<String> there) {
        return type.bases().stream()
                .allMatch(base -> base.value() instanceof Expression.Name name && there.contains(name.name()));
    }

    public final Lexeme peek() {
        return lexemes.get(index);
    }

    public final Lexeme peek(int ahead) {
        return lexemes.get(Math.max(0, Math.min(index + ahead, lexemes.size() - 1)));
    }

    public final Lexeme next() {
        Lexeme lexeme = lexemes.get(index);
        index = Math.min(index + 1, lexemes.size() - 1);
        return lexeme;
    }

    /** The function that is being read yields: calling it gives what it hands out. */
    protected final void yields() {
        yields = true;
    }

    /** A function whose body is read now; a "yield" in it is its own. */
    public final Routine routine(
            String name, List<Routine.Parameter> parameters, Supplier<List<Statement>> body, int from) {
        boolean outer = yields;
        yields = false;
        try {
            List<Statement> statements = body.get();
            return new Routine(name, parameters, statements, yields, from, lastEnd());
        } finally {
            yields = outer;
        }
    }

    public final int mark() {
        return index;
    }

    public final void reset(int mark) {
        index = mark;
    }

    protected final boolean at(String word) {
        return peek().is(word);
    }

    protected final boolean at(Kind kind) {
        return peek().kind() == kind;
    }

    public final boolean accept(String word) {
        if (at(word)) {
            next();
            return true;
        }
        return false;
    }

    public final void expect(String word) {
        if (!accept(word)) {
            throw misfit("'" + word + "' is expected here");
        }
    }

    /** What closes a block. A text that ends before it is told, and what stands in the block is read all the same. */
    public final void close(String word) {
        if (!at(Kind.END)) {
            expect(word);
        } else if (!endTold) {
            endTold = true;
            diagnostics.add(Diagnostic.warning(
                    language() + "-syntax",
                    source.span(peek().from(), peek().to()),
                    "'" + word + "' is expected before the end of the text; read as if it stood there"));
        }
    }

    public final String name() {
        if (!at(Kind.NAME)) {
            throw misfit("a name is expected here");
        }
        return next().text();
    }

    public final Misfit misfit(String message) {
        return new Misfit(message);
    }

    public final int lastEnd() {
        return index == 0 ? peek().from() : lexemes.get(index - 1).to();
    }

    protected final void enter() {
        if (++depth > DEEPEST) {
            depth--;
            throw misfit("this is nested more than " + DEEPEST + " deep");
        }
    }

    protected final void leave() {
        depth--;
    }

    /** A whole expression. */
    public final Expression expression() {
        return binary(0);
    }

    /** Expressions with commas between them, in a language where these make one. */
    public Expression wholeExpression() {
        return expression();
    }

    /** An expression between commas. */
    public final Expression item() {
        return binary(ITEM);
    }

    /** Operators that bind at least this tightly. */
    protected final Expression binary(int weakest) {
        enter();
        try {
            int from = peek().from();
            Expression left = unary();
            while (true) {
                Lexeme operator = peek();
                boolean word = operator.kind() == Kind.OPERATOR || operator.kind() == Kind.NAME;
                Integer binding = word && hasOperator(operator) ? BINDING.get(operator.text()) : null;
                if (binding == null || binding < weakest) {
                    return left;
                }
                next();
                left = operator.is("?") ? conditional(left, from) : operation(operator.text(), left, binding, from);
            }
        } finally {
            leave();
        }
    }

    private Expression conditional(Expression test, int from) {
        if (accept(":")) {
            Expression otherwise = binary(ASSIGNMENT);
            return new Expression.Logical(Connective.OR, List.of(test, otherwise), from, lastEnd());
        }
        Expression then = binary(ASSIGNMENT);
        expect(":");
        Expression otherwise = binary(ASSIGNMENT);
        return new Expression.Conditional(test, then, otherwise, from, lastEnd());
    }

    private Expression operation(String operator, Expression left, int binding, int from) {
        boolean rightToLeft = binding == ASSIGNMENT || operator.equals("**");
        Expression right = binary(rightToLeft ? binding : binding + 1);
        int to = lastEnd();
        if (binding == ASSIGNMENT) {
            return assignment(operator, left, right, from, to);
        }
        return switch (operator) {
            case "or", "||" -> logical(Connective.OR, left, right, from, to);
            case "and", "&&" -> logical(Connective.AND, left, right, from, to);
            case "??", "//" -> logical(Connective.DEFINED, left, right, from, to);
            case "==", "===", "eq" -> new Expression.Comparison("==", left, right, from, to);
            case "!=", "!==", "ne" -> new Expression.Comparison("!=", left, right, from, to);
            case "lt", "gt", "le", "ge", "<", ">", "<=", ">=" ->
                new Expression.Comparison(operator, left, right, from, to);
            case "x" -> new Expression.Binary("*", left, right, from, to);
            case "/" -> new Expression.Binary("//", left, right, from, to);
            default -> combined(operator, left, right, from, to);
        };
    }

    /** Two operands with an operator that the language may give a meaning of its own. */
    protected Expression combined(String operator, Expression left, Expression right, int from, int to) {
        return new Expression.Binary(operator, left, right, from, to);
    }

    private static Expression logical(Connective connective, Expression left, Expression right, int from, int to) {
        List<Expression> operands = new ArrayList<>();
        if (left instanceof Expression.Logical chain && chain.connective() == connective) {
            operands.addAll(chain.operands());
        } else {
            operands.add(left);
        }
        operands.add(right);
        return new Expression.Logical(connective, operands, from, to);
    }

    /** What an assignment is, where it stands in an expression. */
    protected Expression assignment(String operator, Expression target, Expression value, int from, int to) {
        return switch (operator) {
            case "=" -> new Expression.Assigning(target, "=", value, from, to);
            case "||=" ->
                new Expression.Assigning(target, "=", logical(Connective.OR, target, value, from, to), from, to);
            case "//=", "??=" ->
                new Expression.Assigning(target, "=", logical(Connective.DEFINED, target, value, from, to), from, to);
            case "&&=" ->
                new Expression.Assigning(target, "=", logical(Connective.AND, target, value, from, to), from, to);
            default -> new Expression.Assigning(target, operator.substring(0, operator.length() - 1), value, from, to);
        };
    }

    private static final Set<String> PREFIXES = Set.of(
            "!", "-", "+", "~", "++", "--", "not", "@", "&", "\\", "typeof", "await", "void", "delete", "clone",
            "defined");

    private Expression unary() {
        Lexeme operator = peek();
        boolean word = operator.kind() == Kind.OPERATOR || operator.kind() == Kind.NAME;
        if (!word || !PREFIXES.contains(operator.text()) || !hasPrefix(operator.text())) {
            Expression value = primary();
            return at("++") || at("--") ? counted(next().text(), value, value.from()) : value;
        }
        enter();
        try {
            next();
            Expression operand = operator.is("not") ? binary(3) : unary();
            return switch (operator.text()) {
                case "!", "not" -> new Expression.Unary("not", operand, operator.from(), lastEnd());
                case "-" -> new Expression.Unary("-", operand, operator.from(), lastEnd());
                case "++", "--" -> counted(operator.text(), operand, operator.from());
                case "typeof", "defined" -> new Expression.Opaque(operator.from(), lastEnd());
                default -> operand;
            };
        } finally {
            leave();
        }
    }

    private Expression counted(String operator, Expression target, int from) {
        Expression one = new Expression.Literal(Expression.Kind.NUMBER, "1", from, lastEnd());
        return new Expression.Assigning(target, operator.substring(1), one, from, lastEnd());
    }

    /** Whether a prefix operator is one of this language's. */
    protected boolean hasPrefix(String operator) {
        return true;
    }

    /** Items up to a closing bracket, the opening one already read. */
    public final List<Given> arguments(String close) {
        List<Given> arguments = new ArrayList<>();
        while (!at(close)) {
            if (at(Kind.END)) {
                throw misfit("'" + close + "' is expected here");
            }
            argument(arguments);
            if (!accept(",") && !accept("=>")) {
                break;
            }
        }
        expect(close);
        return arguments;
    }

    /** One argument. */
    protected void argument(List<Given> arguments) {
        boolean spread = accept("...");
        arguments.add(new Given(spread ? Spread.ITEMS : Spread.ONE, null, item()));
    }

    /** Statements between braces. */
    public final List<Statement> block() {
        expect("{");
        List<Statement> statements = new ArrayList<>();
        while (!at("}") && !at(Kind.END)) {
            int before = index;
            guarded(statements);
            if (index == before) {
                next();
            }
        }
        close("}");
        return hoisted(statements);
    }

    /** A block, or one statement. */
    public final List<Statement> body() {
        if (at("{")) {
            return block();
        }
        List<Statement> statements = new ArrayList<>();
        guarded(statements);
        return statements;
    }

    /** A call of a function by its name. */
    public static Expression invoke(String function, List<Expression> values, int from, int to) {
        return new Expression.Call(
                new Expression.Name(function, from, Math.max(from, Math.min(to, from + function.length()))),
                values.stream().map(value -> new Given(Spread.ONE, null, value)).toList(),
                from,
                to);
    }

    /** A regular expression that the script writes: a call of {@link Replacements#EXPRESSION}. */
    protected static Expression expression(String body, String flags, Lexeme lexeme) {
        List<Expression> words = List.of(
                new Expression.Literal(Expression.Kind.STRING, body, lexeme.from(), lexeme.to()),
                new Expression.Literal(Expression.Kind.STRING, flags, lexeme.from(), lexeme.to()));
        return invoke(Replacements.EXPRESSION, words, lexeme.from(), lexeme.to());
    }

    /** Items in brackets: a list, or a mapping when arrows or colons stand between them. */
    protected final Expression container(List<Expression.Entry> entries, int from) {
        boolean keyed = entries.stream().anyMatch(entry -> entry.key() != null);
        if (keyed) {
            return new Expression.Mapping(entries, from, lastEnd());
        }
        return new Expression.Items(
                Container.LIST, entries.stream().map(Expression.Entry::value).toList(), from, lastEnd());
    }

    /** The raw text between two offsets. */
    public final String text(int from, int to) {
        return source.text().substring(from, to);
    }
}
