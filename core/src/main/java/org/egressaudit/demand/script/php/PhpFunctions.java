package org.egressaudit.demand.script.php;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Calls;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Raised;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.CommonFunctions;
import org.egressaudit.demand.script.scan.FileNames;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.scan.StructuredData;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.jspecify.annotations.Nullable;

/** PHP's functions whose values are followed; all others are told. */
final class PhpFunctions {

    private PhpFunctions() {}

    static Map<String, NativeFunction> all() {
        Map<String, NativeFunction> all = new HashMap<>();
        for (String quiet : List.of(
                "print",
                "printf",
                "var_dump",
                "print_r",
                "error_log",
                "date",
                "time",
                "microtime",
                "sleep",
                "usleep",
                "set_time_limit",
                "error_reporting",
                "date_default_timezone_set",
                "preg_match_all",
                "unset",
                "header",
                "json_encode",
                "serialize",
                "ob_start",
                "flush",
                "fclose",
                "fwrite",
                "fputs",
                "register_shutdown_function",
                "ksort",
                "file_put_contents",
                "unlink",
                "mkdir",
                "md5",
                "sha1",
                "rand",
                "mt_rand",
                "number_format",
                "simplexml_load_string",
                "array_push",
                "function_exists",
                "class_exists",
                "strtotime",
                "round",
                "filesize")) {
            all.put(
                    quiet,
                    (machine, given) -> new Value.Unknown(quiet + "(...)", "only the run will know it", given.place()));
        }
        for (String same : List.of(
                "urlencode",
                "rawurlencode",
                "escapeshellarg",
                "escapeshellcmd",
                "htmlspecialchars",
                "strval",
                "utf8_encode",
                "realpath",
                "addslashes",
                "html_entity_decode",
                "stripslashes")) {
            all.put(same, (machine, given) -> given.at(0));
        }
        all.put(PhpClasses.INJECTED, PhpClasses::injected);
        all.put(PhpEnumerations.MAKE, PhpEnumerations::make);
        all.put("getopt", PhpOptions::taken);
        PhpArrays.register(all);
        PhpConsole.register(all);
        LaravelSchedule.register(all);
        Laravel.register(all);
        PhpQuestions.register(all);
        CommonFunctions.texts(all, "trim", "rtrim", "ltrim", "strtolower", "strtoupper", "dirname", "basename");
        all.put("sprintf", CommonFunctions::format);
        all.put("vsprintf", CommonFunctions::format);
        all.put("implode", CommonFunctions::join);
        all.put("join", CommonFunctions::join);
        all.put(
                "explode",
                (machine, given) -> CommonFunctions.split(given.at(1), given.text(0, "separator"), given.place()));
        all.put("str_replace", PhpTexts::replaced);
        all.put("strtr", PhpTexts::translated);
        all.put("parse_url", PhpTexts::urlParts);
        all.put("get_include_path", (machine, given) -> {
            Value path = machine.properties().get(PhpFiles.INCLUDE_PATH);
            return path == null ? Value.text(".", given.place()) : path;
        });
        all.put("set_include_path", (machine, given) -> {
            Value path = given.at(0);
            if (path != null) {
                machine.properties().put(PhpFiles.INCLUDE_PATH, path);
            }
            return Value.text(".", given.place());
        });
        all.put("ini_set", (machine, given) -> {
            Value path = given.at(1);
            if (path != null && "include_path".equals(given.text(0, "option"))) {
                machine.properties().put(PhpFiles.INCLUDE_PATH, path);
            }
            return Value.text("", given.place());
        });
        all.put("preg_replace", (machine, given) -> given.size() > 3 ? null : Expressions.replaced(given));
        all.put("preg_replace_callback", Expressions::replacedByFunction);
        all.put("preg_split", (machine, given) -> Expressions.split(given));
        all.put("preg_match", Expressions::matches);
        all.put("curl_setopt_array", (machine, given) -> {
            Value handle = given.at(0);
            if (handle != null && given.at(1) instanceof MapValue options) {
                for (String option : options.keys()) {
                    Value value = options.get(option);
                    if (value != null) {
                        List<Value> one = List.of(handle, MapValue.key(option, given.place()), value);
                        machine.calls()
                                .call(
                                        new Value.External("curl_setopt"),
                                        Arguments.of(given.place(), one),
                                        "curl_setopt");
                    }
                }
            }
            return Value.truth(true, given.place());
        });
        all.put("getenv", (machine, given) -> {
            String name = given.text(0, "name");
            return name == null ? machine.environment() : PlainLanguage.variable(machine, name, given.place());
        });
        all.put("putenv", PhpFunctions::putenv);
        all.put("define", (machine, given) -> {
            String name = given.text(0, "name");
            Value value = given.at(1);
            if (name != null && value != null) {
                machine.properties().put("constant " + name, value);
            }
            return Value.truth(true, given.place());
        });
        all.put(
                "defined",
                (machine, given) -> Value.truth(
                        machine.properties().containsKey("constant " + given.text(0, "name")), given.place()));
        all.put("constant", (machine, given) -> machine.properties().get("constant " + given.text(0, "name")));
        all.put(
                "array_map",
                (machine, given) -> CommonFunctions.each(machine, given.at(0), given.at(1), given.place()));
        all.put(
                "array_walk",
                (machine, given) -> CommonFunctions.each(machine, given.at(1), given.at(0), given.place()));
        // the address stands for the name that is looked up
        all.put("gethostbyname", (machine, given) -> given.at(0));
        all.put("sys_get_temp_dir", (machine, given) -> Value.text("/tmp", given.place()));
        all.put("tempnam", (machine, given) -> Value.text("/tmp/" + given.text(1, "prefix"), given.place()));
        all.put("spl_autoload_register", PhpClasses::register);
        all.put("php_sapi_name", (machine, given) -> Value.text("cli", given.place()));
        all.put("count", PhpFunctions::count);
        all.put("array_merge", PhpFunctions::merge);
        all.put("exit", PhpFunctions::exit);
        all.put("chdir", (machine, given) -> {
            machine.changeDirectory(given.text(0, "directory"));
            return Value.truth(true, given.place());
        });
        all.put(
                "getcwd",
                (machine, given) ->
                        machine.directory() == null ? null : Value.text(machine.directory(), given.place()));
        for (String include : List.of("include", "include_once", "require", "require_once")) {
            all.put(include, (machine, given) -> include(machine, given, include.endsWith("_once")));
        }
        for (String file : List.of("file_get_contents", "file", "fopen", "parse_ini_file", "simplexml_load_file")) {
            all.put(file, (machine, given) -> local(machine, given, file));
        }
        for (String parse : List.of("json_decode", "yaml_parse", "Symfony\\Component\\Yaml\\Yaml::parse")) {
            all.put(parse, (machine, given) -> StructuredData.parsed(given.at(0), machine));
        }
        for (String parse : List.of("yaml_parse_file", "Symfony\\Component\\Yaml\\Yaml::parseFile")) {
            all.put(
                    parse,
                    (machine, given) -> StructuredData.parsed(local(machine, given, "file_get_contents"), machine));
        }
        all.put(
                "call_user_func",
                (machine, given) -> given.at(0) == null
                        ? null
                        : machine.calls().call(named(given.at(0), machine), given.drop(1), "?"));
        all.put("call_user_func_array", (machine, given) -> {
            Value function = given.at(0);
            List<Value> values = given.at(1) instanceof ListValue list ? list.items() : List.of();
            return function == null
                    ? null
                    : machine.calls().call(named(function, machine), Arguments.of(given.place(), values), "?");
        });
        for (String hook : List.of("add_action", "add_filter")) {
            all.put(hook, (machine, given) -> {
                Value function = given.at(1);
                return function == null
                        ? null
                        : machine.repeat(
                                () -> machine.calls()
                                        .call(
                                                named(function, machine),
                                                new Arguments(List.of(), true, given.place(), given.callee()),
                                                "?"),
                                given.place());
            });
        }
        all.put("plugin_dir_path", (machine, given) -> {
            String file = given.text(0, "file");
            return file == null ? null : Value.text(file.substring(0, file.lastIndexOf('/') + 1), given.place());
        });
        for (String question : List.of("file_exists", "is_file", "is_readable", "is_dir")) {
            all.put(question, (machine, given) -> PhpFiles.exists(machine, given.text(0, "filename"), given.place()));
        }
        all.put("glob", (machine, given) -> FileNames.matching(machine, given.text(0, "pattern"), given.place()));
        all.put("scandir", (machine, given) -> FileNames.in(machine, given.text(0, "directory"), given.place()));
        all.put("compact", (machine, given) -> {
            MapValue map = new MapValue();
            for (Value name : given.positional()) {
                String text = PlainLanguage.string(name);
                Frame caller = machine.caller();
                Value value = text == null || caller == null ? null : caller.lookup("$" + text);
                if (text != null && value != null) {
                    map.put(machine.journal(), text, value);
                }
            }
            return map;
        });
        all.put("extract", (machine, given) -> {
            Frame caller = machine.caller();
            if (caller != null && given.at(0) instanceof MapValue map) {
                for (String name : map.keys()) {
                    Value value = map.get(name);
                    if (value != null) {
                        caller.assign(machine.journal(), "$" + name, value, false);
                    }
                }
            }
            return null;
        });
        all.put("stream_context_create", (machine, given) -> null);
        return Map.copyOf(all);
    }

    /** A function given by its name, a method as a pair of its object and its name. */
    static Value named(Value function, Machine machine) {
        if (function instanceof ListValue pair && pair.size() == 2) {
            String method = PlainLanguage.string(pair.items().get(1));
            return method == null
                    ? function
                    : machine.members()
                            .get(
                                    pair.items().get(0),
                                    method,
                                    machine.program().source().span(0, 0));
        }
        String name = PlainLanguage.string(function);
        Frame caller = machine.caller();
        Value own = name == null || caller == null
                ? null
                : caller.module().globals().get(name);
        return own != null ? own : name == null ? function : new Value.External(name);
    }

    private static Value putenv(Machine machine, Arguments given) {
        String text = given.text(0, "assignment");
        int equals = text == null ? -1 : text.indexOf('=');
        if (text != null && equals > 0) {
            machine.environment()
                    .put(
                            machine.journal(),
                            text.substring(0, equals),
                            Value.text(text.substring(equals + 1), given.place()));
        }
        return Value.truth(true, given.place());
    }

    private static @Nullable Value count(Machine machine, Arguments given) {
        if (given.at(0) instanceof ListValue list && !list.open()) {
            return Value.number(Integer.toString(list.size()), given.place());
        }
        if (given.at(0) instanceof MapValue map && !map.open() && map.unknownKeys() == null) {
            return Value.number(Integer.toString(map.keys().size()), given.place());
        }
        return new Value.Unknown("count(...)", "only the run will know it", given.place());
    }

    private static Value merge(Machine machine, Arguments given) {
        boolean maps = given.positional().stream().anyMatch(MapValue.class::isInstance);
        if (maps) {
            MapValue all = new MapValue();
            for (Value value : given.positional()) {
                if (value instanceof MapValue map) {
                    all.putAll(machine.journal(), map, given.place());
                }
            }
            return all;
        }
        java.util.ArrayList<Value> items = new java.util.ArrayList<>();
        boolean open = false;
        for (Value value : given.positional()) {
            if (value instanceof ListValue list) {
                items.addAll(list.items());
                open |= list.open();
            } else {
                open = true;
            }
        }
        return new ListValue(Container.LIST, items, open);
    }

    private static Value exit(Machine machine, Arguments given) {
        Value status = given.at(0);
        boolean text = status instanceof Value.Scalar scalar
                && scalar.kind() == org.egressaudit.demand.script.tree.Expression.Kind.STRING;
        throw machine.raise(Raised.exit(status == null || text ? (Integer) 0 : Calls.exitStatus(status)));
    }

    private static Value include(Machine machine, Arguments given, boolean once) {
        String path = given.text(0, "path");
        Frame caller = machine.caller();
        if (path != null && caller != null) {
            String full = PhpFiles.find(machine, path);
            boolean composer = PhpClasses.include(machine, full, given.place());
            if (composer && PhpConsole.run(machine, PhpClasses.root(full), caller, given.place())) {
                throw machine.raise(Raised.exit((Integer) null));
            }
            Value returned = PhpFiles.include(machine, full, caller, given.place(), once);
            if (returned != null) {
                return returned;
            }
            if (!composer) {
                machine.missing(path, given.place());
            }
        }
        return Value.truth(true, given.place());
    }

    /** A file of the machine itself is no need; what has a scheme, or is not known, is told. */
    private static @Nullable Value local(Machine machine, Arguments given, String function) {
        String path = given.text(0, "filename");
        if (path == null || path.contains("://") || path.startsWith("php:")) {
            return path != null && path.toLowerCase(Locale.ROOT).startsWith("php:")
                    ? Value.text("", given.place())
                    : null;
        }
        return PhpFiles.content(machine, path, function, given.place());
    }
}
