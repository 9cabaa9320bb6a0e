package org.egressaudit.demand.script.python;

import java.util.List;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Namespace;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Data files as values, each text with the place where it is written. */
final class DataFiles {

    private DataFiles() {}

    /** JSON reads as an expression of Python, but for three names. */
    static @Nullable Value json(Source source, Machine machine) {
        return expression(source, machine);
    }

    private static @Nullable Value expression(Source source, Machine machine) {
        List<Statement> statements = PythonParser.parse(source).statements();
        if (statements.size() != 1 || !(statements.get(0) instanceof Statement.Evaluation data)) {
            return null;
        }
        Namespace names = new Namespace();
        Span start = source.span(0, 0);
        names.put(machine.journal(), "true", Value.truth(true, start));
        names.put(machine.journal(), "false", Value.truth(false, start));
        names.put(machine.journal(), "null", Value.nothing(start));
        Value value = machine.evaluate(data.value(), Frame.of(new Value.Module("json", names), source));
        return value instanceof Value.Unknown ? null : value;
    }

    /** {@code [section]} and {@code option = value} or {@code option: value}, as {@code configparser} reads them. */
    static MapValue ini(Source source, Machine machine) {
        MapValue sections = new MapValue();
        MapValue section = MapValue.folding();
        String last = null;
        int margin = 0;
        for (int i = 1; i <= source.lineCount(); i++) {
            String line = source.line(i);
            String text = line.strip();
            boolean comment = text.startsWith("#") || text.startsWith(";");
            if (last != null && !text.isEmpty() && !comment && line.indexOf(text) > margin) {
                Value before = section.get(last);
                Value more = rest(source, i, line.indexOf(text), false);
                Span place = source.span(source.offset(i), source.offset(i));
                section.put(
                        machine.journal(),
                        last,
                        before == null ? more : Words.join(List.of(before, Value.text("\n", place), more), place));
                continue;
            }
            if (text.startsWith("[") && text.indexOf(']') > 0) {
                String name = text.substring(1, text.indexOf(']'));
                section = sections.get(name) instanceof MapValue known ? known : MapValue.folding();
                sections.put(machine.journal(), name, section);
                last = null;
                continue;
            }
            int mark = separator(text);
            if (mark > 0 && !comment) {
                String option = text.substring(0, mark).strip();
                last = option;
                margin = line.indexOf(text);
                section.put(machine.journal(), option, rest(source, i, line.indexOf(text) + mark + 1, false));
            }
        }
        usual(sections, machine);
        return sections;
    }

    /** Options of {@code [DEFAULT]} stand in all sections that do not have their own. */
    private static void usual(MapValue sections, Machine machine) {
        if (sections.get("DEFAULT") instanceof MapValue usual) {
            for (String name : sections.keys()) {
                for (String option : usual.keys()) {
                    Value value = usual.get(option);
                    if (value != null && sections.get(name) instanceof MapValue own && own.get(option) == null) {
                        own.put(machine.journal(), option, value);
                    }
                }
            }
        }
    }

    private static int separator(String text) {
        int equals = text.indexOf('=');
        int colon = text.indexOf(':');
        return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
    }

    /** {@code NAME=value} lines, as dotenv files have them. */
    static MapValue variables(Source source, Machine machine) {
        MapValue variables = new MapValue("the file");
        for (int i = 1; i <= source.lineCount(); i++) {
            String line = source.line(i);
            String text = line.strip();
            int mark = text.indexOf('=');
            if (mark > 0 && !text.startsWith("#")) {
                String name = text.substring(0, mark).strip();
                name = name.startsWith("export ")
                        ? name.substring("export ".length()).strip()
                        : name;
                variables.put(machine.journal(), name, rest(source, i, line.indexOf(text) + mark + 1, true));
            }
        }
        return variables;
    }

    /** The rest of a line as a text, a comment after it left off; quotation marks count only in dotenv files. */
    private static Value rest(Source source, int line, int column, boolean quotes) {
        String text = source.line(line);
        int from = column;
        int to = text.length();
        while (from < to && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        boolean quoted = quotes && from < to && (text.charAt(from) == '"' || text.charAt(from) == '\'');
        int close = quoted ? text.indexOf(text.charAt(from), from + 1) : -1;
        if (close > 0) {
            from++;
            to = close;
        } else {
            int comment = text.indexOf(" #", from);
            to = comment >= 0 ? comment : to;
            while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
                to--;
            }
        }
        int start = source.offset(line);
        return Value.literal(Kind.STRING, text.substring(from, to), source.span(start + from, start + to));
    }

    /** Tables, and keys whose values read as expressions of Python. */
    static MapValue toml(Source source, Machine machine) {
        MapValue root = new MapValue();
        MapValue table = root;
        for (int i = 1; i <= source.lineCount(); i++) {
            String line = source.line(i);
            String text = line.strip();
            if (text.startsWith("[") && text.indexOf(']') > 0) {
                boolean array = text.startsWith("[[");
                String name = text.substring(array ? 2 : 1, text.indexOf(']'));
                table = array ? append(root, name.strip(), machine) : table(root, name.strip(), machine);
                continue;
            }
            int mark = text.indexOf('=');
            if (mark > 0 && !text.startsWith("#")) {
                String key = text.substring(0, mark).strip().replace("\"", "");
                int start = source.offset(i) + line.indexOf(text) + mark + 1;
                int end = source.offset(i) + line.length();
                while (open(source.text().substring(start, end)) && i < source.lineCount()) {
                    i++;
                    end = source.offset(i) + source.line(i).length();
                }
                while (start < end && source.text().charAt(start) == ' ') {
                    start++;
                }
                Value value = expression(Source.within(source, start, end), machine);
                if (value != null) {
                    int dot = key.lastIndexOf('.');
                    MapValue owner = dot < 0 ? table : table(table, key.substring(0, dot), machine);
                    owner.put(machine.journal(), key.substring(dot + 1), value);
                }
            }
        }
        return root;
    }

    private static boolean open(String text) {
        long opened = text.chars().filter(c -> c == '[' || c == '{').count();
        long closed = text.chars().filter(c -> c == ']' || c == '}').count();
        return opened > closed;
    }

    private static MapValue table(MapValue root, String dotted, Machine machine) {
        MapValue table = root;
        for (String part : dotted.split("\\.")) {
            String name = part.strip().replace("\"", "");
            Value known = table.get(name);
            if (known instanceof ListValue list && list.size() > 0) {
                known = list.items().get(list.size() - 1);
            }
            MapValue next = known instanceof MapValue map ? map : new MapValue();
            if (next != known) {
                table.put(machine.journal(), name, next);
            }
            table = next;
        }
        return table;
    }

    private static MapValue append(MapValue root, String dotted, Machine machine) {
        int dot = dotted.lastIndexOf('.');
        MapValue owner = dot < 0 ? root : table(root, dotted.substring(0, dot), machine);
        String name = dotted.substring(dot + 1);
        MapValue item = new MapValue();
        if (owner.get(name) instanceof ListValue list) {
            list.add(machine.journal(), item);
        } else {
            owner.put(machine.journal(), name, Value.list(Container.LIST, List.of(item)));
        }
        return item;
    }
}
