package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egressaudit.demand.script.Argument;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Invocation.Output;
import org.egressaudit.demand.script.Invocation.Sink;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Situation;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Namespace;
import org.egressaudit.demand.script.machine.Raised;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Programs started by a program.
 *
 * <p>The items of a command given as a list become arguments by position; {@code env}, {@code cwd} and {@code input} go
 * into the call's circumstances, as the chapters {@code subprocess} and {@code os} of the library reference say.
 */
final class Subprocesses {

    private static final Set<String> LISTS = Set.of(
            "subprocess.run",
            "subprocess.call",
            "subprocess.check_call",
            "subprocess.check_output",
            "subprocess.Popen",
            "os.execv",
            "os.execve",
            "os.execvp",
            "os.execvpe",
            "os.spawnv",
            "os.spawnvp",
            "sh.Command");

    private static final Set<String> CAPTURING = Set.of(
            "subprocess.check_output",
            "subprocess.getoutput",
            "subprocess.getstatusoutput",
            "commands.getoutput",
            "commands.getstatusoutput",
            "os.popen");

    private static final Set<String> CHECKING = Set.of("subprocess.check_call", "subprocess.check_output");

    private static final Set<String> STATUS = Set.of("subprocess.call", "subprocess.check_call", "os.system");

    private Subprocesses() {}

    static Invocation shape(Invocation plain, Arguments arguments, Machine machine) {
        String name = plain.name();
        if (!LISTS.contains(name) && !CAPTURING.contains(name) && !name.startsWith("asyncio.create_subprocess")) {
            return plain;
        }
        Situation situation = plain.situation();
        if (arguments.named("env") instanceof MapValue environment) {
            situation = situation.withEnvironment(variables(environment, arguments.place()));
        }
        String directory = arguments.text(99, "cwd");
        if (directory != null) {
            situation = situation.in(Paths.absolute(directory, machine));
        }
        return new Invocation(
                plain.language(),
                name,
                LISTS.contains(name) ? spread(plain.arguments(), arguments) : plain.arguments(),
                plain.receiver(),
                arguments.word(99, "input"),
                output(name, arguments),
                plain.span(),
                plain.nameSpan(),
                situation);
    }

    private static Map<String, Word> variables(MapValue environment, Span place) {
        Map<String, Word> variables = new HashMap<>();
        for (String key : environment.keys()) {
            Word word = MapMembers.word(environment, key, place);
            if (word != null) {
                variables.put(key, word);
            }
        }
        return variables;
    }

    private static List<Argument> spread(List<Argument> plain, Arguments arguments) {
        List<Argument> spread = new ArrayList<>();
        for (Arguments.Passed passed : arguments.passed()) {
            if (passed.name() != null && !passed.name().equals("args")) {
                continue;
            }
            for (Value option : passed.value().options()) {
                if (option instanceof ListValue command) {
                    command.items().forEach(item -> spread.add(Argument.of(Words.of(item, passed.place()))));
                    break;
                }
                spread.add(Argument.of(Words.of(passed.value(), passed.place())));
                break;
            }
        }
        for (Argument argument : plain) {
            String name = argument.name();
            boolean keyword = name != null && Character.isLetter(name.charAt(0));
            if (name != null && keyword && !name.equals("args") && !name.startsWith("args.")) {
                spread.add(argument);
            }
        }
        return spread;
    }

    private static Output output(String name, Arguments arguments) {
        if (CAPTURING.contains(name)) {
            return new Output(Sink.CAPTURED, sink(arguments.named("stderr")));
        }
        Value capture = arguments.named("capture_output");
        if (capture instanceof Value.Scalar truth && "True".equals(truth.text())) {
            return new Output(Sink.CAPTURED, Sink.CAPTURED);
        }
        return new Output(sink(arguments.named("stdout")), sink(arguments.named("stderr")));
    }

    private static Sink sink(@Nullable Value stream) {
        if (stream == null || stream.isNothing()) {
            return Sink.INHERITED;
        }
        if (stream instanceof Value.External constant) {
            return switch (constant.name()) {
                case "subprocess.DEVNULL" -> Sink.DISCARDED;
                case "subprocess.PIPE" -> Sink.CAPTURED;
                default -> Sink.UNKNOWN;
            };
        }
        return stream instanceof Value.Made file && file.name().equals("open") ? Sink.FILE : Sink.UNKNOWN;
    }

    /** What a started program comes to, or what an object that stands for a text is; null for all other calls. */
    static @Nullable Value result(Invocation call, Outcome outcome, Machine machine) {
        String name = call.name();
        Word transparent = Libraries.standsFor(call);
        if (transparent != null) {
            return new Value.Made(name, call, outcome, new Namespace(), transparent);
        }
        Integer status = outcome.status();
        boolean runs = LISTS.contains(name) || CAPTURING.contains(name) || STATUS.contains(name);
        if (!runs) {
            return null;
        }
        boolean checks = CHECKING.contains(name)
                || call.named("check").flatMap(Word::known).orElse("").equals("True");
        if (checks && status != null && status != 0) {
            throw machine.raise(Raised.of(Exceptions.lineage("subprocess.CalledProcessError")));
        }
        Span place = call.span();
        Value code = status == null
                ? new Value.Unknown("returncode", "only the run will know how the program ends", place)
                : Value.number(Integer.toString(name.equals("os.system") ? status << 8 : status), place);
        Value output = outcome.output() == null
                ? new Value.Unknown("output", "only the run will know what the program prints", place)
                : new Value.Scalar(Kind.STRING, Words.standing(outcome.output(), place));
        if (STATUS.contains(name)) {
            return code;
        }
        if (name.endsWith("getstatusoutput")) {
            return Value.list(Container.TUPLE, List.of(code, output));
        }
        if (name.endsWith("output")) {
            return output;
        }
        return process(call, outcome, code, output, machine);
    }

    private static Value process(Invocation call, Outcome outcome, Value code, Value output, Machine machine) {
        Namespace attributes = new Namespace();
        attributes.put(machine.journal(), "returncode", code);
        attributes.put(machine.journal(), "wait", new Value.Native("wait", (run, given) -> code));
        attributes.put(machine.journal(), "poll", new Value.Native("poll", (run, given) -> code));
        attributes.put(machine.journal(), "read", new Value.Native("read", (run, given) -> output));
        attributes.put(
                machine.journal(),
                "communicate",
                new Value.Native(
                        "communicate",
                        (run, given) -> Value.list(Container.TUPLE, List.of(output, Value.text("", given.place())))));
        if (!call.name().equals("subprocess.Popen")) {
            attributes.put(machine.journal(), "stdout", output);
        }
        return new Value.Made(call.name(), call, outcome, attributes, null);
    }
}
