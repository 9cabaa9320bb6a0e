package org.egressaudit.demand.script.javascript;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.machine.Arguments;
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
import org.egressaudit.demand.script.scan.RegularExpressions;
import org.egressaudit.demand.script.scan.Replacements;
import org.egressaudit.demand.script.scan.TextQuestions;
import org.egressaudit.demand.script.scan.UrlParts;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Members of objects, arrays and texts (ECMA-262, 20 to 23). */
final class NodeMembers {

    private NodeMembers() {}

    static @Nullable Value unset(MapValue map, String name, Span place) {
        if (name.equals("hasOwnProperty") || name.equals("toString")) {
            return null;
        }
        Value keyed = map.unknownKeys();
        return keyed != null ? keyed : map.open() ? null : Value.nothing(place);
    }

    static @Nullable Value ofList(ListValue list, String name, Span place) {
        if (name.equals("length")) {
            return list.open() ? null : Value.number(Integer.toString(list.size()), place);
        }
        NativeFunction function = list(list, name);
        return function == null ? null : new Value.Native(name, function);
    }

    private static @Nullable NativeFunction list(ListValue list, String name) {
        return switch (name) {
            case "forEach", "map", "flatMap" ->
                (machine, given) -> CommonFunctions.each(machine, given.at(0), list, given.place());
            case "slice" ->
                (machine, given) -> new Subscripts(machine).slice(list, given.at(0), given.at(1), false, given.place());
            case "flat" -> (machine, given) -> list;
            case "sort", "toSorted" ->
                (machine, given) -> reordered(list, sorted(list, given), name.equals("sort"), machine);
            case "reverse", "toReversed" ->
                (machine, given) -> reordered(list, Rows.reversed(list), name.equals("reverse"), machine);
            case "filter" ->
                (machine, given) -> {
                    Value function = given.at(0);
                    return function == null ? null : new Rows(machine, given.place()).filtered(list, function, true);
                };
            case "find", "findLast" ->
                (machine, given) -> {
                    Value function = given.at(0);
                    return function == null
                            ? null
                            : new Rows(machine, given.place())
                                    .found(name.equals("find") ? list : Rows.reversed(list), function);
                };
            case "some", "every" ->
                (machine, given) ->
                        new Rows(machine, given.place()).quantified(list, given.at(0), name.equals("every"));
            case "shift", "pop" ->
                (machine, given) -> new Rows(machine, given.place()).take(list, name.equals("shift"));
            case "at" ->
                (machine, given) ->
                        given.at(0) == null ? null : new Subscripts(machine).get(list, given.at(0), given.place());
            case "push", "add" ->
                (machine, given) -> {
                    given.positional().forEach(item -> list.add(machine.journal(), item));
                    return Value.nothing(given.place());
                };
            case "unshift" ->
                (machine, given) -> {
                    List<Value> all = new ArrayList<>(given.positional());
                    all.addAll(list.items());
                    list.replace(machine.journal(), all, list.open());
                    return Value.nothing(given.place());
                };
            case "concat" ->
                (machine, given) -> {
                    List<Value> all = new ArrayList<>(list.items());
                    given.positional()
                            .forEach(more -> all.addAll(more instanceof ListValue row ? row.items() : List.of(more)));
                    return new ListValue(Container.LIST, all, list.open());
                };
            case "join" ->
                (machine, given) -> CommonFunctions.join(
                        given.at(0) == null ? Value.text(",", given.place()) : given.at(0),
                        list.items(),
                        given.place());
            case "reduce" ->
                (machine, given) -> {
                    Value sum = given.at(1);
                    for (Value item : list.items()) {
                        sum = sum == null
                                ? item
                                : NodeFunctions.run(machine, given.at(0), List.of(sum, item), given.place());
                    }
                    return list.open() ? null : sum;
                };
            case "includes" -> (machine, given) -> new Rows(machine, given.place()).contains(list, given.at(0));
            case "indexOf", "findIndex" -> (machine, given) -> null;
            default -> null;
        };
    }

    private static Value reordered(ListValue list, ListValue other, boolean inPlace, Machine machine) {
        if (inPlace) {
            list.become(machine.journal(), other);
        }
        return inPlace ? list : other;
    }

    /** Without a function items are compared as texts (23.1.3.30). */
    private static ListValue sorted(ListValue list, Arguments given) {
        return Rows.sorted(list, given.at(0) == null ? Ordering.texts(list.items()) : null);
    }

    static @Nullable Value ofText(Value.Scalar text, String name, Span place) {
        if (name.equals("href")) {
            return text;
        }
        if (name.equals("length")) {
            return TextQuestions.length(text, place);
        }
        UrlParts url = UrlParts.of(text.text());
        String part = url == null ? null : part(url, name);
        if (part != null) {
            return Words.change(text, place, whole -> part);
        }
        Value changed = CommonFunctions.method(text, name);
        if (changed != null) {
            return changed;
        }
        NativeFunction function = text(text, name);
        return function == null ? null : new Value.Native(name, function);
    }

    /** Members of a URL (WHATWG URL, "URL class"), which is here its text. */
    private static @Nullable String part(UrlParts url, String name) {
        return switch (name) {
            case "hostname" -> url.host();
            case "host" -> url.authority();
            case "port" -> url.port();
            case "protocol" -> url.scheme() + ":";
            case "origin" -> url.scheme() + "://" + url.authority();
            case "pathname" -> url.path().isEmpty() ? "/" : url.path();
            default -> null;
        };
    }

    private static @Nullable NativeFunction text(Value.Scalar text, String name) {
        return switch (name) {
            case "toString", "toFixed", "normalize" -> (machine, given) -> text;
            case "replace", "replaceAll" -> (machine, given) -> replaced(machine, text, name, given);
            case "match" ->
                (machine, given) -> Replacements.global(given.at(0))
                        ? null
                        : groups(machine, Replacements.pattern(given.at(0)), text, given.place());
            case "split" ->
                (machine, given) -> RegularExpressions.split(Replacements.pattern(given.at(0)), text, 0, given.place());
            case "concat" ->
                (machine, given) -> {
                    List<Value> all = new ArrayList<>(List.of(text));
                    all.addAll(given.positional());
                    return Words.join(all, given.place());
                };
            case "startsWith" ->
                (machine, given) -> TextQuestions.startsWith(text, given.text(0, "searchString"), given.place());
            case "endsWith" ->
                (machine, given) -> TextQuestions.endsWith(text, given.text(0, "searchString"), given.place());
            case "includes" ->
                (machine, given) -> TextQuestions.contains(text, given.text(0, "searchString"), given.place());
            case "slice", "substring" -> (machine, given) -> part(text, name, given);
            case "indexOf", "lastIndexOf" ->
                (machine, given) -> {
                    Integer at = TextQuestions.position(text, given.text(0, "searchString"), name.startsWith("last"));
                    return at == null || given.size() > 1 ? null : Value.number(at.toString(), given.place());
                };
            case "substr", "test", "padStart" -> (machine, given) -> null;
            default -> null;
        };
    }

    private static @Nullable Value part(Value.Scalar text, String name, Arguments given) {
        Integer from = Subscripts.number(given.text(0, "start"));
        Integer to = Subscripts.number(given.text(1, "end"));
        if (given.at(1) != null && to == null) {
            return null;
        }
        if (name.equals("slice")) {
            return TextQuestions.part(text, from, to, given.place());
        }
        // substring takes what is negative for 0, and its ends in either order (22.1.3.24)
        Integer low = from == null ? null : (Integer) Math.max(0, from);
        Integer high = to == null ? null : (Integer) Math.max(0, to);
        boolean swapped = low != null && high != null && high < low;
        return TextQuestions.part(text, swapped ? high : low, swapped ? low : high, given.place());
    }

    /** {@code exec} and {@code test} of a regular expression; null for what is none. */
    static @Nullable Value ofExpression(Value object, String name) {
        Pattern pattern = Replacements.pattern(object);
        if (pattern == null || Replacements.global(object)) {
            return null;
        }
        return new Value.Native(name, (machine, given) -> {
            Value groups = groups(machine, pattern, given.at(0), given.place());
            return groups == null || name.equals("exec") ? groups : Value.truth(!groups.isNothing(), given.place());
        });
    }

    /** The groups; those that have a name are members of {@code groups}. */
    private static @Nullable Value groups(
            Machine machine, @Nullable Pattern pattern, @Nullable Value text, Span place) {
        Value groups = RegularExpressions.groups(machine, pattern, text, place);
        if (groups instanceof MapValue map) {
            map.put(machine.journal(), "groups", map.copy(machine.journal(), place));
        }
        return groups;
    }

    /** {@code replace} and {@code replaceAll}, by a text or by what a function gives for each place. */
    private static @Nullable Value replaced(Machine machine, Value.Scalar text, String name, Arguments given) {
        Pattern old = Replacements.pattern(given.at(0));
        boolean all = name.equals("replaceAll") || Replacements.global(given.at(0));
        Span place = given.place();
        return given.at(1) instanceof Value.Routined function
                ? Replacements.replaced(
                        text, old, groups -> NodeFunctions.run(machine, function, groups, place), all, place)
                : Replacements.replace(text, old, given.at(1), Replacements.Marks.DOLLAR, all, place);
    }
}
