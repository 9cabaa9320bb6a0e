package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.Glob;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * The names of files, as far as the project's own folders tell. Where they hold none of those that a program asks for,
 * the list is open: others make them.
 */
public final class FileNames {

    private static final int MOST = 500;

    private static final int DEEPEST = 12;

    private FileNames() {}

    /** The names in a folder, without its own path; null when the path is not known. */
    public static @Nullable ListValue in(Machine machine, @Nullable String folder, Span place) {
        String path = folder == null ? null : absolute(machine, folder);
        return path == null ? null : list(machine.execution().folder(path), place);
    }

    /**
     * The files that a pattern names: wildcards in any part of it, <code>**</code> for folders at any depth, braces for
     * choices; null when the pattern is not known.
     */
    public static @Nullable ListValue matching(Machine machine, @Nullable String pattern, Span place) {
        if (pattern == null || absolute(machine, pattern) == null) {
            return null;
        }
        List<String> found = new ArrayList<>();
        for (String choice : choices(pattern, 0)) {
            String start = choice.startsWith("/") ? "/" : "";
            walk(machine, start, choice.substring(start.length()), found, 0);
        }
        return list(found, place);
    }

    private static ListValue list(List<String> names, Span place) {
        List<Value> items = new ArrayList<>();
        names.stream().limit(MOST).forEach(name -> items.add(Value.text(name, place)));
        return new ListValue(Container.LIST, items, names.isEmpty() || names.size() > MOST);
    }

    private static @Nullable String absolute(Machine machine, String path) {
        String folder = machine.directory();
        return path.startsWith("/")
                ? PlainLanguage.normal(path)
                : folder == null ? null : PlainLanguage.normal(folder + "/" + path);
    }

    /** The pattern once for each choice of its first braces. */
    private static List<String> choices(String pattern, int depth) {
        int open = pattern.indexOf('{');
        int close = pattern.indexOf('}', Math.max(open, 0));
        if (open < 0 || close < 0 || depth > 4) {
            return List.of(pattern);
        }
        List<String> all = new ArrayList<>();
        for (String choice : pattern.substring(open + 1, close).split(",", -1)) {
            all.addAll(choices(pattern.substring(0, open) + choice + pattern.substring(close + 1), depth + 1));
        }
        return all;
    }

    private static void walk(Machine machine, String before, String pattern, List<String> found, int depth) {
        if (depth > DEEPEST || found.size() > MOST || !machine.execution().step()) {
            return;
        }
        int slash = pattern.indexOf('/');
        String part = slash < 0 ? pattern : pattern.substring(0, slash);
        String rest = slash < 0 ? "" : pattern.substring(slash + 1);
        if (part.isEmpty() || part.equals(".") || part.equals("..") || !wild(part)) {
            String whole = before + part;
            if (slash >= 0) {
                walk(machine, whole + "/", rest, found, depth);
            } else {
                String path = absolute(machine, whole);
                boolean there = path != null && machine.execution().kind(path) != Sources.Kind.MISSING;
                found.addAll(there ? List.of(whole) : List.of());
            }
            return;
        }
        String folder = absolute(machine, before.isEmpty() ? "." : before);
        for (String name :
                folder == null ? List.<String>of() : machine.execution().folder(folder)) {
            boolean deep = part.equals("**");
            boolean isFolder = machine.execution().kind(folder + "/" + name) == Sources.Kind.FOLDER;
            if (name.startsWith(".") && !part.startsWith(".")) {
                continue;
            }
            if (deep && isFolder) {
                walk(machine, before + name + "/", pattern, found, depth + 1);
            }
            if (!Glob.of(part).matches(name)) {
                continue;
            }
            if (slash < 0) {
                found.add(before + name);
            } else if (isFolder && !deep) {
                walk(machine, before + name + "/", rest, found, depth + 1);
            }
        }
        if (part.equals("**") && slash >= 0) {
            walk(machine, before, rest, found, depth + 1);
        }
    }

    private static boolean wild(String part) {
        return part.indexOf('*') >= 0 || part.indexOf('?') >= 0 || part.indexOf('[') >= 0;
    }
}
