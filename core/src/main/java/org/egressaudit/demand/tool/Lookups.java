package org.egressaudit.demand.tool;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from data where a value is found: one place, or a list of places of which the first that is given counts. */
final class Lookups {

    private static final Pattern OPERANDS = Pattern.compile("operands?(?:\\s+(?:(last)|(-?\\d+)?(\\.\\.)?(-?\\d+)?))?");

    private Lookups() {}

    static List<Lookup> read(Data data) {
        return data.items().stream().map(Lookups::one).toList();
    }

    private static Lookup one(Data data) {
        if (data.isFields()) {
            return structured(data, data.fields());
        }
        String text = data.text();
        if (text.startsWith("-")) {
            return new Lookup.Option(text);
        }
        if (text.startsWith("$")) {
            return new Lookup.Variable(text.substring(1));
        }
        if (text.startsWith("=")) {
            return new Lookup.Fixed(text.substring(1).strip());
        }
        if (text.startsWith("value ")) {
            return new Lookup.Named(text.substring("value ".length()));
        }
        if (text.startsWith("receiver ")) {
            return new Lookup.Receiver(text.substring("receiver ".length()));
        }
        if (text.equals("input")) {
            return new Lookup.Input();
        }
        if (text.equals("name")) {
            return new Lookup.CommandName();
        }
        Matcher operands = OPERANDS.matcher(text);
        if (operands.matches()) {
            return operands(operands);
        }
        if (text.matches("[A-Za-z0-9_][\\w.:-]*")) {
            return new Lookup.Option(text);
        }
        throw data.wrong("`" + text + "` is no place where a value is found");
    }

    private static Lookup structured(Data data, Map<String, Data> fields) {
        if (fields.containsKey("lines-of")) {
            return new Lookup.Lines(read(text(data, "lines-of")));
        }
        if (fields.containsKey("files")) {
            data.fields(Set.of("files", "like"));
            return new Lookup.InFiles(
                    text(data, "files").words(), text(data, "like").text());
        }
        if (fields.containsKey("unknown")) {
            return new Lookup.NotKnown(
                    text(data, "unknown").text(), text(data, "because").text());
        }
        return fields.containsKey("file") ? setting(data) : filtered(data);
    }

    private static Data text(Data data, String key) {
        Data found = data.fields().get(key);
        if (found == null) {
            throw data.wrong("`" + key + "` is missing");
        }
        return found;
    }

    private static Lookup operands(Matcher matcher) {
        if (matcher.group(1) != null) {
            return new Lookup.Operands(-1, Integer.MAX_VALUE);
        }
        if (matcher.group(2) == null) {
            return new Lookup.Operands(0, Integer.MAX_VALUE);
        }
        int from = Integer.parseInt(matcher.group(2));
        if (matcher.group(3) == null) {
            return new Lookup.Operands(from, from + 1);
        }
        return new Lookup.Operands(
                from, matcher.group(4) == null ? Integer.MAX_VALUE : Integer.parseInt(matcher.group(4)));
    }

    private static Lookup setting(Data data) {
        Data section = data.fields(Set.of("file", "section", "key")).get("section");
        return new Lookup.Setting(
                text(data, "file").text(),
                section == null ? "" : section.text(),
                text(data, "key").text());
    }

    private static Lookup filtered(Data data) {
        Map<String, Data> fields = data.fields(Set.of("of", "like", "shown", "map", "is"));
        Data like = fields.get("like");
        Data shown = fields.get("shown");
        Data map = fields.get("map");
        Data is = fields.get("is");
        Map<String, String> names = new HashMap<>();
        if (map != null) {
            map.fields().forEach((from, to) -> names.put(from, to.text()));
        }
        return new Lookup.Filtered(
                read(text(data, "of")),
                like == null ? null : Pattern.compile(like.text(), Pattern.DOTALL),
                shown == null ? null : Pattern.compile(shown.text()),
                names,
                is == null ? null : is.text());
    }
}
