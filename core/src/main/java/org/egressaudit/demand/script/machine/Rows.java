package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** What all languages do with items in a row. */
public final class Rows {

    private final Machine machine;
    private final Span place;

    /**
     * @param machine the run
     * @param place where it is asked
     */
    public Rows(Machine machine, Span place) {
        this.machine = machine;
        this.place = place;
    }

    /** Takes away the first item, or the last, and answers it; null when only the run will know. */
    public @Nullable Value take(ListValue list, boolean first) {
        if (list.size() == 0) {
            return list.open() ? null : Value.nothing(place);
        }
        Value taken = first ? list.at(0) : list.last();
        if (list.ordered() && (first || !list.open())) {
            List<Value> rest = list.items().subList(first ? 1 : 0, list.size() - (first ? 0 : 1));
            list.replace(machine.journal(), rest, list.open());
        } else {
            list.become(machine.journal(), ListValue.anywhere(list.container(), list.items(), true));
        }
        return taken;
    }

    /** Any of the items; null when none is known. */
    public static @Nullable Value any(ListValue list) {
        return list.size() == 0 ? null : Value.either(list.items());
    }

    /** In the order of what they are, where that is known and every item is. */
    public static ListValue sorted(ListValue list, @Nullable Comparator<Value> order) {
        if (order == null || list.open()) {
            return ListValue.anywhere(list.container(), list.items(), list.open());
        }
        List<Value> sorted = new ArrayList<>(list.items());
        sorted.sort(order);
        return new ListValue(list.container(), sorted, false);
    }

    /** The other way round. */
    public static ListValue reversed(ListValue list) {
        List<Value> reversed = new ArrayList<>(list.items());
        Collections.reverse(reversed);
        return list.open() || !list.ordered()
                ? ListValue.anywhere(list.container(), reversed, list.open())
                : new ListValue(list.container(), reversed, false);
    }

    /** Those for which a function answers as wanted. */
    public ListValue filtered(ListValue list, Value function, boolean wanted) {
        List<Value> kept = new ArrayList<>();
        boolean doubtful = false;
        for (Value item : list.items()) {
            Truth holds = ask(function, item);
            if (holds != Truth.of(!wanted)) {
                kept.add(item);
            }
            doubtful |= holds == Truth.OPEN;
        }
        if (list.open()) {
            ask(function, unknown());
        }
        return doubtful || !list.ordered()
                ? ListValue.anywhere(list.container(), kept, doubtful || list.open())
                : new ListValue(list.container(), kept, list.open());
    }

    /** The first for which a function holds, or any that may be it; nothing when it holds for none. */
    public @Nullable Value found(ListValue list, Value function) {
        ListValue holding = filtered(list, function, true);
        Value first = holding.at(0);
        return first == null && !holding.open() ? Value.nothing(place) : first;
    }

    /** Whether a function holds for all items, or for any. */
    public @Nullable Value quantified(ListValue list, @Nullable Value function, boolean all) {
        boolean open = list.open();
        for (Value item : list.items()) {
            Truth holds = function == null ? machine.truth(item) : ask(function, item);
            if (holds == Truth.of(!all)) {
                return Value.truth(!all, place);
            }
            open |= holds == Truth.OPEN;
        }
        return open ? null : Value.truth(all, place);
    }

    /** Whether one of the items is this; null when only the run will know. */
    public @Nullable Value contains(ListValue list, @Nullable Value wanted) {
        String text = wanted instanceof Value.Scalar scalar ? scalar.text() : null;
        if (text == null) {
            return null;
        }
        boolean open = list.open();
        for (Value item : list.items()) {
            String other = item instanceof Value.Scalar scalar ? scalar.text() : null;
            if (text.equals(other)) {
                return Value.truth(true, place);
            }
            open |= other == null;
        }
        return open ? null : Value.truth(false, place);
    }

    /** The greatest item, or the least; any of them when their order is not known; null when there is none. */
    public static @Nullable Value extreme(ListValue list, boolean greatest) {
        Comparator<Value> order = list.open() ? null : Ordering.natural(list.items());
        return order == null
                ? any(list)
                : list.items().stream().max(greatest ? order : order.reversed()).orElse(null);
    }

    private Truth ask(Value function, Value item) {
        return machine.truth(machine.calls().call(function, Arguments.of(place, List.of(item)), "?"));
    }

    private Value unknown() {
        return new Value.Unknown("...", "it is one of several items that only the run will know", place);
    }
}
