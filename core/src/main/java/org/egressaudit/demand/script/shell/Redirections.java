package org.egressaudit.demand.script.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.egressaudit.demand.script.Argument;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Invocation.Sink;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.shell.syntax.Part;
import org.egressaudit.demand.script.shell.syntax.Redirection;
import org.egressaudit.demand.script.shell.syntax.ShellWord;
import org.jspecify.annotations.Nullable;

/** Where the streams of a command lead. */
final class Redirections {

    private final Interpreter interpreter;

    Redirections(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** Runs something with streams redirected, and puts them back. */
    Flow around(List<Redirection> redirections, Scope scope, Supplier<Flow> command) {
        Sink out = scope.out;
        Sink err = scope.err;
        List<Word> file = scope.file;
        Input input = scope.input;
        Map<Integer, Input> descriptors = new HashMap<>(scope.descriptors);
        apply(redirections, scope);
        Flow flow = command.get();
        scope.out = out;
        scope.err = err;
        scope.file = file;
        scope.input = input;
        scope.descriptors = descriptors;
        return flow;
    }

    /** Redirects for good, as {@code exec} does. */
    void apply(List<Redirection> redirections, Scope scope) {
        redirections.forEach(redirection -> apply(redirection, scope));
    }

    private void apply(Redirection redirection, Scope scope) {
        switch (redirection.operator()) {
            case HERE -> reads(redirection, Input.of(interpreter.expansion().word(redirection.target(), scope)), scope);
            case READ -> read(redirection, scope);
            case WRITE, APPEND, READ_WRITE -> {
                Sink sink = sink(redirection, scope);
                if (redirection.descriptor() == 1) {
                    scope.out = sink;
                    scope.file = sink == Sink.FILE ? file(redirection, scope) : null;
                } else if (redirection.descriptor() == 2) {
                    scope.err = sink;
                }
            }
            case WRITE_BOTH -> {
                scope.out = sink(redirection, scope);
                scope.err = scope.out;
            }
            case DUPLICATE -> duplicate(redirection, scope);
        }
    }

    private void read(Redirection redirection, Scope scope) {
        ShellWord target = redirection.target();
        if (target.parts().size() == 1
                && target.parts().get(0) instanceof Part.ProcessSubstitution process
                && process.read()) {
            Scope inner = scope.copy();
            inner.printed = new java.util.ArrayList<>();
            interpreter.execute(process.body(), inner);
            Word printed = inner.printed == null ? null : Word.join(inner.printed, process.span());
            reads(redirection, Input.of(printed), scope);
            return;
        }
        Word path = interpreter.expansion().word(target, scope);
        network(path, redirection, scope);
        reads(redirection, interpreter.expansion().file(path, scope), scope);
    }

    /** From where a descriptor is read now; null when nobody knows. */
    private static void reads(Redirection redirection, @Nullable Input input, Scope scope) {
        if (redirection.descriptor() == 0) {
            scope.input = input;
        } else if (input == null) {
            scope.descriptors.remove(redirection.descriptor());
        } else {
            scope.descriptors.put(redirection.descriptor(), input);
        }
    }

    private Sink sink(Redirection redirection, Scope scope) {
        Word target = interpreter.expansion().word(redirection.target(), scope);
        network(target, redirection, scope);
        String path = target.known().orElse(null);
        if (path == null) {
            return Sink.FILE;
        }
        return switch (path) {
            case "/dev/null" -> Sink.DISCARDED;
            case "/dev/stdout", "/proc/self/fd/1", "/dev/fd/1" -> scope.out;
            case "/dev/stderr", "/proc/self/fd/2", "/dev/fd/2" -> scope.err;
            default -> Sink.FILE;
        };
    }

    private List<Word> file(Redirection redirection, Scope scope) {
        Word target = interpreter.expansion().word(redirection.target(), scope);
        return interpreter
                .written()
                .open(Expansion.path(target, scope), redirection.operator() == Redirection.Operator.APPEND);
    }

    private void duplicate(Redirection redirection, Scope scope) {
        String from = interpreter
                .expansion()
                .word(redirection.target(), scope)
                .known()
                .orElse("");
        if (redirection.descriptor() == 0 && from.matches("[0-9]{1,3}")) {
            scope.input = scope.descriptors.get(Integer.valueOf(from));
            return;
        }
        Sink sink = from.equals("-")
                ? Sink.DISCARDED
                : from.startsWith("2") ? scope.err : from.startsWith("1") ? scope.out : Sink.UNKNOWN;
        if (redirection.descriptor() == 1) {
            scope.out = sink;
        } else if (redirection.descriptor() == 2) {
            scope.err = sink;
        }
    }

    /** {@code /dev/tcp/host/port} of bash is a connection (bash(1), REDIRECTION). */
    private void network(@Nullable Word path, Redirection redirection, Scope scope) {
        if (path == null) {
            return;
        }
        String start = Expansion.source(path);
        if (!start.startsWith("/dev/tcp/") && !start.startsWith("/dev/udp/")) {
            return;
        }
        for (Word option : path.options()) {
            String[] segments = Expansion.source(option).split("/", 5);
            if (segments.length < 5) {
                continue;
            }
            List<Argument> arguments =
                    List.of(Argument.of(segment(segments[3], option)), Argument.of(segment(segments[4], option)));
            interpreter
                    .execution()
                    .call(new Invocation(
                            "shell",
                            start.substring(0, "/dev/tcp".length()),
                            arguments,
                            null,
                            null,
                            scope.output(),
                            redirection.span(),
                            redirection.target().span(),
                            scope.here()));
        }
    }

    /** A part of the path: known text, unless a variable that only the run will know stands in it. */
    private static Word segment(String text, Word path) {
        boolean open = path.known().isEmpty() && text.indexOf('$') >= 0;
        return open
                ? new Word.Unknown(text, "only the run will know it", path.span())
                : new Word.Known(
                        text,
                        path.span(),
                        path instanceof Word.Known known ? known.origin() : path.span(),
                        org.egressaudit.demand.Certainty.DERIVED);
    }
}
