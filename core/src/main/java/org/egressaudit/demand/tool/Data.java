package org.egressaudit.demand.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.tree.Node;
import org.egressaudit.text.tree.YamlTree;

/**
 * A node of one of our own data files. What is wrong in it is a mistake of ours, so it throws, naming file, line and
 * column; the build reads every file.
 */
final class Data {

    private final Node node;

    private Data(Node node) {
        this.node = node;
    }

    /** Reads a resource beside this class; empty when there is none. */
    static Optional<Data> resource(String name) {
        try (InputStream in = Data.class.getResourceAsStream(name)) {
            if (in == null) {
                return Optional.empty();
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(of(new Source(name, text)));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** The tree of a text. */
    static Data of(Source source) {
        Parsed<Optional<Node>> read = YamlTree.read(source);
        for (Diagnostic diagnostic : read.diagnostics()) {
            throw new IllegalStateException(diagnostic.toString());
        }
        return new Data(
                read.value().orElseThrow(() -> new IllegalStateException(source.file() + ": the file is empty")));
    }

    boolean isFields() {
        return node instanceof Node.Mapping;
    }

    /** The text of a scalar. */
    String text() {
        if (node instanceof Node.Scalar scalar) {
            return scalar.value();
        }
        throw wrong("here belongs a text");
    }

    /** The elements of a sequence; anything else is its own only element. */
    List<Data> items() {
        return node instanceof Node.Sequence sequence
                ? sequence.items().stream().map(Data::new).toList()
                : List.of(this);
    }

    /** The words of a text, or of all texts in a sequence. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        for (Data item : items()) {
            Arrays.stream(item.text().split("\\s+"))
                    .filter(word -> !word.isEmpty())
                    .forEach(words::add);
        }
        return words;
    }

    /** The fields of a mapping in order. */
    Map<String, Data> fields() {
        if (!(node instanceof Node.Mapping mapping)) {
            throw wrong("here belongs a mapping");
        }
        Map<String, Data> fields = new LinkedHashMap<>();
        mapping.entries().forEach(entry -> fields.put(entry.name(), new Data(entry.value())));
        return fields;
    }

    /** The fields, which must all be among those that are known. */
    Map<String, Data> fields(Set<String> known) {
        Map<String, Data> fields = fields();
        fields.forEach((key, value) -> {
            if (!known.contains(key)) {
                throw value.wrong(
                        "`" + key + "` is not one of " + known.stream().sorted().toList());
            }
        });
        return fields;
    }

    /** A mistake in this place of the data. */
    IllegalStateException wrong(String what) {
        return new IllegalStateException(node.span().place() + ": " + what);
    }
}
