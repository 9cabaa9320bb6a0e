package org.egressaudit.policy.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Node;
import org.jspecify.annotations.Nullable;

/**
 * A resource, or data read, on one side of a plan.
 *
 * @param address {@code module.net.aws_security_group.job[0]}
 * @param type {@code aws_security_group}
 * @param values its attributes, or a block of them
 * @param unknown which of them are known only after apply, in the shape of the values; null when none are
 * @param expressions what the configuration says of it, or null when that is not in the file
 */
record Resource(
        String address,
        String type,
        Node values,
        @Nullable Node unknown,
        @Nullable Node expressions) {

    /** The address without the keys of count and for_each, as the configuration has it. */
    String configured() {
        return withoutKeys(address);
    }

    static String withoutKeys(String address) {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            depth += c == '[' ? 1 : 0;
            if (depth == 0) {
                out.append(c);
            }
            depth -= c == ']' && depth > 0 ? 1 : 0;
        }
        return out.toString();
    }

    /** A set attribute's text; empty when it is absent, null or an empty text, as the provider writes unset ones. */
    Optional<String> text(String key) {
        return values.get(key).flatMap(Node::text).filter(text -> !text.isEmpty());
    }

    /** A whole number of up to nine digits. */
    Optional<Integer> number(String key) {
        return text(key).filter(text -> text.matches("-?[0-9]{1,9}")).map(Integer::valueOf);
    }

    /** Whether an attribute, or part of it, is known only after apply. */
    boolean unknown(String key) {
        return unknown != null && unknown.get(key).map(Resource::anyTrue).orElse(false);
    }

    /** Whether all of an attribute is known only after apply. */
    boolean wholeUnknown(String key) {
        return unknown != null
                && unknown.get(key).flatMap(Node::text).map("true"::equals).orElse(false);
    }

    private static boolean anyTrue(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.entries().stream().anyMatch(entry -> anyTrue(entry.value()));
        }
        return node.items().stream().anyMatch(Resource::anyTrue)
                || node.text().map("true"::equals).orElse(false);
    }

    /** Whether the configuration sets an attribute; empty when the configuration is not in the file. */
    Optional<Boolean> sets(String key) {
        return expressions == null
                ? Optional.empty()
                : Optional.of(expressions.get(key).isPresent());
    }

    /** The blocks of a repeated attribute, each with its own unknowns; the configuration tells nothing of a single one. */
    List<Resource> blocks(String key) {
        List<Node> items = values.get(key).map(Node::items).orElse(List.of());
        List<Node> unknowns =
                unknown == null ? List.of() : unknown.get(key).map(Node::items).orElse(List.of());
        List<Resource> blocks = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            blocks.add(new Resource(address, type, items.get(i), i < unknowns.size() ? unknowns.get(i) : null, null));
        }
        return blocks;
    }

    Span span() {
        return values.span();
    }
}
