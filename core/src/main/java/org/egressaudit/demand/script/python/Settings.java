package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.StructuredData;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/** Settings that programs read: JSON, YAML, TOML, INI and dotenv files, and variables of the environment. */
final class Settings {

    private static final String CONFIG_PARSER = "configparser.ConfigParser";

    private static final Set<String> PARSERS = Set.of(
            "configparser.ConfigParser",
            "configparser.RawConfigParser",
            "configparser.SafeConfigParser",
            "ConfigParser.ConfigParser",
            "ConfigParser.RawConfigParser",
            "ConfigParser.SafeConfigParser");

    /** Attribute of a parser that says how options name others; without it as the usual parser does. */
    private static final String INTERPOLATION = " interpolation";

    private static final String RAW = "raw";

    private static final String EXTENDED = "extended";

    private Settings() {}

    static void register(Map<String, NativeFunction> all) {
        for (String json : List.of(
                "json.load", "json.loads", "simplejson.load", "simplejson.loads", "ujson.loads", "orjson.loads")) {
            all.put(json, (machine, given) -> read(machine, given, DataFiles::json));
        }
        for (String yaml : List.of(
                "yaml.load",
                "yaml.safe_load",
                "yaml.full_load",
                "ruamel.yaml.safe_load",
                "ruamel.yaml.YAML.load",
                "oyaml.safe_load")) {
            all.put(yaml, (machine, given) -> read(machine, given, StructuredData::yaml));
        }
        for (String toml : List.of(
                "toml.load",
                "toml.loads",
                "tomllib.load",
                "tomllib.loads",
                "tomli.load",
                "tomli.loads",
                "tomlkit.parse",
                "tomlkit.load")) {
            all.put(toml, (machine, given) -> read(machine, given, DataFiles::toml));
        }
        for (String name : PARSERS) {
            all.put(name, (machine, given) -> parser(machine, given, name.contains("Raw")));
        }
        all.put("dotenv.load_dotenv", (machine, given) -> dotenv(machine, given, true));
        all.put("dotenv.dotenv_values", (machine, given) -> dotenv(machine, given, false));
        all.put("dotenv.find_dotenv", (machine, given) -> given.at(0));
        all.put("decouple.config", Settings::variable);
        for (String cast : List.of("str", "int", "bool", "url", "list", "float", "json")) {
            all.put("environs.Env." + cast, Settings::variable);
            all.put("environ.Env." + cast, Settings::variable);
        }
        all.put("environs.Env.__call__", Settings::variable);
        all.put("environ.Env.__call__", Settings::variable);
        all.put("environs.Env.read_env", (machine, given) -> dotenv(machine, given, true));
        all.put("environ.Env.read_env", (machine, given) -> dotenv(machine, given, true));
        all.put("dataclasses.field", Settings::field);
        all.put("attr.ib", Settings::field);
        all.put("attrs.field", Settings::field);
        all.put("pydantic.Field", Settings::field);
        all.put("typer.Option", Settings::field);
        all.put("typer.Argument", Settings::field);
        all.put("pydantic.SecretStr", (machine, given) -> given.at(0));
        all.put("dacite.from_dict", (machine, given) -> ModelClasses.fromMap(given, machine));
        all.put("dataclasses.asdict", Settings::asMap);
        all.put("types.SimpleNamespace", Settings::plainObject);
        all.put("argparse.Namespace", Settings::plainObject);
        all.put("box.Box", (machine, given) -> given.at(0));
    }

    @FunctionalInterface
    private interface Format {
        @Nullable
        Value read(Source source, Machine machine);
    }

    private static @Nullable Value read(Machine machine, Arguments given, Format format) {
        Value argument = given.at(0);
        Source source = Files.given(argument, machine);
        Value value = source == null ? null : format.read(source, machine);
        if (value != null) {
            return value;
        }
        String path = argument instanceof Value.Made file && file.attributes().get("name") instanceof Value.Scalar name
                ? PythonLanguage.string(name)
                : null;
        return new Value.Unknown(
                path == null ? "..." : "open('" + path + "')",
                path == null
                        ? "it is data that only the run will know; declare what it reaches"
                        : "the file " + path + " is not among the project's files; map it, or declare what it reaches",
                given.place());
    }

    private static Value parser(Machine machine, Arguments given, boolean raw) {
        Value.Made parser = Builtins.object(machine, CONFIG_PARSER, Map.of());
        Value interpolation = given.named("interpolation");
        String way = interpolation instanceof Value.Made made && made.name().endsWith("ExtendedInterpolation")
                ? EXTENDED
                : raw || interpolation != null && interpolation.isNothing() ? RAW : null;
        if (way != null) {
            parser.attributes().put(machine.journal(), INTERPOLATION, Value.text(way, given.place()));
        }
        if (given.parameter(0, "defaults") instanceof MapValue defaults) {
            parser.attributes().put(machine.journal(), "DEFAULT", defaults);
        }
        return parser;
    }

    static @Nullable Value member(Value.Made parser, String name, Machine run) {
        if (name.equals("_sections")) {
            return allSections(parser, run);
        }
        NativeFunction function = switch (name) {
            case "read", "read_file", "readfp", "read_string" -> (machine, given) -> load(parser, machine, given);
            case "read_dict" -> (machine, given) -> merge(parser, given.at(0), machine);
            case "get", "getint", "getfloat" -> (machine, given) -> option(parser, machine, given);
            case "getboolean" -> (machine, given) -> MapMembers.flag(option(parser, machine, given), given.place());
            case "sections" -> (machine, given) -> sections(parser, given);
            case "items" -> (machine, given) -> section(parser, machine, given);
            case "has_section", "has_option" -> (machine, given) -> null;
            default -> null;
        };
        return function == null ? null : new Value.Native(name, function);
    }

    private static Value load(Value.Made parser, Machine machine, Arguments given) {
        Value files = given.at(0);
        List<Value> all = files instanceof ListValue list ? list.items() : files == null ? List.of() : List.of(files);
        for (Value file : all) {
            Source source = Files.source(file, machine);
            if (source == null) {
                source = file instanceof Value.Scalar text
                                && text.text() != null
                                && !text.text().contains("\n")
                        ? null
                        : Files.given(file, machine);
            }
            if (source != null) {
                merge(parser, DataFiles.ini(source, machine), machine);
                String way = PythonLanguage.string(parser.attributes().get(INTERPOLATION));
                if (!RAW.equals(way)) {
                    IniInterpolation.apply(allSections(parser, machine), EXTENDED.equals(way), machine);
                }
            } else {
                parser.attributes().put(machine.journal(), "missing file", file);
            }
        }
        return files == null ? Value.nothing(given.place()) : files;
    }

    private static Value merge(Value.Made parser, @Nullable Value sections, Machine machine) {
        if (sections instanceof MapValue map) {
            for (String name : map.keys()) {
                Value section = map.get(name);
                if (section != null) {
                    parser.attributes().put(machine.journal(), name, section);
                }
            }
        }
        return parser;
    }

    private static Value option(Value.Made parser, Machine machine, Arguments given) {
        String section = given.text(0, "section");
        String option = given.text(1, "option");
        if (section != null && option != null) {
            for (String name : List.of(section, "DEFAULT")) {
                Value value = parser.attributes().get(name) instanceof MapValue map ? map.get(option) : null;
                if (value != null) {
                    return value;
                }
            }
        }
        Value fallback = given.named("fallback");
        boolean closed = parser.attributes().get("missing file") == null;
        Value unknown = new Value.Unknown(
                "[" + section + "] " + option,
                "the setting stands in a file that is not among the project's files; map it, or declare what it reaches",
                given.place());
        if (fallback != null) {
            Value usual = Value.asDefault(fallback);
            return closed ? usual : Value.either(List.of(usual, unknown));
        }
        return unknown;
    }

    /** All sections as a mapping of their own, which programs take from the parser's inside. */
    private static MapValue allSections(Value.Made parser, Machine machine) {
        MapValue all = new MapValue(parser.attributes().get("missing file") == null ? null : "the files");
        for (String name : parser.attributes().names()) {
            if (parser.attributes().get(name) instanceof MapValue section) {
                all.put(machine.journal(), name, section);
            }
        }
        return all;
    }

    private static Value sections(Value.Made parser, Arguments given) {
        List<Value> names = new ArrayList<>();
        for (String name : parser.attributes().names()) {
            if (parser.attributes().get(name) instanceof MapValue && !name.equals("DEFAULT")) {
                names.add(MapValue.key(name, given.place()));
            }
        }
        return new ListValue(Container.LIST, names, parser.attributes().get("missing file") != null);
    }

    private static @Nullable Value section(Value.Made parser, Machine machine, Arguments given) {
        String name = given.text(0, "section");
        Value section = name == null ? null : parser.attributes().get(name);
        Value items = section instanceof MapValue map ? MapMembers.get(map, "items") : null;
        return items == null ? null : machine.calls().call(items, Arguments.none(given.place()), "items");
    }

    private static Value dotenv(Machine machine, Arguments given, boolean exports) {
        Value path = given.parameter(0, "dotenv_path");
        if (path == null || path.isNothing()) {
            String script = machine.program().path();
            String folder = script == null ? machine.directory() : Paths.folder(script);
            path = Value.text((folder == null ? "" : folder + "/") + ".env", given.place());
        }
        Source source = Files.source(path, machine);
        MapValue values = source == null ? new MapValue("the file") : DataFiles.variables(source, machine);
        boolean override = given.named("override") instanceof Value.Scalar flag && "True".equals(flag.text());
        for (String name : exports ? values.keys() : List.<String>of()) {
            Value value = values.get(name);
            if (value != null && (override || machine.environment().get(name) == null)) {
                machine.environment().put(machine.journal(), name, value);
            }
        }
        return exports ? Value.truth(true, given.place()) : values;
    }

    private static @Nullable Value variable(Machine machine, Arguments given) {
        return MapMembers.lookup(machine.environment(), machine, given);
    }

    /** A field of a data class: its default, what its factory makes, or the variable it names. */
    private static @Nullable Value field(Machine machine, Arguments given) {
        for (String keyword : List.of("env", "envvar", "alias", "validation_alias")) {
            String variable = given.text(99, keyword);
            Value value = variable == null ? null : machine.environment().get(variable);
            if (value != null) {
                return value;
            }
        }
        Value factory = given.named("default_factory");
        if (factory == null) {
            factory = given.named("factory");
        }
        if (factory != null) {
            return machine.calls().call(factory, Arguments.none(given.place()), "?");
        }
        return given.parameter(0, "default");
    }

    private static @Nullable Value asMap(Machine machine, Arguments given) {
        if (!(given.at(0) instanceof Value.Instance instance)) {
            return null;
        }
        MapValue map = new MapValue();
        for (String name : instance.attributes().names()) {
            Value value = instance.attributes().get(name);
            if (value != null) {
                map.put(machine.journal(), name, value);
            }
        }
        return map;
    }

    private static Value plainObject(Machine machine, Arguments given) {
        Value.Instance instance = new Value.Instance(new Value.ClassObject("Namespace", List.of(), false));
        for (Arguments.Passed passed : given.passed()) {
            if (passed.name() != null) {
                instance.attributes().put(machine.journal(), passed.name(), passed.value());
            }
        }
        return instance;
    }
}
