package org.egressaudit.demand.script.machine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and their values: variables of a function, of a module, attributes of an object, entries of a mapping. */
public final class Namespace {

    private final Map<String, Value> values = new LinkedHashMap<>();

    /** The value of a name, or null. */
    public @Nullable Value get(String name) {
        return values.get(name);
    }

    /** The names, in the order in which they came. */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    /** How many names there are. */
    public int size() {
        return values.size();
    }

    /** Gives a name a value, so that the journal can take it back. */
    public void put(Journal journal, String name, Value value) {
        journal.note(new Slot(this, name));
        values.put(name, value);
    }

    /** Forgets a name. */
    public void remove(Journal journal, String name) {
        journal.note(new Slot(this, name));
        values.remove(name);
    }

    /** One name of one namespace. */
    private record Slot(Namespace namespace, String name) implements Journal.Location {

        @Override
        public @Nullable Object read() {
            return namespace.values.get(name);
        }

        @Override
        public void write(@Nullable Object content) {
            if (content == null) {
                namespace.values.remove(name);
            } else {
                namespace.values.put(name, (Value) content);
            }
        }

        @Override
        public @Nullable Object join(@Nullable Object one, @Nullable Object other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return Value.either(List.of((Value) one, (Value) other));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Slot slot && slot.namespace == namespace && slot.name.equals(name);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(namespace) + name.hashCode();
        }
    }
}
