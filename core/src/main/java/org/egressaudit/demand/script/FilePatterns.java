package org.egressaudit.demand.script;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.text.Sources;
import org.jspecify.annotations.Nullable;

/**
 * The files that a pattern names, as far as the project's folders tell: wildcards in any part of the path, and
 * <code>**</code> for folders at any depth (glob(7); a name that begins with a dot is only named by one that does).
 */
public final class FilePatterns {

    /** More names than any program of a job walks. */
    public static final int MOST = 500;

    private static final int DEEPEST = 12;

    private final Execution execution;
    private final @Nullable String directory;
    private final List<String> found = new ArrayList<>();

    private FilePatterns(Execution execution, @Nullable String directory) {
        this.execution = execution;
        this.directory = directory;
    }

    /**
     * The names, written as the pattern is.
     *
     * @param directory where a relative pattern begins, or null when that is not known
     */
    public static List<String> matching(Execution execution, @Nullable String directory, String pattern) {
        FilePatterns patterns = new FilePatterns(execution, directory);
        String start = pattern.startsWith("/") ? "/" : "";
        patterns.walk(start, pattern.substring(start.length()), 0);
        return patterns.found;
    }

    private @Nullable String absolute(String path) {
        return path.startsWith("/") ? path : directory == null ? null : directory + "/" + path;
    }

    private void walk(String before, String pattern, int depth) {
        if (depth > DEEPEST || found.size() > MOST || !execution.step()) {
            return;
        }
        int slash = pattern.indexOf('/');
        String part = slash < 0 ? pattern : pattern.substring(0, slash);
        String rest = slash < 0 ? "" : pattern.substring(slash + 1);
        if (!wild(part)) {
            String whole = before + part;
            String path = absolute(whole);
            if (slash >= 0 && !rest.isEmpty()) {
                walk(whole + "/", rest, depth);
            } else if (path != null && execution.kind(path) != Sources.Kind.MISSING) {
                found.add(slash < 0 ? whole : whole + "/");
            }
            return;
        }
        String folder = absolute(before.isEmpty() ? "." : before);
        boolean deep = part.equals("**");
        for (String name : folder == null ? List.<String>of() : execution.folder(folder)) {
            boolean isFolder = execution.kind(folder + "/" + name) == Sources.Kind.FOLDER;
            if (name.startsWith(".") && !part.startsWith(".")) {
                continue;
            }
            if (deep && isFolder) {
                walk(before + name + "/", pattern, depth + 1);
            }
            if (!Glob.of(part).matches(name)) {
                continue;
            }
            if (slash < 0) {
                found.add(before + name);
            } else if (isFolder && rest.isEmpty()) {
                found.add(before + name + "/");
            } else if (isFolder && !deep) {
                walk(before + name + "/", rest, depth + 1);
            }
        }
        if (deep && slash >= 0) {
            walk(before, rest, depth + 1);
        }
    }

    private static boolean wild(String part) {
        return part.indexOf('*') >= 0 || part.indexOf('?') >= 0 || part.indexOf('[') >= 0;
    }
}
