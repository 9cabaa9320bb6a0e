package org.egressaudit.demand.script.javascript;

import java.util.List;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Iteration;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Subscripts;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.CommonFunctions;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** {@code Map} (ECMA-262, 24.1): an object whose entries are walked as pairs of key and value. */
final class NodeMaps {

    private static final Value.ClassObject TYPE = new Value.ClassObject("Map", List.of(), false);

    /** The attribute that holds the entries; no program can name it. */
    private static final String ENTRIES = " entries";

    private NodeMaps() {}

    /** {@code new Map([[key, value], ...])}. */
    static Value make(Machine machine, Arguments given) {
        MapValue entries = new MapValue();
        Value pairs = given.at(0);
        if (pairs != null && !pairs.isNothing()) {
            Iteration iteration = Iteration.of(machine, pairs, true, given.place());
            for (Iteration.Item item : iteration.items()) {
                Subscripts subscripts = new Subscripts(machine);
                Value key = subscripts.get(item.value(), Value.number("0", given.place()), given.place());
                Value value = subscripts.get(item.value(), Value.number("1", given.place()), given.place());
                subscripts.put(entries, key, value, given.place());
            }
            if (iteration.rest() != null) {
                entries.opens(machine.journal(), given.place());
            }
        }
        Value.Instance map = new Value.Instance(TYPE);
        map.attributes().put(machine.journal(), ENTRIES, entries);
        return map;
    }

    /** A member of a map; null for what is none. */
    static @Nullable Value member(Value object, String name, Span place) {
        if (!(object instanceof Value.Instance map) || !(map.attributes().get(ENTRIES) instanceof MapValue entries)) {
            return null;
        }
        if (name.equals("size")) {
            return entries.open()
                    ? null
                    : Value.number(Integer.toString(entries.keys().size()), place);
        }
        NativeFunction function = switch (name) {
            case "get" ->
                (machine, given) ->
                        given.at(0) == null ? null : new Subscripts(machine).get(entries, given.at(0), given.place());
            case "has" ->
                (machine, given) -> {
                    String key = PlainLanguage.string(given.at(0));
                    boolean known = key != null && (entries.get(key) != null || !entries.open());
                    return known && key != null ? Value.truth(entries.get(key) != null, given.place()) : null;
                };
            case "set" ->
                (machine, given) -> {
                    if (given.at(0) != null && given.at(1) != null) {
                        new Subscripts(machine).put(entries, given.at(0), given.at(1), given.place());
                    }
                    return object;
                };
            case "delete" ->
                (machine, given) -> {
                    String key = PlainLanguage.string(given.at(0));
                    if (key != null) {
                        entries.entries().remove(machine.journal(), key);
                    }
                    return null;
                };
            case "entries", "__iter__" -> (machine, given) -> entries.pairs(Container.LIST, given.place());
            case "keys" -> (machine, given) -> entries.keys(given.place());
            case "values" -> (machine, given) -> entries.values();
            case "forEach" ->
                (machine, given) -> {
                    for (String key : entries.keys()) {
                        Value value = entries.get(key);
                        if (value != null) {
                            List<Value> pair = List.of(value, MapValue.key(key, given.place()));
                            NodeFunctions.run(machine, given.at(0), pair, given.place());
                        }
                    }
                    return entries.open()
                            ? CommonFunctions.each(
                                    machine, given.at(0), new ListValue(Container.LIST, List.of(), true), given.place())
                            : Value.nothing(given.place());
                };
            default -> null;
        };
        return function == null ? null : new Value.Native(name, function);
    }
}
