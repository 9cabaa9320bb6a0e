package org.egressaudit.demand.script.perl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.scan.Grammar;
import org.egressaudit.demand.script.scan.Lexeme;
import org.egressaudit.demand.script.scan.Lexeme.Kind;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Given;
import org.egressaudit.demand.script.tree.Expression.Spread;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;

/** Perl's expressions that begin with a word: {@code my}, {@code sub}, {@code map}, and calls of functions. */
abstract class PerlWords extends Grammar {

    private static final Set<String> ENDS = Set.of(
            ")", "]", "}", ";", ",", "=>", ":", "?", "=", "or", "and", "if", "unless", "while", "until", "for",
            "foreach", "x", "eq", "ne", "lt", "gt", "le", "ge", "cmp", "xor", "||", "&&", "//", "==", "!=", "=~", "!~",
            ".", "*", "->", ">", ">=", "<=", "+=", ".=", "..", "||=", "//=");

    /** Functions that take one argument when no parentheses stand around it. */
    private static final Set<String> UNARY = Set.of(
            "-X",
            "defined",
            "ref",
            "scalar",
            "lc",
            "uc",
            "lcfirst",
            "ucfirst",
            "length",
            "chomp",
            "chop",
            "shift",
            "pop",
            "keys",
            "values",
            "each",
            "exists",
            "delete",
            "close",
            "chdir",
            "rmdir",
            "readdir",
            "closedir",
            "exit",
            "sleep",
            "require",
            "int",
            "abs",
            "hex",
            "oct",
            "quotemeta",
            "undef",
            "caller",
            "localtime",
            "gmtime",
            "umask",
            "lock");

    /** Functions whose first argument is an array. */
    private static final Set<String> FIRST_ARRAY = Set.of("push", "unshift", "splice", "shift", "pop");

    private static final Set<String> GIVE_LISTS =
            Set.of("split", "keys", "values", "map", "grep", "sort", "reverse", "glob", PerlFunctions.MAP_TO_LISTS);

    /** Lexemes of a block that is looked at for being a list. */
    private static final int MOST_PAIRS = 200;

    /** Words of Moo and its kin, which are about the package that they stand in. */
    private static final Set<String> CLASS_WORDS = Set.of("has", "extends", "with");

    PerlWords(Source source, List<Lexeme> lexemes, int nesting, List<Diagnostic> diagnostics) {
        super(source, lexemes, nesting, diagnostics);
    }

    /** The reader of the statements in blocks. */
    abstract PerlStatements statements();

    final Expression word(Lexeme lexeme) {
        int from = lexeme.from();
        String name = lexeme.text();
        switch (name) {
            case "my", "our", "local", "state" -> {
                return binary(17);
            }
            case "sub" -> {
                return subroutine(from);
            }
            case "do", "eval" -> {
                if (at("{")) {
                    return statements().protectedBlock(name.equals("eval"), from);
                }
            }
            case "try" -> {
                if (at("{")) {
                    return statements().tried(from);
                }
            }
            case "map", "grep", "sort", "first", "any" -> {
                if (at("{") || (at("(") && peek(1).is("{"))) {
                    return walking(name, from);
                }
                if (name.equals("map") || name.equals("grep")) {
                    return walkingBy(name, from);
                }
            }
            case "__PACKAGE__" -> {
                return new Expression.Literal(
                        Expression.Kind.STRING, statements().packageName(), from, lexeme.to());
            }
            case "undef" -> {
                if (!at("(") && !at(Kind.VARIABLE)) {
                    return new Expression.Literal(Expression.Kind.NOTHING, "None", from, lexeme.to());
                }
            }
            case "new" -> {
                if (at(Kind.NAME)) {
                    Lexeme type = next();
                    Expression owner = new Expression.Name(type.text(), type.from(), type.to());
                    List<Given> arguments = accept("(") ? arguments(")") : List.of();
                    return new Expression.Call(
                            new Expression.Attribute(owner, "new", from, type.to()), arguments, from, lastEnd());
                }
            }
            default -> {
                // a function or a class
            }
        }
        if (at("->")) {
            return new Expression.Name(name, from, lexeme.to());
        }
        return call(lexeme);
    }

    private Expression subroutine(int from) {
        if (at("(")) {
            next();
            arguments(")");
        }
        List<Statement> body = statements().body();
        return new Expression.Lambda(PerlStatements.routine("", body, from, lastEnd()), from, lastEnd());
    }

    /** {@code map { ... } list}: the block is a function of {@code $_}. */
    private Expression walking(String name, int from) {
        boolean bracket = accept("(");
        int body = peek().from();
        List<Statement> statements = new ArrayList<>();
        if (name.equals("map") && pairsFollow()) {
            next();
            statements.add(new Statement.Return(pairs(body), body));
        } else {
            statements.addAll(block());
        }
        accept(",");
        if (!statements.isEmpty() && statements.get(statements.size() - 1) instanceof Statement.Evaluation last) {
            statements.set(statements.size() - 1, new Statement.Return(last.value(), last.from()));
        }
        return walking(name, statements, body, bracket, from);
    }

    /** {@code map expression, list}. */
    private Expression walkingBy(String name, int from) {
        boolean bracket = accept("(");
        int body = peek().from();
        Expression value = item();
        accept(",");
        return walking(name, List.of(new Statement.Return(value, body)), body, bracket, from);
    }

    /** Whether a block is no more than a list of keys and values, or of items. */
    private boolean pairsFollow() {
        int depth = 0;
        boolean comma = false;
        for (int i = 1; i < MOST_PAIRS; i++) {
            Lexeme lexeme = peek(i);
            if (lexeme.kind() == Kind.END || depth == 0 && lexeme.is(";")) {
                return false;
            }
            if (depth == 0 && lexeme.is("}")) {
                return comma;
            }
            comma |= depth == 0 && (lexeme.is("=>") || lexeme.is(","));
            boolean opens = lexeme.is("(") || lexeme.is("[") || lexeme.is("{") || lexeme.is("@{") || lexeme.is("%{");
            depth += opens ? 1 : lexeme.is(")") || lexeme.is("]") || lexeme.is("}") ? -1 : 0;
        }
        return false;
    }

    /** What stands in such a block, behind its brace. */
    private Expression pairs(int from) {
        List<Expression> items = new ArrayList<>();
        while (!at("}") && !at(Kind.END)) {
            Lexeme key = peek();
            if (key.kind() == Kind.NAME && peek(1).is("=>")) {
                next();
                items.add(new Expression.Literal(Expression.Kind.STRING, key.text(), key.from(), key.to()));
            } else {
                items.add(spread(item()));
            }
            if (!accept("=>") && !accept(",")) {
                break;
            }
        }
        expect("}");
        return row(items, from);
    }

    private Expression walking(String name, List<Statement> statements, int body, boolean bracket, int from) {
        Expression last =
                !statements.isEmpty() && statements.get(statements.size() - 1) instanceof Statement.Return given
                        ? given.value()
                        : null;
        String called = name.equals("map") && last != null && givesList(last) ? PerlFunctions.MAP_TO_LISTS : name;
        Routine.Parameter each = new Routine.Parameter(new Expression.Name("$_", body, body), null, Spread.ONE, false);
        Expression function = new Expression.Lambda(
                new Routine("", List.of(each), statements, false, body, lastEnd()), body, lastEnd());
        List<Given> arguments = new ArrayList<>(List.of(new Given(Spread.ONE, null, function)));
        List<Expression> items = new ArrayList<>();
        while (!at(")") && !at(";") && !at("}") && !at("]") && !at(Kind.END)) {
            items.add(spread(item()));
            if (!accept(",")) {
                break;
            }
        }
        if (bracket) {
            expect(")");
        }
        arguments.add(new Given(Spread.ONE, null, new Expression.Items(Container.LIST, items, from, lastEnd())));
        return new Expression.Call(new Expression.Name(called, from, from), arguments, from, lastEnd());
    }

    /** Whether what a block gives for each item is a list, whose items all are items of the result. */
    private boolean givesList(Expression value) {
        boolean written = value.from() < source.text().length()
                && "(@%".indexOf(source.text().charAt(value.from())) >= 0;
        boolean function = value instanceof Expression.Call call
                && call.callee() instanceof Expression.Name name
                && GIVE_LISTS.contains(name.name());
        return isRow(value) || written || function;
    }

    private Expression call(Lexeme called) {
        int from = called.from();
        Expression callee = new Expression.Name(called.text(), from, called.to());
        Lexeme lexeme = called.renamed(CoreFunctions.plain(called.text()));
        List<Given> arguments = new ArrayList<>();
        if (accept("(")) {
            skipHandle(lexeme.text());
            arguments.addAll(arguments(")"));
        } else if (startsArgument()) {
            skipHandle(lexeme.text());
            do {
                if (ENDS.contains(peek().text()) && peek().kind() != Kind.QUOTED) {
                    break;
                }
                if (UNARY.contains(lexeme.text())) {
                    arguments.add(new Given(Spread.ONE, null, binary(13)));
                    break;
                }
                argument(arguments);
            } while (accept(",") || accept("=>"));
        } else if (lexeme.text().matches("[A-Z][\\w:]*") && !at("(")) {
            return callee;
        }
        if (FIRST_ARRAY.contains(lexeme.text()) && !arguments.isEmpty()) {
            // the array itself, not its items
            arguments.set(0, new Given(Spread.ONE, null, arguments.get(0).value()));
        }
        if (CLASS_WORDS.contains(lexeme.text())) {
            arguments.add(new Given(
                    Spread.ONE,
                    PerlObjects.PACKAGE,
                    new Expression.Literal(Expression.Kind.STRING, statements().packageName(), from, from)));
        }
        if (lexeme.is("split") && arguments.isEmpty()) {
            arguments.add(new Given(Spread.ONE, null, new Expression.Literal(Expression.Kind.STRING, " ", from, from)));
        }
        if (lexeme.is("split") && arguments.size() == 1) {
            arguments.add(new Given(Spread.ONE, null, new Expression.Name("$_", from, from)));
        }
        if (lexeme.is("split")) {
            // the expression itself is meant, not what it finds
            Expression separator = PerlMatching.expressionOf(arguments.get(0).value());
            arguments.set(0, new Given(Spread.ONE, null, separator));
        }
        Expression handle =
                lexeme.is("open") && !arguments.isEmpty() ? arguments.get(0).value() : null;
        if (handle instanceof Expression.Name name) {
            arguments.add(new Given(
                    Spread.ONE,
                    PerlFiles.HANDLE,
                    new Expression.Literal(Expression.Kind.STRING, name.name(), name.from(), name.to())));
        }
        boolean takesDefault = arguments.isEmpty() && (lexeme.is("shift") || lexeme.is("pop"));
        if (takesDefault) {
            String list = statements().inSubroutine() ? "@_" : "@ARGV";
            arguments.add(new Given(Spread.ONE, null, new Expression.Name(list, from, from)));
        }
        return new Expression.Call(callee, arguments, from, lastEnd());
    }

    /** {@code print STDERR ...}, {@code print {$out} ...}, {@code open FH, ...}: a handle is no argument. */
    private void skipHandle(String function) {
        if ((function.equals("exec") || function.equals("system")) && at("{")) {
            // perldoc -f exec: a block before the list is the program, the first of the list only its name
            while (!at("}") && !at(Kind.END)) {
                next();
            }
            accept("}");
            return;
        }
        if (!function.equals("print") && !function.equals("printf") && !function.equals("say")) {
            return;
        }
        if (at("{")) {
            // a block gives the handle
            block();
            return;
        }
        boolean printed = peek(1).kind() == Kind.QUOTED
                || peek(1).kind() == Kind.VARIABLE
                || (peek(1).kind() == Kind.NAME && !ENDS.contains(peek(1).text()));
        boolean handle = (at(Kind.NAME) && peek().text().matches("[A-Z]+")) || (at(Kind.VARIABLE) && printed);
        if (handle && !peek(1).is(",") && !peek(1).is("(") && !peek(1).is("->") && !peek(1).is(".")) {
            next();
        }
    }

    private boolean startsArgument() {
        Lexeme lexeme = peek();
        return switch (lexeme.kind()) {
            case VARIABLE, NUMBER, QUOTED -> true;
            case NAME -> !ENDS.contains(lexeme.text());
            case OPERATOR ->
                Set.of("\\", PerlLexer.REFERENCE, "[", "{", "@{", "-", "!", "<").contains(lexeme.text())
                        && (!lexeme.is("{") || peek(1).kind() != Kind.END);
            case END -> false;
        };
    }

    /** Words and slices: lists that among the items of another are items of that. */
    final Expression row(List<Expression> items, int from) {
        return new Expression.Items(Container.ROW, items, from, lastEnd());
    }

    static boolean isRow(Expression value) {
        return value instanceof Expression.Items items && items.container() == Container.ROW;
    }

    /** An array, a hash or a list without brackets among the items of a list gives its items. */
    static Expression spread(Expression value) {
        boolean list = isRow(value)
                || value instanceof Expression.Name name
                        && (name.name().startsWith("@") || name.name().startsWith("%"));
        return list ? new Expression.Spreading(value, value.from(), value.to()) : value;
    }
}
