package org.egressaudit.demand.script.ruby;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Calls;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Raised;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.scan.Captures;
import org.egressaudit.demand.script.scan.CommonFunctions;
import org.egressaudit.demand.script.scan.EnvironmentFile;
import org.egressaudit.demand.script.scan.FileLines;
import org.egressaudit.demand.script.scan.FileNames;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.scan.Replacements;
import org.egressaudit.demand.script.scan.StructuredData;
import org.egressaudit.demand.script.scan.UrlParts;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Functions of Ruby and of its library whose values are followed; all others are told. */
final class RubyFunctions {

    private RubyFunctions() {}

    static Map<String, NativeFunction> all() {
        Map<String, NativeFunction> all = new HashMap<>();
        for (String quiet : List.of(
                "puts",
                "print",
                "p",
                "pp",
                "warn",
                "printf",
                "sleep",
                "rand",
                "srand",
                "trap",
                "at_exit",
                "Time.now",
                "Date.today",
                "binding",
                "caller",
                "gets",
                "catch",
                "File.exist?",
                "File.write",
                "FileUtils.mkdir_p",
                "Dir.mkdir",
                "$stdout.puts",
                "$stderr.puts",
                "STDOUT.puts",
                "STDERR.puts",
                "JSON.generate")) {
            all.put(
                    quiet,
                    (machine, given) -> new Value.Unknown(quiet + "(...)", "only the run will know it", given.place()));
        }
        for (String same : List.of(
                "String",
                "Integer",
                "Array",
                "URI",
                "URI.parse",
                "URI.encode",
                "CGI.escape",
                "Shellwords.escape",
                "URI.encode_www_form_component",
                "Addressable::URI.parse")) {
            all.put(same, (machine, given) -> given.at(0));
        }
        CommonFunctions.texts(all, "dirname", "basename");
        Captures.register(all);
        all.put(Replacements.EXPRESSION, (machine, given) -> Replacements.expression(given));
        all.put("File.dirname", all.get("dirname"));
        all.put("File.basename", all.get("basename"));
        all.put(
                "File.join",
                (machine, given) ->
                        CommonFunctions.join(Value.text("/", given.place()), given.positional(), given.place()));
        all.put(
                "Shellwords.join",
                (machine, given) -> given.at(0) instanceof ListValue list
                        ? CommonFunctions.join(Value.text(" ", given.place()), list.items(), given.place())
                        : null);
        for (String glob : List.of("Dir.glob", "Dir.[]")) {
            all.put(glob, (machine, given) -> FileNames.matching(machine, given.text(0, "pattern"), given.place()));
        }
        for (String names : List.of("Dir.children", "Dir.each_child", "Dir.entries")) {
            all.put(names, (machine, given) -> FileNames.in(machine, given.text(0, "dirname"), given.place()));
        }
        all.put("File.expand_path", RubyFunctions::expand);
        all.put("URI.join", (machine, given) -> Words.join(given.positional(), given.place()));
        all.put("URI::HTTP.build", RubyFunctions::build);
        all.put("URI::HTTPS.build", RubyFunctions::build);
        all.put("format", CommonFunctions::format);
        all.put("sprintf", CommonFunctions::format);
        for (String quit : List.of("exit", "exit!", "abort")) {
            all.put(quit, (machine, given) -> {
                Value status = given.at(0);
                throw machine.raise(Raised.exit(
                        quit.equals("abort") ? (Integer) 1 : status == null ? (Integer) 0 : Calls.exitStatus(status)));
            });
        }
        for (String file : List.of("File.read", "IO.read")) {
            all.put(file, RubyFunctions::content);
        }
        for (String lines : List.of("File.readlines", "IO.readlines", "File.foreach", "IO.foreach")) {
            all.put(lines, (machine, given) -> lines(machine, given, lines.endsWith("foreach")));
        }
        for (String load : List.of("Dotenv.load", "Dotenv.load!", "Dotenv.overload")) {
            all.put(load, (machine, given) -> dotenv(machine, given));
        }
        all.put("YAML.load_file", (machine, given) -> data(source(machine, given), machine, given));
        all.put("YAML.safe_load_file", all.get("YAML.load_file"));
        for (String parse : List.of("YAML.load", "YAML.safe_load", "JSON.parse")) {
            all.put(parse, (machine, given) -> {
                Word word = given.word(0, "text");
                Source source = word instanceof Word.Known known ? Source.of(known.origin(), known.text()) : null;
                return data(source, machine, given);
            });
        }
        all.put("require", (machine, given) -> required(machine, given, false));
        all.put("require_relative", (machine, given) -> required(machine, given, true));
        all.put("load", (machine, given) -> required(machine, given, false));
        all.put(
                "loop",
                (machine, given) -> given.at(0) == null
                        ? null
                        : machine.maybe(
                                () -> machine.calls().call(value(given), Arguments.none(given.place()), "?"),
                                given.place()));
        RubyStructs.register(all);
        for (String part : List.of("Pathname.new", "Pathname")) {
            all.put(part, (machine, given) -> given.at(0));
        }
        all.put("Thread.new", (machine, given) -> {
            List<Value> values = given.positional();
            List<Value> passed = values.subList(0, Math.max(0, values.size() - 1));
            return machine.calls().call(value(given), Arguments.of(given.place(), passed), "?");
        });
        return Map.copyOf(all);
    }

    private static Value value(Arguments given) {
        Value last = given.at(given.positional().size() - 1);
        return last == null ? Value.nothing(given.place()) : last;
    }

    /** A part of a URL. */
    static @Nullable Value part(Value.Scalar url, String name, Span place) {
        UrlParts parts = UrlParts.of(url.text());
        if (parts == null) {
            return null;
        }
        String usual = parts.scheme().equals("https") ? "443" : parts.scheme().equals("http") ? "80" : "";
        String part = switch (name) {
            case "scheme" -> parts.scheme();
            case "host", "hostname" -> parts.host();
            case "port" -> parts.port().isEmpty() ? usual : parts.port();
            case "query" -> parts.query();
            case "path", "request_uri" -> parts.path();
            default -> null;
        };
        return part == null ? null : Words.change(url, place, whole -> part);
    }

    private static @Nullable Value build(Machine machine, Arguments given) {
        Value host = given.named("host");
        Value path = given.named("path");
        return host == null
                ? null
                : Words.join(
                        List.of(
                                Value.text("https://", given.place()),
                                host,
                                path == null ? Value.text("", given.place()) : path),
                        given.place());
    }

    private static @Nullable Value expand(Machine machine, Arguments given) {
        String path = given.text(0, "path");
        String base = given.text(1, "base");
        String folder = base == null ? machine.directory() : base;
        if (path == null || (!path.startsWith("/") && folder == null)) {
            return given.at(0);
        }
        return Value.text(PlainLanguage.normal(path.startsWith("/") ? path : folder + "/" + path), given.place());
    }

    private static @Nullable Source source(Machine machine, Arguments given) {
        String path = given.text(0, "path");
        String folder = machine.directory();
        if (path == null || (!path.startsWith("/") && folder == null)) {
            return null;
        }
        String full = PlainLanguage.normal(path.startsWith("/") ? path : folder + "/" + path);
        return machine.execution().file(full) instanceof Sources.Content.Text text ? text.source() : null;
    }

    private static Value content(Machine machine, Arguments given) {
        Source source = source(machine, given);
        return source == null
                ? missing(given)
                : new Value.Scalar(
                        Kind.STRING,
                        new Word.Known(source.text(), given.place(), source.span(0, 0), Certainty.DERIVED));
    }

    /** The lines of a file, each given to a block where there is one. */
    private static @Nullable Value lines(Machine machine, Arguments given, boolean walks) {
        Source source = source(machine, given);
        if (source == null) {
            return walks ? null : missing(given);
        }
        Value all = FileLines.of(source, "", given.place());
        Value block = given.at(given.positional().size() - 1);
        return walks && block instanceof Value.Routined
                ? CommonFunctions.each(machine, block, all, given.place())
                : all;
    }

    private static Value dotenv(Machine machine, Arguments given) {
        List<Value> files =
                given.positional().isEmpty() ? List.of(Value.text(".env", given.place())) : given.positional();
        for (Value file : files) {
            String path = PlainLanguage.string(file);
            if (path != null && (path.startsWith("/") || machine.directory() != null)) {
                EnvironmentFile.load(
                        machine, PlainLanguage.normal(path.startsWith("/") ? path : machine.directory() + "/" + path));
            }
        }
        return machine.environment();
    }

    private static Value missing(Arguments given) {
        return new Value.Unknown(
                "File.read('" + given.text(0, "path") + "')",
                "the file is not among the project's files; map it, or declare what it reaches",
                given.place());
    }

    private static Value data(@Nullable Source source, Machine machine, Arguments given) {
        Value value = source == null ? null : StructuredData.yaml(source, machine);
        return value == null ? missing(given) : value;
    }

    private static Value required(Machine machine, Arguments given, boolean relative) {
        String name = given.text(0, "path");
        if ("dotenv/load".equals(name)) {
            return dotenv(machine, Arguments.none(given.place()));
        }
        Frame caller = machine.caller();
        String script = PlainLanguage.scriptFolder(machine);
        if (name == null || caller == null || script == null) {
            return Value.truth(true, given.place());
        }
        // a file sees no variables of the place that asks for it
        Frame top = Frame.of(caller.module(), caller.source());
        String file = name.endsWith(".rb") ? name : name + ".rb";
        List<String> folders = new ArrayList<>();
        if (relative) {
            folders.add(folderOf(caller, script, machine));
        } else {
            for (Value folder :
                    machine.properties().get(LOAD_PATH) instanceof ListValue list ? list.items() : List.<Value>of()) {
                String path = PlainLanguage.string(folder);
                if (path != null) {
                    folders.add(path.startsWith("/") ? path : script + "/" + path);
                }
            }
            folders.addAll(List.of(script, script + "/lib", script + "/../lib"));
            if (machine.directory() != null) {
                folders.add(machine.directory());
            }
        }
        for (String folder : folders) {
            String path = PlainLanguage.normal(name.startsWith("/") ? file : folder + "/" + file);
            if (PlainLanguage.include(machine, path, top, given.place(), true) != null) {
                return Value.truth(true, given.place());
            }
        }
        if (relative || name.startsWith("/") || name.startsWith(".")) {
            machine.missing(name, given.place());
        }
        return Value.truth(true, given.place());
    }

    private static String folderOf(Frame caller, String script, Machine machine) {
        String file = PlainLanguage.installed(machine, caller);
        return file == null ? script : file.substring(0, Math.max(1, file.lastIndexOf('/')));
    }

    /** Property of the run that holds {@code $LOAD_PATH}. */
    private static final String LOAD_PATH = "load path";

    /** {@code $LOAD_PATH}, also {@code $:}. */
    static Value loadPath(Machine machine) {
        return machine.properties().computeIfAbsent(LOAD_PATH, key -> Value.list(Container.LIST, List.of()));
    }
}
