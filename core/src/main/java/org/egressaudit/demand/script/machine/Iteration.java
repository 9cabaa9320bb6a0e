package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * What a loop walks over.
 *
 * @param items the known ones, in order
 * @param rest what stands for those that only the run will know, or null when all are known
 */
public record Iteration(List<Item> items, @Nullable Item rest) {

    /** One round: a key or position, and a value. */
    public record Item(Value key, Value value) {}

    /**
     * The items of a value.
     *
     * @param values whether a mapping gives its values; else its keys
     */
    public static Iteration of(Machine machine, Value iterable, boolean values, Span place) {
        if (iterable instanceof ListValue list) {
            List<Item> items = new ArrayList<>();
            int position = 0;
            for (Value item : list.items()) {
                items.add(new Item(Value.number(Integer.toString(position++), place), item));
            }
            return new Iteration(items, list.open() ? unknown(iterable, place) : null);
        }
        if (iterable instanceof MapValue map) {
            List<Item> items = new ArrayList<>();
            for (String key : map.keys()) {
                Value value = map.get(key);
                if (value != null) {
                    Value named = MapValue.key(key, place);
                    items.add(new Item(named, values ? value : named));
                }
            }
            Value more = map.unknownKeys();
            Item open = map.open() ? unknown(iterable, place) : null;
            return new Iteration(items, more != null && open != null && values ? new Item(open.key(), more) : open);
        }
        if (iterable instanceof Value.ClassObject type && type.enumeration()) {
            return of(machine, Enumerations.cases(type), values, place);
        }
        if (iterable instanceof Value.Either either) {
            List<Item> items = new ArrayList<>();
            @Nullable Item rest = null;
            for (Value option : either.options()) {
                Iteration one = of(machine, option, values, place);
                items.addAll(one.items());
                rest = one.rest() == null ? rest : one.rest();
            }
            return new Iteration(items, rest);
        }
        if (iterable instanceof Value.Scalar scalar && scalar.text() != null) {
            return scalar.text().isEmpty() || iterable.isNothing()
                    ? new Iteration(List.of(), null)
                    : new Iteration(List.of(), unknown(iterable, place));
        }
        if (iterable instanceof Value.Made) {
            Value walked = machine.language().member(iterable, "__iter__", machine, place);
            if (walked != null) {
                Value items = machine.calls().call(walked, Arguments.none(place), "...");
                return items instanceof Value.Made
                        ? new Iteration(List.of(), unknown(iterable, place))
                        : of(machine, items, values, place);
            }
        }
        if (iterable instanceof Value.Instance) {
            Value walked = machine.members().get(iterable, "__iter__", place);
            if (walked instanceof Value.Routined || walked instanceof Value.Native) {
                Value items = machine.calls().call(walked, Arguments.none(place), "...");
                if (!(items instanceof Value.Instance)) {
                    return of(machine, items, values, place);
                }
            }
        }
        return new Iteration(List.of(), unknown(iterable, place));
    }

    private static Item unknown(Value iterable, Span place) {
        Word word = iterable instanceof ListValue || iterable instanceof MapValue
                ? new Word.Unknown("...", "", place)
                : Words.of(iterable, place);
        String source = word instanceof Word.Unknown unknown ? unknown.source() : "...";
        String reason =
                word instanceof Word.Unknown unknown && !unknown.reason().isEmpty()
                        ? unknown.reason()
                        : "it is one of several items that only the run will know; declare what they reach";
        Value item = new Value.Unknown(source, reason, place);
        return new Item(item, item);
    }
}
