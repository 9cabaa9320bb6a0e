package org.egressaudit.policy.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.tree.JsonOrYaml;
import org.egressaudit.text.tree.Node;

/**
 * A template by its sections.
 *
 * @param resources by logical id
 * @param root the whole of it, or null when it could not be read
 * @param json whether it is written in JSON
 * @param macros what may add resources that are not here, in words
 */
record Template(
        Map<String, Resource> resources,
        @org.jspecify.annotations.Nullable Node root,
        boolean json,
        List<String> macros) {

    static final Template EMPTY = new Template(Map.of(), null, false, List.of());

    /** A resource: its type, its properties, the condition on which it is made, and its name where it stands. */
    record Resource(String id, String type, Node properties, Optional<String> condition, Node node) {}

    /** What CloudFormation takes as a template (quotas, "Template body size in an object"). */
    private static final int MOST_CHARACTERS = 1 << 20;

    static Parsed<Template> read(Source source) {
        if (source.text().length() > MOST_CHARACTERS) {
            return new Parsed<>(
                    EMPTY,
                    List.of(Diagnostic.error(
                            "cloudformation-template",
                            source.span(0, 0),
                            "the template has more than 1 MB, which CloudFormation does not take")));
        }
        Parsed<Optional<Node>> tree = JsonOrYaml.read(source);
        List<Diagnostic> diagnostics = new ArrayList<>(tree.diagnostics());
        Node root = tree.value().orElse(null);
        Map<String, Resource> resources = new LinkedHashMap<>();
        List<String> macros = new ArrayList<>();
        if (root != null && root.get("Resources").orElse(null) instanceof Node.Mapping section) {
            for (Node.Entry entry : section.entries()) {
                if (entry.name().startsWith("Fn::")) {
                    macros.add("resources that " + entry.name() + " makes are not known; hand in the processed template"
                            + " (aws cloudformation get-template --template-stage Processed)");
                } else {
                    resources.put(entry.name(), resource(entry));
                }
            }
        } else if (!tree.unusable()) {
            diagnostics.add(Diagnostic.error(
                    "cloudformation-template",
                    root == null ? source.span(0, 0) : root.span(),
                    "this is not a CloudFormation template: it has no Resources"));
        }
        if (root != null) {
            transforms(root).ifPresent(macros::add);
        }
        macros.forEach(macro -> diagnostics.add(Diagnostic.warning(
                "cloudformation-macro", java.util.Objects.requireNonNull(root).span(), macro)));
        return new Parsed<>(new Template(resources, root, JsonOrYaml.isJson(source), macros), diagnostics);
    }

    private static Resource resource(Node.Entry entry) {
        Node body = entry.value();
        return new Resource(
                entry.name(),
                body.get("Type").flatMap(Node::text).orElse(""),
                body.get("Properties").orElse(body),
                body.get("Condition").flatMap(Node::text),
                body);
    }

    /** Macros of others; those of AWS make no security groups. */
    private static Optional<String> transforms(Node root) {
        Optional<Node> transform = root.get("Transform");
        List<Node> names = transform.map(Node::items).orElse(List.of());
        List<String> others = (names.isEmpty() ? transform.stream().toList() : names)
                .stream()
                        .flatMap(name -> name.text().stream())
                        .filter(name -> !name.startsWith("AWS::"))
                        .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "what the macro " + String.join(", ", others) + " makes of the template is not known; hand"
                                + " in the processed template (aws cloudformation get-template --template-stage Processed)");
    }

    /** A section that is a mapping of names. */
    Optional<Node> in(String section, String name) {
        return Optional.ofNullable(root).flatMap(all -> all.get(section)).flatMap(each -> each.get(name));
    }
}
