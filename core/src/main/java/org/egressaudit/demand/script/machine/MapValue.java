package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Keys and values; keys count by their text. */
public final class MapValue implements Value {

    private final Namespace entries = new Namespace();
    private final Namespace marks = new Namespace();
    private final @Nullable String whole;
    private final boolean folding;

    /** An empty mapping. */
    public MapValue() {
        this(null);
    }

    /** @param whole of what it is a part that a reader knows: {@code the environment}, or null when it knows all */
    public MapValue(@Nullable String whole) {
        this(whole, false);
    }

    private MapValue(@Nullable String whole, boolean folding) {
        this.whole = whole;
        this.folding = folding;
    }

    /** An empty mapping whose keys count without regard to case, such as a section of an INI file. */
    public static MapValue folding() {
        return new MapValue(null, true);
    }

    private String folded(String key) {
        return folding ? key.toLowerCase(Locale.ROOT) : key;
    }

    /** Its entries. */
    public Namespace entries() {
        return entries;
    }

    /** The value of a key, or null. */
    public @Nullable Value get(String key) {
        return entries.get(folded(key));
    }

    /** Sets an entry. */
    public void put(Journal journal, String key, Value value) {
        entries.put(journal, folded(key), value);
    }

    /** An entry whose key only the run will know. */
    public void putUnknown(Journal journal, Value value, Span place) {
        Value before = marks.get("unknown");
        marks.put(journal, "unknown", before == null ? value : Value.either(List.of(before, value)));
    }

    /** There may be other entries. */
    public void opens(Journal journal, Span place) {
        marks.put(journal, "open", Value.truth(true, place));
    }

    /** The values of keys that only the run will know, or null. */
    public @Nullable Value unknownKeys() {
        return marks.get("unknown");
    }

    /** Whether it may hold other entries than those that are known. */
    public boolean open() {
        return whole != null || marks.size() > 0;
    }

    /** The keys that are known. */
    public List<String> keys() {
        return entries.names();
    }

    /** The keys that are known, as values. */
    public ListValue keys(Span place) {
        return new ListValue(
                Container.LIST, keys().stream().map(key -> key(key, place)).toList(), open());
    }

    /** The values, those of keys that only the run will know among them. */
    public ListValue values() {
        List<Value> values = new ArrayList<>();
        for (String key : keys()) {
            Value value = get(key);
            if (value != null) {
                values.add(value);
            }
        }
        Value unknown = unknownKeys();
        if (unknown != null) {
            values.add(unknown);
        }
        return new ListValue(Container.LIST, values, open());
    }

    /**
     * Its entries, each a key and its value.
     *
     * @param container what each entry is
     */
    public ListValue pairs(Container container, Span place) {
        List<Value> pairs = new ArrayList<>();
        for (String key : keys()) {
            Value value = get(key);
            if (value != null) {
                pairs.add(Value.list(container, List.of(key(key, place), value)));
            }
        }
        Value unknown = unknownKeys();
        if (unknown != null) {
            Value key = new Unknown("...", "it is a key that only the run will know", place);
            pairs.add(Value.list(container, List.of(key, unknown)));
        }
        return new ListValue(Container.LIST, pairs, open());
    }

    /** Takes over the entries of another. */
    public void putAll(Journal journal, MapValue other, Span place) {
        for (String key : other.keys()) {
            Value value = other.get(key);
            if (value != null) {
                put(journal, key, value);
            }
        }
        Value unknown = other.unknownKeys();
        if (unknown != null) {
            putUnknown(journal, unknown, place);
        }
        if (other.open()) {
            opens(journal, place);
        }
    }

    /** A copy of its own. */
    public MapValue copy(Journal journal, Span place) {
        MapValue copy = new MapValue(whole);
        copy.putAll(journal, this, place);
        return copy;
    }

    /** A key as a value. */
    public static Value key(String key, Span place) {
        return Value.literal(Expression.Kind.STRING, key, place);
    }
}
