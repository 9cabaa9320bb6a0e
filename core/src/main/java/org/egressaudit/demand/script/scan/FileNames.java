package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.FilePatterns;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * The names of files, as far as the project's own folders tell. Where they hold none of those that a program asks for,
 * the list is open: others make them.
 */
public final class FileNames {

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
            found.addAll(FilePatterns.matching(machine.execution(), machine.directory(), choice));
        }
        return list(found, place);
    }

    private static ListValue list(List<String> names, Span place) {
        List<Value> items = new ArrayList<>();
        names.stream().limit(FilePatterns.MOST).forEach(name -> items.add(Value.text(name, place)));
        return new ListValue(Container.LIST, items, names.isEmpty() || names.size() > FilePatterns.MOST);
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
}
