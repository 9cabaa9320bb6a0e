package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Subscripts;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** The words of a command line, read by declared options; the rules are those of argparse's chapter "parse_args()". */
final class CommandLine {

    private final List<MapValue> options = new ArrayList<>();
    private final List<MapValue> positionals = new ArrayList<>();
    private final List<String> commands;
    private final Machine machine;
    private final Span place;
    private final MapValue values = new MapValue();
    private final MapValue given = new MapValue();
    private final List<Value> rest = new ArrayList<>();
    private @Nullable String command;

    CommandLine(List<MapValue> declared, List<String> commands, Machine machine, Span place) {
        for (MapValue option : declared) {
            boolean flag = flags(option).stream().anyMatch(name -> name.startsWith("-"));
            (flag ? options : positionals).add(option);
        }
        this.commands = commands;
        this.machine = machine;
        this.place = place;
    }

    /** The value of every declared name. */
    MapValue values() {
        return values;
    }

    /** What the words gave a name, or null. */
    @Nullable
    Value given(String name) {
        return given.get(name);
    }

    /** The subcommand that was named, or null. */
    @Nullable
    String command() {
        return command;
    }

    /** The words that nothing took. */
    List<Value> rest() {
        return rest;
    }

    void read(List<Value> words) {
        int next = 0;
        int position = 0;
        while (position < words.size()) {
            Value word = words.get(position++);
            String text = PythonLanguage.string(word);
            MapValue option = text != null && text.startsWith("-") && text.length() > 1 ? option(text) : null;
            if (option != null && text != null) {
                position = take(option, text, word, words, position);
            } else if (command == null && next >= positionals.size() && text != null && commands.contains(text)) {
                command = text;
                rest.addAll(words.subList(position, words.size()));
                position = words.size();
            } else if (next < positionals.size()) {
                MapValue positional = positionals.get(next);
                boolean several = several(positional);
                if (several) {
                    append(positional, word);
                } else {
                    give(positional, word);
                    next++;
                }
            } else {
                rest.add(word);
            }
        }
        options.forEach(this::settle);
        positionals.forEach(this::settle);
    }

    private @Nullable MapValue option(String text) {
        int equals = text.indexOf('=');
        String name = text.startsWith("--") && equals > 0 ? text.substring(0, equals) : text;
        for (MapValue option : options) {
            if (flags(option).contains(name)) {
                return option;
            }
        }
        for (MapValue option : options) {
            boolean fits = flags(option).stream()
                    .anyMatch(flag -> flag.startsWith("--") && name.startsWith("--") && name.length() > 3
                            ? flag.startsWith(name)
                            : flag.length() == 2 && !text.startsWith("--") && text.startsWith(flag));
            if (fits) {
                return option;
            }
        }
        return null;
    }

    private int take(MapValue option, String text, Value word, List<Value> words, int position) {
        String action = text(option, "action");
        boolean click = "True".equals(text(option, "is_flag"));
        if (click || (action != null && action.matches("store_(true|false|const)|count|append_const|version|help"))) {
            boolean truth = !"store_false".equals(action);
            Value constant = option.get("const");
            give(option, constant == null ? Value.truth(truth, place) : constant);
            return position;
        }
        int equals = text.indexOf('=');
        if (text.startsWith("--") && equals > 0 && word instanceof Value.Scalar scalar) {
            give(option, TextMembers.change(scalar, place, whole -> whole.substring(whole.indexOf('=') + 1)));
            return position;
        }
        if (!text.startsWith("--")
                && text.length() > 2
                && !flags(option).contains(text)
                && word instanceof Value.Scalar scalar) {
            give(option, TextMembers.change(scalar, place, whole -> whole.substring(2)));
            return position;
        }
        int at = position;
        boolean several = several(option);
        Integer count = Subscripts.number(text(option, "nargs"));
        int most = several ? words.size() : count == null ? 1 : count;
        for (int i = 0; i < most && at < words.size(); i++) {
            String next = PythonLanguage.string(words.get(at));
            if (next != null && next.startsWith("-") && option(next) != null) {
                break;
            }
            if (several || count != null || "append".equals(action)) {
                append(option, words.get(at++));
            } else {
                give(option, words.get(at++));
            }
        }
        return at;
    }

    private static boolean several(MapValue option) {
        String count = text(option, "nargs");
        return count != null && (count.equals("*") || count.equals("+") || count.equals("-1"));
    }

    private void give(MapValue option, Value value) {
        given.put(machine.journal(), name(option), typed(option, value));
    }

    /** What the function makes of a word that the option's {@code type} is. */
    private Value typed(MapValue option, Value value) {
        Value type = option.get("type");
        if (type instanceof Value.Native known && known.name().equals("int") && value instanceof Value.Scalar scalar) {
            return new Value.Scalar(Kind.NUMBER, scalar.word());
        }
        if (type instanceof Value.Routined || type instanceof Value.ClassObject) {
            return machine.calls().call(type, Arguments.of(place, List.of(value)), "?");
        }
        boolean file = type instanceof Value.Made made && made.name().equals("argparse.FileType");
        return file ? Files.open(machine, Arguments.of(place, List.of(value))) : value;
    }

    private void append(MapValue option, Value word) {
        Value value = typed(option, word);
        String name = name(option);
        if (given.get(name) instanceof ListValue list) {
            list.add(machine.journal(), value);
        } else {
            given.put(machine.journal(), name, Value.list(Container.LIST, List.of(value)));
        }
    }

    private void settle(MapValue option) {
        String name = name(option);
        Value value = given.get(name);
        String variable = text(option, "envvar");
        if (value == null && variable != null) {
            value = machine.environment().get(variable);
        }
        if (value == null) {
            value = fallback(option, name);
        }
        values.put(machine.journal(), name, value);
    }

    private Value fallback(MapValue option, String name) {
        Value fallback = option.get("default");
        if (fallback != null) {
            return Value.asDefault(fallback);
        }
        String action = text(option, "action");
        if ("store_true".equals(action) || "store_false".equals(action)) {
            return Value.truth("store_false".equals(action), place);
        }
        boolean optional = flags(option).stream().anyMatch(flag -> flag.startsWith("-"))
                && !"True".equals(text(option, "required"));
        boolean none = optional || "?".equals(text(option, "nargs")) || "*".equals(text(option, "nargs"));
        return none
                ? Value.nothing(place)
                : new Value.Unknown(
                        name, "the command line does not give it; give it there, or declare what it reaches", place);
    }

    private static @Nullable String text(MapValue option, String key) {
        return option.get(key) instanceof Value.Scalar scalar ? scalar.text() : null;
    }

    private static List<String> flags(MapValue option) {
        List<String> flags = new ArrayList<>();
        if (option.get("flags") instanceof ListValue list) {
            for (Value flag : list.items()) {
                String text = PythonLanguage.string(flag);
                if (text != null) {
                    flags.addAll(List.of(text.split("/")));
                }
            }
        }
        return flags;
    }

    /** The name under which a value is found: {@code dest}, else the first long flag, else the first flag. */
    static String name(MapValue option) {
        String destination = text(option, "dest");
        if (destination != null) {
            return destination;
        }
        List<String> flags = flags(option);
        for (String flag : flags) {
            if (!flag.startsWith("-") && flags.size() > 1) {
                return flag;
            }
        }
        String chosen = flags.stream()
                .filter(flag -> flag.startsWith("--"))
                .findFirst()
                .orElse(flags.isEmpty() ? "" : flags.get(0));
        return chosen.replaceFirst("^-+", "").replace('-', '_');
    }
}
