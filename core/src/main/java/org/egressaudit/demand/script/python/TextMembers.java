package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Formats;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Subscripts;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Members of {@code str} and {@code bytes}, and of {@code pathlib.Path}, whose objects are their text here. */
final class TextMembers {

    /** What one member makes of a text. */
    @FunctionalInterface
    private interface Method {
        @Nullable
        Value call(Value.Scalar text, Machine machine, Arguments arguments);
    }

    private static final Map<String, Method> METHODS = Map.ofEntries(
            Map.entry("format", (text, machine, given) -> format(text, machine, given)),
            Map.entry(
                    "format_map",
                    (text, machine, given) -> Formats.braces(text, name -> entry(given.at(0), name), given.place())),
            Map.entry("join", (text, machine, given) -> join(text, given)),
            Map.entry("strip", (text, machine, given) -> change(text, given, s -> strip(s, given, true, true))),
            Map.entry("lstrip", (text, machine, given) -> change(text, given, s -> strip(s, given, true, false))),
            Map.entry("rstrip", (text, machine, given) -> change(text, given, s -> strip(s, given, false, true))),
            Map.entry("lower", (text, machine, given) -> change(text, given, s -> s.toLowerCase(Locale.ROOT))),
            Map.entry("upper", (text, machine, given) -> change(text, given, s -> s.toUpperCase(Locale.ROOT))),
            Map.entry("casefold", (text, machine, given) -> change(text, given, s -> s.toLowerCase(Locale.ROOT))),
            Map.entry("encode", (text, machine, given) -> text),
            Map.entry("decode", (text, machine, given) -> text),
            Map.entry("expandtabs", (text, machine, given) -> text),
            Map.entry("replace", (text, machine, given) -> replace(text, given)),
            Map.entry("removeprefix", (text, machine, given) -> change(text, given, s -> without(s, given, true))),
            Map.entry("removesuffix", (text, machine, given) -> change(text, given, s -> without(s, given, false))),
            Map.entry("split", (text, machine, given) -> split(text, given, false)),
            Map.entry("rsplit", (text, machine, given) -> split(text, given, true)),
            Map.entry("splitlines", (text, machine, given) -> lines(text, given.place())),
            Map.entry("partition", (text, machine, given) -> partition(text, given, false)),
            Map.entry("rpartition", (text, machine, given) -> partition(text, given, true)),
            Map.entry("startswith", (text, machine, given) -> test(text, given, String::startsWith)),
            Map.entry("endswith", (text, machine, given) -> test(text, given, String::endsWith)),
            Map.entry(
                    "isdigit",
                    (text, machine, given) ->
                            text.text() == null ? null : Value.truth(text.text().matches("[0-9]+"), given.place())),
            Map.entry("find", (text, machine, given) -> position(text, given, false, true)),
            Map.entry("rfind", (text, machine, given) -> position(text, given, true, true)),
            Map.entry("index", (text, machine, given) -> position(text, given, false, false)),
            Map.entry("rindex", (text, machine, given) -> position(text, given, true, false)),
            Map.entry("get_secret_value", (text, machine, given) -> text));

    private TextMembers() {}

    /** Where a text stands in another; null when only the run will know, or Python raises an error. */
    private static @Nullable Value position(Value.Scalar text, Arguments given, boolean last, boolean orMinusOne) {
        String whole = text.text();
        String part = given.text(0, "sub");
        if (whole == null || part == null || given.size() > 1) {
            return null;
        }
        int at = last ? whole.lastIndexOf(part) : whole.indexOf(part);
        return at < 0 && !orMinusOne ? null : Value.number(Integer.toString(at), given.place());
    }

    static @Nullable Value get(Value.Scalar text, String name, Span place) {
        if (name.equals("value")) {
            // a member of an enumeration is its value here
            return text;
        }
        Method method = METHODS.get(name);
        if (method == null) {
            return Paths.member(text, name, place);
        }
        return new Value.Native(name, (machine, arguments) -> method.call(text, machine, arguments));
    }

    private static @Nullable Value entry(@Nullable Value map, String name) {
        return map instanceof MapValue entries ? entries.get(name) : null;
    }

    private static Value format(Value.Scalar text, Machine machine, Arguments given) {
        return Formats.braces(text, field -> field(field, machine, given), given.place());
    }

    /** {@code 0}, {@code name}, {@code name.member} or {@code name[key]}. */
    private static @Nullable Value field(String field, Machine machine, Arguments given) {
        String[] steps = field.split("[.\\[]");
        Integer position = Subscripts.number(steps[0]);
        Value value = position != null ? given.at(position) : given.named(steps[0]);
        int at = steps[0].length();
        for (int i = 1; i < steps.length && value != null; i++) {
            String step = steps[i].endsWith("]") ? steps[i].substring(0, steps[i].length() - 1) : steps[i];
            value = field.charAt(at) == '['
                    ? new Subscripts(machine).get(value, Value.text(step, given.place()), given.place())
                    : machine.members().get(value, step, given.place());
            at += steps[i].length() + 1;
        }
        return value;
    }

    private static @Nullable Value join(Value.Scalar text, Arguments given) {
        Value items = given.at(0);
        if (!(items instanceof ListValue list)) {
            return items;
        }
        List<Value> parts = new ArrayList<>();
        for (Value item : list.items()) {
            if (!parts.isEmpty()) {
                parts.add(text);
            }
            parts.add(item);
        }
        if (list.open()) {
            parts.add(
                    new Value.Unknown("...", "it is one of several items that only the run will know", given.place()));
        }
        return Words.join(parts, given.place());
    }

    /** The text changed, its origin kept; a text known in parts is changed part by part. */
    static Value change(Value.Scalar text, Arguments given, UnaryOperator<String> change) {
        return change(text, given.place(), change);
    }

    static Value change(Value.Scalar text, Span place, UnaryOperator<String> change) {
        return Words.change(text, place, change);
    }

    private static String strip(String text, Arguments given, boolean left, boolean right) {
        String set = given.text(0, "chars");
        int from = 0;
        int to = text.length();
        while (left && from < to && stripped(text.charAt(from), set)) {
            from++;
        }
        while (right && to > from && stripped(text.charAt(to - 1), set)) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean stripped(char c, @Nullable String set) {
        return set == null ? Character.isWhitespace(c) : set.indexOf(c) >= 0;
    }

    private static @Nullable Value replace(Value.Scalar text, Arguments given) {
        String old = given.text(0, "old");
        String with = given.text(1, "new");
        if (old == null || old.isEmpty()) {
            return null;
        }
        if (with != null) {
            return with.length() > 1000 ? null : change(text, given, s -> s.replace(old, with));
        }
        Value value = given.at(1);
        String known = text.text();
        if (known == null || value == null) {
            return null;
        }
        List<Value> parts = new ArrayList<>();
        int from = 0;
        for (int at = known.indexOf(old); at >= 0; at = known.indexOf(old, from)) {
            parts.add(Value.text(known.substring(from, at), given.place()));
            parts.add(value);
            from = at + old.length();
        }
        parts.add(Value.text(known.substring(from), given.place()));
        return Words.join(parts, given.place());
    }

    private static String without(String text, Arguments given, boolean prefix) {
        String affix = given.text(0, "affix");
        if (affix == null) {
            return text;
        }
        if (prefix) {
            return text.startsWith(affix) ? text.substring(affix.length()) : text;
        }
        return text.endsWith(affix) ? text.substring(0, text.length() - affix.length()) : text;
    }

    private static Value piece(Value.Scalar text, String piece, Span place) {
        return change(text, place, whole -> piece);
    }

    private static @Nullable Value split(Value.Scalar text, Arguments given, boolean fromRight) {
        String known = text.text();
        Value separator = given.parameter(0, "sep");
        String mark = separator == null || separator.isNothing() ? "" : given.text(0, "sep");
        if (known == null || mark == null) {
            return null;
        }
        Integer most = Subscripts.number(given.text(1, "maxsplit"));
        List<String> pieces = pieces(known, mark, most == null || most < 0 ? Integer.MAX_VALUE : most, fromRight);
        return Value.list(
                Container.LIST,
                pieces.stream().map(one -> piece(text, one, given.place())).toList());
    }

    private static List<String> pieces(String text, String mark, int most, boolean fromRight) {
        List<String> pieces = new ArrayList<>();
        String rest = mark.isEmpty() ? text.strip() : text;
        while (pieces.size() < most) {
            String blank = mark.isEmpty() ? " " : mark;
            String searched = mark.isEmpty() ? rest.replaceAll("\\s", " ") : rest;
            int at = fromRight && most != Integer.MAX_VALUE ? searched.lastIndexOf(blank) : searched.indexOf(blank);
            if (at < 0) {
                break;
            }
            if (fromRight && most != Integer.MAX_VALUE) {
                pieces.add(0, rest.substring(at + blank.length()));
                rest = rest.substring(0, at);
            } else {
                pieces.add(rest.substring(0, at));
                rest = rest.substring(at + blank.length());
            }
            rest = mark.isEmpty() ? rest.strip() : rest;
        }
        if (fromRight && most != Integer.MAX_VALUE) {
            pieces.add(0, rest);
        } else if (!mark.isEmpty() || !rest.isEmpty()) {
            pieces.add(rest);
        }
        return pieces;
    }

    static @Nullable Value lines(Value.Scalar text, Span place) {
        String known = text.text();
        return known == null
                ? null
                : Value.list(
                        Container.LIST,
                        known.lines().map(line -> piece(text, line, place)).toList());
    }

    private static @Nullable Value partition(Value.Scalar text, Arguments given, boolean last) {
        String known = text.text();
        String mark = given.text(0, "sep");
        if (known == null || mark == null) {
            return null;
        }
        int at = last ? known.lastIndexOf(mark) : known.indexOf(mark);
        List<String> parts = at < 0
                ? last ? List.of("", "", known) : List.of(known, "", "")
                : List.of(known.substring(0, at), mark, known.substring(at + mark.length()));
        return Value.list(
                Container.TUPLE,
                parts.stream().map(part -> piece(text, part, given.place())).toList());
    }

    @FunctionalInterface
    private interface Test {
        boolean holds(String text, String affix);
    }

    private static @Nullable Value test(Value.Scalar text, Arguments given, Test test) {
        String known = text.text();
        Value affix = given.at(0);
        List<Value> options =
                affix instanceof ListValue list ? list.items() : affix == null ? List.of() : List.of(affix);
        List<String> texts = new ArrayList<>();
        for (Value option : options) {
            String one = PythonLanguage.string(option);
            if (one == null) {
                return null;
            }
            texts.add(one);
        }
        return known == null
                ? null
                : Value.truth(texts.stream().anyMatch(one -> test.holds(known, one)), given.place());
    }
}
