package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Node;
import org.egressaudit.text.tree.YamlTree;
import org.jspecify.annotations.Nullable;

/**
 * jq(1) 1.6 and yq on known data, as far as scripts pick texts with them: paths, iteration, {@code keys}, {@code select}
 * of a field, a fallback after {@code //}, and strings with {@code \(path)}.
 */
final class Jq {

    private static final int MOST_RESULTS = 1000;

    /** A longer program is no path. */
    private static final int LONGEST_PROGRAM = 2000;

    private static final Pattern STEP =
            Pattern.compile("\\G(?:\\.([A-Za-z_]\\w*)|\\.\"([^\"\\\\]*)\"|\\.?\\[\"([^\"\\\\]*)\"]|\\.?\\[(-?\\d+)]"
                    + "|\\.?(\\[]))\\??");

    private static final Pattern SELECT = Pattern.compile(
            "select\\(\\s*([^=!<>]+?)\\s*(?:(==|!=)\\s*(\"[^\"\\\\]*\"|-?\\d+|true|false|null)\\s*)?\\)");

    private static final Pattern FALLBACK = Pattern.compile("(.*?)\\s*//\\s*(\"[^\"\\\\]*\"|-?\\d+|true|false|empty)");

    private static final Pattern INSIDE = Pattern.compile("\\\\\\(([^()]*)\\)");

    private Jq() {}

    /** What {@code jq -r} prints; null when this use is not followed. Without {@code -r} texts are in quotes. */
    static @Nullable String jq(List<String> arguments, String input) {
        boolean raw = false;
        String program = null;
        for (String argument : arguments) {
            if (argument.startsWith("-") && argument.length() > 1) {
                if (!argument.matches("-[recMCS]+|--raw-output|--exit-status|--compact-output")) {
                    return null;
                }
                raw |= argument.startsWith("--raw") || !argument.startsWith("--") && argument.indexOf('r') > 0;
            } else if (program == null) {
                program = argument;
            } else {
                return null;
            }
        }
        return program == null ? null : printed(program, input, raw);
    }

    /** The same of yq, which prints texts without quotes, and may be told to evaluate. */
    static @Nullable String yq(List<String> arguments, String input) {
        List<String> programs = arguments.stream()
                .filter(argument -> !argument.matches("-[a-zA-Z]+|--raw-output|--unwrapScalar(?:=true)?|eval|e|r"))
                .toList();
        return programs.size() != 1 || programs.get(0).startsWith("-")
                ? null
                : printed(programs.get(0).startsWith(".") ? programs.get(0) : "." + programs.get(0), input, true);
    }

    private static @Nullable String printed(String program, String input, boolean raw) {
        if (program.length() > LONGEST_PROGRAM) {
            return null;
        }
        Optional<Node> root = YamlTree.read(new Source("data", input)).value();
        List<Node> found = root.isEmpty() ? null : pipeline(program, List.of(root.get()));
        if (found == null) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        for (Node node : found) {
            if (!(node instanceof Node.Scalar scalar)) {
                return null;
            }
            boolean quoted = !raw && scalar.kind() == Node.Kind.STRING;
            out.append(quoted ? "\"" + scalar.value() + "\"" : scalar.isNull() ? "null" : scalar.value())
                    .append('\n');
        }
        return out.toString();
    }

    private static @Nullable List<Node> pipeline(String program, List<Node> inputs) {
        List<Node> values = inputs;
        for (String stage : stages(program)) {
            List<Node> results = new ArrayList<>();
            for (Node value : values) {
                List<Node> some = stage(stage, value);
                if (some == null || results.size() + some.size() > MOST_RESULTS) {
                    return null;
                }
                results.addAll(some);
            }
            values = results;
        }
        return values;
    }

    /** The parts between bars that stand in no string and no parentheses. */
    private static List<String> stages(String program) {
        List<String> stages = new ArrayList<>();
        StringBuilder stage = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (char c : program.toCharArray()) {
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (c == '|' && !quoted && depth == 0) {
                stages.add(stage.toString().strip());
                stage.setLength(0);
            } else {
                stage.append(c);
            }
        }
        stages.add(stage.toString().strip());
        return stages;
    }

    private static @Nullable List<Node> stage(String stage, Node value) {
        if (stage.length() > 1 && stage.startsWith("\"") && stage.endsWith("\"")) {
            return interpolated(stage.substring(1, stage.length() - 1), value);
        }
        Matcher select = SELECT.matcher(stage);
        if (select.matches()) {
            List<Node> asked = path(select.group(1), value);
            if (asked == null) {
                return null;
            }
            return asked.stream().anyMatch(node -> holds(node, select.group(2), select.group(3)))
                    ? List.of(value)
                    : List.of();
        }
        Matcher fallback = FALLBACK.matcher(stage);
        if (fallback.matches()) {
            List<Node> found = path(fallback.group(1), value);
            if (found == null) {
                return null;
            }
            List<Node> holding = found.stream().filter(Jq::isTrue).toList();
            return !holding.isEmpty()
                    ? holding
                    : fallback.group(2).equals("empty") ? List.of() : List.of(literal(fallback.group(2), value.span()));
        }
        return path(stage, value);
    }

    private static boolean holds(Node node, @Nullable String operator, @Nullable String literal) {
        if (operator == null || literal == null) {
            return isTrue(node);
        }
        boolean same = node instanceof Node.Scalar scalar && scalar.value().equals(unquoted(literal));
        return same == operator.equals("==");
    }

    private static boolean isTrue(Node node) {
        return !node.isNull()
                && !(node instanceof Node.Scalar scalar
                        && scalar.kind() == Node.Kind.BOOLEAN
                        && scalar.value().equals("false"));
    }

    private static @Nullable List<Node> interpolated(String text, Node value) {
        StringBuilder out = new StringBuilder();
        Matcher inside = INSIDE.matcher(text);
        int from = 0;
        while (inside.find()) {
            List<Node> found = stage(inside.group(1).strip(), value);
            if (found == null || found.size() != 1 || !(found.get(0) instanceof Node.Scalar scalar)) {
                return null;
            }
            out.append(text, from, inside.start()).append(scalar.isNull() ? "null" : scalar.value());
            from = inside.end();
        }
        String whole = out.append(text.substring(from)).toString();
        return whole.indexOf('\\') >= 0 ? null : List.of(new Node.Scalar(whole, Node.Kind.STRING, null, value.span()));
    }

    private static Node literal(String text, Span span) {
        return new Node.Scalar(unquoted(text), text.startsWith("\"") ? Node.Kind.STRING : Node.Kind.NUMBER, null, span);
    }

    private static String unquoted(String literal) {
        return literal.startsWith("\"") ? literal.substring(1, literal.length() - 1) : literal;
    }

    /** What a path leads to; null for anything that is no path. */
    private static @Nullable List<Node> path(String path, Node value) {
        if (path.equals(".")) {
            return List.of(value);
        }
        boolean keys = path.matches("keys(?:_unsorted)?(?:\\[])?");
        if (keys) {
            return path.endsWith("[]") && value instanceof Node.Mapping mapping ? keys(mapping, path) : null;
        }
        List<Node> values = List.of(value);
        Matcher step = STEP.matcher(path);
        int end = 0;
        while (end < path.length()) {
            if (!step.find(end)) {
                return null;
            }
            List<Node> next = new ArrayList<>();
            for (Node node : values) {
                if (!follow(step, node, next)) {
                    return null;
                }
            }
            values = next;
            end = step.end();
        }
        return values;
    }

    private static List<Node> keys(Node.Mapping mapping, String path) {
        List<Node> keys = new ArrayList<>();
        mapping.entries().stream()
                .map(Node.Entry::name)
                .sorted((one, other) -> path.startsWith("keys_") ? 0 : one.compareTo(other))
                .forEach(key -> keys.add(new Node.Scalar(key, Node.Kind.STRING, null, mapping.span())));
        return keys;
    }

    private static boolean follow(Matcher step, Node node, List<Node> into) {
        Node nothing = new Node.Scalar("null", Node.Kind.NULL, null, node.span());
        if (step.group(5) != null) {
            if (node instanceof Node.Mapping mapping) {
                mapping.entries().forEach(entry -> into.add(entry.value()));
                return true;
            }
            into.addAll(node.items());
            return node instanceof Node.Sequence;
        }
        if (step.group(4) != null) {
            int index = Integer.parseInt(step.group(4));
            int size = node.items().size();
            int place = index < 0 ? size + index : index;
            into.add(place >= 0 && place < size ? node.items().get(place) : nothing);
            return node instanceof Node.Sequence;
        }
        String key = step.group(1) != null ? step.group(1) : step.group(2) != null ? step.group(2) : step.group(3);
        into.add(node.get(key).orElse(nothing));
        return node instanceof Node.Mapping || node.isNull();
    }
}
