package org.egressaudit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.egressaudit.Configuration.Value;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Nearest;
import org.egressaudit.text.tree.Node;
import org.jspecify.annotations.Nullable;

/** Holds the keys of a configuration to those that are known. */
final class Keys {

    private final Consumer<Diagnostic> report;

    Keys(Consumer<Diagnostic> report) {
        this.report = report;
    }

    /** The values of a mapping by key; a key that is not known, or a node that is no mapping, is an error. */
    Map<String, Node> mapping(Node node, String what, Collection<String> known) {
        Map<String, Node> values = new LinkedHashMap<>();
        if (!(node instanceof Node.Mapping mapping)) {
            if (!node.isNull()) {
                error(
                        node.span(),
                        what + " is " + node.describe() + "; write a mapping with " + String.join(", ", known));
            }
            return values;
        }
        for (Node.Entry entry : mapping.entries()) {
            if (known.contains(entry.name())) {
                values.put(entry.name(), entry.value());
            } else {
                unknown(entry.name(), entry.key().span(), what, known);
            }
        }
        return values;
    }

    /** The entries of a mapping whose keys are free. */
    List<Node.Entry> entries(@Nullable Node node, String key) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.entries();
        }
        if (node != null && !node.isNull()) {
            error(node.span(), "`" + key + "` is " + node.describe() + "; write a mapping");
        }
        return List.of();
    }

    /** The values of a mapping whose keys are free, each a single one. */
    Map<String, Value> named(@Nullable Node node, String key) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Node.Entry entry : entries(node, key)) {
            Value value = value(entry.value(), entry.name());
            if (value != null) {
                values.put(entry.name(), value);
            }
        }
        return values;
    }

    /** A single value as text; a list or mapping is an error. */
    @Nullable
    String text(@Nullable Node node, String key) {
        Value value = value(node, key);
        return value == null ? null : value.text();
    }

    /** A single value and its place; a list or mapping is an error. */
    @Nullable
    Value value(@Nullable Node node, String key) {
        if (node == null) {
            return null;
        }
        if (node instanceof Node.Scalar scalar && !scalar.isNull()) {
            return new Value(scalar.value(), scalar.span());
        }
        error(node.span(), "`" + key + "` is " + node.describe() + "; write a single value");
        return null;
    }

    /** One value or several. */
    List<Value> values(@Nullable Node node, String key) {
        List<Value> values = new ArrayList<>();
        for (Node item :
                node == null ? List.<Node>of() : node instanceof Node.Sequence ? node.items() : List.of(node)) {
            Value value = value(item, key);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** A word that is not known where only certain words are. */
    void unknown(String word, Span span, String where, Collection<String> known) {
        Optional<String> nearest = Nearest.key(word, known);
        error(
                span,
                "`" + word + "` is not known in " + where
                        + nearest.map(key -> "; did you mean `" + key + "`?")
                                .orElse("; there are " + String.join(", ", known)));
    }

    void error(Span span, String message) {
        report.accept(Diagnostic.error("configuration-wrong", span, message));
    }
}
