package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * What a call is given, and where.
 *
 * @param passed positions and keywords in the order written
 * @param open whether there may be more, from a list or a mapping that only the run will know
 * @param place the whole call
 * @param callee the name of what is called
 */
public record Arguments(List<Passed> passed, boolean open, Span place, Span callee) {

    public Arguments {
        passed = List.copyOf(passed);
    }

    /** No arguments. */
    public static Arguments none(Span place) {
        return new Arguments(List.of(), false, place, place);
    }

    /** Positional arguments. */
    public static Arguments of(Span place, List<? extends Value> values) {
        return new Arguments(
                values.stream()
                        .map(value -> new Passed(null, value, place, "..."))
                        .toList(),
                false,
                place,
                place);
    }

    /**
     * One argument.
     *
     * @param name keyword, or null when given by position
     * @param source the expression as a message may show it
     * @param variable sets the variable that was given, for functions that take references; null when it was none
     */
    public record Passed(
            @Nullable String name,
            Value value,
            Span place,
            String source,
            @Nullable Consumer<Value> variable) {

        /** One that is a value, not a variable that the function may set. */
        public Passed(@Nullable String name, Value value, Span place, String source) {
            this(name, value, place, source, null);
        }
    }

    /** Sets the variable that was given at a position, where the function takes a reference and it was one. */
    public void giveBack(int position, Value value) {
        int at = 0;
        for (Passed argument : passed) {
            if (argument.name() == null && at++ == position && argument.variable() != null) {
                argument.variable().accept(value);
            }
        }
    }

    /** Whether every argument is known: a text, a function, an object or a list of which all is known. */
    boolean known() {
        return !open && passed.stream().map(Passed::value).allMatch(Arguments::isKnown);
    }

    private static boolean isKnown(Value value) {
        if (value instanceof Value.Scalar scalar) {
            return scalar.text() != null || scalar.isNothing();
        }
        return value instanceof ListValue list
                ? !list.open()
                : value instanceof MapValue map
                        ? !map.open()
                        : value instanceof Value.Routined
                                || value instanceof Value.Instance
                                || value instanceof Value.ClassObject;
    }

    /** The values given by position. */
    public List<Value> positional() {
        return passed.stream()
                .filter(argument -> argument.name() == null)
                .map(Passed::value)
                .toList();
    }

    /** The value at a position counted from 0, or null. */
    public @Nullable Value at(int position) {
        List<Value> values = positional();
        return position >= 0 && position < values.size() ? values.get(position) : null;
    }

    /** The value of a keyword, or null. */
    public @Nullable Value named(String name) {
        for (Passed argument : passed) {
            if (name.equals(argument.name())) {
                return argument.value();
            }
        }
        return null;
    }

    /** The value of a parameter that may be given by position or by keyword, or null. */
    public @Nullable Value parameter(int position, String name) {
        Value value = named(name);
        return value != null ? value : at(position);
    }

    /** The known text of a parameter, or null. */
    public @Nullable String text(int position, String name) {
        Value value = parameter(position, name);
        return value instanceof Value.Scalar scalar ? scalar.text() : null;
    }

    /** The word of a parameter, or null when it is not given. */
    public @Nullable Word word(int position, String name) {
        Value value = parameter(position, name);
        return value == null ? null : Words.of(value, place);
    }

    /** How many there are. */
    public int size() {
        return passed.size();
    }

    /** The same with one more in front. */
    public Arguments prepend(Value value) {
        List<Passed> longer = new ArrayList<>();
        longer.add(new Passed(null, value, place, "..."));
        longer.addAll(passed);
        return new Arguments(longer, open, place, callee);
    }

    /** Without the first ones given by position. */
    public Arguments drop(int count) {
        List<Passed> rest = new ArrayList<>();
        int left = count;
        for (Passed argument : passed) {
            if (argument.name() == null && left > 0) {
                left--;
            } else {
                rest.add(argument);
            }
        }
        return new Arguments(rest, open, place, callee);
    }

    /** Without these keywords. */
    public Arguments without(String... names) {
        List<String> gone = List.of(names);
        return new Arguments(
                passed.stream()
                        .filter(argument -> argument.name() == null || !gone.contains(argument.name()))
                        .toList(),
                open,
                place,
                callee);
    }
}
