package org.egressaudit.demand.script.php;

import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Subscripts;
import org.egressaudit.demand.script.machine.Truth;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.scan.TextQuestions;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.jspecify.annotations.Nullable;

/** What PHP asks of values: whether they are set, of which type they are, what a text holds. */
final class PhpQuestions {

    private PhpQuestions() {}

    static void register(Map<String, NativeFunction> all) {
        all.put("isset", (machine, given) -> answer(isSet(given), given));
        all.put(
                "empty",
                (machine, given) -> given.at(0) == null
                        ? null
                        : answer(machine.truth(given.at(0)).not(), given));
        all.put("is_null", (machine, given) -> answer(isSet(given).not(), given));
        all.put("is_array", (machine, given) -> type(given, false, true));
        all.put("is_string", (machine, given) -> type(given, true, false));
        all.put(
                "str_starts_with",
                (machine, given) -> TextQuestions.startsWith(given.at(0), given.text(1, "needle"), given.place()));
        all.put(
                "str_ends_with",
                (machine, given) -> TextQuestions.endsWith(given.at(0), given.text(1, "needle"), given.place()));
        all.put(
                "str_contains",
                (machine, given) -> TextQuestions.contains(given.at(0), given.text(1, "needle"), given.place()));
        for (String length : List.of("strlen", "mb_strlen")) {
            all.put(length, (machine, given) -> TextQuestions.length(given.at(0), given.place()));
        }
        for (String part : List.of("substr", "mb_substr")) {
            all.put(part, (machine, given) -> part(given));
        }
        for (String position : List.of("strpos", "stripos", "strrpos", "mb_strpos")) {
            all.put(position, (machine, given) -> position(given, position));
        }
        for (String number : List.of("intval", "floatval")) {
            all.put(number, (machine, given) -> number(given));
        }
        all.put("is_numeric", (machine, given) -> {
            String text = PlainLanguage.string(given.at(0));
            return text == null ? null : Value.truth(text.strip().matches("[-+]?[0-9]+(\\.[0-9]+)?"), given.place());
        });
    }

    private static @Nullable Value answer(Truth truth, Arguments given) {
        return truth == Truth.OPEN ? null : Value.truth(truth == Truth.YES, given.place());
    }

    /** Whether all arguments are something other than null. */
    private static Truth isSet(Arguments given) {
        Truth all = Truth.YES;
        for (Value value : given.positional()) {
            Truth one = value.options().stream()
                    .map(PhpQuestions::isSet)
                    .reduce(Truth::agree)
                    .orElse(Truth.OPEN);
            if (one == Truth.NO) {
                return Truth.NO;
            }
            all = one == Truth.YES ? all : Truth.OPEN;
        }
        return all;
    }

    private static Truth isSet(Value value) {
        if (value instanceof Value.Scalar scalar) {
            return scalar.isNothing() ? Truth.NO : scalar.text() == null ? Truth.OPEN : Truth.YES;
        }
        boolean ours = value instanceof ListValue || value instanceof MapValue || value instanceof Value.Instance;
        return ours ? Truth.YES : Truth.OPEN;
    }

    private static @Nullable Value type(Arguments given, boolean text, boolean array) {
        Value value = given.at(0);
        if (value instanceof Value.Scalar scalar) {
            return Value.truth(text && scalar.kind() == Kind.STRING, given.place());
        }
        return value instanceof ListValue || value instanceof MapValue ? Value.truth(array, given.place()) : null;
    }

    private static @Nullable Value part(Arguments given) {
        Integer from = Subscripts.number(given.text(1, "offset"));
        Integer length = Subscripts.number(given.text(2, "length"));
        if (given.at(2) != null && length == null && !given.at(2).isNothing()) {
            return null;
        }
        String text = PlainLanguage.string(given.at(0));
        if (from == null || text == null) {
            return null;
        }
        int begin = from < 0 ? Math.max(0, text.length() + from) : from;
        Integer end = length == null ? null : (Integer) (length < 0 ? length : begin + length);
        return TextQuestions.part(given.at(0), begin, end, given.place());
    }

    private static @Nullable Value position(Arguments given, String function) {
        boolean folded = function.equals("stripos");
        String text = PlainLanguage.string(given.at(0));
        String needle = given.text(1, "needle");
        if (text == null || needle == null || given.size() > 2) {
            return null;
        }
        int at = function.equals("strrpos")
                ? text.lastIndexOf(needle)
                : folded
                        ? text.toLowerCase(java.util.Locale.ROOT).indexOf(needle.toLowerCase(java.util.Locale.ROOT))
                        : text.indexOf(needle);
        return at < 0 ? Value.truth(false, given.place()) : Value.number(Integer.toString(at), given.place());
    }

    private static @Nullable Value number(Arguments given) {
        return given.size() == 1
                        && given.at(0) instanceof Value.Scalar scalar
                        && scalar.text() != null
                        && scalar.text().matches("[-+]?[0-9]+(\\.[0-9]+)?")
                ? new Value.Scalar(Kind.NUMBER, scalar.word())
                : null;
    }
}
