package org.egressaudit.demand.script.php;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.scan.StructuredData;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Files that a PHP program includes or reads. */
final class PhpFiles {

    /** Property of the run that holds {@code include_path}. */
    static final String INCLUDE_PATH = "include path";

    private PhpFiles() {}

    /** What a file of the project holds. */
    static Value content(Machine machine, String path, String function, Span place) {
        String folder = machine.directory();
        String full = path.startsWith("/") || folder == null ? path : folder + "/" + path;
        Sources.Content content = machine.execution().file(PlainLanguage.normal(full));
        if (!(content instanceof Sources.Content.Text text)) {
            return new Value.Unknown(
                    function + "('" + path + "')",
                    "the file is not among the project's files; map it, or declare what it reaches",
                    place);
        }
        Source source = text.source();
        return switch (function) {
            case "file" -> lines(source, place);
            case "parse_ini_file" -> StructuredData.ini(source, machine);
            default ->
                new Value.Scalar(
                        Kind.STRING, new Word.Known(source.text(), place, source.span(0, 0), Certainty.DERIVED));
        };
    }

    /**
     * Whether a file is there: only the run will know, for programs make files. A function that looks for the file of a
     * class is asked about the project's own.
     */
    static Value exists(Machine machine, @Nullable String path, Span place) {
        boolean sought = path != null && machine.properties().containsKey(PhpClasses.LOADING);
        if (!sought || path == null) {
            return new Value.Unknown("...", "only the run will know what is on the disk", place);
        }
        return Value.truth(machine.execution().kind(find(machine, path)) != Sources.Kind.MISSING, place);
    }

    private static Value lines(Source source, Span place) {
        List<Value> lines = new ArrayList<>();
        for (int i = 1; i <= Math.min(source.lineCount(), 2000); i++) {
            int start = source.offset(i);
            String line = source.line(i);
            Span origin = source.span(start, start + line.length());
            lines.add(new Value.Scalar(Kind.STRING, new Word.Known(line, place, origin, Certainty.DERIVED)));
        }
        return Value.list(Container.LIST, lines);
    }

    /** Runs an included file, {@code __DIR__} being its folder meanwhile; what it returns, null when the project does not have it. */
    static @Nullable Value include(Machine machine, String path, Frame frame, Span place, boolean once) {
        Value before = machine.properties().get("folder");
        String full = PlainLanguage.normal(path);
        machine.properties().put("folder", Value.text(full.substring(0, Math.max(1, full.lastIndexOf('/'))), place));
        try {
            return PlainLanguage.include(machine, full, frame, place, once);
        } finally {
            if (before == null) {
                machine.properties().remove("folder");
            } else {
                machine.properties().put("folder", before);
            }
        }
    }

    /** The same for the file of a class, which sees no variables of the place that asks for it. */
    static void load(Machine machine, String path, Frame frame, Span place) {
        include(machine, path, Frame.of(frame.module(), frame.source()), place, true);
    }

    /**
     * Where an included file is: a relative path begins in one of the folders of {@code include_path}, in the working
     * directory or, when it is not there, in the folder of the file that includes it, as the chapter "include" of the PHP
     * manual says.
     */
    static String find(Machine machine, String path) {
        String including = folder(machine);
        List<String> folders = new ArrayList<>();
        for (String folder : searched(machine)) {
            if (!path.startsWith("/") && !path.startsWith("./") && !path.startsWith("../")) {
                folders.add(PlainLanguage.normal(folder + "/" + path));
            }
        }
        for (String folder : new String[] {machine.directory(), including}) {
            if (folder != null && !path.startsWith("/")) {
                folders.add(PlainLanguage.normal(folder + "/" + path));
            }
        }
        return folders.stream()
                .filter(full -> machine.execution().kind(full) == Sources.Kind.FILE)
                .findFirst()
                .orElse(folders.isEmpty() ? path : folders.get(folders.size() - 1));
    }

    /** The folders that {@code set_include_path} named, as far as they are known. */
    private static List<String> searched(Machine machine) {
        Value path = machine.properties().get(INCLUDE_PATH);
        List<String> folders = new ArrayList<>();
        if (path instanceof Value.Scalar text) {
            for (Word option : text.word().options()) {
                String known = option instanceof Word.Joined joined
                        ? joined.parts().stream()
                                .map(part -> part.known().orElse(":"))
                                .collect(Collectors.joining())
                        : option.known().orElse("");
                for (String folder : known.split(":")) {
                    String base = machine.directory();
                    if (folder.startsWith("/")) {
                        folders.add(folder);
                    } else if (!folder.isEmpty() && base != null) {
                        folders.add(base + "/" + folder);
                    }
                }
            }
        }
        return folders;
    }

    /** The folder of the file that runs. */
    private static @Nullable String folder(Machine machine) {
        String folder = PlainLanguage.string(machine.properties().get("folder"));
        return folder != null ? folder : PlainLanguage.scriptFolder(machine);
    }
}
