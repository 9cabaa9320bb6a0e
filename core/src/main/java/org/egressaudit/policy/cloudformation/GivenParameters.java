package org.egressaudit.policy.cloudformation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.tree.JsonOrYaml;
import org.egressaudit.text.tree.Node;

/**
 * A file with the values of a template's parameters, in the forms that {@code create-stack --parameters} and
 * {@code deploy --parameter-overrides} take: a list of {@code {ParameterKey, ParameterValue}} or of {@code "Name=value"},
 * or names with values, perhaps below {@code Parameters}. A parameter with {@code UsePreviousValue} has a value that only
 * the stack knows: none is given.
 */
final class GivenParameters {

    private final Template template;
    private final Consumer<Diagnostic> report;
    private final Map<String, String> values = new HashMap<>();

    private GivenParameters(Template template, Consumer<Diagnostic> report) {
        this.template = template;
        this.report = report;
    }

    static Map<String, String> read(Source source, Template template, Consumer<Diagnostic> report) {
        Parsed<Optional<Node>> tree = JsonOrYaml.read(source);
        tree.diagnostics().forEach(report);
        GivenParameters given = new GivenParameters(template, report);
        tree.value().ifPresent(given::root);
        return given.values;
    }

    private void root(Node root) {
        if (root.get("Parameters").orElse(root) instanceof Node.Mapping mapping) {
            mapping.entries().forEach(entry -> value(entry.name(), entry.value(), entry.key()));
        }
        for (Node item : root.items()) {
            String written = item.text().orElse("");
            int equals = written.indexOf('=');
            Optional<String> key = item.get("ParameterKey").flatMap(Node::text);
            Optional<Node> value = item.get("ParameterValue");
            if (key.isPresent() && value.isPresent()) {
                value(key.get(), value.get(), item);
            } else if (key.isPresent() && isPrevious(item)) {
                known(key.get(), item);
            } else if (equals > 0) {
                put(written.substring(0, equals), written.substring(equals + 1), item);
            } else {
                wrong(item);
            }
        }
    }

    private void value(String name, Node value, Node place) {
        Optional<String> text = value.text();
        if (text.isPresent()) {
            put(name, text.get(), place);
        } else {
            wrong(place);
        }
    }

    private void put(String name, String value, Node place) {
        values.put(name, value);
        known(name, place);
    }

    private static boolean isPrevious(Node item) {
        return item.get("UsePreviousValue")
                .flatMap(Node::text)
                .filter("true"::equalsIgnoreCase)
                .isPresent();
    }

    private void known(String name, Node place) {
        boolean known = template.root() != null
                && template.root()
                        .get("Parameters")
                        .flatMap(section -> section.get(name))
                        .isPresent();
        if (!known && template.root() != null) {
            report.accept(Diagnostic.warning(
                    "cloudformation-parameter",
                    place.span(),
                    "the template has no parameter `" + name + "`; the value given to it counts for nothing"));
        }
    }

    private void wrong(Node place) {
        report.accept(Diagnostic.error(
                "cloudformation-parameter",
                place.span(),
                "this is no value of a parameter; write {\"ParameterKey\": \"Name\", \"ParameterValue\": \"value\"},"
                        + " \"Name=value\", or a mapping of names to values"));
    }
}
