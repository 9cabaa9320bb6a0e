package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Node;
import org.egressaudit.text.tree.YamlTree;
import org.jspecify.annotations.Nullable;

/** YAML, and JSON with it, as values, each text with the place where it is written. */
public final class StructuredData {

    private static final int DEEPEST = 40;

    private static final String MERGE = "<<";

    private StructuredData() {}

    /** The data of a text; null when it is none. */
    public static @Nullable Value yaml(Source source, Machine machine) {
        return YamlTree.read(source)
                .value()
                .map(root -> value(root, machine, 0))
                .orElse(null);
    }

    /** https://yaml.org/type/merge.html: entries of other mappings, where the mapping has none of its own. */
    private static void merge(MapValue map, Value others, Machine machine) {
        for (Value other : others instanceof ListValue list ? list.items() : List.of(others)) {
            if (other instanceof MapValue more) {
                for (String key : more.keys()) {
                    Value value = more.get(key);
                    if (value != null && map.get(key) == null) {
                        map.put(machine.journal(), key, value);
                    }
                }
            }
        }
    }

    /** The data of a text that a program holds; null when the text is not known, or is no data. */
    public static @Nullable Value parsed(@Nullable Value text, Machine machine) {
        return text instanceof Value.Scalar scalar && scalar.word() instanceof Word.Known known
                ? yaml(Source.of(known.origin(), known.text()), machine)
                : null;
    }

    /** Settings in sections; those of a section also stand beside the sections, where no other has their name. */
    public static Value ini(Source source, Machine machine) {
        MapValue all = new MapValue();
        MapValue section = all;
        for (int i = 1; i <= source.lineCount(); i++) {
            String line = source.line(i).strip();
            int equals = line.indexOf('=');
            if (line.startsWith("[") && line.endsWith("]")) {
                section = new MapValue();
                all.put(machine.journal(), line.substring(1, line.length() - 1), section);
            } else if (equals > 0 && !line.startsWith(";")) {
                String value = line.substring(equals + 1).strip();
                String bare = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                        ? value.substring(1, value.length() - 1)
                        : value;
                int start = source.offset(i);
                Span origin = source.span(start, start + source.line(i).length());
                Value known = new Value.Scalar(Kind.STRING, new Word.Known(bare, origin, origin, Certainty.DERIVED));
                String key = line.substring(0, equals).strip();
                section.put(machine.journal(), key, known);
                if (section != all && all.get(key) == null) {
                    all.put(machine.journal(), key, known);
                }
            }
        }
        return all;
    }

    private static Value value(Node node, Machine machine, int depth) {
        if (depth >= DEEPEST) {
            return new Value.Unknown("...", "the data is nested too deep", node.span());
        }
        if (node instanceof Node.Mapping mapping) {
            MapValue map = new MapValue();
            for (Node.Entry entry : mapping.entries()) {
                Value held = value(entry.value(), machine, depth + 1);
                if (entry.name().equals(MERGE)) {
                    merge(map, held, machine);
                } else {
                    map.put(machine.journal(), entry.name(), held);
                }
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
