package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Span;

/** Containers made by walking others. */
final class Comprehensions {

    private final Machine machine;
    private final Frame frame;
    private final Expressions expressions;
    private final List<Value> items = new ArrayList<>();
    private final MapValue map = new MapValue();
    private boolean open;
    /** Whether an item may be left out. */
    private boolean doubtful;

    /** @param frame of its own: the targets are not seen outside */
    Comprehensions(Machine machine, Frame frame) {
        this.machine = machine;
        this.frame = frame;
        this.expressions = new Expressions(machine, frame);
    }

    Value make(Expression.Comprehension expression) {
        clause(expression, 0);
        if (expression.container() == Container.MAPPING) {
            if (open) {
                map.opens(machine.journal(), frame.source().span(expression.from(), expression.to()));
            }
            return map;
        }
        return doubtful
                ? ListValue.anywhere(expression.container(), items, open)
                : new ListValue(expression.container(), items, open);
    }

    private void clause(Expression.Comprehension expression, int position) {
        if (position == expression.clauses().size()) {
            element(expression);
            return;
        }
        Expression.Clause clause = expression.clauses().get(position);
        Span place = frame.source().span(clause.target().from(), clause.target().to());
        Iteration iteration = Iteration.of(machine, expressions.evaluate(clause.iterable()), false, place);
        for (Iteration.Item item : iteration.items()) {
            if (!machine.step() || items.size() >= ListValue.LONGEST) {
                open = true;
                return;
            }
            round(expression, clause, item, position);
        }
        if (iteration.rest() != null) {
            open = true;
            round(expression, clause, iteration.rest(), position);
        }
    }

    private void round(
            Expression.Comprehension expression, Expression.Clause clause, Iteration.Item item, int position) {
        expressions.assign(clause.target(), item.value());
        for (Expression test : clause.tests()) {
            Truth truth = machine.truth(expressions.evaluate(test));
            if (truth == Truth.NO) {
                return;
            }
            doubtful |= truth == Truth.OPEN;
            open |= doubtful;
        }
        clause(expression, position + 1);
    }

    private void element(Expression.Comprehension expression) {
        Expression key = expression.key();
        if (expression.container() == Container.MAPPING && key != null) {
            Span place = frame.source().span(key.from(), key.to());
            new Subscripts(machine)
                    .put(map, expressions.evaluate(key), expressions.evaluate(expression.element()), place);
        } else {
            items.add(expressions.evaluate(expression.element()));
        }
    }
}
