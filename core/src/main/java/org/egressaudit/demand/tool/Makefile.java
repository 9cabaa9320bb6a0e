package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A makefile as far as jobs use it (GNU make, "Writing Rules"): explicit rules, their prerequisites and recipes, and
 * variables. Of conditionals every branch counts. What make itself would compute is left to the shell: a variable that
 * the makefile does not set is the environment's, {@code $(shell ...)} is a command substitution, and any other function
 * is a variable that nobody sets.
 */
final class Makefile {

    /** Variables in variables: deeper is one that names itself. */
    private static final int MOST_NESTING = 20;

    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\s*(?:export\\s+|override\\s+)*([\\w.-]+)\\s*(?:[:?+!]{0,3}=)\\s*(.*)", Pattern.DOTALL);

    private static final Pattern RULE = Pattern.compile("([^\\s:=#][^:=#]*)::?(?!=)([^;]*)(?:;(.*))?", Pattern.DOTALL);

    private static final Pattern INCLUDE = Pattern.compile("[-s]?include\\s+(.*)");

    /** A line of a recipe, and where it stands. */
    record Recipe(String text, Span span) {}

    private record Rule(List<String> prerequisites, List<Recipe> recipes) {}

    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Set<String> exported = new TreeSet<>();
    private final Function<String, Optional<Source>> files;
    private boolean exportsAll;
    private @Nullable String first;

    private Makefile(Function<String, Optional<Source>> files) {
        this.files = files;
    }

    /**
     * Reads one.
     *
     * @param source its text
     * @param given variables of make's command line, which override its own, and which the recipes inherit
     * @param files the files that it includes
     */
    static Makefile read(Source source, Map<String, String> given, Function<String, Optional<Source>> files) {
        Makefile makefile = new Makefile(files);
        makefile.read(source, 0);
        makefile.variables.putAll(given);
        makefile.exported.addAll(given.keySet());
        return makefile;
    }

    private void read(Source source, int nesting) {
        List<Rule> open = new ArrayList<>();
        String text = source.text();
        int at = 0;
        while (at < text.length()) {
            int end = lineEnd(text, at);
            String line = text.substring(at, end);
            Matcher include = INCLUDE.matcher(line);
            if (!include.matches()) {
                line(line, source.span(at, end), open);
            } else if (nesting < MOST_NESTING) {
                for (String path :
                        expanded(include.group(1), "", List.of(), 0).strip().split("\\s+")) {
                    files.apply(path).ifPresent(file -> read(file, nesting + 1));
                }
            }
            at = end + 1;
        }
    }

    /** Variables that the commands of recipes inherit. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        variables.forEach((name, value) -> {
            if (exportsAll || exported.contains(name)) {
                environment.put(name, expanded(value, "", List.of(), 0));
            }
        });
        return environment;
    }

    /** The end of a line; a backslash before it takes in the next. */
    private static int lineEnd(String text, int at) {
        int end = text.indexOf('\n', at);
        while (end > at && text.charAt(end - 1) == '\\') {
            end = text.indexOf('\n', end + 1);
        }
        return end < 0 ? text.length() : end;
    }

    private void line(String line, Span span, List<Rule> open) {
        if (line.startsWith("\t")) {
            open.forEach(rule -> rule.recipes().add(new Recipe(line.substring(1), span)));
            return;
        }
        String joined = line.replace("\\\n", " ");
        if (joined.matches("\\s*export(?:\\s.*)?")) {
            Matcher names = Pattern.compile("\\w+").matcher(withoutComment(joined.replaceFirst("=.*", "")));
            exportsAll |= names.find() && !names.find();
            names.reset().results().skip(1).forEach(name -> exported.add(name.group()));
        }
        Matcher assignment = ASSIGNMENT.matcher(joined);
        if (assignment.matches()) {
            String value = withoutComment(assignment.group(2)).strip();
            boolean appends = joined.substring(assignment.end(1)).stripLeading().startsWith("+");
            boolean weak = joined.substring(assignment.end(1)).stripLeading().startsWith("?");
            String before = variables.get(assignment.group(1));
            if (!weak || before == null) {
                variables.put(assignment.group(1), appends && before != null ? before + " " + value : value);
            }
            return;
        }
        Matcher rule = RULE.matcher(joined);
        if (!rule.lookingAt() || joined.startsWith("#")) {
            return;
        }
        open.clear();
        for (String target : rule.group(1).strip().split("\\s+")) {
            Rule known = rules.computeIfAbsent(target, any -> new Rule(new ArrayList<>(), new ArrayList<>()));
            for (String each : withoutComment(rule.group(2)).strip().split("\\s+")) {
                if (!each.isEmpty() && !each.equals("|")) {
                    known.prerequisites().add(each);
                }
            }
            if (rule.group(3) != null) {
                known.recipes().add(new Recipe(rule.group(3), span));
            }
            open.add(known);
            if (first == null && !target.startsWith(".") && target.indexOf('%') < 0) {
                first = target;
            }
        }
    }

    private static String withoutComment(String text) {
        int hash = text.indexOf('#');
        return hash < 0 ? text : text.substring(0, hash);
    }

    /** Whether it has a rule for a target. */
    boolean makes(String target) {
        return rules.containsKey(target);
    }

    /** The target that is made when none is named; null when there is no rule. */
    @Nullable
    String first() {
        return first;
    }

    /** What is run to make a target: the recipes of its prerequisites first, each once, as the shell gets them. */
    List<Recipe> recipes(List<String> targets) {
        List<Recipe> recipes = new ArrayList<>();
        Set<String> made = new HashSet<>();
        targets.forEach(target -> collect(target, made, recipes));
        return recipes;
    }

    private void collect(String target, Set<String> made, List<Recipe> into) {
        Rule rule = rules.get(target);
        if (rule == null || !made.add(target)) {
            return;
        }
        List<String> needed = new ArrayList<>();
        for (String each : rule.prerequisites()) {
            for (String name : expanded(each, target, List.of(), 0).split("\\s+")) {
                needed.add(name);
                collect(name, made, into);
            }
        }
        for (Recipe recipe : rule.recipes()) {
            String text = recipe.text().stripLeading().replaceFirst("^[-@+ \\t]+", "");
            into.add(new Recipe(expanded(text, target, needed, 0), recipe.span()));
        }
    }

    private String expanded(String text, String target, List<String> needed, int nesting) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '$' || i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            char next = text.charAt(++i);
            if (next == '$') {
                out.append('$');
            } else if (next == '(' || next == '{') {
                int end = close(text, i);
                if (end < 0) {
                    return out.append(text.substring(i - 1)).toString();
                }
                out.append(reference(text.substring(i + 1, end), target, needed, nesting));
                i = end;
            } else {
                out.append(reference(String.valueOf(next), target, needed, nesting));
            }
        }
        return out.toString();
    }

    private static int close(String text, int open) {
        char opens = text.charAt(open);
        char closes = opens == '(' ? ')' : '}';
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == opens ? 1 : text.charAt(i) == closes ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private String reference(String name, String target, List<String> needed, int nesting) {
        switch (name) {
            case "@":
                return target;
            case "<":
                return needed.isEmpty() ? "" : needed.get(0);
            case "^", "+":
                return String.join(" ", needed);
            case "MAKE":
                return "make";
            default:
                break;
        }
        if (name.startsWith("shell ")) {
            return "$(" + expanded(name.substring("shell ".length()), target, needed, nesting + 1) + ")";
        }
        String value = variables.get(name);
        if (value != null && nesting < MOST_NESTING) {
            return expanded(value, target, needed, nesting + 1);
        }
        return "${" + (name.matches("[A-Za-z_]\\w*") ? name : "MAKE_" + name.replaceAll("\\W+", "_")) + "}";
    }
}
