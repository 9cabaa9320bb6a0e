package org.egressaudit.demand.script.shell;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Values by name, as a scope keeps them: a copy shares them until one of the two is changed, for each branch of a script
 * copies its scope, and few branches define anything.
 *
 * @param <T> the values
 */
final class Named<T> {

    private Map<String, T> values = new HashMap<>();
    private boolean shared;

    /** The same values, from now on changed on their own. */
    Named<T> copy() {
        Named<T> copy = new Named<>();
        copy.values = values;
        copy.shared = true;
        shared = true;
        return copy;
    }

    @Nullable
    T get(String name) {
        return values.get(name);
    }

    Set<String> names() {
        return new HashSet<>(values.keySet());
    }

    void forEach(BiConsumer<String, T> action) {
        values.forEach(action);
    }

    void put(String name, T value) {
        own().put(name, value);
    }

    void putIfAbsent(String name, T value) {
        if (!values.containsKey(name)) {
            own().put(name, value);
        }
    }

    void remove(String name) {
        if (values.containsKey(name)) {
            own().remove(name);
        }
    }

    /** Whether both are copies of one, and neither was changed since. */
    boolean same(Named<T> other) {
        return values == other.values;
    }

    private Map<String, T> own() {
        if (shared) {
            values = new HashMap<>(values);
            shared = false;
        }
        return values;
    }
}
