package org.egressaudit.demand.script.ruby;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Formats;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Ordering;
import org.egressaudit.demand.script.machine.Rows;
import org.egressaudit.demand.script.machine.Subscripts;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.scan.CommonFunctions;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.scan.RegularExpressions;
import org.egressaudit.demand.script.scan.Replacements;
import org.egressaudit.demand.script.scan.TextQuestions;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Members of texts, arrays and hashes. */
final class RubyMembers {

    private static final int MOST_ROUNDS = 100;

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private RubyMembers() {}

    static @Nullable Value ofMap(MapValue map, String name) {
        NativeFunction function = switch (name) {
            case "fetch" -> (machine, given) -> fetch(map, machine, given);
            case "dig" -> (machine, given) -> dig(map, machine, given);
            case "each", "each_pair", "map", "flat_map", "collect", "each_with_index" ->
                (machine, given) -> eachPair(map, machine, given);
            case "each_key" ->
                (machine, given) -> CommonFunctions.each(machine, given.at(0), map.keys(given.place()), given.place());
            case "each_value" ->
                (machine, given) -> CommonFunctions.each(machine, given.at(0), map.values(), given.place());
            case "values" -> (machine, given) -> map.values();
            case "keys" -> (machine, given) -> map.keys(given.place());
            case "merge", "merge!", "update" ->
                (machine, given) -> {
                    MapValue all = name.equals("merge") ? map.copy(machine.journal(), given.place()) : map;
                    if (given.at(0) instanceof MapValue more) {
                        all.putAll(machine.journal(), more, given.place());
                    }
                    given.passed().stream()
                            .filter(passed -> passed.name() != null)
                            .forEach(passed ->
                                    all.put(machine.journal(), String.valueOf(passed.name()), passed.value()));
                    return all;
                };
            case "key?", "has_key?", "include?", "member?" -> (machine, given) -> holds(map, machine, given);
            case "any?", "empty?", "delete" -> (machine, given) -> null;
            default -> null;
        };
        return function == null ? null : new Value.Native(name, function);
    }

    /** What a block gives for each key and value; for one of those that only the run will know when there may be such. */
    private static Value eachPair(MapValue map, Machine machine, Arguments given) {
        Span place = given.place();
        Value block = given.at(given.positional().size() - 1);
        List<Value> results = new ArrayList<>();
        for (String key : map.keys()) {
            Value value = map.get(key);
            if (value != null && block != null) {
                Arguments pair = Arguments.of(place, List.of(MapValue.key(key, place), value));
                results.add(machine.calls().call(block, pair, "?"));
            }
        }
        if (map.open() && block != null) {
            Value any = CommonFunctions.oneOfSeveral(place);
            Value value = map.unknownKeys() == null ? any : map.unknownKeys();
            Arguments pair = Arguments.of(place, List.of(any, value));
            machine.repeat(
                    () -> {
                        Value result = machine.calls().call(block, pair, "?");
                        results.add(result);
                        return result;
                    },
                    place);
        }
        return new ListValue(Container.LIST, results, map.open());
    }

    private static @Nullable Value holds(MapValue map, Machine machine, Arguments given) {
        String key = given.text(0, "key");
        boolean has = key != null && map.get(key) != null;
        return has
                ? Value.truth(true, given.place())
                : key == null || map.open() || map.unknownKeys() != null || map == machine.environment()
                        ? null
                        : Value.truth(false, given.place());
    }

    /** One key after another, into what the one before gives. */
    private static @Nullable Value dig(MapValue map, Machine machine, Arguments given) {
        Value found = map;
        for (Value key : given.positional()) {
            found = new Subscripts(machine).get(found, key, given.place());
        }
        return found;
    }

    private static @Nullable Value fetch(MapValue map, Machine machine, Arguments given) {
        String key = given.text(0, "key");
        if (key == null) {
            return null;
        }
        Value value = map.get(key);
        if (value != null) {
            return value;
        }
        Value fallback = given.at(1);
        if (fallback instanceof Value.Routined block) {
            fallback = machine.calls().call(block, Arguments.none(given.place()), "?");
        }
        return fallback != null
                ? Value.fallback(fallback, key, given.place())
                : PlainLanguage.variable(machine, key, given.place());
    }

    static @Nullable Value ofList(ListValue list, String name, Span place) {
        NativeFunction function = switch (name) {
            case "each", "map", "flat_map", "collect", "each_slice", "each_with_object", "reverse_each" ->
                (machine, given) -> CommonFunctions.each(
                        machine, given.at(given.positional().size() - 1), list, given.place());
            case "each_with_index" ->
                (machine, given) -> CommonFunctions.each(machine, given.at(0), list, given.place());
            case "select", "filter", "keep_if", "reject", "delete_if" ->
                (machine, given) -> {
                    Value block = given.at(0);
                    return block == null
                            ? null
                            : new Rows(machine, given.place())
                                    .filtered(list, block, !name.equals("reject") && !name.equals("delete_if"));
                };
            case "find", "detect" ->
                (machine, given) -> {
                    Value block = given.at(0);
                    return block == null ? null : new Rows(machine, given.place()).found(list, block);
                };
            case "any?", "all?" ->
                (machine, given) -> new Rows(machine, given.place()).quantified(list, given.at(0), name.equals("all?"));
            case "include?", "member?" ->
                (machine, given) -> new Rows(machine, given.place()).contains(list, given.at(0));
            case "sample" -> (machine, given) -> Rows.any(list);
            case "max", "min" ->
                (machine, given) -> given.size() > 0 ? Rows.any(list) : Rows.extreme(list, name.equals("max"));
            case "max_by", "min_by" -> (machine, given) -> Rows.any(list);
            case "sort", "sort_by", "shuffle" ->
                (machine, given) -> Rows.sorted(
                        list, name.equals("sort") && given.size() == 0 ? Ordering.natural(list.items()) : null);
            case "reverse" -> (machine, given) -> Rows.reversed(list);
            case "compact", "uniq", "flatten" -> (machine, given) -> list;
            case "drop", "take" ->
                (machine, given) -> new Subscripts(machine)
                        .slice(
                                list,
                                name.equals("drop") ? given.at(0) : null,
                                name.equals("take") ? given.at(0) : null,
                                false,
                                given.place());
            case "unshift", "prepend" ->
                (machine, given) -> {
                    List<Value> all = new ArrayList<>(given.positional());
                    all.addAll(list.items());
                    list.replace(machine.journal(), all, list.open());
                    return list;
                };
            case "push", "<<", "append" ->
                (machine, given) -> {
                    given.positional().forEach(item -> list.add(machine.journal(), item));
                    return list;
                };
            case "first", "last" ->
                (machine, given) -> {
                    if (given.at(0) != null) {
                        return ListValue.anywhere(Container.LIST, list.items(), true);
                    }
                    Value item = name.equals("first") ? list.at(0) : list.last();
                    return item == null && !list.open() ? Value.nothing(given.place()) : item;
                };
            case "shift", "pop" ->
                (machine, given) -> new Rows(machine, given.place()).take(list, name.equals("shift"));
            case "join" -> (machine, given) -> CommonFunctions.join(given.at(0), list.items(), given.place());
            case "shelljoin" ->
                (machine, given) -> CommonFunctions.join(Value.text(" ", given.place()), list.items(), given.place());
            case "length", "size", "count" ->
                (machine, given) -> list.open() ? null : Value.number(Integer.toString(list.size()), given.place());
            case "empty?" -> (machine, given) -> list.open() ? null : Value.truth(list.size() == 0, given.place());
            case "index", "sum", "reduce", "inject", "none?", "one?" -> (machine, given) -> null;
            default -> null;
        };
        return function == null ? null : new Value.Native(name, function);
    }

    private static boolean isNumber(Value value) {
        String text = PlainLanguage.string(value);
        return text != null && text.matches("\\d{1,9}");
    }

    /** Calls a block for each number of a row; of a long one the further numbers are unknown. */
    private static @Nullable Value counted(Value end, int from, int excluded, Machine machine, Arguments given) {
        Value block = given.at(given.positional().size() - 1);
        if (!isNumber(end) || block == null) {
            return null;
        }
        List<Value> row = new ArrayList<>();
        int last = Integer.parseInt(String.valueOf(PlainLanguage.string(end))) - excluded;
        for (int i = from; i <= last && row.size() < MOST_ROUNDS; i++) {
            row.add(Value.number(Integer.toString(i), given.place()));
        }
        return CommonFunctions.each(
                machine, block, new ListValue(Container.LIST, row, from + row.size() <= last), given.place());
    }

    static @Nullable Value ofText(Value.Scalar text, String name) {
        Value changed = CommonFunctions.method(text, name);
        if (changed != null) {
            return changed;
        }
        NativeFunction function = switch (name) {
            case "times" -> (machine, given) -> counted(text, 0, 1, machine, given);
            case "upto" ->
                (machine, given) -> {
                    String end = PlainLanguage.string(given.at(0));
                    if (end == null || !end.matches("\\d{1,9}") || !isNumber(text)) {
                        return null;
                    }
                    int from = Integer.parseInt(String.valueOf(text.text()));
                    return counted(Value.number(end, given.place()), from, 0, machine, given);
                };
            case "then", "yield_self", "tap" ->
                (machine, given) -> {
                    Value block = given.at(0);
                    Value result = block == null
                            ? null
                            : machine.calls().call(block, Arguments.of(given.place(), List.of(text)), "?");
                    return name.equals("tap") ? text : result;
                };
            case "to_i", "to_f", "chomp", "encode", "force_encoding", "b", "scrub", "squeeze" ->
                (machine, given) -> text;
            case "sub", "gsub" -> (machine, given) -> replaced(machine, text, name.equals("gsub"), given);
            case "split" -> (machine, given) -> split(text, given);
            case "concat", "<<" ->
                (machine, given) -> {
                    List<Value> all = new ArrayList<>(List.of(text));
                    all.addAll(given.positional());
                    return Words.join(all, given.place());
                };
            case "%" ->
                (machine, given) -> given.at(0) == null ? null : Formats.percent(text, given.at(0), given.place());
            case "host", "hostname", "port", "scheme", "path", "request_uri", "query", "user", "password" ->
                (machine, given) -> RubyFunctions.part(text, name, given.place());
            case "empty?" ->
                (machine, given) ->
                        text.text() == null ? null : Value.truth(text.text().isEmpty(), given.place());
            case "nil?" -> (machine, given) -> Value.truth(text.isNothing(), given.place());
            case "include?" -> (machine, given) -> TextQuestions.contains(text, given.text(0, "other"), given.place());
            case "start_with?" ->
                (machine, given) -> given.size() > 1
                        ? null
                        : TextQuestions.startsWith(text, given.text(0, "prefix"), given.place());
            case "end_with?" ->
                (machine, given) ->
                        given.size() > 1 ? null : TextQuestions.endsWith(text, given.text(0, "suffix"), given.place());
            case "length", "size" -> (machine, given) -> TextQuestions.length(text, given.place());
            case "open", "read" ->
                (machine, given) -> text.text() != null && text.text().contains("://")
                        ? machine.calls().call(new Value.External("URI.open"), given.prepend(text), "URI.open")
                        : null;
            case "join" ->
                (machine, given) -> {
                    List<Value> parts = new ArrayList<>(List.of(text));
                    parts.addAll(given.positional());
                    return CommonFunctions.join(Value.text("/", given.place()), parts, given.place());
                };
            case "match", "match?", "slice", "[]" -> (machine, given) -> found(machine, text, name, given);
            case "each_line", "lines" -> (machine, given) -> null;
            default -> null;
        };
        return function == null ? null : new Value.Native(name, function);
    }

    /** {@code match}, and {@code text[/expression/, group]}, which is the group's text. */
    private static @Nullable Value found(Machine machine, Value.Scalar text, String name, Arguments given) {
        Value groups = RegularExpressions.groups(machine, Replacements.pattern(given.at(0)), text, given.place());
        if (groups == null || name.equals("match")) {
            return groups;
        }
        if (name.equals("match?")) {
            return Value.truth(!groups.isNothing(), given.place());
        }
        String group = given.size() == 1 ? "0" : given.text(1, "group");
        return groups instanceof MapValue map && group != null ? map.get(group) : groups.isNothing() ? groups : null;
    }

    private static @Nullable Value split(Value.Scalar text, Arguments given) {
        String plain = given.size() == 0 ? " " : given.text(0, "separator");
        Integer most = given.at(1) == null ? (Integer) 0 : Subscripts.number(given.text(1, "limit"));
        boolean blanks = " ".equals(plain);
        Value.Scalar cut = blanks && Words.change(text, given.place(), String::strip) instanceof Value.Scalar stripped
                ? stripped
                : text;
        Pattern pattern = blanks ? BLANKS : Replacements.pattern(given.at(0));
        return most == null ? null : RegularExpressions.split(pattern, cut, most, given.place());
    }

    /** {@code sub} and {@code gsub}, by a text or by what a block gives for each place. */
    private static @Nullable Value replaced(Machine machine, Value.Scalar text, boolean all, Arguments given) {
        Pattern old = Replacements.pattern(given.at(0));
        Span place = given.place();
        return given.at(1) instanceof Value.Routined block
                ? Replacements.replaced(
                        text,
                        old,
                        groups -> machine.calls().call(block, Arguments.of(place, groups.subList(0, 1)), "?"),
                        all,
                        place)
                : Replacements.replace(text, old, given.at(1), Replacements.Marks.BACKSLASH, all, place);
    }
}
