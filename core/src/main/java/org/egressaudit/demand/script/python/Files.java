package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.FileLines;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Files that a program opens and reads: those of the project are read, of others nothing is known. */
final class Files {

    private static final String PATH = "name";

    private Files() {}

    static void register(Map<String, NativeFunction> all) {
        for (String name : List.of("io.open", "codecs.open", "gzip.open", "bz2.open")) {
            all.put(name, Files::open);
        }
        all.put("csv.reader", Files::rows);
        all.put("csv.DictReader", Files::records);
        all.put("fileinput.input", Files::open);
    }

    /** An open file, of which only the path is known. */
    static Value.Made open(Machine machine, Arguments given) {
        Value path = given.parameter(0, "file");
        return Builtins.object(machine, "open", path == null ? Map.of() : Map.of(PATH, path));
    }

    /** A member of an open file. */
    static @Nullable Value member(Value.Made file, String name) {
        NativeFunction function = switch (name) {
            case "read", "readline" -> (machine, given) -> content(file, machine, given.place());
            case "readlines", "__iter__" -> (machine, given) -> lines(file, machine, given.place());
            case "write", "writelines", "close", "flush", "seek" -> (machine, given) -> Value.nothing(given.place());
            default -> null;
        };
        return function == null ? null : new Value.Native(name, function);
    }

    /** What an open file holds. */
    static Value content(Value.Made file, Machine machine, Span place) {
        Value path = file.attributes().get(PATH);
        return path == null ? unknown("...", place) : text(path, machine, place);
    }

    /** What the file at a path holds. */
    static Value text(Value path, Machine machine, Span place) {
        Source source = source(path, machine);
        return source == null ? unknown(shown(path), place) : whole(source, place);
    }

    private static Value whole(Source source, Span place) {
        Span origin = source.span(0, Math.min(source.text().length(), 1));
        return new Value.Scalar(Kind.STRING, new Word.Known(source.text(), place, origin, Certainty.DERIVED));
    }

    private static String shown(Value path) {
        String text = PythonLanguage.string(path);
        return text == null ? "..." : text;
    }

    private static Value unknown(String path, Span place) {
        return new Value.Unknown(
                "open('" + path + "')",
                "the file is not among the project's files; map it, or declare what it reaches",
                place);
    }

    /** The text of the file at a path, or null when the project does not have it. */
    static @Nullable Source source(@Nullable Value path, Machine machine) {
        String text = PythonLanguage.string(path);
        if (text == null || (!text.startsWith("/") && !text.startsWith("~") && machine.directory() == null)) {
            return null;
        }
        Sources.Content content = machine.execution().file(Paths.absolute(text, machine));
        return content instanceof Sources.Content.Text found ? found.source() : null;
    }

    private static @Nullable Value lines(Value.Made file, Machine machine, Span place) {
        Source source = source(file.attributes().get(PATH), machine);
        if (source == null) {
            return null;
        }
        return FileLines.of(source, "\n", place);
    }

    private static @Nullable Value rows(Machine machine, Arguments given) {
        if (!(given.at(0) instanceof Value.Made file) || !file.name().equals("open")) {
            return null;
        }
        Value lines = lines(file, machine, given.place());
        if (!(lines instanceof org.egressaudit.demand.script.machine.ListValue list)) {
            return null;
        }
        String delimiter = java.util.Objects.requireNonNullElse(given.text(99, "delimiter"), ",");
        List<Value> rows = new ArrayList<>();
        for (Value line : list.items()) {
            if (line instanceof Value.Scalar scalar && scalar.text() != null) {
                List<Value> cells = new ArrayList<>();
                for (String cell : scalar.text().strip().split(java.util.regex.Pattern.quote(delimiter), -1)) {
                    cells.add(TextMembers.change(scalar, given.place(), whole -> cell));
                }
                rows.add(Value.list(Container.LIST, cells));
            }
        }
        return Value.list(Container.LIST, rows);
    }

    /** Rows by the names of the first one, or by those that are given. */
    private static @Nullable Value records(Machine machine, Arguments given) {
        if (!(rows(machine, given) instanceof ListValue rows) || rows.size() == 0) {
            return null;
        }
        Value named = given.parameter(1, "fieldnames");
        ListValue names =
                named instanceof ListValue list ? list : rows.items().get(0) instanceof ListValue first ? first : null;
        List<Value> records = new ArrayList<>();
        for (Value row : rows.items().subList(named == null ? 1 : 0, rows.size())) {
            MapValue record = new MapValue();
            for (int i = 0;
                    names != null && row instanceof ListValue cells && i < Math.min(cells.size(), names.size());
                    i++) {
                String name = PythonLanguage.string(names.items().get(i));
                if (name != null) {
                    record.put(machine.journal(), name, cells.items().get(i));
                }
            }
            records.add(record);
        }
        return Value.list(Container.LIST, records);
    }

    /** {@code execfile(path)}. */
    static Value execute(Machine machine, Arguments given) {
        Source source = source(given.at(0), machine);
        Frame caller = machine.caller();
        if (source != null && caller != null) {
            machine.include(source, caller);
        }
        return Value.nothing(given.place());
    }

    /** The text that a parser is given: an open file, or the text itself; null when it is not known. */
    static @Nullable Source given(@Nullable Value value, Machine machine) {
        if (value instanceof Value.Made file && file.name().equals("open")) {
            return source(file.attributes().get(PATH), machine);
        }
        if (value instanceof Value.Scalar scalar && scalar.word() instanceof Word.Known known) {
            return Source.of(known.origin(), known.text());
        }
        return null;
    }
}
