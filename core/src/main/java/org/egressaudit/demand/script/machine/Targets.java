package org.egressaudit.demand.script.machine;

import java.util.List;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.text.Span;

/** Where values are assigned to, and the patterns that take them apart. */
final class Targets {

    private final Machine machine;
    private final Frame frame;
    private final Expressions expressions;

    Targets(Machine machine, Frame frame, Expressions expressions) {
        this.machine = machine;
        this.frame = frame;
        this.expressions = expressions;
    }

    void assign(Expression target, Value value) {
        if (!machine.enter()) {
            return;
        }
        try {
            Span place = frame.source().span(target.from(), target.to());
            if (target instanceof Expression.Name name) {
                frame.assign(
                        machine.journal(),
                        name.name(),
                        machine.language().assigned(name.name(), value, machine),
                        machine.language().assignsOutward());
            } else if (target instanceof Expression.Items items) {
                unpack(items.items(), value, place);
            } else if (target instanceof Expression.Mapping mapping) {
                takeApart(mapping, value);
            } else if (target instanceof Expression.Attribute attribute) {
                machine.members().put(expressions.evaluate(attribute.object()), attribute.name(), value, place);
            } else if (target instanceof Expression.Subscript subscript) {
                Value object = container(subscript);
                if (!(subscript.index() instanceof Expression.Slice)) {
                    new Subscripts(machine).put(object, expressions.evaluate(subscript.index()), value, place);
                }
            } else if (target instanceof Expression.Computed computed) {
                for (Value option : expressions.evaluate(computed.name()).options()) {
                    String name = option instanceof Value.Scalar scalar ? scalar.text() : null;
                    if (name != null) {
                        assign(new Expression.Name(computed.sigil() + name, target.from(), target.to()), value);
                    }
                }
            } else if (target instanceof Expression.Spreading spreading) {
                assign(spreading.value(), value);
            } else if (target instanceof Expression.Assigning fallback) {
                Truth given = Operators.nothing(value).not();
                assign(
                        fallback.target(),
                        given == Truth.YES
                                ? value
                                : given == Truth.NO
                                        ? expressions.evaluate(fallback.value())
                                        : Value.either(List.of(value, expressions.evaluate(fallback.value()))));
            }
        } finally {
            machine.leave();
        }
    }

    private Value container(Expression.Subscript subscript) {
        Value object = expressions.evaluate(subscript.object());
        if (object instanceof ListValue list
                && machine.language().vivifies()
                && !(subscript.index() instanceof Expression.Opaque)
                && !(subscript.index() instanceof Expression.Slice)
                && expressions.evaluate(subscript.index()) instanceof Value.Scalar key
                && key.text() != null
                && Subscripts.number(key.text()) == null) {
            // an array that gets a key of its own is a mapping from then on
            Span place = frame.source().span(subscript.from(), subscript.to());
            MapValue keyed = Operators.keyed(list, place, machine);
            if (keyed != null) {
                assign(subscript.object(), keyed);
                return keyed;
            }
        }
        boolean empty = object.isNothing()
                || (object instanceof Value.Unknown && !(subscript.object() instanceof Expression.Call));
        if (!empty || !machine.language().vivifies()) {
            return object;
        }
        Value made = subscript.index() instanceof Expression.Opaque
                ? Value.list(Expression.Container.LIST, List.of())
                : new MapValue();
        assign(subscript.object(), made);
        return made;
    }

    private void unpack(List<Expression> targets, Value value, Span place) {
        Subscripts subscripts = new Subscripts(machine);
        for (int i = 0; i < targets.size(); i++) {
            Expression target = targets.get(i);
            if (target instanceof Expression.Spreading rest) {
                int after = targets.size() - i - 1;
                Value upper = after == 0 ? null : Value.number(Integer.toString(-after), place);
                assign(
                        rest.value(),
                        subscripts.slice(value, Value.number(Integer.toString(i), place), upper, false, place));
                for (int j = i + 1; j < targets.size(); j++) {
                    assign(
                            targets.get(j),
                            subscripts.get(value, Value.number(Integer.toString(j - targets.size()), place), place));
                }
                return;
            }
            assign(target, subscripts.get(value, Value.number(Integer.toString(i), place), place));
        }
    }

    /** {@code const {a, b: c} = value}: keys name entries or members. */
    private void takeApart(Expression.Mapping mapping, Value value) {
        for (Expression.Entry entry : mapping.entries()) {
            Span place = frame.source().span(entry.value().from(), entry.value().to());
            if (entry.key() instanceof Expression.Literal key) {
                Value member = value instanceof MapValue
                        ? new Subscripts(machine).get(value, Value.literal(key.kind(), key.text(), place), place)
                        : machine.members().get(value, key.text(), place);
                assign(entry.value(), member);
            } else {
                assign(entry.value(), value);
            }
        }
    }

    Truth fits(Value subject, Expression pattern) {
        if (pattern instanceof Expression.Literal || pattern instanceof Expression.Attribute) {
            return Operators.compare("==", subject, expressions.evaluate(pattern));
        }
        if (pattern instanceof Expression.Binary either && either.operator().equals("|")) {
            Truth left = fits(subject, either.left());
            Truth right = fits(subject, either.right());
            return left == Truth.YES || right == Truth.YES ? Truth.YES : left.agree(right);
        }
        if (pattern instanceof Expression.Items items) {
            if (subject instanceof ListValue list && !list.open()) {
                return row(list, items.items());
            }
            items.items().forEach(item -> bind(item, subject));
            return Truth.OPEN;
        }
        bind(pattern, subject);
        return pattern instanceof Expression.Name ? Truth.YES : Truth.OPEN;
    }

    private Truth row(ListValue subject, List<Expression> patterns) {
        boolean star = patterns.stream().anyMatch(Expression.Spreading.class::isInstance);
        if (star ? subject.size() < patterns.size() - 1 : subject.size() != patterns.size()) {
            return Truth.NO;
        }
        Truth all = Truth.YES;
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i) instanceof Expression.Spreading) {
                unpack(
                        patterns,
                        subject,
                        frame.source()
                                .span(patterns.get(0).from(), patterns.get(0).to()));
                return all == Truth.NO ? Truth.NO : Truth.OPEN;
            }
            Truth one = fits(subject.items().get(i), patterns.get(i));
            if (one == Truth.NO) {
                return Truth.NO;
            }
            all = all.agree(one);
        }
        return all;
    }

    private void bind(Expression pattern, Value subject) {
        if (pattern instanceof Expression.Name || pattern instanceof Expression.Spreading) {
            assign(pattern, subject);
        }
    }
}
