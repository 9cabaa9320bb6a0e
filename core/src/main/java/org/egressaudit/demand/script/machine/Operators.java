package org.egressaudit.demand.script.machine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Operators between values. */
public final class Operators {

    private static final int MOST_DIGITS = 40;

    private static final int LONGEST_ROW = 64;

    private Operators() {}

    /** What an operator makes of two values. */
    public static Value apply(String operator, Value left, Value right, Span place, Machine machine) {
        if (left instanceof Value.Either || right instanceof Value.Either) {
            return each(operator, left, right, place, machine);
        }
        if (operator.equals("%") && left instanceof Value.Scalar text && text.kind() != Kind.NUMBER) {
            return Formats.percent(text, right, place);
        }
        if (left instanceof Value.Scalar a
                && right instanceof Value.Scalar b
                && a.kind() == Kind.NUMBER
                && b.kind() == Kind.NUMBER
                && !operator.equals(".")
                && !operator.equals("..")) {
            String number = arithmetic(operator, a.text(), b.text());
            return number == null ? unknown(place) : Value.number(number, place);
        }
        boolean maps = left instanceof MapValue || right instanceof MapValue;
        MapValue first = maps ? keyed(left, place, machine) : null;
        MapValue second = maps ? keyed(right, place, machine) : null;
        if (operator.equals("+") && first != null && second != null) {
            return merged(first, second, place, machine);
        }
        return switch (operator) {
            case "+", "." -> plus(operator, left, right, place);
            case ".." -> row(left, right, place);
            case "/" -> path(left, right, place);
            case "*" -> times(left, right, place);
            case "|" -> union(left, right, place, machine);
            default -> unknown(place);
        };
    }

    /** A list as a mapping of its positions; null for what is neither. */
    static @Nullable MapValue keyed(Value value, Span place, Machine machine) {
        if (!(value instanceof ListValue list)) {
            return value instanceof MapValue map ? map : null;
        }
        MapValue map = new MapValue();
        for (int i = 0; i < list.size(); i++) {
            map.put(machine.journal(), Integer.toString(i), list.items().get(i));
        }
        if (list.open()) {
            map.opens(machine.journal(), place);
        }
        return map;
    }

    /** {@code +} of two arrays in PHP: the entries of the first, and those of the second that it lacks. */
    private static Value merged(MapValue first, MapValue second, Span place, Machine machine) {
        MapValue all = new MapValue();
        all.putAll(machine.journal(), second, place);
        all.putAll(machine.journal(), first, place);
        return all;
    }

    private static Value each(String operator, Value left, Value right, Span place, Machine machine) {
        List<Value> all = new ArrayList<>();
        for (Value one : left.options()) {
            for (Value other : right.options()) {
                if (all.size() < Value.MOST) {
                    all.add(apply(operator, one, other, place, machine));
                }
            }
        }
        return Value.either(all);
    }

    private static Value unknown(Span place) {
        return new Value.Unknown("...", "only the run will know this value; declare what it reaches", place);
    }

    private static Value plus(String operator, Value left, Value right, Span place) {
        if (left instanceof ListValue a && right instanceof ListValue b) {
            List<Value> items = new ArrayList<>(a.items());
            items.addAll(b.items());
            return new ListValue(a.container(), items, a.open() || b.open());
        }
        if (left instanceof ListValue a) {
            return new ListValue(a.container(), a.items(), true);
        }
        if (right instanceof ListValue b && !(left instanceof Value.Scalar)) {
            List<Value> items = new ArrayList<>(List.of(left));
            items.addAll(b.items());
            return new ListValue(b.container(), items, true);
        }
        boolean text = operator.equals(".") || isText(left) || isText(right);
        return text ? Words.join(List.of(left, right), place) : unknown(place);
    }

    /** Whether an operator only puts one text after another. */
    static boolean joins(String operator, Value left, Value right) {
        return (operator.equals("+") || operator.equals(".")) && isText(left) && isText(right);
    }

    private static boolean isText(Value value) {
        return value instanceof Value.Scalar scalar && (scalar.kind() == Kind.STRING || scalar.kind() == Kind.BYTES);
    }

    /** The whole numbers between two; of a long row the further ones are left to the run. */
    private static Value row(Value left, Value right, Span place) {
        Integer from = left instanceof Value.Scalar a ? Subscripts.number(a.text()) : null;
        Integer to = right instanceof Value.Scalar b ? Subscripts.number(b.text()) : null;
        if (from == null || to == null) {
            return new ListValue(Container.LIST, List.of(), true);
        }
        List<Value> numbers = new ArrayList<>();
        for (int i = from; i <= to && numbers.size() < LONGEST_ROW; i++) {
            numbers.add(Value.number(Integer.toString(i), place));
        }
        return new ListValue(Container.LIST, numbers, (long) to - from >= LONGEST_ROW);
    }

    /** {@code Path("/etc") / "name"}. */
    private static Value path(Value left, Value right, Span place) {
        if (!isText(left) && !isText(right)) {
            return unknown(place);
        }
        String end = right instanceof Value.Scalar scalar ? scalar.text() : null;
        String start = left instanceof Value.Scalar scalar ? scalar.text() : null;
        if (end != null && end.startsWith("/") || "".equals(start)) {
            return right;
        }
        List<Value> parts = start != null && start.endsWith("/")
                ? List.of(left, right)
                : List.of(left, Value.text("/", place), right);
        return Words.join(parts, place);
    }

    private static Value times(Value left, Value right, Span place) {
        String count = right instanceof Value.Scalar scalar ? scalar.text() : null;
        Integer times = Subscripts.number(count);
        if (times == null || times < 0) {
            return unknown(place);
        }
        if (left instanceof ListValue list && (long) times * list.size() <= ListValue.LONGEST) {
            List<Value> items = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                items.addAll(list.items());
            }
            return new ListValue(list.container(), items, list.open());
        }
        if (left instanceof Value.Scalar scalar
                && scalar.text() != null
                && (long) times * scalar.text().length() <= Words.LONGEST) {
            return Value.text(scalar.text().repeat(times), place);
        }
        return unknown(place);
    }

    private static Value union(Value left, Value right, Span place, Machine machine) {
        if (left instanceof MapValue a && right instanceof MapValue b) {
            MapValue both = a.copy(machine.journal(), place);
            both.putAll(machine.journal(), b, place);
            return both;
        }
        if (left instanceof ListValue a && right instanceof ListValue b) {
            List<Value> items = new ArrayList<>(a.items());
            items.addAll(b.items());
            return new ListValue(Container.SET, items, a.open() || b.open());
        }
        return unknown(place);
    }

    private static @Nullable String arithmetic(String operator, @Nullable String left, @Nullable String right) {
        BigDecimal a = decimal(left);
        BigDecimal b = decimal(right);
        if (a == null || b == null) {
            return null;
        }
        boolean divides = operator.equals("/") || operator.equals("//") || operator.equals("%");
        if (divides && b.signum() == 0) {
            return null;
        }
        BigDecimal result = switch (operator) {
            case "+" -> a.add(b);
            case "-" -> a.subtract(b);
            case "*" -> a.multiply(b);
            case "/" -> a.divide(b, 12, RoundingMode.HALF_EVEN).stripTrailingZeros();
            case "//" -> a.divide(b, 0, RoundingMode.FLOOR);
            case "%" -> a.subtract(b.multiply(a.divide(b, 0, RoundingMode.FLOOR)));
            default -> null;
        };
        if (result == null || result.precision() > MOST_DIGITS || Math.abs(result.scale()) > MOST_DIGITS) {
            return null;
        }
        return result.toPlainString();
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > MOST_DIGITS) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs(number.scale()) > MOST_DIGITS ? null : number;
        } catch (NumberFormatException notDecimal) {
            return null;
        }
    }

    /** Whether a value is {@code None} or its kin. */
    static Truth nothing(Value value) {
        if (value instanceof Value.Either either) {
            return either.options().stream()
                    .map(Operators::nothing)
                    .reduce(Truth::agree)
                    .orElse(Truth.OPEN);
        }
        boolean open = value instanceof Value.Unknown || value instanceof Value.Made || value instanceof Value.External;
        return open ? Truth.OPEN : Truth.of(value.isNothing());
    }

    /** Whether a comparison holds. */
    public static Truth compare(String operator, Value left, Value right) {
        if (left instanceof Value.Either || right instanceof Value.Either) {
            Truth all = null;
            for (Value one : left.options()) {
                for (Value other : right.options()) {
                    Truth truth = compare(operator, one, other);
                    all = all == null ? truth : all.agree(truth);
                }
            }
            return all == null ? Truth.OPEN : all;
        }
        return switch (operator) {
            case "==", "is" -> equal(left, right);
            case "!=", "is not" -> equal(left, right).not();
            case "in" -> contained(left, right);
            case "not in" -> contained(left, right).not();
            default -> ordered(operator, left, right);
        };
    }

    private static Truth equal(Value left, Value right) {
        if (left.isNothing() || right.isNothing()) {
            return nothing(left).agree(nothing(right)) == Truth.YES
                    ? Truth.YES
                    : nothing(left) == Truth.OPEN || nothing(right) == Truth.OPEN ? Truth.OPEN : Truth.NO;
        }
        if (left instanceof Value.Scalar a && right instanceof Value.Scalar b) {
            return equal(a, b);
        }
        if (left instanceof ListValue a && right instanceof ListValue b && !a.open() && !b.open()) {
            return a.size() == b.size() ? Truth.OPEN : Truth.NO;
        }
        if (left.equals(right) && !(left instanceof Value.Unknown) && !(left instanceof Value.Made)) {
            return Truth.YES;
        }
        if (Enumerations.isCase(left) && Enumerations.isCase(right)) {
            return Truth.NO;
        }
        return Truth.OPEN;
    }

    private static Truth equal(Value.Scalar left, Value.Scalar right) {
        if (left.text() == null || right.text() == null) {
            List<Word> ours = left.word().options();
            List<Word> theirs = right.word().options();
            boolean known = ours.stream().allMatch(word -> word.known().isPresent())
                    && theirs.stream().allMatch(word -> word.known().isPresent());
            boolean common = ours.stream()
                    .anyMatch(
                            one -> theirs.stream().anyMatch(other -> one.known().equals(other.known())));
            return known && !common ? Truth.NO : Truth.OPEN;
        }
        if (left.kind() == Kind.NUMBER && right.kind() == Kind.NUMBER) {
            BigDecimal a = decimal(left.text());
            BigDecimal b = decimal(right.text());
            return a == null || b == null ? Truth.OPEN : Truth.of(a.compareTo(b) == 0);
        }
        return Truth.of(Objects.equals(left.text(), right.text()));
    }

    private static Truth contained(Value item, Value container) {
        if (container instanceof ListValue list) {
            Truth any = list.open() ? Truth.OPEN : Truth.NO;
            for (Value one : list.items()) {
                Truth same = compare("==", item, one);
                if (same == Truth.YES) {
                    return Truth.YES;
                }
                any = same == Truth.OPEN ? Truth.OPEN : any;
            }
            return any;
        }
        String text = item instanceof Value.Scalar scalar ? scalar.text() : null;
        if (container instanceof MapValue map) {
            if (text == null) {
                return Truth.OPEN;
            }
            return map.get(text) != null ? Truth.YES : map.open() ? Truth.OPEN : Truth.NO;
        }
        if (container instanceof Value.Scalar scalar && scalar.text() != null && text != null) {
            return Truth.of(scalar.text().contains(text));
        }
        return Truth.OPEN;
    }

    private static Truth ordered(String operator, Value left, Value right) {
        if (!(left instanceof Value.Scalar a) || !(right instanceof Value.Scalar b)) {
            return Truth.OPEN;
        }
        BigDecimal one = decimal(a.text());
        BigDecimal other = decimal(b.text());
        if (one == null || other == null) {
            return Truth.OPEN;
        }
        int order = one.compareTo(other);
        return switch (operator) {
            case "<" -> Truth.of(order < 0);
            case "<=" -> Truth.of(order <= 0);
            case ">" -> Truth.of(order > 0);
            case ">=" -> Truth.of(order >= 0);
            default -> Truth.OPEN;
        };
    }
}
