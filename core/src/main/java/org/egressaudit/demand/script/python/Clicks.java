package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Namespace;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** {@code click} and {@code typer}: functions whose parameters come from the command line. */
final class Clicks {

    private Clicks() {}

    static void register(Map<String, NativeFunction> all) {
        all.put(
                "typer.run",
                (machine, given) -> given.at(0) == null
                        ? null
                        : machine.calls().call(given.at(0), Arguments.none(given.place()), "?"));
    }

    /** Whether a decorator is one of these. */
    static boolean knows(String decorator) {
        return decorator.startsWith("click.")
                || decorator.startsWith("typer.Typer")
                || decorator.startsWith("asyncclick.");
    }

    /** A function to be called with what the command line gives. */
    private static final class Command implements NativeFunction {
        private final Value function;
        private final List<MapValue> options;
        private final Map<String, Value> commands = new LinkedHashMap<>();
        private boolean takesContext;
        private boolean takesObject;

        Command(Value function, List<MapValue> options) {
            this.function = function;
            this.options = options;
        }

        @Override
        public @Nullable Value call(Machine machine, Arguments given) {
            if (given.size() > 0 && given.named("obj") == null && given.named("standalone_mode") == null) {
                return machine.calls().call(function, given, "?");
            }
            List<Value> argv = Libraries.argv(machine, given.place()).items();
            Namespace context = new Namespace();
            Value object = given.named("obj");
            context.put(machine.journal(), "obj", object == null ? new MapValue() : object);
            return run(machine, argv.subList(1, argv.size()), context, given);
        }

        private Value run(Machine machine, List<Value> words, Namespace context, Arguments given) {
            CommandLine line = new CommandLine(options, List.copyOf(commands.keySet()), machine, given.place());
            line.read(words);
            List<Arguments.Passed> passed = new ArrayList<>();
            Value object = context.get("obj");
            if (takesContext) {
                Value value = new Value.Made("click.Context", null, Outcome.UNKNOWN, context, null);
                passed.add(new Arguments.Passed(null, value, given.place(), "context"));
            } else if (takesObject && object != null) {
                passed.add(new Arguments.Passed(null, object, given.place(), "obj"));
            }
            for (String name : line.values().keys()) {
                Value value = line.values().get(name);
                if (value != null) {
                    passed.add(new Arguments.Passed(name, value, given.place(), name));
                }
            }
            Value result =
                    machine.calls().call(function, new Arguments(passed, false, given.place(), given.callee()), "?");
            Value command = line.command() == null ? null : commands.get(line.command());
            if (command instanceof Value.Native known && known.function() instanceof Command inner) {
                return inner.run(machine, line.rest(), context, given);
            }
            return command == null ? result : machine.calls().call(command, Arguments.none(given.place()), "?");
        }
    }

    private static Command command(Value defined) {
        return defined instanceof Value.Native known && known.function() instanceof Command before
                ? before
                : new Command(defined, new ArrayList<>());
    }

    /** The name of the function that was defined, below its decorators. */
    static String nameOf(Value defined) {
        Value function = defined instanceof Value.Native ? command(defined).function : defined;
        return function instanceof Value.Routined routined ? routined.routine().name() : "command";
    }

    /** A decorator without parentheses: {@code @click.pass_context}, {@code @click.pass_obj}. */
    static Value decorate(String name, Value defined) {
        Command command = command(defined);
        switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "pass_context" -> command.takesContext = true;
            case "pass_obj" -> command.takesObject = true;
            case "command", "group" -> {
                // the same as with parentheses
            }
            default -> {
                return defined;
            }
        }
        return new Value.Native("click", command);
    }

    static Value decorate(String name, Expression.Call decorator, Value defined, Frame frame, Machine machine) {
        Command command = command(defined);
        if (name.endsWith(".option") || name.endsWith(".argument")) {
            command.options.add(0, CommandLines.option(machine, given(decorator, frame, machine)));
        } else if (!name.endsWith(".command") && !name.endsWith(".group")) {
            return defined;
        }
        return new Value.Native("click", command);
    }

    private static Arguments given(Expression.Call decorator, Frame frame, Machine machine) {
        List<Arguments.Passed> passed = new ArrayList<>();
        for (Expression.Given one : decorator.arguments()) {
            Span place = frame.source().span(one.value().from(), one.value().to());
            passed.add(new Arguments.Passed(one.name(), machine.evaluate(one.value(), frame), place, "..."));
        }
        Span place = frame.source().span(decorator.from(), decorator.to());
        return new Arguments(passed, false, place, place);
    }

    /** {@code @group.command()}: adds a function to a group; null when the owner is no group. */
    static @Nullable Value member(
            Value owner, Expression.Call decorator, Value defined, String function, Frame frame, Machine machine) {
        if (!(owner instanceof Value.Native group) || !(group.function() instanceof Command commands)) {
            return null;
        }
        Value command = decorate("click.command", decorator, defined, frame, machine);
        String named = given(decorator, frame, machine).text(0, "name");
        commands.commands.put(named == null ? function.replace('_', '-') : named, command);
        return command;
    }

    /** The functions of a {@code typer.Typer}: the one that the command line names, or each when it names none. */
    static @Nullable Value run(Value.Made app, Machine machine, Arguments given) {
        Value last = null;
        for (Value word : Libraries.argv(machine, given.place()).items()) {
            String name = word instanceof Value.Scalar scalar ? scalar.text() : null;
            Value named = name == null ? null : app.attributes().get("command " + name.replace('-', '_'));
            if (named != null) {
                return machine.calls().call(named, Arguments.none(given.place()), "?");
            }
        }
        for (String name : app.attributes().names()) {
            Value function = app.attributes().get(name);
            if (name.startsWith("command ") && function != null) {
                last = machine.calls().call(function, Arguments.none(given.place()), "?");
            }
        }
        return last;
    }
}
