package org.egressaudit.demand.script.javascript;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Namespace;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.tree.Expression;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Modules of the project, found as Node's chapter "Modules: CommonJS modules" says; others are libraries. */
final class NodeModules {

    private static final List<String> ENDINGS = List.of("", ".js", ".cjs", ".mjs", ".json", "/index.js");

    private NodeModules() {}

    /** The names every module has from the start. */
    static Map<String, Value> globals(Machine machine, String path, Span place) {
        MapValue module = new MapValue();
        MapValue exports = new MapValue();
        module.put(machine.journal(), "exports", exports);
        Map<String, Value> globals = new HashMap<>();
        globals.put("module", module);
        globals.put("exports", exports);
        globals.put("__filename", Value.text(path, place));
        globals.put("__dirname", Value.text(path.substring(0, Math.max(1, path.lastIndexOf('/'))), place));
        return globals;
    }

    static Value require(Machine machine, Arguments given) {
        String name = given.text(0, "module");
        Frame caller = machine.caller();
        return name == null || caller == null
                ? new Value.Unknown("require(...)", "only the run will know which module it is", given.place())
                : module(machine, name, caller, given.place());
    }

    /** What a module exports. */
    static Value module(Machine machine, String name, Frame frame, Span place) {
        if (!name.startsWith(".") && !name.startsWith("/")) {
            return library(machine, name.startsWith("node:") ? name.substring("node:".length()) : name, place);
        }
        String folder = PlainLanguage.string(frame.module().globals().get("__dirname"));
        String base = PlainLanguage.normal(name.startsWith("/") || folder == null ? name : folder + "/" + name);
        for (String ending : ENDINGS) {
            Sources.Content content = machine.execution().file(base + ending);
            if (content instanceof Sources.Content.Text text) {
                return exports(machine, base + ending, text.source(), place);
            }
        }
        machine.missing(name, place);
        return new Value.External(name);
    }

    /** A part of a package is named as its member: {@code mysql2/promise} is {@code mysql2.promise}. */
    private static Value library(Machine machine, String name, Span place) {
        if (name.equals("dotenv/config")) {
            NodeFunctions.dotenv(machine, Arguments.none(place));
        }
        return new Value.External(name.replace('/', '.'));
    }

    private static Value exports(Machine machine, String path, Source source, Span place) {
        if (path.endsWith(".json")) {
            Value data = data(machine, source);
            return data == null ? new MapValue("the file") : data;
        }
        Value.Module module = machine.module(path, path, source, place, globals(machine, path, place));
        Value holder = module.globals().get("module");
        Value exports = holder instanceof MapValue map ? map.get("exports") : null;
        return exports == null ? new MapValue() : exports;
    }

    /** JSON reads as an expression of JavaScript; null when it does not. */
    static @Nullable Value data(Machine machine, Source source) {
        Expression expression = JavaScriptGrammar.data(source);
        return expression == null
                ? null
                : machine.evaluate(expression, Frame.of(new Value.Module("json", new Namespace()), source));
    }
}
