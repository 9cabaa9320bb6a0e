package org.egressaudit.demand.script.python;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.Operators;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.FileNames;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Paths of POSIX, as {@code os.path} and {@code pathlib} take them apart. */
final class Paths {

    private Paths() {}

    /** A member of {@code pathlib.Path}, or null. */
    static @Nullable Value member(Value.Scalar path, String name, Span place) {
        return switch (name) {
            case "parent" -> TextMembers.change(path, place, Paths::folder);
            case "name" -> TextMembers.change(path, place, Paths::last);
            case "stem" -> TextMembers.change(path, place, text -> stem(last(text)));
            case "suffix" ->
                TextMembers.change(
                        path,
                        place,
                        text -> last(text).substring(stem(last(text)).length()));
            case "parents" -> parents(path, place);
            case "resolve", "absolute", "expanduser", "as_posix", "with_segments" ->
                method(name, (machine, given) -> full(path, machine, given.place()));
            case "joinpath" -> method(name, (machine, given) -> join(given.prepend(path), machine));
            case "exists", "is_file" -> method(name, (machine, given) -> exists(path, machine, given.place()));
            case "glob", "rglob" ->
                method(name, (machine, given) -> {
                    String folder = PythonLanguage.string(path);
                    String pattern = given.text(0, "pattern");
                    String whole = folder == null || pattern == null
                            ? null
                            : folder + (name.equals("rglob") ? "/**/" : "/") + pattern;
                    return FileNames.matching(machine, whole, given.place());
                });
            case "iterdir" ->
                method(name, (machine, given) -> {
                    String folder = PythonLanguage.string(path);
                    return FileNames.matching(machine, folder == null ? null : folder + "/*", given.place());
                });
            case "open", "read_text", "read_bytes" ->
                method(name, (machine, given) -> {
                    Value file = Files.open(machine, Arguments.of(given.place(), List.of(path)));
                    return name.equals("open") ? file : Files.text(path, machine, given.place());
                });
            case "with_suffix" ->
                method(
                        name,
                        (machine, given) -> TextMembers.change(
                                path, given, text -> folderPrefix(text) + stem(last(text)) + given.text(0, "suffix")));
            case "with_name" ->
                method(
                        name,
                        (machine, given) ->
                                TextMembers.change(path, given, text -> folderPrefix(text) + given.text(0, "name")));
            default -> null;
        };
    }

    private static Value method(String name, org.egressaudit.demand.script.machine.NativeFunction function) {
        return new Value.Native(name, function);
    }

    private static Value parents(Value.Scalar path, Span place) {
        List<Value> all = new java.util.ArrayList<>();
        Value.Scalar at = path;
        for (int i = 0; i < 20 && at.text() != null && at.text().length() > 1; i++) {
            if (TextMembers.change(at, place, Paths::folder) instanceof Value.Scalar up) {
                all.add(up);
                at = up;
            }
        }
        return Value.list(org.egressaudit.demand.script.tree.Expression.Container.TUPLE, all);
    }

    private static String folderPrefix(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** {@code os.path.dirname}. */
    static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : slash == 0 ? "/" : path.substring(0, slash);
    }

    /** {@code os.path.basename}. */
    static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** The path without {@code .} and {@code ..}, beginning at the working directory, with the home folder put in. */
    static Value full(Value.Scalar path, Machine machine, Span place) {
        return TextMembers.change(path, place, text -> absolute(text, machine));
    }

    /** The installed path that a text means to the program. */
    static String absolute(String text, Machine machine) {
        String path = text;
        if (path.equals("~") || path.startsWith("~/")) {
            String home = PythonLanguage.string(machine.environment().get("HOME"));
            path = home == null ? path : home + path.substring(1);
        } else if (!path.startsWith("/") && machine.directory() != null) {
            path = machine.directory() + "/" + path;
        }
        return normal(path);
    }

    /** {@code os.path.normpath}. */
    static String normal(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (part.equals("..") && path.startsWith("/")) {
                continue;
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        String joined = String.join("/", parts);
        return path.startsWith("/") ? "/" + joined : joined.isEmpty() ? "." : joined;
    }

    /** {@code os.path.join}. */
    static @Nullable Value join(Arguments given, Machine machine) {
        Value path = null;
        for (Value part : given.positional()) {
            path = path == null ? part : Operators.apply("/", path, part, given.place(), machine);
        }
        return path;
    }

    /** Whether there is such a file; a file that the project does not map may still be on the target. */
    static @Nullable Value exists(Value path, Machine machine, Span place) {
        String text = PythonLanguage.string(path);
        if (text == null) {
            return null;
        }
        Sources.Kind kind = machine.execution().kind(absolute(text, machine));
        return kind == Sources.Kind.FILE || kind == Sources.Kind.FOLDER ? Value.truth(true, place) : null;
    }

    /** A function that changes its only argument, a path. */
    static org.egressaudit.demand.script.machine.NativeFunction changing(UnaryOperator<String> change) {
        return (machine, given) ->
                given.at(0) instanceof Value.Scalar text ? TextMembers.change(text, given, change) : given.at(0);
    }
}
