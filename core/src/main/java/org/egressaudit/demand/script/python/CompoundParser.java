package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.python.Token.Kind;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Given;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.demand.script.tree.Statement;
import org.jspecify.annotations.Nullable;

/** Statements with blocks, after the chapter "Compound statements" of the language reference. */
final class CompoundParser {

    private final TokenCursor cursor;
    private final ExpressionParser expressions;
    private final PythonParser blocks;

    CompoundParser(TokenCursor cursor, ExpressionParser expressions, PythonParser blocks) {
        this.cursor = cursor;
        this.expressions = expressions;
        this.blocks = blocks;
    }

    /** The compound statement that begins here, or null when none does. */
    @Nullable
    Statement compound() {
        if (cursor.at("async")
                && (cursor.peek(1).is("def")
                        || cursor.peek(1).is("for")
                        || cursor.peek(1).is("with"))) {
            cursor.next();
        }
        Token word = cursor.peek();
        if (word.kind() == Kind.OPERATOR) {
            return word.is("@") ? decorated() : null;
        }
        if (word.kind() != Kind.NAME) {
            return null;
        }
        return switch (word.text()) {
            case "if" -> choice();
            case "while" -> loop();
            case "for" -> walk();
            case "try" -> attempt();
            case "with" -> with();
            case "def" -> definition(List.of());
            case "class" -> classDefinition(List.of());
            case "match" -> match();
            case "type" -> typeAlias();
            default -> null;
        };
    }

    private Statement choice() {
        int from = cursor.peek().from();
        List<Statement.Branch> branches = new ArrayList<>();
        while (cursor.accept(branches.isEmpty() ? "if" : "elif")) {
            Expression test = expressions.named();
            branches.add(new Statement.Branch(test, blocks.block()));
        }
        return new Statement.If(branches, otherwise(), from);
    }

    private List<Statement> otherwise() {
        return cursor.accept("else") ? blocks.block() : List.of();
    }

    private Statement loop() {
        int from = cursor.next().from();
        Expression test = expressions.named();
        List<Statement> body = blocks.block();
        return new Statement.While(test, body, List.of(), false, otherwise(), from);
    }

    private Statement walk() {
        int from = cursor.next().from();
        Expression target = expressions.targets();
        cursor.expect("in");
        Expression iterable = expressions.list();
        List<Statement> body = blocks.block();
        return new Statement.For(target, null, iterable, true, body, otherwise(), from);
    }

    private Statement attempt() {
        int from = cursor.next().from();
        List<Statement> body = blocks.block();
        List<Statement.Handler> handlers = new ArrayList<>();
        while (cursor.accept("except")) {
            cursor.accept("*");
            Expression type = cursor.at(":") ? null : expressions.expression();
            Expression name = null;
            if (cursor.accept("as")) {
                name = expressions.targets();
            } else if (type != null && cursor.at(",")) {
                List<Expression> more = new ArrayList<>(List.of(type));
                while (cursor.accept(",")) {
                    more.add(expressions.expression());
                }
                // "except E, name" of Python 2 looks like "except E1, E2" of 3.14: a small letter tells a name
                if (more.size() == 2
                        && more.get(1) instanceof Expression.Name second
                        && Character.isLowerCase(second.name().charAt(0))) {
                    name = second;
                } else {
                    type = new Expression.Items(Expression.Container.TUPLE, more, type.from(), cursor.lastEnd());
                }
            }
            handlers.add(new Statement.Handler(type, name, blocks.block()));
        }
        List<Statement> otherwise = otherwise();
        List<Statement> last = cursor.accept("finally") ? blocks.block() : List.of();
        return new Statement.Try(body, handlers, otherwise, last, from);
    }

    private Statement with() {
        int from = cursor.next().from();
        int mark = cursor.mark();
        List<Statement.Opened> opened = cursor.at("(") ? bracketed() : null;
        if (opened == null) {
            cursor.reset(mark);
            opened = new ArrayList<>();
            do {
                opened.add(opened());
            } while (cursor.accept(","));
        }
        return new Statement.With(opened, blocks.block(), from);
    }

    /** {@code with (a as b, c as d):}, or null when the parenthesis belongs to an expression. */
    private @Nullable List<Statement.Opened> bracketed() {
        try {
            cursor.next();
            List<Statement.Opened> opened = new ArrayList<>();
            do {
                if (cursor.at(")")) {
                    break;
                }
                opened.add(opened());
            } while (cursor.accept(","));
            cursor.expect(")");
            return cursor.at(":") ? opened : null;
        } catch (TokenCursor.Misfit anExpression) {
            return null;
        }
    }

    private Statement.Opened opened() {
        Expression value = expressions.expression();
        return new Statement.Opened(value, cursor.accept("as") ? expressions.starred() : null);
    }

    private @Nullable Statement decorated() {
        List<Expression> decorators = new ArrayList<>();
        while (cursor.accept("@")) {
            decorators.add(expressions.named());
            while (cursor.at(Kind.NEWLINE)) {
                cursor.next();
            }
        }
        cursor.accept("async");
        if (cursor.at("def")) {
            return definition(decorators);
        }
        if (cursor.at("class")) {
            return classDefinition(decorators);
        }
        throw cursor.misfit("a function or a class is expected after a decorator");
    }

    private Statement definition(List<Expression> decorators) {
        int from = cursor.next().from();
        String name = cursor.expectName().text();
        typeParameters();
        boolean outer = expressions.yielded(false);
        cursor.expect("(");
        List<Routine.Parameter> parameters = expressions.parameters(")", true);
        cursor.expect(")");
        if (cursor.accept("->")) {
            expressions.expression();
        }
        List<Statement> body = blocks.block();
        boolean generator = expressions.yielded(outer);
        Routine routine = new Routine(name, parameters, body, generator, from, cursor.lastEnd());
        return new Statement.Definition(routine, decorators, from);
    }

    private void typeParameters() {
        if (cursor.accept("[")) {
            while (!cursor.at("]")) {
                if (cursor.at(Kind.NEWLINE) || cursor.at(Kind.END)) {
                    throw cursor.misfit("']' is expected here");
                }
                cursor.next();
            }
            cursor.next();
        }
    }

    private Statement classDefinition(List<Expression> decorators) {
        int from = cursor.next().from();
        String name = cursor.expectName().text();
        typeParameters();
        List<Given> bases = cursor.accept("(") ? expressions.arguments() : List.of();
        boolean outer = expressions.yielded(false);
        List<Statement> body = blocks.block();
        expressions.yielded(outer);
        return new Statement.ClassDefinition(name, bases, decorators, body, from);
    }

    /** {@code match} is a keyword only before a subject, a colon and a {@code case} (PEP 634). */
    private @Nullable Statement match() {
        int mark = cursor.mark();
        int from = cursor.next().from();
        Expression subject;
        try {
            subject = expressions.list();
            cursor.expect(":");
        } catch (TokenCursor.Misfit aName) {
            cursor.reset(mark);
            return null;
        }
        if (!cursor.at(Kind.NEWLINE)
                || cursor.peek(1).kind() != Kind.INDENT
                || !cursor.peek(2).is("case")) {
            cursor.reset(mark);
            return null;
        }
        cursor.next();
        cursor.next();
        List<Statement.Case> cases = new ArrayList<>();
        while (cursor.accept("case")) {
            Expression pattern = pattern();
            Expression guard = cursor.accept("if") ? expressions.named() : null;
            cases.add(new Statement.Case(pattern, guard, blocks.block()));
        }
        if (cursor.at(Kind.DEDENT)) {
            cursor.next();
        }
        return new Statement.Match(subject, cases, from);
    }

    /** A pattern as an expression; null for one that fits everything. */
    private @Nullable Expression pattern() {
        int from = cursor.peek().from();
        List<Expression> items = new ArrayList<>();
        do {
            if (cursor.at(":")) {
                break;
            }
            items.add(expressions.starredPattern());
            if (cursor.accept("as")) {
                cursor.expectName();
            }
        } while (cursor.accept(","));
        Expression pattern = items.size() == 1
                ? items.get(0)
                : new Expression.Items(Expression.Container.TUPLE, items, from, cursor.lastEnd());
        return pattern instanceof Expression.Name ? null : pattern;
    }

    private @Nullable Statement typeAlias() {
        if (cursor.peek(1).kind() != Kind.NAME
                || ExpressionParser.KEYWORDS.contains(cursor.peek(1).text())) {
            return null;
        }
        int from = cursor.next().from();
        Expression name = expressions.targets();
        if (cursor.accept("=")) {
            expressions.expression();
        }
        return new Statement.Field(name, null, null, from);
    }
}
