package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Completion.Unwinding;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Exceptions and their handlers, and bodies with something opened before. */
final class Attempts {

    /** Handlers of these are not walked unless they are raised: a deployed program does not meet them, or only at its end. */
    private static final Set<String> UNUSUAL = Set.of(
            "ImportError", "ModuleNotFoundError", "KeyboardInterrupt", "GeneratorExit", "SystemExit", "StopIteration");

    /** What Python raises where an item or a member is not there. */
    private static final Set<String> LOOKUPS = Set.of("KeyError", "IndexError", "AttributeError", "LookupError");

    private final Machine machine;
    private final Frame frame;
    private final Expressions expressions;
    private final Statements statements;

    Attempts(Machine machine, Frame frame, Expressions expressions, Statements statements) {
        this.machine = machine;
        this.frame = frame;
        this.expressions = expressions;
        this.statements = statements;
    }

    Completion attempt(Statement.Try statement) {
        machine.guard(caught(statement).stream().flatMap(List::stream).toList());
        int doubts = machine.doubts();
        Completion completion;
        try {
            completion = statements.block(statement.body());
        } finally {
            machine.unguard();
        }
        // a program may load a library in the body, and name its exceptions after it
        int doubtsOfBody = machine.doubts() - doubts;
        List<List<String>> caught = caught(statement);
        doubts = machine.doubts() - doubtsOfBody;
        if (completion instanceof Completion.Thrown thrown) {
            completion = handled(statement, caught, thrown);
            if (completion == thrown && thrown.raised().ends()) {
                completion = orCaught(statement, caught, false, completion);
            }
        } else {
            if (completion instanceof Completion.Normal) {
                completion = statements.block(statement.otherwise());
            }
            boolean sure = machine.doubts() == doubts;
            completion = orCaught(statement, caught, sure, completion);
        }
        if (completion instanceof Completion.Ended) {
            return completion;
        }
        Completion last = statements.block(statement.last());
        return last instanceof Completion.Normal ? completion : last;
    }

    private List<List<String>> caught(Statement.Try statement) {
        List<List<String>> caught = new ArrayList<>();
        for (Statement.Handler handler : statement.handlers()) {
            caught.add(handler.type() == null ? List.of("BaseException") : names(expressions.evaluate(handler.type())));
        }
        return caught;
    }

    /**
     * What may have been raised all the same ends as its handlers do, and the run goes on as long as one of them lets it:
     * {@code try: return first() except Error: pass} leads to what follows as well.
     *
     * @param sure whether every item and member that the body asked for was there
     */
    private Completion orCaught(
            Statement.Try statement, List<List<String>> caught, boolean sure, Completion completion) {
        List<Completion> ends = new ArrayList<>(List.of(completion));
        List<Journal.Changes> changes = new ArrayList<>(List.of(Journal.Changes.NONE));
        for (int i = 0; i < caught.size(); i++) {
            Statement.Handler handler = statement.handlers().get(i);
            boolean never = UNUSUAL.containsAll(caught.get(i))
                    || sure && !caught.get(i).isEmpty() && LOOKUPS.containsAll(caught.get(i));
            if (!never) {
                machine.apart(() -> handle(handler, Raised.of(List.of("Exception"))), ends, changes);
            }
        }
        return ends.size() == 1 ? completion : new Alternatives(machine, frame, ends, changes).settle();
    }

    private Completion handled(Statement.Try statement, List<List<String>> caught, Completion.Thrown thrown) {
        for (int i = 0; i < caught.size(); i++) {
            List<String> names = caught.get(i);
            boolean fits = names.isEmpty() || names.stream().anyMatch(name -> catches(name, thrown.raised()));
            if (fits) {
                return handle(statement.handlers().get(i), thrown.raised());
            }
        }
        return thrown;
    }

    private boolean catches(String handler, Raised raised) {
        boolean implied = !raised.ends() && (handler.equals("Exception") || handler.equals("BaseException"));
        return implied
                || raised.names().stream().anyMatch(name -> machine.language().catches(handler, name));
    }

    private Completion handle(Statement.Handler handler, Raised raised) {
        Raised before = frame.handling;
        frame.handling = raised;
        try {
            if (handler.name() != null) {
                Span place = frame.source()
                        .span(handler.name().from(), handler.name().to());
                Value value = raised.value() == null
                        ? new Value.Unknown(
                                Spelling.of(handler.name()), "it is an exception that only the run will know", place)
                        : raised.value();
                expressions.assign(handler.name(), value);
            }
            return statements.block(handler.body());
        } finally {
            frame.handling = before;
        }
    }

    /** The exception classes a handler names; empty when only the run will know. */
    private List<String> names(Value type) {
        List<String> names = new ArrayList<>();
        if (type instanceof ListValue list) {
            list.items().forEach(item -> names.addAll(names(item)));
        } else if (type instanceof Value.Either either) {
            either.options().forEach(option -> names.addAll(names(option)));
        } else if (type instanceof Value.External external) {
            names.add(external.name());
        } else if (type instanceof Value.ClassObject own) {
            names.add(own.name());
        } else if (type instanceof Value.Made made) {
            names.add(made.name());
        } else if (type instanceof Value.Native builtin) {
            names.add(builtin.name());
        }
        return names;
    }

    Completion with(Statement.With statement) {
        return with(statement, 0);
    }

    private Completion with(Statement.With statement, int position) {
        if (position == statement.opened().size()) {
            return statements.block(statement.body());
        }
        Statement.Opened opened = statement.opened().get(position);
        Value value = expressions.evaluate(opened.value());
        Span place = frame.source().span(opened.value().from(), opened.value().to());
        @Nullable
        Value exit = value instanceof Value.Instance ? machine.members().own(value, "__exit__", place) : null;
        if (opened.target() != null) {
            expressions.assign(opened.target(), entered(value, place));
        } else {
            entered(value, place);
        }
        Completion completion;
        try {
            completion = with(statement, position + 1);
        } catch (Unwinding unwinding) {
            completion = unwinding.completion();
        }
        if (exit != null && !(completion instanceof Completion.Ended)) {
            Value nothing = Value.nothing(place);
            machine.calls().call(exit, Arguments.of(place, List.of(nothing, nothing, nothing)), "...");
        }
        boolean suppressed = completion instanceof Completion.Thrown thrown
                && value instanceof Value.Made made
                && made.name().equals("contextlib.suppress")
                && made.maker() != null
                && made.maker().words().stream()
                        .anyMatch(word -> word instanceof Word.Unknown type && catches(type.source(), thrown.raised()));
        return suppressed ? Completion.NORMAL : completion;
    }

    private Value entered(Value value, Span place) {
        if (value instanceof Value.Instance) {
            Value enter = machine.members().own(value, "__enter__", place);
            if (enter == null) {
                enter = machine.members().own(value, "__aenter__", place);
            }
            return enter == null ? value : machine.calls().call(enter, Arguments.none(place), "...");
        }
        if (value instanceof ListValue list && list.container() == Container.GENERATOR) {
            return list.items().isEmpty()
                    ? new Value.Unknown("...", "the generator hands out nothing that a reader knows", place)
                    : list.items().get(0);
        }
        return value;
    }
}
