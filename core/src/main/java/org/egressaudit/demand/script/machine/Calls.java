package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.egressaudit.demand.script.machine.Completion.Unwinding;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** From a call to the function of the project that it runs, to the class that it makes, or to the execution. */
public final class Calls {

    /** How often a function may be on its way at the same time. */
    private static final int MOST_RECURSIONS = 2;

    /** The same where every argument is known, so that the function may well come to its end. */
    private static final int DEEPEST_KNOWN = 40;

    /** Such calls in one run. */
    private static final int MOST_DEEP_CALLS = 2_000;

    private final Machine machine;
    private final Telling telling;
    private final Map<Routine, Integer> running = new HashMap<>();
    private int deepCalls;

    Calls(Machine machine) {
        this.machine = machine;
        this.telling = new Telling(machine);
    }

    Telling telling() {
        return telling;
    }

    /** A call as it is written. */
    Value call(Expression.Call expression, Frame frame, Expressions expressions) {
        Span place = frame.source().span(expression.from(), expression.to());
        Expression callee = expression.callee();
        Span calleePlace = frame.source().span(callee.from(), callee.to());
        if (callee instanceof Expression.Name name && name.name().equals("super") && frame.lookup("super") == null) {
            return superOf(frame, place);
        }
        Value function;
        String unknownName = "?";
        if (callee instanceof Expression.Attribute attribute) {
            Value object = expressions.evaluate(attribute.object());
            function = received(machine.members().method(object, attribute.name(), calleePlace), object, frame);
            unknownName = "?" + machine.language().separator() + attribute.name();
        } else {
            function = expressions.evaluate(callee);
        }
        Arguments arguments = arguments(expression.arguments(), frame, expressions, place, calleePlace);
        machine.calledFrom(frame);
        if (machine.language().callsByName() && arguments.size() == 0 && isValue(function)) {
            return function;
        }
        return call(function, arguments, unknownName);
    }

    /** A method called on a class, with the one for whom it runs. */
    private Value received(Value method, Value object, Frame frame) {
        if (object instanceof Value.ClassObject type
                && method instanceof Value.Routined function
                && function.self() == null) {
            Value receiver = machine.language().receiver(type, frame.self());
            return receiver == null ? function : function.bind(receiver);
        }
        return method;
    }

    private static boolean isValue(Value function) {
        return function instanceof Value.Scalar
                || function instanceof ListValue
                || function instanceof MapValue
                || function instanceof Value.Instance
                || function instanceof Value.ClassObject
                || (function instanceof Value.Made made
                        && made.maker() != null
                        && made.name().equals(made.maker().name()));
    }

    private Value superOf(Frame frame, Span place) {
        for (Frame around = frame; around != null; around = around.outer()) {
            if (around.self != null && around.owner != null) {
                return new Value.Super(around.self, around.owner);
            }
        }
        return new Value.Unknown("super()", "there is no class around it", place);
    }

    private Arguments arguments(
            List<Expression.Given> given, Frame frame, Expressions expressions, Span place, Span callee) {
        List<Arguments.Passed> passed = new ArrayList<>();
        boolean open = false;
        for (Expression.Given argument : given) {
            Value value = expressions.evaluate(argument.value());
            Span at = frame.source()
                    .span(argument.value().from(), argument.value().to());
            String source = Spelling.of(argument.value());
            switch (argument.spread()) {
                case ONE -> {
                    Expression written = argument.value();
                    boolean variable = machine.language().passesReferences()
                            && (written instanceof Expression.Name
                                    || written instanceof Expression.Subscript
                                    || written instanceof Expression.Attribute);
                    passed.add(new Arguments.Passed(
                            argument.name(),
                            value,
                            at,
                            source,
                            variable ? set -> expressions.assign(written, set) : null));
                }
                case ITEMS -> {
                    Iteration iteration = Iteration.of(machine, value, false, at);
                    iteration.items().forEach(item -> passed.add(new Arguments.Passed(null, item.value(), at, source)));
                    open |= iteration.rest() != null;
                }
                case ENTRIES -> open |= !entries(value, at, source, passed);
            }
        }
        return new Arguments(passed, open, place, callee);
    }

    /** Entries as keywords; false when there may be more. */
    private static boolean entries(Value value, Span at, String source, List<Arguments.Passed> passed) {
        boolean all = true;
        for (Value option : value.options()) {
            if (option instanceof MapValue map) {
                for (String key : map.keys()) {
                    Value entry = map.get(key);
                    if (entry != null) {
                        passed.add(new Arguments.Passed(key, entry, at, source + "['" + key + "']"));
                    }
                }
                all &= !map.open();
            } else {
                all = false;
            }
        }
        return all;
    }

    /**
     * Calls a value.
     *
     * @param unknownName the name under which the call is told when nothing is known of the value
     */
    public Value call(Value function, Arguments arguments, String unknownName) {
        if (function instanceof Value.Either either) {
            List<Supplier<Value>> all = new ArrayList<>();
            for (Value option : either.options()) {
                if (!option.isNothing()) {
                    all.add(() -> call(option, arguments, unknownName));
                }
            }
            return all.isEmpty() ? unknown(unknownName, arguments.place()) : machine.choose(all);
        }
        if (function instanceof Value.Routined routined) {
            return run(routined, arguments);
        }
        if (function instanceof Value.ClassObject type) {
            Value sought = type.enumeration() ? arguments.at(0) : null;
            return sought == null ? make(type, arguments) : byValue(type, sought, arguments.place());
        }
        if (function instanceof Value.Native known) {
            Value value = known.function().call(machine, arguments);
            if (value == null) {
                machine.doubt();
                value = unknown(known.name() + "(...)", arguments.place());
                telling.callBack(arguments, value);
            }
            return value;
        }
        if (function instanceof Value.External external) {
            return library(external.name(), null, arguments);
        }
        if (function instanceof Value.Made made) {
            Value known = machine.language().member(made, "__call__", machine, arguments.place());
            if (known != null) {
                return call(known, arguments, unknownName);
            }
            boolean itself = made.maker() != null && made.maker().name().equals(made.name());
            String name = itself ? made.name() + machine.language().separator() + "__call__" : made.name();
            return library(name, made, arguments);
        }
        if (function instanceof Value.Instance instance) {
            Value method = machine.members().hook(instance, Hook.CALL, arguments.place());
            return method == null ? unknown(unknownName, arguments.place()) : call(method, arguments, unknownName);
        }
        Value named = machine.language().callable(function, machine);
        if (named != null) {
            return call(named, arguments, unknownName);
        }
        if (function instanceof Value.Unknown) {
            return telling.tell(unknownName, null, arguments);
        }
        return unknown(unknownName, arguments.place());
    }

    private Value library(String name, Value.@Nullable Made object, Arguments arguments) {
        NativeFunction known = machine.language().function(name);
        if (known != null) {
            Value value = known.call(machine, arguments);
            if (value != null) {
                return value;
            }
        }
        return telling.tell(name, object == null ? null : object.maker(), arguments);
    }

    private static Value unknown(String source, Span place) {
        return new Value.Unknown(source, "only the run will know what it gives; declare what it reaches", place);
    }

    private boolean mayGoDeeper(int active, Routine routine, Arguments given) {
        boolean known = routine.parameters().isEmpty() || given.known();
        return known && active < DEEPEST_KNOWN && deepCalls++ < MOST_DEEP_CALLS;
    }

    private Value run(Value.Routined function, Arguments given) {
        Routine routine = function.routine();
        int active = running.getOrDefault(routine, 0);
        if (active >= MOST_RECURSIONS && !mayGoDeeper(active, routine, given) || !machine.enter()) {
            return unknown(routine.name() + "(...)", given.place());
        }
        running.put(routine, active + 1);
        try {
            String here = function.closure().source().file();
            return here.equals(given.place().file())
                    ? body(function, given)
                    : machine.through(given.place(), () -> body(function, given));
        } finally {
            running.put(routine, active);
            machine.leave();
        }
    }

    private Value body(Value.Routined function, Arguments given) {
        Routine routine = function.routine();
        Frame frame = function.closure().calling(routine);
        frame.owner = function.owner();
        frame.self = function.self();
        boolean bound = function.self() != null
                && function.binding() != Value.Binding.STATIC
                && machine.language().passesSelf();
        Arguments arguments = bound && function.self() != null ? given.prepend(function.self()) : given;
        if (machine.language().yields()) {
            List<Value> positional = arguments.positional();
            Value last = positional.isEmpty() ? null : positional.get(positional.size() - 1);
            frame.block = last instanceof Value.Routined ? last : null;
        }
        new Parameters(machine, frame).bind(routine, arguments);
        Completion completion = machine.block(frame, routine.body());
        if (completion instanceof Completion.Thrown || completion instanceof Completion.Ended) {
            if (frame.possible.isEmpty()) {
                throw new Unwinding(completion);
            }
            machine.mayEnd(completion);
        }
        for (int i = 0; i < routine.parameters().size(); i++) {
            Routine.Parameter parameter = routine.parameters().get(i);
            Value last = parameter.reference() ? frame.lookup(parameter.name()) : null;
            if (last != null) {
                given.giveBack(i, last);
            }
        }
        List<Value> values = new ArrayList<>();
        if (completion instanceof Completion.Returned returned) {
            values.add(returned.value());
        } else if (completion instanceof Completion.Normal || completion instanceof Completion.Jumped) {
            values.add(Value.nothing(given.place()));
        }
        for (Frame.Possible possible : frame.possible) {
            values.add(possible.value());
            machine.journal().join(List.of(Journal.Changes.NONE, possible.changes()));
        }
        return routine.generator() ? Value.list(Container.GENERATOR, frame.yielded) : Value.either(values);
    }

    private Value byValue(Value.ClassObject type, Value sought, Span place) {
        Value found = Enumerations.byValue(type, sought, machine, place);
        return found == null ? unknown(type.name() + "(...)", place) : found;
    }

    private Value make(Value.ClassObject type, Arguments arguments) {
        Value.Instance instance = new Value.Instance(type);
        Value object = machine.language().object(instance, arguments, machine);
        Span place = arguments.place();
        Value constructor = machine.members().own(object, machine.language().constructor(), place);
        if (constructor != null) {
            call(constructor, arguments, type.name());
            return object;
        }
        if (type.data()) {
            new Parameters(
                            machine,
                            Frame.of(
                                    new Value.Module(type.name(), instance.attributes()),
                                    machine.program().source()))
                    .fields(type, instance, arguments);
            Value after = machine.members().own(instance, "__post_init__", place);
            if (after != null) {
                call(after, Arguments.none(place), "?");
            }
            return instance;
        }
        machine.language().made(instance, arguments, machine);
        Value.External base = Members.libraryBase(type, 0);
        if (base != null) {
            Value made = call(base, arguments, base.name());
            if (made instanceof Value.Made library && library.maker() != null) {
                instance.madeBy(library.maker());
            }
        }
        return object;
    }

    /** An object as text: what its {@code __str__} or the like gives. */
    public Value text(Value object, Span place) {
        Value method = machine.members().hook(object, Hook.TEXT, place);
        return method == null
                ? new Value.Scalar(Expression.Kind.STRING, Words.of(object, place))
                : call(method, Arguments.none(place), "str");
    }

    /** A value as an exception on its way. */
    Raised raised(Value value, Span place) {
        if (value instanceof Value.Instance instance) {
            return new Raised(lineage(instance.type(), 0), value, false, 1);
        }
        if (value instanceof Value.ClassObject type) {
            return new Raised(lineage(type, 0), make(type, Arguments.none(place)), false, 1);
        }
        String name = value instanceof Value.Made made
                ? made.name()
                : value instanceof Value.External external ? external.name() : "Exception";
        List<String> names = machine.language().lineage(name);
        if (names.contains("SystemExit")) {
            return Raised.exit(
                    value instanceof Value.Made made && made.text() != null
                            ? exitStatus(new Value.Scalar(Expression.Kind.NUMBER, made.text()))
                            : (Integer) 0);
        }
        return new Raised(names, value, false, 1);
    }

    private List<String> lineage(Value.ClassObject type, int depth) {
        List<String> names = new ArrayList<>(List.of(type.name()));
        for (Value base : type.bases()) {
            if (base instanceof Value.ClassObject parent && depth < 10) {
                names.addAll(lineage(parent, depth + 1));
            } else if (base instanceof Value.External external) {
                names.addAll(machine.language().lineage(external.name()));
            }
        }
        return names;
    }

    /** The exit status that {@code sys.exit(value)} gives, or null when only the run will know. */
    public static @Nullable Integer exitStatus(Value value) {
        if (value.isNothing()) {
            return 0;
        }
        if (value instanceof Value.Scalar scalar && scalar.text() != null) {
            if (scalar.kind() == Expression.Kind.BOOLEAN) {
                return scalar.text().equals("True") ? 1 : 0;
            }
            Integer number = Subscripts.number(scalar.text());
            return scalar.kind() == Expression.Kind.NUMBER && number != null ? (Integer) (number & 0xFF) : (Integer) 1;
        }
        if (value instanceof Value.Scalar scalar && scalar.kind() == Expression.Kind.STRING) {
            return 1;
        }
        return null;
    }
}
