package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.jspecify.annotations.Nullable;

/** {@code string.Template}: a text with {@code $name} and <code>${name}</code> in it. */
final class Templates {

    static final String NAME = "string.Template";

    private static final Pattern PLACE = Pattern.compile("\\$(?:(\\$)|([A-Za-z_]\\w*)|\\{([A-Za-z_]\\w*)\\})");

    private Templates() {}

    static void register(Map<String, NativeFunction> all) {
        all.put(NAME, (machine, given) -> {
            Value text = given.parameter(0, "template");
            return PythonLanguage.string(text) == null || text == null
                    ? null
                    : Builtins.object(machine, NAME, Map.of("template", text));
        });
    }

    static @Nullable Value member(Value.Made template, String name) {
        Value text = template.attributes().get("template");
        return text != null && (name.equals("substitute") || name.equals("safe_substitute"))
                ? new Value.Native(name, (machine, given) -> filled(text, given))
                : null;
    }

    private static @Nullable Value filled(Value template, Arguments given) {
        String text = PythonLanguage.string(template);
        if (text == null) {
            return null;
        }
        List<Value> parts = new ArrayList<>();
        Matcher places = PLACE.matcher(text);
        int from = 0;
        while (places.find()) {
            parts.add(Value.text(text.substring(from, places.start()), given.place()));
            from = places.end();
            String name = places.group(2) == null ? places.group(3) : places.group(2);
            parts.add(name == null ? Value.text("$", given.place()) : value(name, given));
        }
        parts.add(Value.text(text.substring(from), given.place()));
        return Words.join(parts, given.place());
    }

    private static Value value(String name, Arguments given) {
        Value value = given.named(name);
        if (value == null && given.at(0) instanceof MapValue map) {
            value = map.get(name);
        }
        return value != null
                ? value
                : new Value.Unknown(
                        "$" + name, "the template has a place for it, but no value that a reader knows", given.place());
    }
}
