package org.egressaudit.demand.script.python;

import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Decorators: those of the project are applied, those that say how a class hands out a function are obeyed, those of
 * command lines give the function its parameters, and all others leave it as it is.
 */
final class Decorators {

    private static final Set<String> PROPERTIES = Set.of("property", "cached_property", "functools.cached_property");

    private final Frame frame;
    private final Machine machine;

    Decorators(Frame frame, Machine machine) {
        this.frame = frame;
        this.machine = machine;
    }

    Value apply(Value defined, List<Expression> decorators) {
        Value value = defined;
        for (int i = decorators.size() - 1; i >= 0; i--) {
            value = apply(value, decorators.get(i));
        }
        return value;
    }

    private Value apply(Value defined, Expression decorator) {
        Expression callee = decorator instanceof Expression.Call call ? call.callee() : decorator;
        if (callee instanceof Expression.Attribute setter && setter.name().equals("setter")) {
            Value known = setter.object() instanceof Expression.Name name ? frame.lookup(name.name()) : null;
            return known == null ? defined : known;
        }
        if (decorator instanceof Expression.Call call
                && callee instanceof Expression.Attribute member
                && (member.name().equals("command") || member.name().equals("group"))) {
            Value command = inGroup(machine.evaluate(member.object(), frame), call, defined);
            if (command != null) {
                return command;
            }
        }
        Value function = machine.evaluate(callee, frame);
        String name = function instanceof Value.Native known
                ? known.name()
                : function instanceof Value.External external ? external.name() : "";
        if (defined instanceof Value.Routined routined) {
            if (name.equals("staticmethod")) {
                return bound(routined, Value.Binding.STATIC);
            }
            if (name.equals("classmethod")) {
                return bound(routined, Value.Binding.CLASS_METHOD);
            }
            if (PROPERTIES.contains(name)) {
                return bound(routined, Value.Binding.PROPERTY);
            }
        }
        if (Clicks.knows(name)) {
            return decorator instanceof Expression.Call call
                    ? Clicks.decorate(name, call, defined, frame, machine)
                    : Clicks.decorate(name, defined);
        }
        boolean ours = function instanceof Value.Routined || function instanceof Value.ClassObject;
        if (!ours) {
            return defined;
        }
        Value applied = decorator instanceof Expression.Call ? machine.evaluate(decorator, frame) : function;
        Span place = frame.source().span(decorator.from(), decorator.to());
        Value result = machine.calls().call(applied, Arguments.of(place, List.of(defined)), "?");
        return result instanceof Value.Unknown || result.isNothing() ? defined : result;
    }

    private @Nullable Value inGroup(Value owner, Expression.Call decorator, Value defined) {
        String name = Clicks.nameOf(defined);
        if (owner instanceof Value.Made app && app.name().equals("typer.Typer")) {
            app.attributes().put(machine.journal(), "command " + name, defined);
            return defined;
        }
        return Clicks.member(owner, decorator, defined, name, frame, machine);
    }

    private static Value bound(Value.Routined function, Value.Binding binding) {
        return new Value.Routined(function.routine(), function.closure(), function.self(), function.owner(), binding);
    }
}
