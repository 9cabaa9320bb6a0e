package org.egressaudit.demand.script.machine;

import java.util.List;
import java.util.function.Supplier;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Loops: over known items one by one, over unknown ones once. */
final class Loops {

    /** Rounds of a loop whose test is computed; retries and pages of real jobs stay below. */
    private static final int MOST_ROUNDS = 64;

    /** Rounds of a loop without end. */
    private static final int ENDLESS_ROUNDS = 3;

    private final Machine machine;
    private final Frame frame;
    private final Expressions expressions;
    private final Statements statements;

    Loops(Machine machine, Frame frame, Expressions expressions, Statements statements) {
        this.machine = machine;
        this.frame = frame;
        this.expressions = expressions;
        this.statements = statements;
    }

    Completion walk(Statement.For statement) {
        Value iterable = machine.language().walked(expressions.evaluate(statement.iterable()));
        boolean outerMayLeave = frame.mayLeave;
        frame.mayLeave = false;
        try {
            return walk(statement, iterable);
        } finally {
            frame.mayLeave = outerMayLeave;
        }
    }

    private Completion walk(Statement.For statement, Value iterable) {
        Span place = frame.source()
                .span(statement.target().from(), statement.target().to());
        boolean values = !statement.keys() || statement.key() != null;
        Iteration iteration = Iteration.of(machine, iterable, values, place);
        for (Iteration.Item item : iteration.items()) {
            if (!machine.step()) {
                return Completion.NORMAL;
            }
            Completion completion = round(statement, item);
            if (completion instanceof Completion.Jumped jumped && jumped.leaves()) {
                return Completion.NORMAL;
            }
            if (!(completion instanceof Completion.Normal) && !(completion instanceof Completion.Jumped)) {
                return completion;
            }
        }
        Iteration.Item rest = iteration.rest();
        if (rest != null) {
            Completion completion =
                    machine.branch(frame, List.of(() -> Completion.NORMAL, () -> round(statement, rest)));
            if (!(completion instanceof Completion.Normal) && !(completion instanceof Completion.Jumped)) {
                return completion;
            }
        }
        return otherwise(statement.otherwise());
    }

    private Completion round(Statement.For statement, Iteration.Item item) {
        Expression key = statement.key();
        if (key != null) {
            expressions.assign(key, item.key());
        }
        expressions.assign(statement.target(), item.value());
        return statements.block(statement.body());
    }

    private Completion otherwise(List<Statement> otherwise) {
        if (otherwise.isEmpty()) {
            return Completion.NORMAL;
        }
        return frame.mayLeave
                ? machine.branch(frame, List.of(() -> Completion.NORMAL, () -> statements.block(otherwise)))
                : statements.block(otherwise);
    }

    Completion loop(Statement.While statement) {
        boolean outerMayLeave = frame.mayLeave;
        frame.mayLeave = false;
        try {
            return rounds(statement);
        } finally {
            frame.mayLeave = outerMayLeave;
        }
    }

    private Completion rounds(Statement.While statement) {
        boolean constant = statement.test() instanceof Expression.Literal;
        int most = constant ? ENDLESS_ROUNDS : MOST_ROUNDS;
        for (int round = 0; round < most && machine.step(); round++) {
            boolean tested = round > 0 || !statement.atLeastOnce();
            Truth truth = tested ? machine.truth(expressions.evaluate(statement.test())) : Truth.YES;
            if (truth == Truth.NO) {
                return otherwise(statement.otherwise());
            }
            if (truth == Truth.OPEN) {
                return lastRound(statement);
            }
            Completion completion = statements.block(statement.body());
            if (completion instanceof Completion.Jumped jumped && jumped.leaves()) {
                return Completion.NORMAL;
            }
            if (!(completion instanceof Completion.Normal) && !(completion instanceof Completion.Jumped)) {
                return completion;
            }
            statements.block(statement.step());
        }
        return constant ? frame.mayLeave ? Completion.NORMAL : endless() : beyond(statement);
    }

    /** The rounds that are not walked one by one, as a single one whose counter only the run will know. */
    private Completion beyond(Statement.While statement) {
        if (statement.test() instanceof Expression.Comparison test && test.left() instanceof Expression.Name counter) {
            Span place = frame.source().span(counter.from(), counter.to());
            String reason = "it counts further than the " + MOST_ROUNDS + " rounds that are walked";
            expressions.assign(counter, new Value.Unknown(counter.name(), reason, place));
        }
        return lastRound(statement);
    }

    private Completion lastRound(Statement.While statement) {
        Supplier<Completion> body = () -> {
            Completion completion = statements.block(statement.body());
            return completion instanceof Completion.Normal ? statements.block(statement.step()) : completion;
        };
        Completion completion = machine.branch(frame, List.of(() -> Completion.NORMAL, body));
        return completion instanceof Completion.Normal ? otherwise(statement.otherwise()) : completion;
    }

    /** Nothing leaves the loop but a return that may happen, or an exception. */
    private Completion endless() {
        @Nullable Value returned = null;
        for (Frame.Possible possible : frame.possible) {
            returned = returned == null ? possible.value() : Value.either(List.of(returned, possible.value()));
        }
        return returned == null ? new Completion.Ended(null) : new Completion.Returned(returned);
    }
}
