package org.egressaudit.demand.script.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Connective;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.ExpressionVisitor;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.text.Span;

/** Follows values, expression by expression. */
final class Expressions implements ExpressionVisitor<Value> {

    private final Machine machine;
    private final Frame frame;

    Expressions(Machine machine, Frame frame) {
        this.machine = machine;
        this.frame = frame;
    }

    Value evaluate(Expression expression) {
        if (!machine.enter()) {
            return unknown(expression, "it is nested too deep, or the job has too many steps, to be followed");
        }
        try {
            return expression.accept(this);
        } finally {
            machine.leave();
        }
    }

    private Span place(Expression expression) {
        return frame.source().span(expression.from(), expression.to());
    }

    private Value unknown(Expression expression, String reason) {
        return new Value.Unknown(Spelling.of(expression), reason, place(expression));
    }

    private Value run(Expression expression) {
        return unknown(expression, "only the run will know it; declare what it reaches");
    }

    void assign(Expression target, Value value) {
        new Targets(machine, frame, this).assign(target, value);
    }

    /** Whether a subject fits a pattern of {@code case}. */
    Truth fits(Value subject, Expression pattern) {
        return new Targets(machine, frame, this).fits(subject, pattern);
    }

    @Override
    public Value literal(Expression.Literal expression) {
        return Value.literal(expression.kind(), expression.text(), place(expression));
    }

    @Override
    public Value interpolated(Expression.Interpolated expression) {
        List<Value> parts = new ArrayList<>();
        for (Expression part : expression.parts()) {
            Value value = evaluate(part);
            parts.add(
                    value.instance() != null
                            ? machine.calls().text(value, place(part))
                            : new Value.Scalar(Expression.Kind.STRING, Words.of(value, place(part))));
        }
        return Words.join(parts, place(expression));
    }

    @Override
    public Value name(Expression.Name expression) {
        Value value = frame.lookup(expression.name());
        if (value == null) {
            value = machine.language().builtin(expression.name(), frame, machine);
        }
        if (value instanceof Value.External external) {
            Value assigned = machine.externals().get(external.name());
            value = assigned == null ? value : assigned;
        }
        return value != null
                ? value
                : new Value.Unknown(
                        Spelling.of(expression),
                        expression.name()
                                + " has no value in the files that were read; declare what it reaches, or add the file that sets it",
                        place(expression),
                        machine.language().vivifies());
    }

    @Override
    public Value attribute(Expression.Attribute expression) {
        Value object = evaluate(expression.object());
        Value member = machine.members().get(object, expression.name(), place(expression));
        return member instanceof Value.Unknown unknown && unknown.source().equals("...")
                ? new Value.Unknown(Spelling.of(expression), unknown.reason(), unknown.place(), unknown.unset())
                : member;
    }

    @Override
    public Value subscript(Expression.Subscript expression) {
        Value object = evaluate(expression.object());
        Span place = place(expression);
        Value item = expression.index() instanceof Expression.Slice slice
                ? new Subscripts(machine)
                        .slice(object, bound(slice.lower()), bound(slice.upper()), slice.step() != null, place)
                : new Subscripts(machine).get(object, evaluate(expression.index()), place);
        return item instanceof Value.Unknown unknown && unknown.source().equals("...")
                ? new Value.Unknown(Spelling.of(expression), unknown.reason(), unknown.place(), unknown.unset())
                : item;
    }

    private @org.jspecify.annotations.Nullable Value bound(@org.jspecify.annotations.Nullable Expression expression) {
        return expression == null ? null : evaluate(expression);
    }

    @Override
    public Value slice(Expression.Slice expression) {
        return run(expression);
    }

    @Override
    public Value call(Expression.Call expression) {
        if (!machine.step()) {
            return run(expression);
        }
        return machine.calls().call(expression, frame, this);
    }

    @Override
    public Value unary(Expression.Unary expression) {
        Value operand = evaluate(expression.operand());
        if (expression.operator().equals("not")) {
            Truth truth = machine.truth(operand).not();
            return truth == Truth.OPEN ? run(expression) : Value.truth(truth == Truth.YES, place(expression));
        }
        if (expression.operator().equals("-") && operand instanceof Value.Scalar scalar && scalar.text() != null) {
            Value zero = Value.number("0", place(expression));
            return Operators.apply("-", zero, operand, place(expression), machine);
        }
        return operand;
    }

    /** A chain such as {@code a + b + c} leans to the left; it is walked without going deeper, texts joined at once. */
    @Override
    public Value binary(Expression.Binary expression) {
        Deque<Expression.Binary> chain = new ArrayDeque<>();
        Expression left = expression;
        while (left instanceof Expression.Binary binary) {
            chain.push(binary);
            left = binary.left();
        }
        Value value = side(left, expression.operator());
        while (!chain.isEmpty()) {
            Expression.Binary binary = chain.pop();
            List<Value> texts = new ArrayList<>(List.of(value));
            Value right = side(binary.right(), binary.operator());
            while (Operators.joins(binary.operator(), value, right)) {
                texts.add(right);
                Expression.Binary next = chain.peek();
                if (next == null || !next.operator().equals(binary.operator())) {
                    break;
                }
                binary = chain.pop();
                right = side(binary.right(), binary.operator());
            }
            Span place = place(binary);
            boolean last = texts.size() > 1 && texts.get(texts.size() - 1) == right;
            value = texts.size() > 1 ? Words.join(texts, place) : value;
            value = last ? value : Operators.apply(binary.operator(), value, right, place, machine);
        }
        return value;
    }

    /** One side of an operator: an object that is joined to a text becomes one, where its class says how. */
    private Value side(Expression expression, String operator) {
        Value value = evaluate(expression);
        boolean joins = operator.equals(".") || operator.equals("+");
        return joins && value instanceof Value.Instance && !machine.language().passesSelf()
                ? machine.members().hook(value, Hook.TEXT, place(expression)) == null
                        ? value
                        : machine.calls().text(value, place(expression))
                : value;
    }

    @Override
    public Value logical(Expression.Logical expression) {
        return logical(expression, 0);
    }

    private Value logical(Expression.Logical expression, int position) {
        if (!machine.enter()) {
            return run(expression);
        }
        try {
            return decide(expression, position);
        } finally {
            machine.leave();
        }
    }

    private Value decide(Expression.Logical expression, int position) {
        Value value = evaluate(expression.operands().get(position));
        if (position == expression.operands().size() - 1) {
            return value;
        }
        Connective connective = expression.connective();
        Truth decides = decides(connective, value);
        if (decides == Truth.YES) {
            return value;
        }
        if (decides == Truth.NO) {
            return logical(expression, position + 1);
        }
        List<Value> kept = value.options().stream()
                .filter(option -> decides(connective, option) != Truth.NO)
                .toList();
        Value rest = machine.choose(List.of(() -> logical(expression, position + 1), () -> Value.either(kept)));
        boolean closed = connective == Connective.AND
                && rest.options().stream()
                                .filter(option -> !kept.contains(option))
                                .map(machine::truth)
                                .reduce(Truth::agree)
                                .orElse(Truth.OPEN)
                        == Truth.NO;
        return closed ? Value.truth(false, place(expression)) : rest;
    }

    private Truth decides(Connective connective, Value value) {
        return switch (connective) {
            case AND -> machine.truth(value).not();
            case OR -> machine.truth(value);
            case DEFINED -> Operators.nothing(value).not();
        };
    }

    @Override
    public Value comparison(Expression.Comparison expression) {
        Value left = evaluate(expression.left());
        Value right = evaluate(expression.right());
        Truth truth = Operators.compare(expression.operator(), left, right);
        return truth == Truth.OPEN ? run(expression) : Value.truth(truth == Truth.YES, place(expression));
    }

    @Override
    public Value conditional(Expression.Conditional expression) {
        return switch (machine.truth(evaluate(expression.test()))) {
            case YES -> evaluate(expression.then());
            case NO -> evaluate(expression.otherwise());
            case OPEN ->
                machine.choose(List.of(() -> evaluate(expression.then()), () -> evaluate(expression.otherwise())));
        };
    }

    @Override
    public Value lambda(Expression.Lambda expression) {
        // one that a class body assigns is a method
        Value.Binding binding = frame.body == null ? Value.Binding.STATIC : Value.Binding.METHOD;
        Routine routine = expression.routine();
        if (!expression.knowsItself()) {
            return new Value.Routined(routine, frame.closure(), frame.self, frame.owner, binding);
        }
        Frame scope = frame.closure().naming();
        Value function = new Value.Routined(routine, scope, frame.self, frame.owner, binding);
        scope.locals().put(machine.journal(), routine.name(), function);
        return function;
    }

    @Override
    public Value items(Expression.Items expression) {
        List<Value> values = new ArrayList<>();
        boolean open = false;
        for (Expression item : expression.items()) {
            if (item instanceof Expression.Spreading spread) {
                Iteration iteration = Iteration.of(machine, evaluate(spread.value()), false, place(item));
                iteration.items().forEach(one -> values.add(one.value()));
                if (iteration.rest() != null) {
                    values.add(iteration.rest().value());
                    open = true;
                }
            } else {
                values.add(evaluate(item));
            }
        }
        Container container = expression.container() == Container.ROW ? Container.LIST : expression.container();
        return new ListValue(container, values, open);
    }

    @Override
    public Value mapping(Expression.Mapping expression) {
        MapValue map = new MapValue();
        for (Expression.Entry entry : expression.entries()) {
            Value value = evaluate(entry.value());
            Span place = place(entry.value());
            if (entry.key() == null) {
                spread(map, value, place);
            } else {
                new Subscripts(machine).put(map, evaluate(entry.key()), value, place);
            }
        }
        return map;
    }

    private void spread(MapValue map, Value value, Span place) {
        for (Value option : value.options()) {
            if (option instanceof MapValue other) {
                map.putAll(machine.journal(), other, place);
            } else if (option instanceof ListValue row && machine.language().flattensKeywords()) {
                for (int i = 0; i + 1 < row.size(); i += 2) {
                    new Subscripts(machine)
                            .put(map, row.items().get(i), row.items().get(i + 1), place);
                }
                if (row.open()) {
                    map.opens(machine.journal(), place);
                }
            } else {
                map.opens(machine.journal(), place);
            }
        }
    }

    @Override
    public Value comprehension(Expression.Comprehension expression) {
        return new Comprehensions(machine, frame.calling(COMPREHENSION)).make(expression);
    }

    private static final org.egressaudit.demand.script.tree.Routine COMPREHENSION =
            new org.egressaudit.demand.script.tree.Routine("", List.of(), List.of(), false, 0, 0);

    @Override
    public Value spreading(Expression.Spreading expression) {
        return evaluate(expression.value());
    }

    @Override
    public Value yielding(Expression.Yield expression) {
        if (expression.value() == null) {
            return run(expression);
        }
        Value value = evaluate(expression.value());
        if (expression.each()) {
            Iteration iteration = Iteration.of(machine, value, false, place(expression));
            iteration.items().forEach(item -> frame.yielded.add(item.value()));
            if (iteration.rest() != null) {
                frame.yielded.add(iteration.rest().value());
            }
        } else if (frame.yielded.size() < ListValue.LONGEST) {
            frame.yielded.add(value);
        }
        return run(expression);
    }

    @Override
    public Value assigning(Expression.Assigning expression) {
        Value value;
        if (expression.operator().equals("=")) {
            value = evaluate(expression.value());
        } else {
            Value before = evaluate(expression.target());
            Value more = evaluate(expression.value());
            if (before instanceof ListValue list
                    && expression.operator().equals("+")
                    && list.container() != Container.TUPLE
                    && more instanceof ListValue added) {
                List<Value> items = new ArrayList<>(list.items());
                items.addAll(added.items());
                list.replace(machine.journal(), items, list.open() || added.open());
                return list;
            }
            value = Operators.apply(expression.operator(), before, more, place(expression), machine);
        }
        assign(expression.target(), value);
        return value;
    }

    @Override
    public Value opaque(Expression.Opaque expression) {
        return run(expression);
    }

    @Override
    public Value computed(Expression.Computed expression) {
        List<Value> values = new ArrayList<>();
        for (Value option : evaluate(expression.name()).options()) {
            String name = option instanceof Value.Scalar scalar ? scalar.text() : null;
            if (name != null) {
                values.add(name(new Expression.Name(expression.sigil() + name, expression.from(), expression.to())));
            } else {
                // a class itself, or an object of it
                boolean ours = option instanceof Value.Instance || option instanceof Value.ClassObject;
                values.add(ours ? option : run(expression));
            }
        }
        return Value.either(values);
    }
}
