package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Text with places for values: {@code %s} as in C's printf, and {@code {name}} as in Python's format. */
public final class Formats {

    private static final Pattern PERCENT = Pattern.compile(
            "%(?:\\((?<name>[^)]*)\\)|(?<position>[1-9][0-9]{0,2})\\$)?[-+ #0]*(?:\\d+|\\*)?(?:\\.(?:\\d+|\\*))?[hlL]?(?<kind>[a-zA-Z%])");

    private static final Pattern BRACES =
            Pattern.compile("\\{\\{|\\}\\}|\\{(?<field>[^{}!:]*)(?:![rsa])?(?<spec>:(?:[^{}]|\\{[^{}]*\\})*)?\\}");

    private Formats() {}

    /** {@code text % values}; C's {@code %2$s} takes the second of them. */
    public static Value percent(Value.Scalar format, Value values, Span place) {
        return each(format, place, text -> {
            List<Value> parts = new ArrayList<>();
            Matcher matcher = PERCENT.matcher(text);
            int[] next = {0};
            int end = 0;
            while (matcher.find()) {
                parts.add(literal(text.substring(end, matcher.start()), format, place));
                end = matcher.end();
                if (matcher.group("kind").equals("%")) {
                    parts.add(literal("%", format, place));
                } else {
                    Integer position = Subscripts.number(matcher.group("position"));
                    int[] at = position == null ? next : new int[] {position - 1};
                    parts.add(taken(matcher.group("name"), values, at, place));
                }
            }
            parts.add(literal(text.substring(end), format, place));
            return Words.join(parts, place);
        });
    }

    private static Value taken(@Nullable String name, Value values, int[] next, Span place) {
        if (name != null) {
            Value entry = values instanceof MapValue map ? map.get(name) : null;
            return entry == null ? missing(name, place) : entry;
        }
        if (values instanceof ListValue list
                && list.container() == org.egressaudit.demand.script.tree.Expression.Container.TUPLE) {
            int position = next[0]++;
            return position < list.size() ? list.items().get(position) : missing("...", place);
        }
        return next[0]++ == 0 ? values : missing("...", place);
    }

    private static Value missing(String source, Span place) {
        return new Value.Unknown(source, "the text has a place for it, but no value that a reader knows", place);
    }

    /** A piece of the format keeps the place where the format is written. */
    private static Value literal(String piece, Value.Scalar format, Span place) {
        Span origin = format.word() instanceof Word.Known known ? known.origin() : place;
        return new Value.Scalar(
                Kind.STRING, new Word.Known(piece, place, origin, org.egressaudit.demand.Certainty.DERIVED));
    }

    private static Value each(Value.Scalar format, Span place, Function<String, Value> fill) {
        List<Value> all = new ArrayList<>();
        for (Word option : format.word().options()) {
            String text = option.known().orElse(null);
            all.add(text == null ? new Value.Scalar(Kind.STRING, Words.standing(option, place)) : fill.apply(text));
        }
        return Value.either(all);
    }

    /**
     * {@code text.format(values)}.
     *
     * @param lookup the value of a field such as {@code 0}, {@code name} or {@code name.member}; null when it has none
     */
    public static Value braces(Value.Scalar format, Function<String, @Nullable Value> lookup, Span place) {
        return each(format, place, text -> {
            List<Value> parts = new ArrayList<>();
            Matcher matcher = BRACES.matcher(text);
            int automatic = 0;
            int end = 0;
            while (matcher.find()) {
                parts.add(literal(text.substring(end, matcher.start()), format, place));
                end = matcher.end();
                String field = matcher.group("field");
                if (field == null) {
                    parts.add(literal(matcher.group().substring(1), format, place));
                    continue;
                }
                String name =
                        field.isEmpty() || field.startsWith(".") || field.startsWith("[") ? automatic++ + field : field;
                Value value = lookup.apply(name);
                parts.add(value == null ? missing(name, place) : value);
            }
            parts.add(literal(text.substring(end), format, place));
            return Words.join(parts, place);
        });
    }
}
