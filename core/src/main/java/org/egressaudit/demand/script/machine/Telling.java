package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.Argument;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Calls of libraries, told to the execution. */
final class Telling {

    private static final int DEEPEST = 4;

    private static final int MOST_ARGUMENTS = 512;

    private final Machine machine;

    Telling(Machine machine) {
        this.machine = machine;
    }

    /** Tells a call, and answers what it comes to; the exceptions that the execution says it raises are raised. */
    Value tell(String name, @Nullable Invocation receiver, Arguments arguments) {
        return tell(name, receiver, flatten(arguments), arguments);
    }

    Value tell(String name, @Nullable Invocation receiver, List<Argument> words, Arguments arguments) {
        Invocation plain = new Invocation(
                machine.language().name(),
                name,
                words,
                receiver,
                null,
                Invocation.Output.INHERITED,
                arguments.place(),
                arguments.callee(),
                machine.situation());
        machine.doubt();
        Invocation call = machine.language().shape(plain, arguments, machine);
        Outcome outcome = machine.execution().call(call);
        if (!outcome.raises().isEmpty()) {
            throw machine.raise(Raised.of(outcome.raises()));
        }
        opened(arguments);
        Value known = machine.language().result(call, outcome, arguments, machine);
        Value result = known != null ? known : new Value.Made(name, call, outcome, new Namespace(), null);
        callBack(arguments, result);
        return result;
    }

    /** What is given empty may be given to be filled. */
    private void opened(Arguments arguments) {
        for (Arguments.Passed passed : arguments.passed()) {
            if (passed.value() instanceof MapValue map && map.keys().isEmpty() && !map.open()) {
                map.opens(machine.journal(), arguments.place());
            } else if (passed.value() instanceof ListValue list && list.size() == 0 && !list.open()) {
                list.replace(machine.journal(), List.of(), true);
            }
        }
    }

    /** A function given to a library is called by it, with arguments that only the run will know. */
    void callBack(Arguments arguments, Value result) {
        List<Value> given = machine.language().blocksGetResult() ? List.of(result) : List.of();
        for (Arguments.Passed passed : arguments.passed()) {
            if (passed.value() instanceof Value.Routined function) {
                Arguments open = new Arguments(
                        Arguments.of(passed.place(), given).passed(), true, passed.place(), passed.place());
                machine.repeat(() -> machine.calls().call(function, open, passed.source()), passed.place());
            }
        }
    }

    /** Positions first, then keywords; entries of mappings and items of tuples by name after them. */
    static List<Argument> flatten(Arguments arguments) {
        List<Argument> positions = new ArrayList<>();
        List<Argument> names = new ArrayList<>();
        for (Arguments.Passed passed : arguments.passed()) {
            if (passed.name() == null) {
                String position = Integer.toString(positions.size());
                positions.add(Argument.of(word(passed.value(), passed)));
                inner(position, passed.value(), passed.place(), 0, names);
            } else {
                names.add(new Argument(passed.name(), word(passed.value(), passed)));
                inner(passed.name(), passed.value(), passed.place(), 0, names);
            }
        }
        positions.addAll(names);
        if (arguments.open()) {
            positions.add(new Argument(
                    Argument.FURTHER,
                    new Word.Unknown(
                            "**...",
                            "it may be among arguments that only the run will know; declare what it reaches",
                            arguments.place())));
        }
        return positions;
    }

    /** One keyword, with what it holds. */
    static List<Argument> flatten(String name, Value value, Span place) {
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(name, Words.of(value, place)));
        inner(name, value, place, 0, arguments);
        return arguments;
    }

    private static Word word(Value value, Arguments.Passed passed) {
        Word word = Words.of(value, passed.place());
        return word instanceof Word.Unknown unknown && unknown.source().equals("...")
                ? new Word.Unknown(passed.source(), unknown.reason(), passed.place())
                : word;
    }

    private static void inner(String prefix, Value value, Span place, int depth, List<Argument> into) {
        if (depth >= DEEPEST || into.size() >= MOST_ARGUMENTS) {
            return;
        }
        if (value instanceof MapValue map) {
            for (String key : map.keys()) {
                Value entry = map.get(key);
                if (entry != null && into.size() < MOST_ARGUMENTS) {
                    into.add(new Argument(prefix + "." + key, Words.of(entry, place)));
                    inner(prefix + "." + key, entry, place, depth + 1, into);
                }
            }
        } else if (value instanceof ListValue list && list.container() == Container.TUPLE) {
            int position = 0;
            for (Value item : list.items()) {
                String name = prefix + "." + position++;
                into.add(new Argument(name, Words.of(item, place)));
                inner(name, item, place, depth + 1, into);
            }
        } else if (value instanceof ListValue list) {
            list.items().stream()
                    .filter(item -> item instanceof MapValue
                            || (item instanceof ListValue row && row.container() == Container.TUPLE))
                    .forEach(item -> inner(prefix, item, place, depth + 1, into));
        } else if (value instanceof Value.Either either) {
            int before = into.size();
            either.options().forEach(option -> inner(prefix, option, place, depth, into));
            if (either.options().stream().anyMatch(Telling::isNothing)) {
                List<String> names = into.subList(before, into.size()).stream()
                        .map(Argument::name)
                        .distinct()
                        .toList();
                names.forEach(name -> into.add(new Argument(name, Word.Known.literal("", place))));
            }
        }
    }

    /** What holds no entries: an entry of another possibility may not be given then, which an empty text says. */
    private static boolean isNothing(Value value) {
        return value instanceof Value.Scalar
                || value instanceof MapValue map && map.keys().isEmpty();
    }
}
