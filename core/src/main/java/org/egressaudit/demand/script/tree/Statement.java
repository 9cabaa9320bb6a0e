package org.egressaudit.demand.script.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of a program. */
public sealed interface Statement {

    /** Offset of its first character. */
    int from();

    /** Answers for its kind. */
    <R> R accept(StatementVisitor<R> visitor);

    /** An expression for its effect. */
    record Evaluation(Expression value, int from) implements Statement {
        @Override
        public <R> R accept(StatementVisitor<R> visitor) {
            return visitor.evaluation(this);
        }
    }

    /** The same value to each target. */
    record Assignment(List<Expression> targets, Expression value, int from) implements Statement {
        public Assignment {
            targets = List.copyOf(targets);
        }

        @Override
        public <R> R accept(StatementVisitor<R> visitor) {
            return visitor.assignment(this);
        }
    }

    /** {@code name: type = value}, or without a value; in a class a field. */
    record Field(
            Expression target,
            @Nullable Expression type,
            @Nullable Expression value,
            int from) implements Statement {
        @Override
        public <R> R accept(StatementVisitor<R> visitor) {
            return visitor.field(this);
        }
    }

    /** The first branch whose test holds, or the last resort. */
    record If(List<Branch> branches, List<Statement> otherwise, int from) implements Statement {
        public If {
            branches = List.copyOf(branches);
            otherwise = List.copyOf(otherwise);
        }

        @Override
        public <R> R accept(StatementVisitor<R> visitor) {
            return visitor.choice(this);
        }
    }

    /** A test and what is done when it holds. */
    record Branch(Expression test, List<Statement> body) {
        public Branch {
            body = List.copyOf(body);
        }
    }

    /**
     * As long as a test holds.
     *
     * @param step done after each round: the third part of {@code for (;;)}
     * @param atLeastOnce whether the test comes after the body
     * @param otherwise done when the loop ends by its test
     */
    record While(
            Expression test,
            List<Statement> body,
            List<Statement> step,
            boolean atLeastOnce,
            List<Statement> otherwise,
            int from)
            implements Statement {
        public While {
            body = List.copyOf(body);
            step = List.copyOf(step);
            otherwise = List.copyOf(otherwise);
        }

        @Override
        public <R> R accept(StatementVisitor<R> visitor) {
            return visitor.loop(this);
        }
    }

    /**
     * For each item.
     *
     * @param key target of the key when entries are walked ({@code foreach ($a as $k => $v)}), else null
     * @param keys whether a mapping gives its keys (as in Python) rather than its values
     */
    record For(
            Expression target,
            @Nullable Expression key,
            Expression iterable,
            boolean keys,
            List<Statement> body,
            List<Statement> otherwise,
            int from)
            implements Statement {
        public For {
            body = List.copyOf(body);
            otherwise = List.copyOf(otherwise);
        }

        @Override
        public <R> R accept(StatementVisitor<R> visitor) {
            return visitor.walk(this);
        }
    }

    /** {@code try}, its handlers, and what is done otherwise and at last. */
    record Try(List<Statement> body, List<Handler> handlers, List<Statement> otherwise, List<Statement> last, int from)
            implements Statement {
        public Try {
            body = List.copyOf(body);
            handlers = List.copyOf(handlers);
            otherwise = List.copyOf(otherwise);
            last = List.copyOf(last);
        }

        @Override
        public <R> R accept(StatementVisitor<R> visitor) {
            return visitor.attempt(this);
        }
    }

    /**
     * What is done about an exception.
     *
     * @param type what it catches, or null for everything
     * @param name what the exception is called in the body, or null
     */
    record Handler(@Nullable Expression type, @Nullable Expression name, List<Statement> body) {
        public Handler {
            body = List.copyOf(body);
        }
    }

    /** A body with something opened before and closed after. */
    record With(List<Opened> opened, List<Statement> body, int from) implements Statement {
        public With {
            opened = List.copyOf(opened);
            body = List.copyOf(body);
        }

        @Override
        public <R> R accept(StatementVisitor<R> visitor) {
            return visitor.with(this);
        }
    }

    /** What a {@link With} opens, and under which name. */
    record Opened(Expression value, @Nullable Expression target) {}

    /** A function is defined. */
    record Definition(Routine routine, List<Expression> decorators, int from) implements Statement {
        public Definition {
            decorators = List.copyOf(decorators);
        }

        @Override
        public <R> R accept(StatementVisitor<R> visitor) {
            return visitor.definition(this);
        }
    }

    /** A class is defined. */
    record ClassDefinition(
            String name, List<Expression.Given> bases, List<Expression> decorators, List<Statement> body, int from)
            implements Statement {
        public ClassDefinition {
            bases = List.copyOf(bases);
            decorators = List.copyOf(decorators);
            body = List.copyOf(body);
        }

        @Override
        public <R> R accept(StatementVisitor<R> visitor) {
            return visitor.classDefinition(this);
        }
    }

    /** A function hands back a value. */
    record Return(@Nullable Expression value, int from) implements Statement {
        @Override
        public <R> R accept(StatementVisitor<R> visitor) {
            return visitor.returning(this);
        }
    }

    /** An exception is thrown; without a value the one being handled. */
    record Raise(@Nullable Expression value, int from) implements Statement {
        @Override
        public <R> R accept(StatementVisitor<R> visitor) {
            return visitor.raise(this);
        }
    }

    /**
     * A loop or switch is left, or a loop's next round begun.
     *
     * @param outer how many loops and switches around are left before: 0 when it goes to the innermost
     */
    record Jump(boolean leaves, int outer, int from) implements Statement {
        @Override
        public <R> R accept(StatementVisitor<R> visitor) {
            return visitor.jump(this);
        }
    }

    /**
     * Another module is made known.
     *
     * @param module dotted, empty for {@code from . import x}
     * @param level how many folders up a relative import begins, 0 for an absolute one
     * @param names what is taken from it; empty when the module itself is made known
     * @param alias under which name the module is made known, or null
     * @param everything whether all its names are taken
     */
    record Import(
            String module,
            int level,
            List<Alias> names,
            @Nullable String alias,
            boolean everything,
            int from,
            int to) implements Statement {
        public Import {
            names = List.copyOf(names);
        }

        @Override
        public <R> R accept(StatementVisitor<R> visitor) {
            return visitor.importing(this);
        }
    }

    /** A name taken from a module, and the name it gets here. */
    record Alias(String name, String as) {}

    /** Names of this function that belong to an outer one ({@code nonlocal}) or to the module ({@code global}). */
    record Outer(boolean module, List<String> names, int from) implements Statement {
        public Outer {
            names = List.copyOf(names);
        }

        @Override
        public <R> R accept(StatementVisitor<R> visitor) {
            return visitor.outer(this);
        }
    }

    /**
     * The first case that fits a subject.
     *
     * @param cases a case without a pattern fits everything
     */
    record Match(Expression subject, List<Case> cases, int from) implements Statement {
        public Match {
            cases = List.copyOf(cases);
        }

        @Override
        public <R> R accept(StatementVisitor<R> visitor) {
            return visitor.match(this);
        }
    }

    /**
     * The first case whose value is the subject's, and those after it until one leaves: C's {@code switch}.
     *
     * @param cases those without a pattern are the default, wherever they stand
     */
    record Switch(Expression subject, List<Case> cases, int from) implements Statement {
        public Switch {
            cases = List.copyOf(cases);
        }

        @Override
        public <R> R accept(StatementVisitor<R> visitor) {
            return visitor.selection(this);
        }
    }

    /** A pattern, read as an expression, its further condition, and what is done when it fits. */
    record Case(@Nullable Expression pattern, @Nullable Expression guard, List<Statement> body) {
        public Case {
            body = List.copyOf(body);
        }
    }
}
