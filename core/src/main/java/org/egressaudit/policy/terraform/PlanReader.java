package org.egressaudit.policy.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.egressaudit.policy.terraform.Plan.Side;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.JsonTree;
import org.egressaudit.text.tree.Node;

/** Reads the output of {@code terraform show -json}, of a plan or of a state. */
final class PlanReader {

    private static final String RIGHT = "terraform plan -out=plan.bin && terraform show -json plan.bin > plan.json";

    private static final Pattern KNOWN_VERSION = Pattern.compile("[01](\\.[0-9]+)*");

    private final Source source;
    private final Side side;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final List<Resource> formerRules = new ArrayList<>();
    private Configuration configuration = new Configuration(null);

    private PlanReader(Source source, Side side) {
        this.source = source;
        this.side = side;
    }

    static Parsed<Plan> read(Source source, Side side) {
        PlanReader reader = new PlanReader(source, side);
        reader.read();
        return new Parsed<>(
                new Plan(List.copyOf(reader.resources.values()), reader.configuration, reader.formerRules),
                reader.diagnostics);
    }

    private void read() {
        Parsed<Optional<Node>> tree = JsonTree.read(source);
        Optional<Diagnostic> instead = tree.value().flatMap(this::somethingElse);
        if (instead.isPresent()) {
            diagnostics.add(instead.get());
            return;
        }
        diagnostics.addAll(tree.diagnostics());
        if (tree.unusable() && mangled()) {
            diagnostics.add(Diagnostic.error(
                    "terraform-mangled",
                    Span.wholeFile(source.file()),
                    "the text went through a PowerShell pipe that decoded UTF-8 with another code page and lost quotes;"
                            + " write it with cmd /c \"terraform show -json plan.bin > plan.json\""));
        }
        tree.value().filter(root -> !tree.unusable()).ifPresent(this::root);
    }

    /** What was handed in, when it is not what {@code show -json} prints. */
    private Optional<Diagnostic> somethingElse(Node root) {
        if (root.get("@level").isPresent() && root.get("@message").isPresent()) {
            return Optional.of(Diagnostic.error(
                    "terraform-stream",
                    root.span(),
                    "this is the event stream of terraform plan -json, which holds no plan; run " + RIGHT));
        }
        if (root.get("version").isPresent()
                && root.get("serial").isPresent()
                && root.get("lineage").isPresent()) {
            return Optional.of(Diagnostic.error(
                    "terraform-raw-state",
                    root.span(),
                    "this is a state file as Terraform keeps it, a format of its own; run terraform show -json"
                            + " > state.json"));
        }
        if (root.get("format_version").isEmpty()
                && root.get("planned_values").isEmpty()
                && root.get("values").isEmpty()) {
            return Optional.of(Diagnostic.error(
                    "terraform-json", root.span(), "this is not the output of terraform show -json; run " + RIGHT));
        }
        return Optional.empty();
    }

    /**
     * A later major version may mean something else by the same words ("JSON Output Format" of Terraform's documentation:
     * consumers should reject an unknown major version).
     */
    private void version(Node root) {
        root.get("format_version").ifPresent(version -> {
            String written = version.text().orElse("");
            if (!KNOWN_VERSION.matcher(written).matches()) {
                diagnostics.add(Diagnostic.error(
                        "terraform-version",
                        version.span(),
                        "format_version " + written
                                + " is not known here, only 0 and 1 are: what it means by the same words may differ"));
            }
        });
    }

    /** Hangul or box-drawing characters beside question marks are what UTF-8 becomes under an OEM code page. */
    private boolean mangled() {
        return source.text().chars().filter(c -> c > 0x2500).limit(2).count() > 1
                && source.text().indexOf('?') >= 0;
    }

    private void root(Node root) {
        Node module = root.get("configuration")
                .flatMap(each -> each.get("root_module"))
                .orElse(null);
        configuration = new Configuration(module);
        version(root);
        if (root.get("errored").flatMap(Node::text).equals(Optional.of("true"))) {
            diagnostics.add(Diagnostic.error(
                    "terraform-errored",
                    root.get("errored").orElseThrow().span(),
                    "planning ended with an error, so the plan is incomplete; mend it and plan again"));
        }
        if (root.get("complete").flatMap(Node::text).equals(Optional.of("false"))) {
            diagnostics.add(Diagnostic.warning(
                    "terraform-incomplete",
                    root.get("complete").orElseThrow().span(),
                    "the plan is marked as incomplete (deferred changes, or -target): resources may be missing"));
        }
        Optional<Node> prior = root.get("prior_state").flatMap(state -> state.get("values"));
        Optional<Node> planned = root.get("planned_values").or(() -> root.get("values"));
        if (side == Side.PRIOR) {
            prior.flatMap(values -> values.get("root_module")).ifPresent(each -> module(each, false, 0));
        } else {
            prior.flatMap(values -> values.get("root_module")).ifPresent(each -> module(each, true, 0));
            planned.flatMap(values -> values.get("root_module")).ifPresent(each -> module(each, false, 0));
        }
        root.get("resource_changes").map(Node::items).orElse(List.of()).forEach(this::change);
        root.get("resource_drift").map(Node::items).orElse(List.of()).forEach(this::drift);
    }

    /** The resources of a module and the modules in it; data alone where only what was read is wanted. */
    private void module(Node module, boolean dataOnly, int depth) {
        for (Node each : module.get("resources").map(Node::items).orElse(List.of())) {
            boolean data = each.get("mode").flatMap(Node::text).equals(Optional.of("data"));
            if (data || !dataOnly) {
                each.get("values").ifPresent(values -> add(each, values, null));
            }
        }
        if (depth < 50) {
            module.get("child_modules")
                    .map(Node::items)
                    .orElse(List.of())
                    .forEach(child -> module(child, dataOnly, depth + 1));
        }
    }

    private void add(Node resource, Node values, @org.jspecify.annotations.Nullable Node unknown) {
        Optional<String> address = resource.get("address").flatMap(Node::text);
        Optional<String> type = resource.get("type").flatMap(Node::text);
        if (address.isPresent() && type.isPresent()) {
            resources.put(
                    address.get(),
                    new Resource(address.get(), type.get(), values, unknown, configuration.expressions(address.get())));
        }
    }

    private void change(Node resource) {
        Optional<Node> change = resource.get("change");
        // what create_before_destroy left over has the address of what took its place
        if (change.isEmpty() || resource.get("deposed").isPresent()) {
            return;
        }
        Optional<Node> values = change.get().get(side == Side.PRIOR ? "before" : "after");
        String address = resource.get("address").flatMap(Node::text).orElse("");
        String type = resource.get("type").flatMap(Node::text).orElse("");
        if (side == Side.PLANNED && isRule(type)) {
            change.get()
                    .get("before")
                    .filter(before -> !before.isNull())
                    .ifPresent(before -> formerRules.add(new Resource(address, type, before, null, null)));
        }
        if (values.isEmpty() || values.get().isNull()) {
            if (side == Side.PLANNED) {
                resources.remove(address);
            }
            return;
        }
        Node unknown =
                side == Side.PRIOR ? null : change.get().get("after_unknown").orElse(null);
        Resource known = resources.get(address);
        add(resource, known == null ? values.get() : known.values(), unknown);
        replaced(resource, change.get(), address);
    }

    private void replaced(Node resource, Node change, String address) {
        List<String> actions = change.get("actions").map(Node::items).orElse(List.of()).stream()
                .flatMap(action -> action.text().stream())
                .toList();
        String type = resource.get("type").flatMap(Node::text).orElse("");
        if (side == Side.PLANNED && actions.equals(List.of("delete", "create")) && isRule(type)) {
            diagnostics.add(Diagnostic.note(
                    "terraform-gap",
                    resource.span(),
                    address + " is deleted, then made anew: for a moment during apply the rule is not there"));
        }
    }

    private void drift(Node resource) {
        String type = resource.get("type").flatMap(Node::text).orElse("");
        if (isRule(type) || type.equals("aws_security_group") || type.equals("aws_network_acl")) {
            diagnostics.add(Diagnostic.note(
                    "terraform-drift",
                    resource.span(),
                    resource.get("address").flatMap(Node::text).orElse(type)
                            + " was changed outside of Terraform since the last apply"));
        }
    }

    private static boolean isRule(String type) {
        return type.equals("aws_security_group_rule")
                || type.equals("aws_vpc_security_group_egress_rule")
                || type.equals("aws_vpc_security_group_ingress_rule")
                || type.equals("aws_network_acl_rule")
                || type.equals("aws_ec2_managed_prefix_list_entry");
    }
}
