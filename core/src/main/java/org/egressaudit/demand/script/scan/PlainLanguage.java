package org.egressaudit.demand.script.scan;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.Language;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.Namespace;
import org.egressaudit.demand.script.machine.Truth;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** What the runs of Perl, PHP, Ruby and JavaScript have in common. */
public abstract class PlainLanguage implements Language {

    /** Whether a function answers what the program prints that it runs. */
    protected abstract boolean answersOutput(String function);

    /** What a program printed, without the newline at its end. */
    protected static Value printed(Word output, Span place) {
        return new Value.Scalar(
                Kind.STRING,
                output instanceof Word.Known known
                        ? new Word.Known(
                                known.text().stripTrailing(),
                                place,
                                known.origin(),
                                known.certainty().and(Certainty.DERIVED))
                        : Words.standing(output, place));
    }

    @Override
    public boolean assignsOutward() {
        return true;
    }

    @Override
    public boolean vivifies() {
        return true;
    }

    @Override
    public boolean passesSelf() {
        return false;
    }

    @Override
    public Truth truth(Value.Scalar known) {
        String text = Objects.requireNonNullElse(known.text(), "");
        return switch (known.kind()) {
            case NOTHING -> Truth.NO;
            case BOOLEAN -> Truth.of(text.equals("True"));
            case NUMBER -> Truth.of(!text.matches("[-+]?0*\\.?0*"));
            case STRING, BYTES -> Truth.of(!text.isEmpty() && !text.equals("0"));
        };
    }

    @Override
    public Value decorate(Value defined, List<Expression> decorators, Frame frame, Machine machine) {
        return defined;
    }

    @Override
    public boolean takesFields(List<Expression> decorators, List<Value> bases) {
        return bases.stream().anyMatch(base -> base instanceof Value.ClassObject type && type.data());
    }

    @Override
    public @Nullable Value preset(Value.ClassObject type, String field, Machine machine) {
        return null;
    }

    @Override
    public boolean catches(String handler, String raised) {
        return handler.equals(raised) || handler.equals("Throwable") || handler.equals("StandardError");
    }

    @Override
    public List<String> lineage(String exception) {
        return List.of(exception, "Exception");
    }

    @Override
    public Invocation shape(Invocation plain, Arguments arguments, Machine machine) {
        return plain;
    }

    @Override
    public @Nullable Value result(Invocation call, Outcome outcome, Arguments arguments, Machine machine) {
        if (outcome.output() != null && answersOutput(call.name())) {
            return printed(outcome.output(), arguments.place());
        }
        String made = separator() + "new";
        return call.name().endsWith(made)
                ? new Value.Made(
                        call.name().substring(0, call.name().length() - made.length()),
                        call,
                        outcome,
                        new Namespace(),
                        null)
                : null;
    }

    /** The known text of a value, or null. */
    public static @Nullable String string(@Nullable Value value) {
        return value instanceof Value.Scalar scalar && scalar.kind() != Kind.NOTHING ? scalar.text() : null;
    }

    /** A known text changed; where it is not known, the value itself. */
    public static Value changed(Value value, UnaryOperator<String> change) {
        return value instanceof Value.Scalar scalar
                ? Words.change(scalar, scalar.word().span(), change)
                : value;
    }

    /** A variable of the environment; unknown when nothing sets it. */
    public static Value variable(Machine machine, String name, Span place) {
        Value value = machine.environment().get(name);
        return value != null ? value : Value.Unknown.variable(name, place);
    }

    /** The folder of the entry program, or null. */
    public static @Nullable String scriptFolder(Machine machine) {
        String path = machine.program().path();
        return path == null || path.lastIndexOf('/') < 0
                ? machine.directory()
                : path.substring(0, path.lastIndexOf('/'));
    }

    /** Runs another file of the project in a frame; what it returns, else true; null when the project does not have it. */
    public static @Nullable Value include(Machine machine, String path, Frame frame, Span place, boolean once) {
        String key = "included " + path;
        if (machine.properties().containsKey(key) && once) {
            return Value.truth(true, place);
        }
        Sources.Content content = machine.execution().file(path);
        if (!(content instanceof Sources.Content.Text text)) {
            return null;
        }
        machine.properties().put(key, Value.truth(true, place));
        machine.properties().put(INSTALLED + text.source().file(), Value.text(path, place));
        Value returned = machine.include(text.source(), frame);
        return returned == null ? Value.truth(true, place) : returned;
    }

    /** Before a file's name in the project: property of the run that holds where it is installed. */
    private static final String INSTALLED = "installed path of ";

    /** Where the file of a frame's text is installed; null for the entry program, and for what was never included. */
    public static @Nullable String installed(Machine machine, Frame frame) {
        return string(machine.properties().get(INSTALLED + frame.source().file()));
    }

    /** A path without {@code .} and {@code ..}. */
    public static String normal(String path) {
        java.util.ArrayDeque<String> parts = new java.util.ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }
}
