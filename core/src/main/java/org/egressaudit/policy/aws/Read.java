package org.egressaudit.policy.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.egressaudit.net.Prefix;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.tree.Node;

/** Fields of exported objects. */
final class Read {

    private Read() {}

    static Optional<String> text(Node node, String key) {
        return node.get(key).flatMap(Node::text);
    }

    static List<Node> items(Node node, String key) {
        return node.get(key).map(Node::items).orElse(List.of());
    }

    /** What stands for a port or an ICMP number, also where it is no scalar; empty when there is none. */
    static Optional<String> bound(Node node, String key) {
        return node.get(key)
                .filter(written -> !written.isNull())
                .map(written -> written.text().orElseGet(written::describe));
    }

    /** A whole number of up to nine digits. */
    static Optional<Integer> number(Node node, String key) {
        return text(node, key).filter(text -> text.matches("-?[0-9]{1,9}")).map(Integer::valueOf);
    }

    static List<Prefix> prefixes(List<Node> nodes, Consumer<Diagnostic> report) {
        List<Prefix> prefixes = new ArrayList<>();
        for (Node node : nodes) {
            Optional<Prefix> prefix = node.text().flatMap(Prefix::parse);
            if (prefix.isPresent()) {
                prefixes.add(prefix.get());
            } else {
                report.accept(Diagnostic.error(
                        "aws-cidr",
                        node.span(),
                        node.text().map(t -> "`" + t + "`").orElse(node.describe())
                                + " is not an address block such as 192.0.2.0/24"));
            }
        }
        return prefixes;
    }
}
