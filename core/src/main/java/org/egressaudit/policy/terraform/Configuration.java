package org.egressaudit.policy.terraform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.egressaudit.text.tree.Node;
import org.jspecify.annotations.Nullable;

/**
 * The {@code configuration} of a plan: which attribute refers to which resource, through variables and outputs of
 * modules. A new resource has no id yet, so that this alone tells which rule belongs to which group.
 */
final class Configuration {

    private static final int MOST_STEPS = 20;

    private final @Nullable Node root;
    private final Map<List<String>, Map<String, Node>> expressions = new HashMap<>();

    /**
     * @param root the {@code root_module}, or null when the file has none
     */
    Configuration(@Nullable Node root) {
        this.root = root;
    }

    /** What is said of a resource. */
    @Nullable
    Node expressions(String address) {
        Place place = Place.of(Resource.withoutKeys(address));
        return expressions.computeIfAbsent(place.modules, this::ofModule).get(place.name);
    }

    private Map<String, Node> ofModule(List<String> modules) {
        Map<String, Node> byAddress = new HashMap<>();
        for (Node each : module(modules)
                .flatMap(module -> module.get("resources"))
                .map(Node::items)
                .orElse(List.of())) {
            Optional<String> address = each.get("address").flatMap(Node::text);
            Optional<Node> said = each.get("expressions");
            if (address.isPresent() && said.isPresent()) {
                byAddress.put(address.get(), said.get());
            }
        }
        return byAddress;
    }

    /** The addresses, without keys, of the resources that an attribute of a resource refers to. */
    List<String> references(String address, String attribute) {
        Node said = expressions(address);
        TreeSet<String> found = new TreeSet<>();
        if (said != null) {
            Place place = Place.of(Resource.withoutKeys(address));
            said.get(attribute).ifPresent(value -> follow(place.modules, value, 0, found));
        }
        return List.copyOf(found);
    }

    private void follow(List<String> modules, Node expression, int steps, TreeSet<String> found) {
        if (steps > MOST_STEPS) {
            return;
        }
        for (Node reference : expression.get("references").map(Node::items).orElse(List.of())) {
            String text = Resource.withoutKeys(reference.text().orElse(""));
            String[] parts = text.split("\\.");
            if (parts.length < 2) {
                continue;
            }
            if (parts[0].equals("var") && !modules.isEmpty()) {
                List<String> outer = modules.subList(0, modules.size() - 1);
                module(outer)
                        .flatMap(module -> module.get("module_calls"))
                        .flatMap(calls -> calls.get(modules.get(modules.size() - 1)))
                        .flatMap(call -> call.get("expressions"))
                        .flatMap(arguments -> arguments.get(parts[1]))
                        .ifPresent(argument -> follow(outer, argument, steps + 1, found));
            } else if (parts[0].equals("module") && parts.length > 2) {
                List<String> inner = new ArrayList<>(modules);
                inner.add(parts[1]);
                module(inner)
                        .flatMap(module -> module.get("outputs"))
                        .flatMap(outputs -> outputs.get(parts[2]))
                        .flatMap(output -> output.get("expression"))
                        .ifPresent(output -> follow(inner, output, steps + 1, found));
            } else if (parts[0].equals("data") && parts.length > 2) {
                found.add(prefix(modules) + "data." + parts[1] + "." + parts[2]);
            } else if (parts[0].startsWith("aws_")) {
                found.add(prefix(modules) + parts[0] + "." + parts[1]);
            }
        }
    }

    private static String prefix(List<String> modules) {
        StringBuilder prefix = new StringBuilder();
        modules.forEach(module -> prefix.append("module.").append(module).append('.'));
        return prefix.toString();
    }

    private Optional<Node> module(List<String> path) {
        Optional<Node> module = Optional.ofNullable(root);
        for (String name : path) {
            module = module.flatMap(each -> each.get("module_calls"))
                    .flatMap(calls -> calls.get(name))
                    .flatMap(call -> call.get("module"));
        }
        return module;
    }

    /** The modules on the way to a resource, and its name in the last. */
    private record Place(List<String> modules, String name) {
        static Place of(String address) {
            List<String> modules = new ArrayList<>();
            String rest = address;
            while (rest.startsWith("module.")) {
                int end = rest.indexOf('.', "module.".length());
                if (end < 0) {
                    break;
                }
                modules.add(rest.substring("module.".length(), end));
                rest = rest.substring(end + 1);
            }
            return new Place(modules, rest);
        }
    }
}
