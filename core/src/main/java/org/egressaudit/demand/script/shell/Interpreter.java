package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egressaudit.demand.script.Argument;
import org.egressaudit.demand.script.Execution;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Program;
import org.egressaudit.demand.script.RecentlyParsed;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.shell.syntax.Assignment;
import org.egressaudit.demand.script.shell.syntax.Command;
import org.egressaudit.demand.script.shell.syntax.Part;
import org.egressaudit.demand.script.shell.syntax.Script;
import org.egressaudit.demand.script.shell.syntax.ShellParser;
import org.egressaudit.demand.script.shell.syntax.ShellWord;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Follows commands, statement by statement. */
final class Interpreter {

    /** Functions in functions, files in files: deeper is a program that calls itself. */
    private static final int MOST_DEPTH = 40;

    private final Execution execution;
    private final Program program;
    private final RecentlyParsed<Script> scripts;
    private final Expansion expansion;
    private final Builtins builtins;
    private final Loops loops;
    private final Redirections redirections;
    private final WrittenFiles written = new WrittenFiles();
    private final Set<Word> trapsMet = new HashSet<>();
    private final List<String> calls = new ArrayList<>();

    Interpreter(Execution execution, Program program, RecentlyParsed<Script> scripts) {
        this.execution = execution;
        this.program = program;
        this.scripts = scripts;
        this.expansion = new Expansion(this);
        this.builtins = new Builtins(this);
        this.loops = new Loops(this);
        this.redirections = new Redirections(this);
    }

    Execution execution() {
        return execution;
    }

    Program program() {
        return program;
    }

    /** What the program has written so far. */
    WrittenFiles written() {
        return written;
    }

    Expansion expansion() {
        return expansion;
    }

    /** A whole program, with what is trapped at its end. */
    Outcome run(Command body, Scope scope) {
        List<Word> printed = new ArrayList<>();
        scope.printed = printed;
        execute(body, scope);
        Integer status = scope.status;
        Word trap = scope.traps.remove("EXIT");
        if (trap != null) {
            // the shell may also have come here by a command that failed
            scope.status = null;
        }
        if (trap != null && evaluate(trap, scope) == Flow.EXIT) {
            status = scope.status;
        }
        Integer end = status;
        if (end != null && scope.earlierEnds.stream().anyMatch(earlier -> !earlier.equals(end))) {
            return Outcome.UNKNOWN.printing(printed(scope, body.span()));
        }
        return new Outcome(end, printed(scope, body.span()), List.of());
    }

    private static @Nullable Word printed(Scope scope, Span place) {
        return scope.printed == null ? null : Word.join(scope.printed, place);
    }

    Flow execute(Command command, Scope scope) {
        if (!execution.step()) {
            return Flow.EXIT;
        }
        if (command instanceof Command.Simple simple) {
            return checked(simple(simple, scope), scope);
        }
        if (command instanceof Command.Sequence sequence) {
            return sequence(sequence.commands(), scope);
        }
        if (command instanceof Command.AndOr andOr) {
            return andOr(andOr, scope);
        }
        if (command instanceof Command.Pipeline pipeline) {
            Flow flow = pipeline(pipeline, scope);
            // an inverted status never ends the shell (bash(1), set -e)
            return pipeline.negated() ? flow : checked(flow, scope);
        }
        if (command instanceof Command.If choice) {
            return choice(choice, scope, 0);
        }
        if (command instanceof Command.While loop) {
            return loops.whileLoop(loop, scope);
        }
        if (command instanceof Command.For loop) {
            return loops.forLoop(loop, scope);
        }
        if (command instanceof Command.ForArithmetic loop) {
            return loops.forArithmetic(loop, scope);
        }
        if (command instanceof Command.Case choice) {
            return loops.caseOf(choice, scope);
        }
        if (command instanceof Command.Function function) {
            scope.functions.put(function.name(), function);
            scope.status = 0;
            return Flow.NEXT;
        }
        if (command instanceof Command.Group group) {
            return execute(group.body(), scope);
        }
        if (command instanceof Command.Subshell subshell) {
            subshell(subshell.body(), scope);
            return checked(Flow.NEXT, scope);
        }
        if (command instanceof Command.Background background) {
            subshell(background.command(), scope);
            scope.status = 0;
            return Flow.NEXT;
        }
        if (command instanceof Command.Redirected redirected) {
            return redirections.around(redirected.redirections(), scope, () -> execute(redirected.command(), scope));
        }
        if (command instanceof Command.Test test) {
            scope.status = Tests.status(new Tests(this, scope).holds(test.condition()));
            return checked(Flow.NEXT, scope);
        }
        if (command instanceof Command.Arithmetic arithmetic) {
            Long value = expansion.arithmetic(arithmetic.expression(), scope);
            scope.status = value == null ? null : value != 0 ? (Integer) 0 : (Integer) 1;
            return checked(Flow.NEXT, scope);
        }
        return Flow.NEXT;
    }

    /** A command that fails, outside of conditions: {@code trap ... ERR} is run, and {@code set -e} ends the shell. */
    private Flow checked(Flow flow, Scope scope) {
        Integer status = scope.status;
        if (flow != Flow.NEXT || scope.tested || status != null && status == 0) {
            return flow;
        }
        Word trap = scope.traps.get("ERR");
        if (status == null) {
            if (trap != null && trapsMet.add(trap)) {
                // it may fail, as may all that follows: what is done then is looked at once
                Scope failed = scope.copy();
                failed.traps.remove("ERR");
                evaluate(trap, failed);
            }
            return flow;
        }
        if (trap != null) {
            Scope failed = scope.copy();
            failed.traps.remove("ERR");
            evaluate(trap, failed);
        }
        return scope.options.contains("errexit") ? Flow.EXIT : flow;
    }

    Flow sequence(List<Command> commands, Scope scope) {
        for (Command command : commands) {
            Flow flow = execute(command, scope);
            if (flow != Flow.NEXT) {
                return flow;
            }
        }
        return Flow.NEXT;
    }

    /** In its own shell: what it changes stays there, what it prints does not. */
    void subshell(Command body, Scope scope) {
        Scope inner = scope.copy();
        Flow flow = execute(body, inner);
        scope.printed = inner.printed;
        scope.status = inner.status;
        if (flow == Flow.EXIT && !inner.earlierEnds.isEmpty()) {
            scope.status = null;
        }
    }

    /** Runs a command whose failure is somebody's question. */
    Flow tested(Command command, Scope scope) {
        boolean before = scope.tested;
        scope.tested = true;
        Flow flow = execute(command, scope);
        scope.tested = before;
        return flow;
    }

    private Flow andOr(Command.AndOr andOr, Scope scope) {
        Flow flow = tested(andOr.first(), scope);
        for (int i = 0; i < andOr.rest().size() && flow == Flow.NEXT; i++) {
            Command.AndOr.Link link = andOr.rest().get(i);
            boolean last = i == andOr.rest().size() - 1;
            Integer status = scope.status;
            if (status == null) {
                Scope other = scope.copy();
                Flow way = last ? execute(link.command(), other) : tested(link.command(), other);
                flow = either(flow, scope, way, other, link.command().span());
            } else if (link.onSuccess() == (status == 0)) {
                flow = last ? execute(link.command(), scope) : tested(link.command(), scope);
            }
        }
        return flow;
    }

    /** Two ways, of which only the run will know which is taken; the first scope becomes what both leave behind. */
    Flow either(Flow flow, Scope scope, Flow otherFlow, Scope other, Span place) {
        if (flow == otherFlow) {
            scope.join(other, place);
            return flow;
        }
        if (flow == Flow.NEXT || otherFlow == Flow.NEXT) {
            Scope stays = flow == Flow.NEXT ? scope : other;
            Scope leaves = flow == Flow.NEXT ? other : scope;
            Flow leaving = flow == Flow.NEXT ? otherFlow : flow;
            if (leaving == Flow.EXIT && leaves.status != null) {
                stays.earlierEnds.add(leaves.status);
            }
            if (leaving == Flow.RETURN) {
                stays.earlierReturns.add(leaves.status == null ? Scope.UNKNOWN_STATUS : leaves.status);
            }
            stays.earlierEnds.addAll(leaves.earlierEnds);
            stays.earlierReturns.addAll(leaves.earlierReturns);
            if (leaving != Flow.EXIT) {
                // a loop or a function may have been left early: what it knew then counts too
                Integer status = stays.status;
                stays.join(leaves, place);
                stays.status = status;
            }
            if (stays != scope) {
                scope.become(stays);
            }
            return Flow.NEXT;
        }
        scope.join(other, place);
        return flow.compareTo(otherFlow) < 0 ? flow : otherFlow;
    }

    private Flow pipeline(Command.Pipeline pipeline, Scope scope) {
        List<@Nullable Integer> statuses = new ArrayList<>();
        Input input = scope.input;
        List<Command> commands = pipeline.commands();
        for (int i = 0; i < commands.size(); i++) {
            boolean last = i == commands.size() - 1;
            if (commands.size() == 1) {
                Flow flow = pipeline.negated() ? tested(commands.get(0), scope) : execute(commands.get(0), scope);
                if (flow != Flow.NEXT) {
                    return flow;
                }
                statuses.add(scope.status);
                break;
            }
            Scope inner = scope.copy();
            inner.input = input;
            inner.tested |= pipeline.negated();
            if (!last) {
                inner.printed = new ArrayList<>();
                inner.out = Invocation.Sink.INHERITED;
            }
            execute(commands.get(i), inner);
            statuses.add(inner.status);
            if (last) {
                scope.printed = inner.printed;
            } else {
                List<Word> printed = inner.printed;
                input = printed == null
                        ? Input.UNKNOWN
                        : Input.of(Word.join(printed, commands.get(i).span()));
            }
        }
        scope.status = status(statuses, scope.options.contains("pipefail"));
        scope.set(
                "PIPESTATUS",
                Variable.of(
                        statuses.stream()
                                .map(status -> status == null
                                        ? (Word) new Word.Unknown(
                                                "$PIPESTATUS", "only the run will know it", pipeline.span())
                                        : Word.Known.literal(status.toString(), pipeline.span()))
                                .toList(),
                        false));
        if (pipeline.negated()) {
            scope.status = scope.status == null ? null : scope.status == 0 ? (Integer) 1 : (Integer) 0;
        }
        return Flow.NEXT;
    }

    private static @Nullable Integer status(List<@Nullable Integer> statuses, boolean pipefail) {
        Integer last = statuses.get(statuses.size() - 1);
        if (!pipefail) {
            return last;
        }
        for (int i = statuses.size() - 1; i >= 0; i--) {
            Integer status = statuses.get(i);
            if (status == null || status != 0) {
                return status;
            }
        }
        return 0;
    }

    private Flow choice(Command.If choice, Scope scope, int clause) {
        if (clause == choice.clauses().size()) {
            if (choice.otherwise() != null) {
                return execute(choice.otherwise(), scope);
            }
            scope.status = 0;
            return Flow.NEXT;
        }
        Command.If.Clause tried = choice.clauses().get(clause);
        Flow flow = tested(tried.condition(), scope);
        if (flow != Flow.NEXT) {
            return flow;
        }
        Integer status = scope.status;
        if (status == null) {
            Scope other = scope.copy();
            Flow then = execute(tried.body(), scope);
            Flow otherwise = choice(choice, other, clause + 1);
            return either(then, scope, otherwise, other, choice.span());
        }
        return status == 0 ? execute(tried.body(), scope) : choice(choice, scope, clause + 1);
    }

    private Flow simple(Command.Simple simple, Scope scope) {
        if (simple.words().isEmpty()) {
            // $? is that of the command before; afterwards it is that of the last command substitution, if any
            int substitutions = scope.substitutions;
            redirections.around(simple.redirections(), scope, () -> Flow.NEXT);
            simple.assignments().forEach(assignment -> assign(assignment, scope));
            if (scope.substitutions == substitutions) {
                scope.status = 0;
            }
            return Flow.NEXT;
        }
        List<ShellWord> written = simple.words();
        String name = written.get(0).constant();
        if (name != null && Builtins.declares(name)) {
            return redirections.around(simple.redirections(), scope, () -> builtins.declare(name, written, scope));
        }
        scope.asking = "[".equals(name) || "test".equals(name);
        List<List<Word>> ways = expansion.ways(written, scope);
        scope.asking = false;
        Flow flow = Flow.NEXT;
        Scope start = ways.size() > 1 ? scope.copy() : scope;
        for (int i = 0; i < ways.size(); i++) {
            if (i == 0) {
                flow = expanded(ways.get(i), simple, scope);
            } else {
                Scope other = start.copy();
                flow = either(flow, scope, expanded(ways.get(i), simple, other), other, simple.span());
            }
        }
        return flow;
    }

    private Flow expanded(List<Word> words, Command.Simple simple, Scope scope) {
        if (words.isEmpty()) {
            simple.assignments().forEach(assignment -> assign(assignment, scope));
            return Flow.NEXT;
        }
        if (simple.redirections().isEmpty()) {
            return command(words, simple.assignments(), simple.span(), scope);
        }
        boolean keeps = words.get(0).known().filter("exec"::equals).isPresent() && words.size() == 1;
        if (keeps) {
            redirections.apply(simple.redirections(), scope);
            return Flow.NEXT;
        }
        return redirections.around(
                simple.redirections(), scope, () -> command(words, simple.assignments(), simple.span(), scope));
    }

    /** A command of expanded words: a function, a builtin, or a program. */
    Flow command(List<Word> words, List<Assignment> assignments, Span span, Scope scope) {
        Word first = words.get(0);
        List<Word> names = first.options();
        if (names.size() > 1) {
            return oneOfSeveral(words, assignments, span, scope);
        }
        String name = first.known().orElse(null);
        Map<String, @Nullable Variable> before = new HashMap<>();
        for (Assignment assignment : assignments) {
            before.putIfAbsent(assignment.name(), scope.variable(assignment.name()));
            assign(assignment, scope);
            Variable set = scope.variable(assignment.name());
            if (set != null) {
                scope.variables.put(assignment.name(), set.export());
            }
        }
        Flow flow;
        Command.Function function = name == null ? null : scope.functions.get(name);
        if (name != null && function != null) {
            flow = call(name, function.body(), words.subList(1, words.size()), scope);
        } else if (name != null && builtins.has(name)) {
            flow = builtins.run(name, words, span, scope);
        } else {
            flow = external(words, span, scope);
        }
        before.forEach((variable, value) -> {
            if (value == null) {
                scope.variables.remove(variable);
            } else {
                scope.variables.put(variable, value);
            }
        });
        return flow;
    }

    private Flow oneOfSeveral(List<Word> words, List<Assignment> assignments, Span span, Scope scope) {
        Flow flow = Flow.NEXT;
        Scope start = scope.copy();
        boolean first = true;
        for (Word option : words.get(0).options()) {
            List<Word> one = new ArrayList<>(words);
            one.set(0, option);
            if (first) {
                flow = command(one, assignments, span, scope);
                first = false;
            } else {
                Scope other = start.copy();
                Flow way = command(one, assignments, span, other);
                flow = either(flow, scope, way, other, span);
            }
        }
        return flow;
    }

    private Flow call(String name, Command body, List<Word> arguments, Scope scope) {
        if (calls.size() >= MOST_DEPTH || java.util.Collections.frequency(calls, name) > 2) {
            scope.status = null;
            return Flow.NEXT;
        }
        calls.add(name);
        List<Word> outerArguments = scope.positional;
        Map<String, @Nullable Variable> outerHidden = scope.hidden;
        Set<Integer> outerReturns = scope.earlierReturns;
        scope.positional = new ArrayList<>(arguments);
        scope.hidden = new HashMap<>();
        scope.earlierReturns = new HashSet<>();
        Flow flow = execute(body, scope);
        Integer status = scope.status;
        if (scope.earlierReturns.stream().anyMatch(earlier -> !earlier.equals(status))) {
            scope.status = null;
        }
        scope.earlierReturns = outerReturns;
        scope.hidden.forEach((variable, value) -> {
            if (value == null) {
                scope.variables.remove(variable);
            } else {
                scope.variables.put(variable, value);
            }
        });
        scope.positional = outerArguments;
        scope.hidden = outerHidden;
        calls.remove(calls.size() - 1);
        return flow == Flow.EXIT ? flow : Flow.NEXT;
    }

    /** A program: the plain text tools on known text are done here, everything else is told. */
    Flow external(List<Word> words, Span span, Scope scope) {
        Word name = words.get(0);
        Word computed = TextTools.output(words, scope, expansion);
        if (computed != null) {
            scope.print(computed);
            scope.status = 0;
            return Flow.NEXT;
        }
        Invocation invocation = new Invocation(
                "shell",
                name.known().orElseGet(() -> Expansion.source(name)),
                words.subList(1, words.size()).stream().map(Argument::of).toList(),
                null,
                scope.input == null ? null : scope.input.whole(),
                scope.output(),
                span,
                name.span(),
                scope.here());
        Outcome outcome = name.known().isPresent()
                ? execution.call(invocation)
                : execution.evaluate("shell", name, List.of(), scope.here());
        scope.status = outcome.status();
        if (outcome.output() != null) {
            scope.print(outcome.output());
        } else {
            scope.print(new Word.Unknown(
                    Expansion.source(name),
                    "only the run will know what `" + Expansion.source(name) + "` prints",
                    span));
        }
        return Flow.NEXT;
    }

    /** Text that is run as a program of this shell: {@code eval}, a trap. */
    Flow evaluate(Word text, Scope scope) {
        if (calls.size() >= MOST_DEPTH) {
            return Flow.NEXT;
        }
        if (text.known().isEmpty()) {
            execution.evaluate("shell", text, List.of(), scope.here());
            scope.status = null;
            return Flow.NEXT;
        }
        calls.add("eval");
        Script script = scripts.of(Source.of(text.span(), text.known().get()), ShellParser::parse);
        Flow flow = execute(script.body(), scope);
        calls.remove(calls.size() - 1);
        return flow;
    }

    /** A file read into this shell. */
    Flow source(Source file, List<Word> arguments, Span place, Scope scope) {
        String name = "source " + file.file();
        if (calls.size() >= MOST_DEPTH || calls.contains(name)) {
            return Flow.NEXT;
        }
        calls.add(name);
        Script script = scripts.of(file, ShellParser::parse);
        script.diagnostics().forEach(execution::report);
        List<Word> outer = scope.positional;
        var situation = scope.situation;
        if (!arguments.isEmpty()) {
            scope.positional = new ArrayList<>(arguments);
        }
        scope.situation = situation.through(place);
        Flow flow = execute(script.body(), scope);
        scope.situation = situation;
        if (!arguments.isEmpty()) {
            scope.positional = outer;
        }
        calls.remove(calls.size() - 1);
        return flow == Flow.RETURN ? Flow.NEXT : flow;
    }

    void assign(Assignment assignment, Scope scope) {
        if (!execution.step()) {
            return;
        }
        String name = assignment.name();
        Variable before = scope.variable(name);
        if (assignment.value().parts().size() == 1 && assignment.value().parts().get(0) instanceof Part.Array array) {
            Variable list = array(array, assignment.append() ? before : null, scope);
            scope.set(name, list);
            return;
        }
        boolean gathers = before == null && !scope.incomplete && mentions(assignment);
        if (gathers) {
            // nothing is gathered yet
            scope.set(name, (Word) Word.Known.literal("", assignment.value().span()));
        }
        Word value = expansion.word(assignment.value(), scope);
        String subscript = assignment.subscript() == null ? null : subscript(assignment.subscript(), name, scope);
        if (assignment.append() && before != null) {
            Word old = before.elements().get(subscript == null ? "0" : subscript);
            if (old != null) {
                value = Word.join(List.of(old, value), value.span());
            }
        }
        if (subscript != null) {
            scope.set(name, (before == null ? Variable.of(List.of(), false) : before).with(subscript, value));
        } else {
            scope.set(name, value);
        }
    }

    /** Whether a value is made of the variable's own: {@code X="$X more"}. */
    private static boolean mentions(Assignment assignment) {
        List<Part> parts = assignment.value().parts();
        List<Part> inner =
                parts.size() == 1 && parts.get(0) instanceof Part.DoubleQuoted quoted ? quoted.parts() : parts;
        return inner.size() > 1
                && inner.stream()
                        .anyMatch(part -> part instanceof Part.Parameter parameter
                                && parameter.name().equals(assignment.name())
                                && parameter.operator().isEmpty());
    }

    private Variable array(Part.Array array, @Nullable Variable before, Scope scope) {
        Variable list = before == null ? Variable.of(List.of(), false) : before;
        int next = list.elements().size();
        for (Part.Array.Element element : array.elements()) {
            if (element.key() != null) {
                list = list.with(subscript(element.key(), "", scope), expansion.word(element.value(), scope));
                continue;
            }
            for (Word word : expansion.words(List.of(element.value()), scope)) {
                list = list.with(Integer.toString(next++), word);
            }
        }
        return list;
    }

    /** The key of an element: a number where it is arithmetic, else the text. */
    String subscript(ShellWord word, String name, Scope scope) {
        Word text = expansion.word(word, scope);
        String known = text.known().orElseGet(() -> Expansion.source(text));
        if (known.matches("[A-Za-z_]\\w*") && scope.variable(known) != null) {
            Long number = expansion.arithmetic(word, scope);
            return number == null ? known : number.toString();
        }
        Long number = known.matches("[\\d+*/() -]+") ? expansion.arithmetic(word, scope) : null;
        return number == null ? known : number.toString();
    }
}
