package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Formats;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** What texts and lists of all these languages can do. */
public final class CommonFunctions {

    private static final Map<String, UnaryOperator<String>> TEXTS = Map.ofEntries(
            Map.entry("trim", String::strip),
            Map.entry("strip", String::strip),
            Map.entry("rtrim", String::stripTrailing),
            Map.entry("chomp", String::stripTrailing),
            Map.entry("ltrim", String::stripLeading),
            Map.entry("strtolower", text -> text.toLowerCase(Locale.ROOT)),
            Map.entry("toLowerCase", text -> text.toLowerCase(Locale.ROOT)),
            Map.entry("downcase", text -> text.toLowerCase(Locale.ROOT)),
            Map.entry("lc", text -> text.toLowerCase(Locale.ROOT)),
            Map.entry("strtoupper", text -> text.toUpperCase(Locale.ROOT)),
            Map.entry("toUpperCase", text -> text.toUpperCase(Locale.ROOT)),
            Map.entry("upcase", text -> text.toUpperCase(Locale.ROOT)),
            Map.entry("uc", text -> text.toUpperCase(Locale.ROOT)),
            Map.entry("dirname", CommonFunctions::folder),
            Map.entry("basename", text -> text.substring(text.lastIndexOf('/') + 1)));

    private CommonFunctions() {}

    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }

    /** Adds functions of one text, by name. */
    public static void texts(Map<String, NativeFunction> all, String... names) {
        for (String name : names) {
            UnaryOperator<String> change = TEXTS.get(name);
            if (change != null) {
                all.put(
                        name,
                        (machine, given) ->
                                given.at(0) instanceof Value.Scalar text ? text(text, change, given) : given.at(0));
            }
        }
    }

    private static Value text(Value.Scalar text, UnaryOperator<String> change, Arguments given) {
        String set = given.text(1, "characters");
        UnaryOperator<String> done = set == null ? change : whole -> stripped(whole, set);
        return Words.change(text, given.place(), done);
    }

    private static String stripped(String text, String set) {
        int to = text.length();
        while (to > 0 && set.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(0, to);
    }

    /** A method of a text that only changes the text, or null. */
    public static @Nullable Value method(Value.Scalar text, String name) {
        UnaryOperator<String> change = TEXTS.get(name);
        return change == null
                ? null
                : new Value.Native(name, (machine, given) -> Words.change(text, given.place(), change));
    }

    /** {@code sprintf(format, values...)}. */
    public static @Nullable Value format(Machine machine, Arguments given) {
        if (!(given.at(0) instanceof Value.Scalar format)) {
            return null;
        }
        List<Value> values = given.drop(1).positional();
        Value row = values.size() == 1 && values.get(0) instanceof ListValue list
                ? Value.list(Container.TUPLE, list.items())
                : Value.list(Container.TUPLE, values);
        return Formats.percent(format, row, given.place());
    }

    /** {@code join(separator, items)}, in either order. */
    public static @Nullable Value join(Machine machine, Arguments given) {
        Value separator = given.at(0) instanceof ListValue ? given.at(1) : given.at(0);
        List<Value> items = new ArrayList<>();
        for (Value value : given.positional()) {
            if (value != separator) {
                items.addAll(value instanceof ListValue list ? list.items() : List.of(value));
                if (value instanceof ListValue list && list.open()) {
                    items.add(oneOfSeveral(given.place()));
                }
            }
        }
        if (given.open()) {
            items.add(oneOfSeveral(given.place()));
        }
        return join(separator, items, given.place());
    }

    /** What a function gives for each item of a container. */
    public static @Nullable Value each(Machine machine, @Nullable Value function, @Nullable Value items, Span place) {
        if (function == null || items == null) {
            return null;
        }
        List<Value> results = new ArrayList<>();
        boolean open = !(items instanceof ListValue list) || list.open();
        List<Value> all = items instanceof ListValue list ? list.items() : List.of();
        for (Value item : all) {
            results.add(machine.calls().call(function, Arguments.of(place, List.of(item)), "?"));
        }
        if (all.isEmpty() && open) {
            Arguments any = Arguments.of(place, List.of(oneOfSeveral(place)));
            machine.repeat(
                    () -> {
                        Value result = machine.calls().call(function, any, "?");
                        results.add(result);
                        return result;
                    },
                    place);
        }
        return new ListValue(Container.LIST, results, open);
    }

    /** An item of which only the run will know which it is. */
    public static Value oneOfSeveral(Span place) {
        return new Value.Unknown("...", "it is one of several items that only the run will know", place);
    }

    /** Items with a separator between them. */
    public static Value join(@Nullable Value separator, List<Value> items, Span place) {
        List<Value> parts = new ArrayList<>();
        for (Value item : items) {
            if (!parts.isEmpty() && separator != null) {
                parts.add(separator);
            }
            parts.add(item);
        }
        return Words.join(parts, place);
    }

    /** A text cut at each separator; null when one of them is not known. */
    public static @Nullable Value split(@Nullable Value text, @Nullable String separator, Span place) {
        if (!(text instanceof Value.Scalar scalar)
                || scalar.text() == null
                || separator == null
                || separator.isEmpty()) {
            return null;
        }
        List<Value> pieces = new ArrayList<>();
        for (String piece : scalar.text().split(java.util.regex.Pattern.quote(separator), -1)) {
            pieces.add(Words.change(scalar, place, whole -> piece));
        }
        return Value.list(Container.LIST, pieces);
    }
}
