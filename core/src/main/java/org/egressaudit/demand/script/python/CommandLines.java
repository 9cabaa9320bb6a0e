package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Raised;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.jspecify.annotations.Nullable;

/** {@code argparse} and {@code optparse}: what a program declares, met by what the crontab line gives it. */
final class CommandLines {

    private static final String OPTIONS = "options";
    private static final String DEFAULTS = "defaults";
    private static final String COMMANDS = "commands";
    private static final String PAIR = "pair";
    private static final String DESTINATION = "destination";

    private CommandLines() {}

    static void register(Map<String, NativeFunction> all) {
        all.put("argparse.ArgumentParser", (machine, given) -> parser(machine, false));
        all.put("configargparse.ArgParser", (machine, given) -> parser(machine, false));
        all.put("configargparse.ArgumentParser", (machine, given) -> parser(machine, false));
        all.put("optparse.OptionParser", (machine, given) -> parser(machine, true));
        all.put("getopt.getopt", CommandLines::getopt);
        all.put("getopt.gnu_getopt", CommandLines::getopt);
        Clicks.register(all);
    }

    private static Value.Made parser(Machine machine, boolean pair) {
        Value.Made parser = Builtins.object(
                machine,
                "argparse.ArgumentParser",
                Map.of(
                        OPTIONS,
                        Value.list(Container.LIST, List.of()),
                        DEFAULTS,
                        new MapValue(),
                        COMMANDS,
                        new MapValue()));
        if (pair) {
            parser.attributes().put(machine.journal(), PAIR, new MapValue());
        }
        return parser;
    }

    static @Nullable Value member(Value.Made parser, String name) {
        NativeFunction function = switch (name) {
            case "add_argument", "add_option", "add" -> (machine, given) -> declare(parser, machine, given);
            case "add_argument_group", "add_mutually_exclusive_group", "add_option_group" -> (machine, given) -> parser;
            case "add_subparsers" ->
                (machine, given) -> {
                    Value destination = given.named("dest");
                    if (destination != null) {
                        parser.attributes().put(machine.journal(), DESTINATION, destination);
                    }
                    return parser;
                };
            case "add_parser" -> (machine, given) -> command(parser, machine, given);
            case "set_defaults" ->
                (machine, given) -> parser.attributes().get(DEFAULTS) instanceof MapValue map
                        ? MapMembers.update(map, machine, given)
                        : null;
            case "parse_args", "parse_intermixed_args" ->
                (machine, given) ->
                        parse(parser, machine, given, parser.attributes().get(PAIR) != null);
            case "parse_known_args" -> (machine, given) -> parse(parser, machine, given, true);
            case "error", "exit" ->
                (machine, given) -> {
                    throw machine.raise(Raised.exit(name.equals("error") ? 2 : 0));
                };
            case "print_help", "print_usage", "set_usage", "format_help" ->
                (machine, given) -> Value.nothing(given.place());
            default -> null;
        };
        return function == null ? null : new Value.Native(name, function);
    }

    private static Value declare(Value.Made parser, Machine machine, Arguments given) {
        if (parser.attributes().get(OPTIONS) instanceof ListValue options) {
            options.add(machine.journal(), option(machine, given));
        }
        return Value.nothing(given.place());
    }

    /** A declared option or positional as a mapping of what was said about it. */
    static MapValue option(Machine machine, Arguments given) {
        MapValue option = new MapValue();
        option.put(machine.journal(), "flags", Value.list(Container.LIST, given.positional()));
        for (Arguments.Passed passed : given.passed()) {
            if (passed.name() != null) {
                option.put(machine.journal(), passed.name(), passed.value());
            }
        }
        return option;
    }

    private static Value command(Value.Made parser, Machine machine, Arguments given) {
        Value.Made command = parser(machine, false);
        String name = given.text(0, "name");
        if (parser.attributes().get(COMMANDS) instanceof MapValue commands && name != null) {
            commands.put(machine.journal(), name, command);
        }
        return command;
    }

    private static Value parse(Value.Made parser, Machine machine, Arguments given, boolean pair) {
        Value list = given.parameter(0, "args");
        List<Value> words = list instanceof ListValue own
                ? own.items()
                : Libraries.argv(machine, given.place())
                        .items()
                        .subList(
                                1,
                                Math.max(
                                        1,
                                        Libraries.argv(machine, given.place()).size()));
        Value.Instance namespace = new Value.Instance(new Value.ClassObject("Namespace", List.of(), false));
        List<Value> rest = parse(parser, words, namespace, machine, given);
        return pair ? Value.list(Container.TUPLE, List.of(namespace, Value.list(Container.LIST, rest))) : namespace;
    }

    private static List<Value> parse(
            Value.Made parser, List<Value> words, Value.Instance namespace, Machine machine, Arguments given) {
        List<MapValue> options = new ArrayList<>();
        if (parser.attributes().get(OPTIONS) instanceof ListValue declared) {
            declared.items().forEach(item -> {
                if (item instanceof MapValue option) {
                    options.add(option);
                }
            });
        }
        MapValue commands = parser.attributes().get(COMMANDS) instanceof MapValue map ? map : new MapValue();
        CommandLine line = new CommandLine(options, commands.keys(), machine, given.place());
        line.read(words);
        for (String name : line.values().keys()) {
            Value value = line.values().get(name);
            if (value != null) {
                namespace.attributes().put(machine.journal(), name, value);
            }
        }
        if (parser.attributes().get(DEFAULTS) instanceof MapValue defaults) {
            for (String name : defaults.keys()) {
                Value value = defaults.get(name);
                if (value != null && line.given(name) == null) {
                    namespace.attributes().put(machine.journal(), name, value);
                }
            }
        }
        String command = line.command();
        if (command != null && commands.get(command) instanceof Value.Made chosen) {
            if (parser.attributes().get(DESTINATION) instanceof Value.Scalar name && name.text() != null) {
                namespace.attributes().put(machine.journal(), name.text(), Value.text(command, given.place()));
            }
            return parse(chosen, line.rest(), namespace, machine, given);
        }
        return line.rest();
    }

    /** {@code getopt.getopt(words, "u:", ["url="])}: pairs of options and values, and the rest. */
    private static @Nullable Value getopt(Machine machine, Arguments given) {
        String letters = given.text(1, "shortopts");
        if (!(given.at(0) instanceof ListValue words) || letters == null) {
            return null;
        }
        List<String> longs = new ArrayList<>();
        if (given.parameter(2, "longopts") instanceof ListValue names) {
            names.items().forEach(name -> {
                String text = PythonLanguage.string(name);
                if (text != null) {
                    longs.add(text);
                }
            });
        }
        List<Value> pairs = new ArrayList<>();
        List<Value> rest = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Value word = words.items().get(i);
            String text = PythonLanguage.string(word);
            if (text == null || !text.startsWith("-") || text.length() < 2) {
                rest.add(word);
                continue;
            }
            int equals = text.indexOf('=');
            boolean isLong = text.startsWith("--");
            String name = isLong ? equals < 0 ? text : text.substring(0, equals) : text.substring(0, 2);
            boolean takes =
                    isLong ? longs.contains(name.substring(2) + "=") : letters.contains(name.substring(1) + ":");
            Value value = Value.text("", given.place());
            if (takes && isLong && equals >= 0 && word instanceof Value.Scalar scalar) {
                value = TextMembers.change(scalar, given.place(), whole -> whole.substring(whole.indexOf('=') + 1));
            } else if (takes && !isLong && text.length() > 2 && word instanceof Value.Scalar scalar) {
                value = TextMembers.change(scalar, given.place(), whole -> whole.substring(2));
            } else if (takes && i + 1 < words.size()) {
                value = words.items().get(++i);
            }
            pairs.add(Value.list(Container.TUPLE, List.of(Value.text(name, given.place()), value)));
        }
        return Value.list(
                Container.TUPLE, List.of(Value.list(Container.LIST, pairs), Value.list(Container.LIST, rest)));
    }
}
