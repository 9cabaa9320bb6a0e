package org.egressaudit.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;

/**
 * A program of many files, as a project.
 *
 * @param files path to text
 */
public record LargeProgram(Map<String, String> files) implements Sources {

    public LargeProgram {
        files = Map.copyOf(files);
    }

    /** How many lines it has. */
    long lines() {
        return files.values().stream().flatMap(String::lines).count();
    }

    @Override
    public Content read(String file) {
        String text = files.get(file);
        return text == null ? new Content.Missing() : new Content.Text(new Source(file, text));
    }

    @Override
    public List<String> list(String folder) {
        TreeSet<String> names = new TreeSet<>();
        String prefix = folder.isEmpty() || folder.equals(".") ? "" : folder + "/";
        files.keySet().stream()
                .filter(file -> file.startsWith(prefix))
                .map(file -> file.substring(prefix.length()).split("/", 2)[0])
                .forEach(names::add);
        return List.copyOf(names);
    }

    @Override
    public Kind kind(String file) {
        if (files.containsKey(file)) {
            return Kind.FILE;
        }
        return file.isEmpty() || file.equals(".") || !list(file).isEmpty() ? Kind.FOLDER : Kind.MISSING;
    }
}
