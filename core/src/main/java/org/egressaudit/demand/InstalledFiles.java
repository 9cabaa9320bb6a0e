package org.egressaudit.demand;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.egressaudit.text.Sources;

/**
 * The files of the target machine, found in the project: installed paths mapped to the project's paths.
 *
 * <p>The longest installed prefix wins, so that {@code /etc: deploy/etc} and {@code /etc/cron.d: deploy/cron} may stand
 * together.
 */
public final class InstalledFiles {

    private record Mapping(String installed, String project) {}

    private final List<Mapping> mappings = new ArrayList<>();
    private final Sources sources;

    /**
     * @param mappings installed folder or file to folder or file of the project
     * @param sources the files of the project
     */
    public InstalledFiles(Map<String, String> mappings, Sources sources) {
        mappings.forEach((installed, project) ->
                this.mappings.add(new Mapping(normal(installed), project.equals(".") ? "" : trimmed(project))));
        this.mappings.sort(Comparator.comparingInt((Mapping mapping) -> mapping.installed.length())
                .reversed()
                .thenComparing(Mapping::installed));
        this.sources = sources;
    }

    /** The project's name of an installed path; empty when no mapping covers it. */
    public Optional<String> inProject(String installedPath) {
        String path = normal(installedPath);
        for (Mapping mapping : mappings) {
            if (path.equals(mapping.installed)) {
                return Optional.of(mapping.project.isEmpty() ? "." : mapping.project);
            }
            String folder = mapping.installed.equals("/") ? "/" : mapping.installed + "/";
            if (path.startsWith(folder)) {
                String rest = path.substring(folder.length());
                return Optional.of(mapping.project.isEmpty() ? rest : mapping.project + "/" + rest);
            }
        }
        return Optional.empty();
    }

    /** Its content; missing when no mapping covers it. */
    public Sources.Content read(String installedPath) {
        return inProject(installedPath).map(sources::read).orElseGet(Sources.Content.Missing::new);
    }

    /** What kind of thing it is; a folder that is only implied by a deeper mapping counts as one. */
    public Sources.Kind kind(String installedPath) {
        Sources.Kind own = inProject(installedPath).map(sources::kind).orElse(Sources.Kind.MISSING);
        return own == Sources.Kind.MISSING && !list(installedPath).isEmpty() ? Sources.Kind.FOLDER : own;
    }

    /** The names in a folder, sorted, with those that deeper mappings add. */
    public List<String> list(String installedFolder) {
        TreeSet<String> names = new TreeSet<>();
        inProject(installedFolder).ifPresent(folder -> names.addAll(sources.list(folder)));
        String folder = normal(installedFolder);
        String inside = folder.equals("/") ? "/" : folder + "/";
        for (Mapping mapping : mappings) {
            if (mapping.installed.startsWith(inside) && mapping.installed.length() > inside.length()) {
                String rest = mapping.installed.substring(inside.length());
                int slash = rest.indexOf('/');
                names.add(slash < 0 ? rest : rest.substring(0, slash));
            }
        }
        return List.copyOf(names);
    }

    /** An absolute path without {@code .}, {@code ..} and doubled slashes. */
    public static String normal(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.remove(parts.size() - 1);
                }
                continue;
            }
            parts.add(part);
        }
        return "/" + String.join("/", parts);
    }

    /** A path as a program in a directory would open it. */
    public static Optional<String> absolute(String path, @org.jspecify.annotations.Nullable String directory) {
        if (path.startsWith("/")) {
            return Optional.of(normal(path));
        }
        return directory == null ? Optional.empty() : Optional.of(normal(directory + "/" + path));
    }

    private static String trimmed(String project) {
        String path = project.startsWith("./") ? project.substring(2) : project;
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
