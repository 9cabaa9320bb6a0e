package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Spread;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Arguments to the parameters of a function, or to the fields of a class. */
final class Parameters {

    private final Machine machine;
    private final Frame frame;
    private final Expressions expressions;

    /** @param frame of the function that is called */
    Parameters(Machine machine, Frame frame) {
        this.machine = machine;
        this.frame = frame;
        this.expressions = new Expressions(machine, frame);
    }

    void bind(Routine routine, Arguments arguments) {
        List<Value> positional = arguments.positional();
        Set<String> taken = new HashSet<>();
        int next = 0;
        for (Routine.Parameter parameter : routine.parameters()) {
            Span place = arguments.place();
            if (parameter.takes() == Spread.ITEMS) {
                List<Value> all = machine.language().flattensKeywords() ? flat(arguments) : positional;
                List<Value> rest = next < all.size() ? all.subList(next, all.size()) : List.of();
                next = positional.size();
                expressions.assign(parameter.target(), new ListValue(Container.TUPLE, rest, arguments.open()));
            } else if (parameter.takes() == Spread.ENTRIES) {
                expressions.assign(parameter.target(), rest(arguments, taken));
            } else {
                Value value = arguments.named(parameter.name());
                if (value != null) {
                    taken.add(parameter.name());
                } else if (!parameter.keywordOnly() && next < positional.size()) {
                    value = positional.get(next++);
                }
                expressions.assign(
                        parameter.target(), value != null ? value : fallback(parameter, arguments.open(), place));
            }
        }
    }

    private static List<Value> flat(Arguments arguments) {
        List<Value> all = new ArrayList<>();
        for (Arguments.Passed passed : arguments.passed()) {
            if (passed.name() != null) {
                all.add(MapValue.key(passed.name(), passed.place()));
            }
            all.add(passed.value());
        }
        return all;
    }

    private MapValue rest(Arguments arguments, Set<String> taken) {
        MapValue rest = new MapValue();
        for (Arguments.Passed passed : arguments.passed()) {
            if (passed.name() != null && !taken.contains(passed.name())) {
                rest.put(machine.journal(), passed.name(), passed.value());
            }
        }
        if (arguments.open()) {
            rest.opens(machine.journal(), arguments.place());
        }
        return rest;
    }

    private Value fallback(Routine.Parameter parameter, boolean open, Span place) {
        Value unknown = new Value.Unknown(
                parameter.name(),
                "the parameter " + parameter.name() + " gets a value that only the run will know",
                place);
        if (parameter.fallback() == null) {
            return open || !machine.language().vivifies() ? unknown : Value.nothing(place);
        }
        Value fallback = expressions.evaluate(parameter.fallback());
        return open ? Value.either(List.of(fallback, unknown)) : fallback;
    }

    /** Gives an object its fields, as the constructor of a data class does. */
    void fields(Value.ClassObject type, Value.Instance instance, Arguments given) {
        Arguments arguments = machine.language().fields(type, given, machine);
        Set<String> fields = new LinkedHashSet<>();
        collect(type, fields, 0);
        List<Value> positional = arguments.positional();
        int next = 0;
        for (String field : fields) {
            @Nullable Value value = arguments.named(field);
            if (value == null && next < positional.size()) {
                value = positional.get(next++);
            }
            if (value == null) {
                value = machine.language().preset(type, field, machine);
            }
            if (value != null) {
                instance.attributes().put(machine.journal(), field, value);
            }
        }
    }

    private static void collect(Value.ClassObject type, Set<String> fields, int depth) {
        for (Value base : new ArrayList<>(type.bases())) {
            if (base instanceof Value.ClassObject parent && depth < 20) {
                collect(parent, fields, depth + 1);
            }
        }
        fields.addAll(type.fields());
    }
}
