package org.egressaudit.policy.cloudformation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.egressaudit.text.tree.Node;

/**
 * The intrinsic functions whose value a template tells by itself: {@code Ref} and {@code Fn::GetAtt} of its own
 * resources, {@code Fn::FindInMap}, {@code Fn::Join}, {@code Fn::Sub}, {@code Fn::If} with conditions made of
 * {@code Fn::Equals}, {@code Fn::And}, {@code Fn::Or} and {@code Fn::Not}.
 *
 * <p>A parameter has the value that is handed in for it; its default may be overruled at any deployment and is not taken
 * for its value.
 */
final class Intrinsics {

    private static final int MOST_STEPS = 50;

    private final Template template;
    private final Map<String, String> parameters;
    private final Map<String, Optional<Boolean>> conditions = new HashMap<>();

    Intrinsics(Template template, Map<String, String> parameters) {
        this.template = template;
        this.parameters = parameters;
    }

    /**
     * A call of an intrinsic function.
     *
     * @param name in full, {@code Fn::GetAtt}
     * @param argument what it is given
     */
    record Call(String name, Node argument) {

        /** By a short tag, or by a mapping with the one key. */
        static Optional<Call> of(Node node) {
            String tag = node.tag();
            if (tag != null && tag.startsWith("!")) {
                String name = tag.substring(1);
                return Optional.of(
                        new Call(name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name, node));
            }
            if (node instanceof Node.Mapping mapping && mapping.entries().size() == 1) {
                Node.Entry entry = mapping.entries().get(0);
                boolean function = entry.name().equals("Ref")
                        || entry.name().startsWith("Fn::")
                        || entry.name().equals("Condition");
                return function ? Optional.of(new Call(entry.name(), entry.value())) : Optional.empty();
            }
            return Optional.empty();
        }
    }

    /** The value of a property of a mapping. */
    Value of(Node mapping, String key) {
        return mapping.get(key).map(node -> of(node, 0)).orElse(new Value.None());
    }

    Value of(Node node) {
        return of(node, 0);
    }

    private Value of(Node node, int steps) {
        Optional<Call> call = Call.of(node);
        if (call.isEmpty()) {
            return node.text()
                    .<Value>map(Value.Known::new)
                    .orElse(
                            node.isNull()
                                    ? new Value.None()
                                    : new Value.Open(node.describe() + " stands where a text is wanted"));
        }
        if (steps > MOST_STEPS) {
            return new Value.Open("functions are nested without end");
        }
        Node argument = call.get().argument();
        return switch (call.get().name()) {
            case "Ref" -> ref(argument.text().orElse(""));
            case "Fn::GetAtt" -> attribute(argument);
            case "Fn::FindInMap" -> inMap(argument.items(), steps + 1);
            case "Fn::Join" -> join(argument.items(), steps + 1);
            case "Fn::Sub" -> substitute(argument, steps + 1);
            case "Fn::If" -> condition(argument, steps + 1);
            default -> new Value.Open(call.get().name() + " is decided at deployment");
        };
    }

    private Value ref(String name) {
        if (name.equals("AWS::NoValue")) {
            return new Value.None();
        }
        if (template.resources().containsKey(name)) {
            return new Value.Made(name);
        }
        String given = parameters.get(name);
        if (given != null) {
            return new Value.Known(given);
        }
        Optional<Node> parameter = template.in("Parameters", name);
        String usual = parameter
                .flatMap(each -> each.get("Default"))
                .flatMap(Node::text)
                .map(text -> ", unless told otherwise `" + text + "`")
                .orElse("");
        return new Value.Open(
                "parameter " + name + " is chosen at deployment" + usual + "; hand in its value under parameters");
    }

    private Value attribute(Node argument) {
        String id = argument.items().isEmpty()
                ? argument.text().orElse("").split("\\.", 2)[0]
                : argument.items().get(0).text().orElse("");
        return template.resources().containsKey(id)
                ? new Value.Made(id)
                : new Value.Open("Fn::GetAtt of " + id + ", which is not in the template");
    }

    private Value inMap(List<Node> arguments, int steps) {
        List<String> keys = new ArrayList<>();
        for (Node argument : arguments.subList(0, Math.min(3, arguments.size()))) {
            Value value = of(argument, steps);
            if (!(value instanceof Value.Known known)) {
                return value instanceof Value.Open
                        ? value
                        : new Value.Open("Fn::FindInMap is asked for what is not a text");
            }
            keys.add(known.text());
        }
        if (keys.size() < 3) {
            return new Value.Open("Fn::FindInMap needs a map and two keys");
        }
        return template.in("Mappings", keys.get(0))
                .flatMap(map -> map.get(keys.get(1)))
                .flatMap(inner -> inner.get(keys.get(2)))
                .flatMap(Node::text)
                .<Value>map(Value.Known::new)
                .orElse(new Value.Open("no mapping " + String.join(".", keys) + " in the template"));
    }

    private Value join(List<Node> arguments, int steps) {
        if (arguments.size() != 2 || arguments.get(0).text().isEmpty()) {
            return new Value.Open("Fn::Join needs a delimiter and a list");
        }
        List<String> parts = new ArrayList<>();
        for (Node item : arguments.get(1).items()) {
            Value value = of(item, steps);
            if (value instanceof Value.Open) {
                return value;
            }
            if (value instanceof Value.Made made) {
                return new Value.Open("the id of " + made.id() + " is decided at deployment");
            }
            if (value instanceof Value.Known known) {
                parts.add(known.text());
            }
        }
        return new Value.Known(String.join(arguments.get(0).text().orElse(""), parts));
    }

    private Value substitute(Node argument, int steps) {
        boolean plain = argument.items().isEmpty();
        String pattern = (plain ? argument : argument.items().get(0)).text().orElse("");
        Optional<Node> own = !plain && argument.items().size() > 1
                ? Optional.of(argument.items().get(1))
                : Optional.empty();
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int open = pattern.indexOf("${"); open >= 0; open = pattern.indexOf("${", at)) {
            int close = pattern.indexOf('}', open);
            if (close < 0) {
                break;
            }
            out.append(pattern, at, open);
            String name = pattern.substring(open + 2, close);
            Function<Node, Value> inner = node -> of(node, steps);
            Value value = name.startsWith("!")
                    ? new Value.Known("${" + name.substring(1) + "}")
                    : own.flatMap(variables -> variables.get(name))
                            .map(inner)
                            .orElseGet(() -> ref(name.split("\\.", 2)[0]));
            if (value instanceof Value.Made made) {
                return out.isEmpty() && close == pattern.length() - 1
                        ? made
                        : new Value.Open("the id of " + made.id() + " is decided at deployment");
            }
            if (!(value instanceof Value.Known known)) {
                return value instanceof Value.Open
                        ? value
                        : new Value.Open("Fn::Sub of " + name + ", which is not set");
            }
            out.append(known.text());
            at = close + 1;
        }
        return new Value.Known(out.append(pattern.substring(at)).toString());
    }

    private Value condition(Node argument, int steps) {
        List<Node> branches = argument.items();
        if (branches.size() != 3) {
            return new Value.Open("Fn::If needs a condition and two values");
        }
        String name = branches.get(0).text().orElse("");
        Optional<Boolean> holds = holds(name);
        return holds.isPresent()
                ? of(branches.get(holds.get() ? 1 : 2), steps)
                : new Value.Open("condition " + name + " is decided at deployment");
    }

    /** Whether a condition holds; empty when deployment decides. */
    Optional<Boolean> holds(String name) {
        Optional<Boolean> known = conditions.get(name);
        if (known == null) {
            // while it is looked for: a ring of conditions, which CloudFormation refuses, has no value
            conditions.put(name, Optional.empty());
            known = template.in("Conditions", name).flatMap(node -> holds(node, 0));
            conditions.put(name, known);
        }
        return known;
    }

    private Optional<Boolean> holds(Node node, int steps) {
        Optional<Call> call = Call.of(node);
        if (call.isEmpty() || steps > MOST_STEPS) {
            return Optional.empty();
        }
        List<Node> arguments = call.get().argument().items();
        return switch (call.get().name()) {
            case "Condition" -> holds(call.get().argument().text().orElse(""));
            case "Fn::Equals" ->
                arguments.size() == 2
                        ? equal(of(arguments.get(0), steps + 1), of(arguments.get(1), steps + 1))
                        : Optional.empty();
            case "Fn::Not" ->
                arguments.size() == 1 ? holds(arguments.get(0), steps + 1).map(holds -> !holds) : Optional.empty();
            case "Fn::And" -> all(arguments, true, steps + 1);
            case "Fn::Or" -> all(arguments, false, steps + 1);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> equal(Value left, Value right) {
        return left instanceof Value.Known one && right instanceof Value.Known other
                ? Optional.of(one.text().equals(other.text()))
                : Optional.empty();
    }

    /** Whether all hold, or (of the negated) any does: one that is against decides alone. */
    private Optional<Boolean> all(List<Node> conditions, boolean and, int steps) {
        boolean known = true;
        for (Node each : conditions) {
            Optional<Boolean> holds = holds(each, steps);
            if (holds.isPresent() && holds.get() != and) {
                return Optional.of(!and);
            }
            known &= holds.isPresent();
        }
        return known ? Optional.of(and) : Optional.empty();
    }

    /**
     * A node that may stand in the template, and on what that depends.
     *
     * @param node not an {@code Fn::If} itself
     * @param doubt the condition, in words; empty when it stands there in any case
     */
    record Possible(Node node, List<String> doubt) {}

    /** All that a node may be: itself, or the branches of {@code Fn::If}; nothing of {@code AWS::NoValue}. */
    List<Possible> possible(Node node) {
        List<Possible> found = new ArrayList<>();
        possible(node, List.of(), 0, found);
        return found;
    }

    private void possible(Node node, List<String> doubt, int steps, List<Possible> found) {
        Optional<Call> call = Call.of(node);
        if (call.isPresent()
                && call.get().name().equals("Fn::If")
                && steps < MOST_STEPS
                && call.get().argument().items().size() == 3) {
            List<Node> branches = call.get().argument().items();
            String name = branches.get(0).text().orElse("");
            Optional<Boolean> holds = holds(name);
            List<String> more = new ArrayList<>(doubt);
            if (holds.isEmpty()) {
                more.add("condition " + name + " is decided at deployment");
            }
            if (holds.orElse(true)) {
                possible(branches.get(1), more, steps + 1, found);
            }
            if (!holds.orElse(false)) {
                possible(branches.get(2), more, steps + 1, found);
            }
        } else if (!(call.isPresent() && of(node) instanceof Value.None)) {
            found.add(new Possible(node, doubt));
        }
    }
}
