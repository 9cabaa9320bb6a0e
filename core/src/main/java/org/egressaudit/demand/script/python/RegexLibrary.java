package org.egressaudit.demand.script.python;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.RegularExpressions;
import org.egressaudit.demand.script.scan.Replacements;
import org.jspecify.annotations.Nullable;

/** The module {@code re} on known texts; what is not known is told as a call. */
final class RegexLibrary {

    /** The name of what {@code re.compile} makes. */
    static final String COMPILED = "re.Pattern";

    private static final Map<String, String> FLAGS = Map.of(
            "re.I", "i",
            "re.IGNORECASE", "i",
            "re.M", "m",
            "re.MULTILINE", "m",
            "re.S", "s",
            "re.DOTALL", "s",
            "re.X", "x",
            "re.VERBOSE", "x");

    private RegexLibrary() {}

    static void register(Map<String, NativeFunction> all) {
        for (String name : List.of("match", "search", "fullmatch")) {
            all.put("re." + name, (machine, given) -> matched(machine, given, name));
        }
        all.put("re.sub", (machine, given) -> replaced(given));
        all.put("re.split", (machine, given) -> {
            String body = given.text(0, "pattern");
            return body == null || given.size() > 2
                    ? null
                    : RegularExpressions.split(
                            RegularExpressions.of(body, ""), given.parameter(1, "string"), 0, given.place());
        });
        all.put("re.compile", (machine, given) -> {
            Value pattern = given.parameter(0, "pattern");
            Value flags = given.parameter(1, "flags");
            return PythonLanguage.string(pattern) == null || pattern == null
                    ? null
                    : Builtins.object(
                            machine,
                            COMPILED,
                            flags == null ? Map.of("of", pattern) : Map.of("of", pattern, "in", flags));
        });
    }

    /** A method of a compiled expression, or null. */
    static @Nullable Value member(Value.Made compiled, String name) {
        Value pattern = compiled.attributes().get("of");
        Value flags = compiled.attributes().get("in");
        if (pattern == null) {
            return null;
        }
        return switch (name) {
            case "match", "search", "fullmatch" ->
                new Value.Native(
                        name,
                        (machine, given) ->
                                given.at(0) == null ? null : matched(machine, with(pattern, flags, given), name));
            case "sub" ->
                new Value.Native(
                        name,
                        (machine, given) ->
                                given.size() != 2 || flags != null ? null : replaced(given.prepend(pattern)));
            default -> null;
        };
    }

    private static Arguments with(Value pattern, @Nullable Value flags, Arguments given) {
        Value text = given.at(0);
        return text == null
                ? given
                : Arguments.of(given.place(), flags == null ? List.of(pattern, text) : List.of(pattern, text, flags));
    }

    private static @Nullable Value matched(Machine machine, Arguments given, String name) {
        String body = given.text(0, "pattern");
        String flags = flags(given.parameter(2, "flags"));
        if (body == null || flags == null) {
            return null;
        }
        String anchored = name.equals("search") ? body : "\\A(?:" + body + ")" + (name.equals("match") ? "" : "\\z");
        return RegularExpressions.groups(
                machine, RegularExpressions.of(anchored, flags), given.parameter(1, "string"), given.place());
    }

    private static @Nullable Value replaced(Arguments given) {
        String body = given.text(0, "pattern");
        String flags = flags(given.parameter(4, "flags"));
        Value by = given.parameter(1, "repl");
        if (body == null || flags == null || given.parameter(3, "count") != null || !(by instanceof Value.Scalar)) {
            return null;
        }
        String text = PythonLanguage.string(by);
        Value with = text == null ? by : Value.text(text.replaceAll("\\\\g<(\\d)>", "\\\\$1"), given.place());
        Pattern pattern = RegularExpressions.of(body, flags);
        return Replacements.replace(
                given.parameter(2, "string"), pattern, with, Replacements.Marks.BACKSLASH, true, given.place());
    }

    /** The letters of a flag; null when only the run will know them. */
    private static @Nullable String flags(@Nullable Value flags) {
        return flags == null ? "" : flags instanceof Value.External one ? FLAGS.get(one.name()) : null;
    }
}
