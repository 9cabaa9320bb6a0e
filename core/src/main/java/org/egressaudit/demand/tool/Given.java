package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a call was given: its words sorted into options, operands and assignments. */
final class Given {

    private final Map<String, List<Sketch>> options = new LinkedHashMap<>();
    private final List<List<Sketch>> operands = new ArrayList<>();
    private final Map<String, Sketch> assignments = new LinkedHashMap<>();

    void option(String name, List<Sketch> values) {
        options.computeIfAbsent(name, absent -> new ArrayList<>()).addAll(values);
    }

    void operand(List<Sketch> possibilities) {
        operands.add(possibilities);
    }

    void assignment(String name, Sketch value) {
        assignments.put(name, value);
    }

    /** The values of an option or keyword in the order given; a flag has an empty one; none when it is not given. */
    List<Sketch> option(String name) {
        return options.getOrDefault(name, List.of());
    }

    /** Names of all options and keywords given. */
    List<String> optionNames() {
        return List.copyOf(options.keySet());
    }

    /** The operands by position, each with its possibilities. */
    List<List<Sketch>> operands() {
        return operands;
    }

    /** Leading {@code NAME=value} words. */
    Map<String, Sketch> assignments() {
        return assignments;
    }
}
