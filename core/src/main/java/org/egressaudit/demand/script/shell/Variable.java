package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.Word;

/**
 * A variable.
 *
 * @param elements by subscript; a plain variable has one, {@code 0}
 * @param array whether it is an array
 * @param exported whether commands see it
 * @param perhapsUnset whether one of several ways to here does not set it
 */
record Variable(Map<String, Word> elements, boolean array, boolean exported, boolean perhapsUnset) {

    Variable {
        elements = Collections.unmodifiableMap(new LinkedHashMap<>(elements));
    }

    static Variable of(Word value, boolean exported) {
        return new Variable(Map.of("0", value), false, exported, false);
    }

    static Variable of(List<Word> values, boolean exported) {
        Map<String, Word> elements = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            elements.put(Integer.toString(i), values.get(i));
        }
        return new Variable(elements, true, exported, false);
    }

    List<Word> all() {
        return new ArrayList<>(elements.values());
    }

    Variable export() {
        return new Variable(elements, array, true, perhapsUnset);
    }

    /** As it is where not all ways set it. */
    Variable orUnset() {
        return new Variable(elements, array, exported, true);
    }

    Variable with(String subscript, Word value) {
        Map<String, Word> changed = new LinkedHashMap<>(elements);
        changed.put(subscript, value);
        return new Variable(changed, true, exported, false);
    }
}
