package org.egressaudit.demand.script.perl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.jspecify.annotations.Nullable;

/** Options of the command line, as Getopt::Long and Getopt::Std take them from {@code @ARGV}. */
final class PerlOptions {

    /** A name with others, and what it takes: {@code url|u=s}, {@code v+}, {@code color!}, {@code define=s%}. */
    private static final Pattern LONG = Pattern.compile("([\\w?-]+(?:\\|[\\w?-]+)*)(?:([=:])[sif]([@%]?).*|[!+])?");

    private PerlOptions() {}

    static void register(Map<String, NativeFunction> all) {
        for (String module : List.of("", "Getopt::Long::")) {
            all.put(module + "GetOptions", PerlOptions::longOptions);
        }
        for (String name : List.of("getopts", "getopt")) {
            all.put(name, (machine, given) -> shortOptions(machine, given, name.equals("getopt")));
            all.put("Getopt::Std::" + name, all.get(name));
        }
    }

    /**
     * An option of the program.
     *
     * @param key under which a hash gets it
     * @param takes whether a value follows
     * @param target where it goes, or null for the hash
     */
    private record Option(String key, boolean takes, char kind, Arguments.@Nullable Passed target) {}

    /** {@code GetOptions('url|u=s' => \$url, ...)}, also with a hash before. */
    private static Value longOptions(Machine machine, Arguments given) {
        Map<String, Option> options = new LinkedHashMap<>();
        MapValue hash = null;
        String spec = null;
        for (Arguments.Passed passed : given.passed()) {
            String text = PlainLanguage.string(passed.value());
            if (passed.name() != null) {
                add(options, spec, null);
                spec = null;
                add(options, passed.name(), passed);
            } else if (passed.value() instanceof MapValue map && spec == null && options.isEmpty()) {
                hash = map;
            } else if (spec != null && (hash == null || passed.variable() != null || text == null)) {
                add(options, spec, passed);
                spec = null;
            } else {
                add(options, spec, null);
                spec = text;
            }
        }
        add(options, spec, null);
        take(machine, options, hash, false);
        return Value.truth(true, given.place());
    }

    private static void add(Map<String, Option> options, @Nullable String spec, Arguments.@Nullable Passed target) {
        Matcher parts = spec == null ? null : LONG.matcher(spec);
        if (parts == null || !parts.matches()) {
            return;
        }
        String[] names = parts.group(1).split("\\|");
        char kind = parts.group(3) == null || parts.group(3).isEmpty()
                ? '$'
                : parts.group(3).charAt(0);
        for (String name : names) {
            options.put(name, new Option(names[0], parts.group(2) != null, kind, target));
        }
    }

    /** {@code getopts('u:v', \%options)}; without a hash the variables {@code $opt_u} and {@code $opt_v}. */
    private static Value shortOptions(Machine machine, Arguments given, boolean allTake) {
        String letters = given.text(0, "options");
        MapValue hash = given.at(1) instanceof MapValue map ? map : null;
        Map<String, Option> options = new LinkedHashMap<>();
        for (int i = 0; letters != null && i < letters.length(); i++) {
            if (letters.charAt(i) != ':') {
                String name = letters.substring(i, i + 1);
                options.put(name, new Option(name, allTake || letters.startsWith(":", i + 1), '$', null));
            }
        }
        take(machine, options, hash, true);
        return Value.truth(true, given.place());
    }

    private static void take(Machine machine, Map<String, Option> options, @Nullable MapValue hash, boolean letters) {
        Frame caller = machine.caller();
        Value words = caller == null ? null : caller.lookup("@ARGV");
        if (!(words instanceof ListValue list)) {
            return;
        }
        List<Value> left = new ArrayList<>();
        List<Value> all = list.items();
        for (int i = 0; i < all.size(); i++) {
            String word = PlainLanguage.string(all.get(i));
            Matcher written = word == null ? null : WRITTEN.matcher(word);
            if (word != null && word.equals("--")) {
                left.addAll(all.subList(i + 1, all.size()));
                break;
            }
            if (word == null || written == null || !written.matches()) {
                left.add(all.get(i));
                continue;
            }
            String name = letters ? written.group(1).substring(0, 1) : written.group(1);
            Option option = option(options, name);
            if (option == null) {
                continue;
            }
            Value value = Value.number("1", machine.program().source().span(0, 0));
            String joined = letters && written.group(1).length() > 1 ? word.substring(2) : written.group(2);
            if (option.takes() && joined != null) {
                value = PlainLanguage.changed(all.get(i), text -> text.substring(text.length() - joined.length()));
            } else if (option.takes() && i + 1 < all.size()) {
                value = all.get(++i);
            }
            set(machine, option, hash, value);
        }
        list.replace(machine.journal(), left, list.open());
    }

    /** {@code --name}, {@code --name=value}, {@code -n}. */
    private static final Pattern WRITTEN = Pattern.compile("(?s)--?([A-Za-z?][\\w-]*)(?:=(.*))?");

    /** An option by its name, or by its beginning where that is enough. */
    private static @Nullable Option option(Map<String, Option> options, String name) {
        if (options.containsKey(name)) {
            return options.get(name);
        }
        List<Option> begun = options.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(name))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        return begun.size() == 1 ? begun.get(0) : null;
    }

    private static void set(Machine machine, Option option, @Nullable MapValue hash, Value value) {
        Frame caller = machine.caller();
        Arguments.Passed target = option.target();
        if (target == null) {
            if (hash != null) {
                hash.put(machine.journal(), option.key(), value);
            } else if (caller != null) {
                caller.assign(machine.journal(), "$opt_" + option.key(), value, true);
            }
            return;
        }
        if (target.value() instanceof Value.Routined function) {
            Value key = MapValue.key(option.key(), target.place());
            machine.calls().call(function, Arguments.of(target.place(), Arrays.asList(key, value)), option.key());
        } else if (target.value() instanceof ListValue list) {
            list.add(machine.journal(), value);
        } else if (target.variable() != null) {
            boolean several = option.kind() == '@';
            target.variable().accept(several ? Value.list(Container.LIST, List.of(value)) : value);
        }
    }
}
