package org.egressaudit.demand.script.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.egressaudit.demand.script.Execution;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Program;
import org.egressaudit.demand.script.RecentlyParsed;
import org.egressaudit.demand.script.Situation;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Completion.Unwinding;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.demand.script.tree.Routine;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** One run of one program in the mind: what all its frames share. */
public final class Machine {

    /** Nested statements, expressions and calls; enough for real programs, and far from the end of a Java stack. */
    private static final int DEEPEST = 700;

    private final Language language;
    private final RecentlyParsed<Tree> trees;
    private final Execution execution;
    private final Program program;
    private final Journal journal = new Journal();
    private final MapValue environment;
    private final Namespace externals = new Namespace();
    private final Map<String, Value.Module> modules = new HashMap<>();
    private final Calls calls;
    private final Members members;
    private final Deque<List<String>> caught = new ArrayDeque<>();
    private final Set<@Nullable Integer> possibleEnds = new HashSet<>();
    private final Map<String, Value> properties = new HashMap<>();
    /** What was assigned to functions themselves. */
    private final Map<Routine, Namespace> ofFunctions = new IdentityHashMap<>();

    private Value.@Nullable Module main;
    private Situation situation;
    private int depth;
    private int speculation;
    private int doubts;
    private boolean stopped;
    private @Nullable Frame caller;

    /**
     * @param program the entry
     * @param situation as whom, where, in which environment
     * @param trees of files that other runs have read
     */
    public Machine(
            Language language, Program program, Situation situation, Execution execution, RecentlyParsed<Tree> trees) {
        this.language = language;
        this.trees = trees;
        this.execution = execution;
        this.program = program;
        this.situation = situation;
        this.calls = new Calls(this);
        this.members = new Members(this);
        this.environment = new MapValue("the environment");
        situation
                .environment()
                .forEach((name, word) -> environment.put(journal, name, new Value.Scalar(Kind.STRING, word)));
    }

    /**
     * Runs the entry program.
     *
     * @param first the names its module has from the start
     */
    public Outcome run(Map<String, Value> first) {
        Value.Module module = new Value.Module("__main__", new Namespace());
        main = module;
        first.forEach((name, value) -> module.globals().put(journal, name, value));
        if (program.path() != null) {
            modules.put(program.path(), module);
        }
        Completion completion = execute(program.source(), module);
        Integer status = 0;
        if (completion instanceof Completion.Thrown thrown) {
            status = thrown.raised().status();
        } else if (completion instanceof Completion.Ended ended) {
            status = ended.status();
        }
        Integer only = status;
        boolean certain = possibleEnds.stream().allMatch(end -> end != null && end.equals(only));
        return new Outcome(certain && !stopped ? status : null, null, List.of());
    }

    /** The module of the program itself; null before it runs. */
    public Value.@Nullable Module main() {
        return main;
    }

    /** What is assigned to a function itself. */
    Namespace attributes(Value.Routined function) {
        return ofFunctions.computeIfAbsent(function.routine(), any -> new Namespace());
    }

    /** Runs a text as the body of a module. */
    Completion execute(Source source, Value.Module module) {
        Frame frame = Frame.of(module, source);
        if (caller == null) {
            calledFrom(frame);
        }
        return execute(source, frame);
    }

    private Completion execute(Source source, Frame frame) {
        Tree tree = trees.of(source, language::parse);
        tree.diagnostics().forEach(execution::report);
        return new Statements(this, frame).block(tree.statements());
    }

    /** Tells that a file which the program takes in is not among the project's. */
    public void missing(String name, Span place) {
        execution.report(Diagnostic.warning(
                "module-missing",
                place,
                "`" + name + "` is not among the project's files, and what it reaches is not known; add it, or declare"
                        + " what it reaches: `# egress: needs HOST:PORT/PROTOCOL (reason)`"));
    }

    /** Tells that a file which the program takes in has a name that only the run will know. */
    public void missing(Word.Unknown name, String shown, Span place) {
        execution.report(Diagnostic.warning(
                "module-unknown",
                place,
                "which module `" + shown + "` is only the run will know, and so what it reaches: " + name.reason()));
    }

    /**
     * Runs a text in a frame, such as {@code exec} and {@code include} do; exceptions unwind from here.
     *
     * @return what a return statement outside of functions hands back, or null
     */
    public @Nullable Value include(Source source, Frame frame) {
        if (!enter()) {
            return null;
        }
        try {
            Completion completion = execute(source, frame.reading(source));
            if (completion instanceof Completion.Thrown || completion instanceof Completion.Ended) {
                throw new Unwinding(completion);
            }
            return completion instanceof Completion.Returned returned ? returned.value() : null;
        } finally {
            leave();
        }
    }

    /**
     * A module of the project, its text run when it is asked for the first time.
     *
     * @param path installed path of its file, which tells modules apart
     * @param name its dotted name
     * @param place the statement that asks
     * @param first the names it has from the start
     */
    public Value.Module module(String path, String name, Source source, Span place, Map<String, Value> first) {
        Value.Module known = modules.get(path);
        if (known != null) {
            return known;
        }
        Value.Module module = new Value.Module(name, new Namespace());
        modules.put(path, module);
        first.forEach((key, value) -> module.globals().put(journal, key, value));
        if (!enter()) {
            return module;
        }
        Situation before = situation;
        situation = situation.through(place);
        try {
            Completion completion = execute(source, module);
            if (completion instanceof Completion.Thrown || completion instanceof Completion.Ended) {
                throw new Unwinding(completion);
            }
        } finally {
            situation = before.in(situation.directory());
            leave();
        }
        return module;
    }

    /** The entry. */
    public Program program() {
        return program;
    }

    /** What the machine tells of, and asks. */
    public Execution execution() {
        return execution;
    }

    /** What the names of the language mean. */
    public Language language() {
        return language;
    }

    /** To be handed to whatever writes. */
    public Journal journal() {
        return journal;
    }

    /** The environment as the program has changed it so far. */
    public MapValue environment() {
        return environment;
    }

    /** Values a language keeps for the run, by name. */
    public Map<String, Value> properties() {
        return properties;
    }

    /** Attributes assigned to a library's modules. */
    public Namespace externals() {
        return externals;
    }

    /** Calls of functions, classes and libraries. */
    public Calls calls() {
        return calls;
    }

    /** Members of objects. */
    public Members members() {
        return members;
    }

    /** As whom, where, in the environment as it is now. */
    public Situation situation() {
        Map<String, Word> variables = new HashMap<>();
        for (String name : environment.keys()) {
            Value value = environment.get(name);
            if (value instanceof Value.Scalar scalar) {
                variables.put(name, scalar.word());
            } else if (value != null) {
                variables.put(name, Words.of(value, program.source().span(0, 0)));
            }
        }
        return situation.withEnvironment(variables);
    }

    /** The working directory, or null when it is not known. */
    public @Nullable String directory() {
        return situation.directory();
    }

    /** The program changes its working directory. */
    public void changeDirectory(@Nullable String directory) {
        situation = situation.in(directory);
    }

    /** Runs something with one more place on the way from the crontab line. */
    <T> T through(Span place, Supplier<T> action) {
        Situation before = situation;
        situation = situation.through(place);
        try {
            return action.get();
        } finally {
            situation = before.in(situation.directory());
        }
    }

    /** The frame whose expression made the call that is being made; null before the first one. */
    public @Nullable Frame caller() {
        return caller;
    }

    void calledFrom(Frame frame) {
        caller = frame;
    }

    /** Goes one deeper; false when that is too deep, or the budget is spent. */
    boolean enter() {
        if (stopped || depth >= DEEPEST) {
            return false;
        }
        depth++;
        return true;
    }

    void leave() {
        depth--;
    }

    /** Spends a step; false when the run must end. */
    boolean step() {
        if (!stopped && !execution.step()) {
            stopped = true;
        }
        return !stopped;
    }

    /** Whether a condition holds for a value. */
    public Truth truth(Value value) {
        if (value instanceof Value.Scalar scalar) {
            if (scalar.word() instanceof Word.Several several) {
                return several.options().stream()
                        .map(option -> truth(new Value.Scalar(scalar.kind(), option)))
                        .reduce(Truth::agree)
                        .orElse(Truth.OPEN);
            }
            if (scalar.word() instanceof Word.Joined joined) {
                boolean text = joined.parts().stream()
                        .anyMatch(part ->
                                part.known().map(known -> !known.isEmpty()).orElse(false));
                return text ? Truth.YES : Truth.OPEN;
            }
            boolean known = scalar.text() != null || scalar.kind() == Kind.NOTHING;
            Truth truth = known ? language.truth(scalar) : Truth.OPEN;
            // an object may hold although its text is empty
            return scalar.object() != null && truth == Truth.NO ? Truth.OPEN : truth;
        }
        if (value instanceof ListValue list) {
            return list.open() ? Truth.OPEN : Truth.of(list.size() > 0);
        }
        if (value instanceof MapValue map) {
            return map.open() ? Truth.OPEN : Truth.of(!map.keys().isEmpty());
        }
        if (value instanceof Value.Either either) {
            return either.options().stream()
                    .map(this::truth)
                    .reduce(Truth::agree)
                    .orElse(Truth.OPEN);
        }
        boolean ours = value instanceof Value.Routined
                || value instanceof Value.ClassObject
                || value instanceof Value.Instance
                || value instanceof Value.Module;
        return ours ? Truth.YES : Truth.OPEN;
    }

    /** Whether the innermost {@code try} around here names this exception. */
    public boolean expects(String exception) {
        List<String> innermost = caught.peek();
        return innermost != null && innermost.contains(exception);
    }

    void guard(List<String> names) {
        caught.push(names);
    }

    void unguard() {
        caught.pop();
    }

    /** The program may end here under an open condition. */
    void mayEnd(Completion completion) {
        if (speculation > 0) {
            return;
        }
        if (completion instanceof Completion.Thrown thrown) {
            boolean caughtAround = caught.stream()
                    .anyMatch(names -> thrown.raised().names().stream()
                            .anyMatch(raised -> names.stream().anyMatch(name -> language.catches(name, raised))));
            if (!caughtAround) {
                possibleEnds.add(thrown.raised().status());
            }
        } else if (completion instanceof Completion.Ended ended) {
            possibleEnds.add(ended.status());
        }
    }

    /** Throws an exception from within an expression. */
    public RuntimeException raise(Raised raised) {
        return new Unwinding(new Completion.Thrown(raised));
    }

    /** Ends the program from within an expression, whatever is around. */
    public RuntimeException end(@Nullable Integer status) {
        return new Unwinding(new Completion.Ended(status));
    }

    /** One of these is evaluated; which one only the run will know. */
    Value choose(List<Supplier<Value>> alternatives) {
        List<Value> values = new ArrayList<>();
        List<Journal.Changes> left = new ArrayList<>();
        @Nullable Unwinding last = null;
        for (Supplier<Value> alternative : alternatives) {
            journal.begin();
            try {
                values.add(alternative.get());
                left.add(journal.end());
            } catch (Unwinding unwinding) {
                journal.end();
                last = unwinding;
            }
        }
        if (values.isEmpty() && last != null) {
            throw last;
        }
        if (last != null) {
            mayEnd(last.completion());
        }
        journal.join(left);
        return Value.either(values);
    }

    /** Something may be evaluated; whether only the run will know. */
    public Value maybe(Supplier<Value> action, Span place) {
        return choose(List.of(() -> Value.nothing(place), action));
    }

    /** One of these is done; which one only the run will know. */
    Completion branch(Frame frame, List<Supplier<Completion>> alternatives) {
        List<Completion> completions = new ArrayList<>();
        List<Journal.Changes> changes = new ArrayList<>();
        for (Supplier<Completion> alternative : alternatives) {
            journal.begin();
            try {
                completions.add(alternative.get());
            } catch (Unwinding unwinding) {
                completions.add(unwinding.completion());
            } finally {
                changes.add(journal.end());
            }
        }
        return new Alternatives(this, frame, completions, changes).settle();
    }

    /** Something is done any number of times, or never. */
    Completion repeat(Frame frame, Supplier<Completion> round) {
        Repetition repetition = new Repetition(journal, program.source().span(0, 0));
        Completion way;
        Journal.Changes changes;
        Map<Journal.Location, Object> before;
        do {
            journal.begin();
            Completion completion;
            try {
                completion = round.get();
            } catch (Unwinding unwinding) {
                completion = unwinding.completion();
            } finally {
                changes = journal.end();
            }
            before = changes.carried();
            way = new Alternatives(
                            this, frame, List.of(Completion.NORMAL, completion), List.of(Journal.Changes.NONE, changes))
                    .settle();
        } while (repetition.goesOn(changes, before) && way == Completion.NORMAL);
        repetition.end();
        return way;
    }

    /** Something may be evaluated, and as often as the run will know; what it comes to, or nothing. */
    public Value repeat(Supplier<Value> action, Span place) {
        Repetition repetition = new Repetition(journal, place);
        List<Value> values = new ArrayList<>(List.of(Value.nothing(place)));
        Journal.Changes changes;
        Map<Journal.Location, Object> before;
        do {
            journal.begin();
            try {
                values.add(action.get());
            } catch (Unwinding unwinding) {
                mayEnd(unwinding.completion());
            } finally {
                changes = journal.end();
            }
            before = changes.carried();
            journal.join(List.of(Journal.Changes.NONE, changes));
        } while (repetition.goesOn(changes, before));
        repetition.end();
        return Value.either(values);
    }

    /** Runs a function's statements as the body of a class: what they define are its members. */
    public void define(Value.ClassObject type, Value.Routined body) {
        block(body.closure().defining(type), body.routine().body());
    }

    /**
     * Runs something that may happen instead of what has, and keeps apart how it ends and what it changes; when it ends the
     * program only its calls count.
     */
    void apart(Supplier<Completion> action, List<Completion> ends, List<Journal.Changes> changes) {
        journal.begin();
        speculation++;
        Completion completion;
        Journal.Changes changed;
        try {
            completion = action.get();
        } catch (Unwinding unwinding) {
            completion = unwinding.completion();
        } finally {
            speculation--;
            changed = journal.end();
        }
        boolean goesOn = !(completion instanceof Completion.Ended) && !(completion instanceof Completion.Thrown);
        if (goesOn) {
            ends.add(completion);
            changes.add(changed);
        }
    }

    /** How many items and members were asked for so far that are not known to be there. */
    int doubts() {
        return doubts;
    }

    void doubt() {
        doubts++;
    }

    /** Runs statements in a frame, for a language's own constructs. */
    Completion block(Frame frame, List<Statement> statements) {
        return new Statements(this, frame).block(statements);
    }

    /** The value of an expression in a frame. */
    public Value evaluate(Expression expression, Frame frame) {
        return new Expressions(this, frame).evaluate(expression);
    }
}
