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
        List<Statement> statements = new ArrayList<>(block());
        accept(",");
        if (!statements.isEmpty() && statements.get(statements.size() - 1) instanceof Statement.Evaluation last) {
            statements.set(statements.size() - 1, new Statement.Return(last.value(), last.from()));
        }
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
        return new Expression.Call(new Expression.Name(name, from, from), arguments, from, lastEnd());
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
        if (lexeme.is("split") && !arguments.isEmpty()) {
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

    /** An array or a hash among the items of a list gives its items. */
    static Expression spread(Expression value) {
        boolean list = value instanceof Expression.Name name
                && (name.name().startsWith("@") || name.name().startsWith("%"));
        return list ? new Expression.Spreading(value, value.from(), value.to()) : value;
    }
}
