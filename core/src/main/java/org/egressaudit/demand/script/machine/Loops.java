package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Loops: over known items one by one, over unknown ones once; and switches, which a jump leaves alike. */
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
        return within(() -> walk(statement, iterable));
    }

    /** Runs a loop or switch, and takes from a jump the way that ends here. */
    private Completion within(Supplier<Completion> inner) {
        Set<Completion.Jumped> around = frame.jumps;
        frame.jumps = new LinkedHashSet<>();
        try {
            Completion completion = inner.get();
            if (!(completion instanceof Completion.Jumped jumped)) {
                return completion;
            }
            return jumped.outer() > 0 ? jumped.outside() : Completion.NORMAL;
        } finally {
            for (Completion.Jumped jumped : frame.jumps) {
                if (jumped.outer() > 0) {
                    around.add(jumped.outside());
                }
            }
            frame.jumps = around;
        }
    }

    /** Whether the next round begins after one that ended so. */
    private static boolean goesOn(Completion completion) {
        return completion instanceof Completion.Normal
                || completion instanceof Completion.Jumped jumped && !jumped.leaves() && jumped.outer() == 0;
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
            if (!goesOn(completion)) {
                return completion;
            }
        }
        Iteration.Item rest = iteration.rest();
        if (rest != null) {
            Completion completion = machine.repeat(frame, () -> round(statement, rest));
            if (!goesOn(completion)) {
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
        return frame.jumps.contains(Completion.Jumped.BREAK)
                ? machine.branch(frame, List.of(() -> Completion.NORMAL, () -> statements.block(otherwise)))
                : statements.block(otherwise);
    }

    Completion loop(Statement.While statement) {
        return within(() -> rounds(statement));
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
            if (!goesOn(completion)) {
                return completion;
            }
            statements.block(statement.step());
        }
        return constant ? endless() : beyond(statement);
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
            return goesOn(completion) ? statements.block(statement.step()) : completion;
        };
        Completion completion = machine.repeat(frame, body);
        return completion instanceof Completion.Normal ? otherwise(statement.otherwise()) : completion;
    }

    /** Nothing leaves the loop but a jump or a return that may happen, or an exception. */
    private Completion endless() {
        Completion.Jumped nearest = null;
        for (Completion.Jumped jumped : frame.jumps) {
            boolean out = jumped.leaves() || jumped.outer() > 0;
            if (out && (nearest == null || Alternatives.rank(jumped) < Alternatives.rank(nearest))) {
                nearest = jumped;
            }
        }
        if (nearest != null) {
            return nearest;
        }
        @Nullable Value returned = null;
        for (Frame.Possible possible : frame.possible) {
            returned = returned == null ? possible.value() : Value.either(List.of(returned, possible.value()));
        }
        return returned == null ? new Completion.Ended(null) : new Completion.Returned(returned);
    }

    /** C's {@code switch}: from the first case that fits on, through those after it. */
    Completion selection(Statement.Switch statement) {
        Value subject = expressions.evaluate(statement.subject());
        List<Supplier<Completion>> open = new ArrayList<>();
        List<Statement.Case> cases = statement.cases();
        int otherwise = cases.size();
        boolean found = false;
        for (int i = 0; i < cases.size() && !found; i++) {
            Expression pattern = cases.get(i).pattern();
            if (pattern == null) {
                otherwise = i;
                continue;
            }
            Truth fits = Operators.compare("==", subject, expressions.evaluate(pattern));
            found = fits == Truth.YES;
            if (fits != Truth.NO) {
                open.add(from(cases, i));
            }
        }
        if (!found) {
            open.add(from(cases, otherwise));
        }
        return within(() -> open.size() == 1 ? open.get(0).get() : machine.branch(frame, open));
    }

    private Supplier<Completion> from(List<Statement.Case> cases, int first) {
        return () -> {
            for (Statement.Case one : cases.subList(first, cases.size())) {
                Completion completion = statements.block(one.body());
                if (!(completion instanceof Completion.Normal)) {
                    return completion;
                }
            }
            return Completion.NORMAL;
        };
    }
}
