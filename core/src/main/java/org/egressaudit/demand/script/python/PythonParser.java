package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.python.Token.Kind;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Given;
import org.egressaudit.demand.script.tree.Expression.Spread;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/**
 * Python 2.7 to 3.14 to a tree, statement by statement.
 *
 * <p>A statement that does not fit the grammar is given up with a diagnostic, and the next line is read; the block below
 * a header that does not fit is read as if it stood alone, so that no call in it is lost.
 */
public final class PythonParser {

    static final int MOST_DIAGNOSTICS = 20;

    private static final Set<String> AUGMENTED =
            Set.of("+=", "-=", "*=", "/=", "//=", "%=", "@=", "&=", "|=", "^=", ">>=", "<<=", "**=");

    private final Source source;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final TokenCursor cursor;
    private final ExpressionParser expressions;
    private final CompoundParser compounds;

    private PythonParser(Source source) {
        this.source = source;
        this.cursor = new TokenCursor(Tokenizer.program(source, diagnostics));
        this.expressions = new ExpressionParser(cursor, source, 0);
        this.compounds = new CompoundParser(cursor, expressions, this);
    }

    /** The tree of a text; whatever the text, there is one. */
    public static Tree parse(Source source) {
        PythonParser parser = new PythonParser(source);
        List<Statement> statements = new ArrayList<>();
        while (!parser.cursor.at(Kind.END)) {
            parser.statement(statements);
            if (parser.cursor.at(Kind.DEDENT)) {
                parser.cursor.next();
            }
        }
        parser.diagnostics.sort(null);
        return new Tree(source, statements, parser.diagnostics);
    }

    /** Reads one line or one compound statement. */
    void statement(List<Statement> into) {
        if (cursor.at(Kind.NEWLINE)) {
            cursor.next();
            return;
        }
        if (cursor.at(Kind.INDENT)) {
            report(cursor.peek(), "this line is indented more than its block");
            indented(into);
            return;
        }
        try {
            cursor.enter();
            try {
                Statement compound = compounds.compound();
                if (compound != null) {
                    into.add(compound);
                } else {
                    simpleLine(into);
                }
            } finally {
                cursor.leave();
            }
        } catch (TokenCursor.Misfit misfit) {
            report(misfit.at, misfit.getMessage() == null ? "this does not fit" : misfit.getMessage());
            recover(into);
        }
    }

    /** Gives up the line; a block below it is read as if it stood alone. */
    private void recover(List<Statement> into) {
        while (!cursor.at(Kind.NEWLINE) && !cursor.at(Kind.END) && !cursor.at(Kind.INDENT) && !cursor.at(Kind.DEDENT)) {
            cursor.next();
        }
        if (cursor.at(Kind.NEWLINE)) {
            cursor.next();
        }
        if (cursor.at(Kind.INDENT)) {
            indented(into);
        }
    }

    private void indented(List<Statement> into) {
        int depth = 0;
        do {
            if (cursor.at(Kind.INDENT)) {
                depth++;
                cursor.next();
            } else if (cursor.at(Kind.DEDENT)) {
                depth--;
                cursor.next();
            } else {
                statement(into);
            }
        } while (depth > 0 && !cursor.at(Kind.END));
    }

    /** What stands after a colon: the rest of the line, or an indented block. */
    List<Statement> block() {
        List<Statement> body = new ArrayList<>();
        cursor.expect(":");
        if (!cursor.at(Kind.NEWLINE)) {
            simpleLine(body);
            return body;
        }
        cursor.next();
        if (!cursor.at(Kind.INDENT)) {
            report(cursor.peek(), "an indented block is expected here");
            return body;
        }
        cursor.next();
        while (!cursor.at(Kind.DEDENT) && !cursor.at(Kind.END)) {
            statement(body);
        }
        if (cursor.at(Kind.DEDENT)) {
            cursor.next();
        }
        return body;
    }

    private void simpleLine(List<Statement> into) {
        do {
            if (cursor.at(Kind.NEWLINE) || cursor.at(Kind.END)) {
                break;
            }
            simple(into);
        } while (cursor.accept(";"));
        if (cursor.at(Kind.NEWLINE)) {
            cursor.next();
        } else if (!cursor.at(Kind.END) && !cursor.at(Kind.DEDENT)) {
            throw cursor.misfit("this does not continue the statement before it");
        }
    }

    private void simple(List<Statement> into) {
        Token first = cursor.peek();
        int from = first.from();
        if (first.kind() != Kind.NAME) {
            into.add(expressionStatement());
            return;
        }
        switch (first.text()) {
            case "pass" -> cursor.next();
            case "break", "continue" -> {
                cursor.next();
                into.add(new Statement.Jump(first.is("break"), 0, from));
            }
            case "return" -> {
                cursor.next();
                into.add(new Statement.Return(expressions.startsExpression() ? expressions.list() : null, from));
            }
            case "raise" -> into.add(raise());
            case "del" -> delete(into);
            case "assert" -> {
                cursor.next();
                into.add(new Statement.Evaluation(expressions.expression(), from));
                if (cursor.accept(",")) {
                    expressions.expression();
                }
            }
            case "global", "nonlocal" -> into.add(outer());
            case "import" -> importModules(into);
            case "from" -> into.add(importNames());
            case "print", "exec" -> into.add(oldStatement());
            default -> into.add(expressionStatement());
        }
    }

    private Statement raise() {
        int from = cursor.next().from();
        Expression value = expressions.startsExpression() ? expressions.expression() : null;
        while (cursor.accept("from") || cursor.accept(",")) {
            expressions.expression();
        }
        return new Statement.Raise(value, from);
    }

    /** {@code del mapping[key]} takes an entry away; other names simply go. */
    private void delete(List<Statement> into) {
        Token word = cursor.next();
        Expression target = expressions.list();
        if (target instanceof Expression.Subscript subscript) {
            Expression callee = new Expression.Name("del", word.from(), word.from());
            List<Given> arguments = List.of(
                    new Given(Spread.ONE, null, subscript.object()), new Given(Spread.ONE, null, subscript.index()));
            into.add(new Statement.Evaluation(
                    new Expression.Call(callee, arguments, word.from(), cursor.lastEnd()), word.from()));
        }
    }

    private Statement outer() {
        Token word = cursor.next();
        List<String> names = new ArrayList<>();
        do {
            names.add(cursor.expectName().text());
        } while (cursor.accept(","));
        return new Statement.Outer(word.is("global"), names, word.from());
    }

    private void importModules(List<Statement> into) {
        int from = cursor.next().from();
        do {
            String module = dotted();
            String alias = cursor.accept("as") ? cursor.expectName().text() : null;
            into.add(new Statement.Import(module, 0, List.of(), alias, false, from, cursor.lastEnd()));
        } while (cursor.accept(","));
    }

    private Statement importNames() {
        int from = cursor.next().from();
        int level = 0;
        while (cursor.at(".") || cursor.at("...")) {
            level += cursor.next().text().length();
        }
        String module = cursor.at("import") ? "" : dotted();
        cursor.expect("import");
        List<Statement.Alias> names = new ArrayList<>();
        boolean everything = cursor.accept("*");
        if (!everything) {
            boolean bracket = cursor.accept("(");
            do {
                if (bracket && cursor.at(")")) {
                    break;
                }
                String name = cursor.expectName().text();
                names.add(new Statement.Alias(
                        name, cursor.accept("as") ? cursor.expectName().text() : name));
            } while (cursor.accept(","));
            if (bracket) {
                cursor.expect(")");
            }
        }
        return new Statement.Import(module, level, names, null, everything, from, cursor.lastEnd());
    }

    private String dotted() {
        StringBuilder name = new StringBuilder(cursor.expectName().text());
        while (cursor.accept(".")) {
            name.append('.').append(cursor.expectName().text());
        }
        return name.toString();
    }

    /** Python 2: {@code print value, value}, {@code print >>file, value} and {@code exec code in names}. */
    private Statement oldStatement() {
        Token word = cursor.peek();
        Token after = cursor.peek(1);
        boolean statement = after.kind() == Kind.STRING
                || after.kind() == Kind.NUMBER
                || after.kind() == Kind.NEWLINE
                || (after.kind() == Kind.NAME && (!ExpressionParser.KEYWORDS.contains(after.text()) || after.is("not")))
                || (word.is("print") && (after.is(">>") || after.is("-") || after.is("`") || after.is("{")));
        if (!statement) {
            return expressionStatement();
        }
        cursor.next();
        List<Given> arguments = new ArrayList<>();
        cursor.accept(">>");
        while (expressions.startsExpression()) {
            arguments.add(new Given(Spread.ONE, null, expressions.expression()));
            if (cursor.accept("in")) {
                expressions.list();
            }
            if (!cursor.accept(",")) {
                break;
            }
        }
        Expression callee = new Expression.Name(word.text(), word.from(), word.to());
        return new Statement.Evaluation(
                new Expression.Call(callee, arguments, word.from(), cursor.lastEnd()), word.from());
    }

    private Statement expressionStatement() {
        int from = cursor.peek().from();
        Expression first = cursor.at("yield") ? expressions.expression() : expressions.list();
        if (cursor.accept(":")) {
            Expression type = expressions.expression();
            return new Statement.Field(first, type, cursor.accept("=") ? value() : null, from);
        }
        Token operator = cursor.peek();
        if (operator.kind() == Kind.OPERATOR && AUGMENTED.contains(operator.text())) {
            cursor.next();
            Expression value = value();
            String plain = operator.text().substring(0, operator.text().length() - 1);
            return new Statement.Evaluation(
                    new Expression.Assigning(first, plain, value, from, cursor.lastEnd()), from);
        }
        if (!cursor.at("=")) {
            return new Statement.Evaluation(first, from);
        }
        List<Expression> targets = new ArrayList<>();
        Expression value = first;
        while (cursor.accept("=")) {
            targets.add(value);
            value = value();
        }
        return new Statement.Assignment(targets, value, from);
    }

    private Expression value() {
        return cursor.at("yield") ? expressions.expression() : expressions.list();
    }

    private void report(Token at, @Nullable String message) {
        if (diagnostics.size() < MOST_DIAGNOSTICS) {
            diagnostics.add(Diagnostic.warning(
                    "python-syntax", source.span(at.from(), at.to()), message + "; read on with the next line"));
        }
    }
}
