package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Source;
import org.egressaudit.text.tree.Node;
import org.egressaudit.text.tree.YamlTree;
import org.jspecify.annotations.Nullable;

/** YAML, and JSON with it, as values, each text with the place where it is written. */
public final class StructuredData {

    private static final int DEEPEST = 40;

    private StructuredData() {}

    /** The data of a text; null when it is none. */
    public static @Nullable Value yaml(Source source, Machine machine) {
        return YamlTree.read(source)
                .value()
                .map(root -> value(root, machine, 0))
                .orElse(null);
    }

    private static Value value(Node node, Machine machine, int depth) {
        if (depth >= DEEPEST) {
            return new Value.Unknown("...", "the data is nested too deep", node.span());
        }
        if (node instanceof Node.Mapping mapping) {
            MapValue map = new MapValue();
            for (Node.Entry entry : mapping.entries()) {
                map.put(machine.journal(), entry.name(), value(entry.value(), machine, depth + 1));
            }
            return map;
        }
        if (node instanceof Node.Scalar scalar) {
            return switch (scalar.kind()) {
                case NULL -> Value.nothing(scalar.span());
                case BOOLEAN -> Value.truth(scalar.value().equalsIgnoreCase("true"), scalar.span());
                case NUMBER -> Value.literal(Kind.NUMBER, scalar.value(), scalar.span());
                case STRING -> Value.literal(Kind.STRING, scalar.value(), scalar.span());
            };
        }
        List<Value> items = new ArrayList<>();
        for (Node item : node.items()) {
            items.add(value(item, machine, depth + 1));
        }
        return Value.list(Container.LIST, items);
    }
}
