package org.egressaudit.demand.script.javascript;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Calls;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Raised;
import org.egressaudit.demand.script.machine.Rows;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.scan.CommonFunctions;
import org.egressaudit.demand.script.scan.EnvironmentFile;
import org.egressaudit.demand.script.scan.FileNames;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.scan.Replacements;
import org.egressaudit.demand.script.scan.StructuredData;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Functions of the language and of Node whose values are followed; all others are told. */
final class NodeFunctions {

    /** What a variable holds that is declared and not set. */
    static final String UNSET = "undefined variable";

    private NodeFunctions() {}

    static Map<String, NativeFunction> all() {
        Map<String, NativeFunction> all = new HashMap<>();
        for (String quiet : List.of(
                "console.log",
                "console.error",
                "console.warn",
                "console.info",
                "console.debug",
                "parseFloat",
                "isNaN",
                "Date",
                "Date.now",
                "Math.random",
                "Math.floor",
                "Math.round",
                "JSON.stringify",
                "Error",
                "Symbol",
                "clearTimeout",
                "clearInterval",
                "fs.writeFileSync",
                "fs.existsSync",
                "fs.mkdirSync",
                "fs.appendFileSync",
                "URLSearchParams",
                "Buffer.from",
                "TextDecoder")) {
            all.put(
                    quiet,
                    (machine, given) -> new Value.Unknown(quiet + "(...)", "only the run will know it", given.place()));
        }
        for (String same : List.of(
                "String",
                "Number",
                "parseInt",
                "encodeURIComponent",
                "encodeURI",
                "decodeURIComponent",
                "Promise.all",
                "Promise.allSettled",
                "Promise.resolve",
                "Promise.race",
                "Object.freeze",
                "Object",
                "util.promisify",
                "Array.from",
                "path.normalize")) {
            all.put(same, (machine, given) -> given.at(0));
        }
        all.put(
                "Array.isArray",
                (machine, given) -> given.at(0) instanceof ListValue
                        ? Value.truth(true, given.place())
                        : given.at(0) instanceof Value.Scalar || given.at(0) instanceof MapValue
                                ? Value.truth(false, given.place())
                                : null);
        all.put("Math.max", (machine, given) -> extreme(given, true));
        all.put("Math.min", (machine, given) -> extreme(given, false));
        for (String later :
                List.of("setTimeout", "setInterval", "setImmediate", "process.nextTick", "queueMicrotask")) {
            all.put(later, (machine, given) -> run(machine, given.at(0), List.of(), given.place()));
        }
        all.put("Promise", (machine, given) -> {
            Value[] resolved = {Value.nothing(given.place())};
            NativeFunction resolve = (inner, value) -> {
                resolved[0] = value.at(0) == null ? resolved[0] : value.at(0);
                return Value.nothing(value.place());
            };
            run(
                    machine,
                    given.at(0),
                    List.of(
                            new Value.Native("resolve", resolve),
                            new Value.Native("reject", (inner, value) -> Value.nothing(value.place()))),
                    given.place());
            return resolved[0];
        });
        all.put(Replacements.EXPRESSION, (machine, given) -> Replacements.expression(given));
        all.put("process.exit", (machine, given) -> {
            Value status = given.at(0);
            throw machine.raise(Raised.exit(status == null ? (Integer) 0 : Calls.exitStatus(status)));
        });
        all.put(
                "process.cwd",
                (machine, given) ->
                        machine.directory() == null ? null : Value.text(machine.directory(), given.place()));
        all.put("process.on", (machine, given) -> Value.nothing(given.place()));
        all.put("JSON.parse", (machine, given) -> {
            Value text = given.at(0);
            Word word = text instanceof Value.Scalar scalar ? scalar.word() : null;
            return word instanceof Word.Known known
                    ? NodeModules.data(machine, Source.of(known.origin(), known.text()))
                    : new Value.Unknown("JSON.parse(...)", "it is data that only the run will know", given.place());
        });
        for (String parse : List.of(
                "js-yaml.load", "js-yaml.safeLoad", "js-yaml.default.load", "yaml.parse", "yaml.default.parse")) {
            all.put(parse, (machine, given) -> StructuredData.parsed(given.at(0), machine));
        }
        for (String parse : List.of("ini.parse", "ini.decode", "ini.default.parse")) {
            all.put(
                    parse,
                    (machine, given) ->
                            given.at(0) instanceof Value.Scalar text && text.word() instanceof Word.Known known
                                    ? StructuredData.ini(Source.of(known.origin(), known.text()), machine)
                                    : null);
        }
        for (String glob :
                List.of("glob.sync", "glob.globSync", "fast-glob.sync", "globby.sync", "globby.globbySync")) {
            all.put(glob, (machine, given) -> FileNames.matching(machine, given.text(0, "pattern"), given.place()));
        }
        all.put("fs.readdirSync", (machine, given) -> FileNames.in(machine, given.text(0, "path"), given.place()));
        all.put("fs.readFileSync", NodeFunctions::content);
        all.put("fs.promises.readFile", NodeFunctions::content);
        all.put("fs/promises.readFile", NodeFunctions::content);
        for (String join : List.of("path.join", "path.resolve")) {
            all.put(join, NodeFunctions::path);
        }
        CommonFunctions.texts(all, "dirname", "basename");
        all.put("path.dirname", all.get("dirname"));
        all.put("path.basename", all.get("basename"));
        all.put(
                "Object.keys",
                (machine, given) -> given.at(0) instanceof MapValue map ? map.keys(given.place()) : null);
        all.put("Object.values", (machine, given) -> given.at(0) instanceof MapValue map ? map.values() : null);
        all.put(
                "Object.entries",
                (machine, given) ->
                        given.at(0) instanceof MapValue map ? map.pairs(Container.LIST, given.place()) : null);
        all.put("Object.assign", NodeFunctions::assign);
        all.put("config.get", NodeConfig::get);
        all.put("url.parse", (machine, given) -> given.at(0));
        all.put(
                UNSET,
                (machine, given) -> new Value.Unknown(
                        "...", "nothing that was read sets it; declare what it reaches", given.place(), true));
        for (String sdk : List.of("aws-sdk.config.update", "aws-sdk.default.config.update")) {
            all.put(sdk, (machine, given) -> {
                Value region = given.at(0) instanceof MapValue map ? map.get("region") : null;
                if (region != null) {
                    machine.externals().put(machine.journal(), "aws-sdk.config.region", region);
                }
                return null;
            });
        }
        all.put("URL", NodeFunctions::url);
        all.put("url.URL", NodeFunctions::url);
        all.put("dotenv.config", NodeFunctions::dotenv);
        all.put("process.loadEnvFile", (machine, given) -> {
            MapValue options = new MapValue();
            Value path = given.at(0);
            if (path != null) {
                options.put(machine.journal(), "path", path);
            }
            return dotenv(machine, Arguments.of(given.place(), List.of(options)));
        });
        all.put("Map", NodeMaps::make);
        // the items of a set are those of the list it is made of
        all.put("Set", (machine, given) -> given.at(0) == null ? Value.list(Container.LIST, List.of()) : given.at(0));
        return Map.copyOf(all);
    }

    static Value run(Machine machine, @Nullable Value function, List<Value> arguments, Span place) {
        return function == null
                ? Value.nothing(place)
                : machine.calls().call(function, Arguments.of(place, arguments), "?");
    }

    /** A promise is its value: {@code then} goes on with it, {@code catch} may be reached. */
    static Value promised(Value object, String name) {
        return new Value.Native(name, (machine, given) -> {
            if (name.equals("then")) {
                Value rejected = given.at(1);
                if (rejected != null) {
                    machine.maybe(() -> run(machine, rejected, List.of(), given.place()), given.place());
                }
                return run(machine, given.at(0), List.of(object), given.place());
            }
            Value function = given.at(0);
            if (function != null) {
                machine.maybe(() -> run(machine, function, List.of(), given.place()), given.place());
            }
            return object;
        });
    }

    /** {@code function.call(self, first...)} and {@code function.apply(self, list)} (20.2.3.1, 20.2.3.3). */
    static Value calledFor(Value function, boolean list) {
        return new Value.Native("call", (machine, given) -> {
            Value self = given.at(0);
            Value called = function instanceof Value.Routined routined && self != null && !self.isNothing()
                    ? routined.bind(self)
                    : function;
            Arguments arguments = given.drop(1);
            Value row = given.at(1);
            if (list && row != null && !row.isNothing()) {
                List<Value> items = row instanceof ListValue known ? known.items() : List.of();
                boolean more = !(row instanceof ListValue known) || known.open();
                arguments =
                        new Arguments(Arguments.of(given.place(), items).passed(), more, given.place(), given.callee());
            }
            return machine.calls().call(called, arguments, "?");
        });
    }

    /** {@code function.bind(self, first…)}: the function with its first arguments given (20.2.3.2). */
    static Value bound(Value function) {
        return new Value.Native("bind", (machine, given) -> {
            List<Value> first = given.drop(1).positional();
            return first.isEmpty()
                    ? function
                    : new Value.Native("bound", (inner, more) -> {
                        List<Value> all = new ArrayList<>(first);
                        all.addAll(more.positional());
                        return run(inner, function, all, more.place());
                    });
        });
    }

    static Value argv(Machine machine, Span place) {
        List<Value> words = new ArrayList<>();
        words.add(Value.text("node", place));
        words.add(Value.text(
                machine.program().path() == null ? "-" : machine.program().path(), place));
        machine.program().arguments().forEach(word -> words.add(new Value.Scalar(Kind.STRING, word)));
        return Value.list(Container.LIST, words);
    }

    private static @Nullable Value extreme(Arguments given, boolean greatest) {
        return given.open() ? null : Rows.extreme(Value.list(Container.LIST, given.positional()), greatest);
    }

    private static Value content(Machine machine, Arguments given) {
        String path = given.text(0, "path");
        String folder = machine.directory();
        if (path != null && (path.startsWith("/") || folder != null)) {
            String full = PlainLanguage.normal(path.startsWith("/") ? path : folder + "/" + path);
            if (machine.execution().file(full) instanceof Sources.Content.Text text) {
                Source source = text.source();
                return new Value.Scalar(
                        Kind.STRING,
                        new Word.Known(source.text(), given.place(), source.span(0, 0), Certainty.DERIVED));
            }
        }
        return new Value.Unknown(
                "readFileSync('" + path + "')",
                "the file is not among the project's files; map it, or declare what it reaches",
                given.place());
    }

    private static Value path(Machine machine, Arguments given) {
        List<Value> parts = new ArrayList<>();
        for (Value part : given.positional()) {
            if (!parts.isEmpty()) {
                parts.add(Value.text("/", given.place()));
            }
            parts.add(part);
        }
        Value joined = Words.join(parts, given.place());
        String text = PlainLanguage.string(joined);
        return text == null || !text.startsWith("/") ? joined : Value.text(PlainLanguage.normal(text), given.place());
    }

    private static @Nullable Value assign(Machine machine, Arguments given) {
        if (!(given.at(0) instanceof MapValue target)) {
            return given.at(0);
        }
        for (Value more : given.drop(1).positional()) {
            if (more instanceof MapValue map) {
                target.putAll(machine.journal(), map, given.place());
            } else {
                target.opens(machine.journal(), given.place());
            }
        }
        return target;
    }

    /** {@code new URL(path, base)} is its text. */
    private static @Nullable Value url(Machine machine, Arguments given) {
        Value path = given.at(0);
        Value base = given.at(1);
        String start = PlainLanguage.string(path);
        if (base == null || path == null || (start != null && start.contains("://"))) {
            return path;
        }
        boolean slash = start != null && start.startsWith("/");
        Value top = base instanceof Value.Scalar text
                ? Words.change(text, given.place(), whole -> top(whole, slash))
                : base;
        return Words.join(List.of(top, path), given.place());
    }

    private static String top(String base, boolean fromRoot) {
        int host = base.indexOf("://") < 0 ? 0 : base.indexOf("://") + 3;
        int slash = base.indexOf('/', host);
        if (slash < 0) {
            return fromRoot ? base : base + "/";
        }
        return fromRoot ? base.substring(0, slash) : base.substring(0, base.lastIndexOf('/') + 1);
    }

    /** {@code dotenv.config({path})}: one file, or several of which the first to set a variable counts. */
    static Value dotenv(Machine machine, Arguments given) {
        Value named = given.at(0) instanceof MapValue options ? options.get("path") : null;
        List<Value> paths = named instanceof ListValue several
                ? several.items()
                : List.of(named == null ? Value.text(".env", given.place()) : named);
        for (Value path : paths) {
            String file = PlainLanguage.string(path);
            if (file != null && (file.startsWith("/") || machine.directory() != null)) {
                EnvironmentFile.load(
                        machine, PlainLanguage.normal(file.startsWith("/") ? file : machine.directory() + "/" + file));
            }
        }
        return machine.environment();
    }
}
