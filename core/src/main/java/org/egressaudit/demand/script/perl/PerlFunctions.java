package org.egressaudit.demand.script.perl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Calls;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Ordering;
import org.egressaudit.demand.script.machine.Raised;
import org.egressaudit.demand.script.machine.Rows;
import org.egressaudit.demand.script.machine.Subscripts;
import org.egressaudit.demand.script.machine.Truth;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.scan.Captures;
import org.egressaudit.demand.script.scan.CommonFunctions;
import org.egressaudit.demand.script.scan.FileNames;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.scan.RegularExpressions;
import org.egressaudit.demand.script.scan.Replacements;
import org.egressaudit.demand.script.scan.TextQuestions;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.jspecify.annotations.Nullable;

/** Perl's functions whose values are followed, after perlfunc; all others are told. */
final class PerlFunctions {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** What {@code $object->$name} is a call of: the method of that name. */
    static final String METHOD = "->";

    /** What {@code s/from/to/} is a call of: the text, the expression, what is put in, and flags. */
    static final String SUBSTITUTE = "s///";

    /** {@code map} with a block that gives a list for each item. */
    static final String MAP_TO_LISTS = "map to lists";

    private PerlFunctions() {}

    static Map<String, NativeFunction> all() {
        Map<String, NativeFunction> all = new HashMap<>();
        for (String quiet : List.of(
                "print",
                "printf",
                "say",
                "warn",
                "carp",
                "close",
                "sleep",
                "time",
                "localtime",
                "gmtime",
                "unlink",
                "mkdir",
                "opendir",
                "readdir",
                "closedir",
                "binmode",
                "select",
                "seek",
                "eof",
                "chmod",
                "chown",
                "rename",
                "stat",
                "ord",
                "chr",
                "int",
                "abs",
                "rand",
                "srand",
                "delete",
                "wantarray",
                "caller",
                "local",
                "pos",
                "unpack",
                "sprintf_",
                "undef",
                "splice",
                "each",
                "lock",
                "utime",
                "umask",
                "alarm",
                "fork",
                "wait",
                "waitpid",
                "kill",
                "read",
                "sysread",
                "syswrite",
                "truncate",
                "strftime",
                "import",
                "-X",
                "flock",
                "hex",
                "oct")) {
            all.put(
                    quiet,
                    (machine, given) -> new Value.Unknown(quiet + "(...)", "only the run will know it", given.place()));
        }
        CommonFunctions.texts(all, "lc", "uc", "dirname", "basename");
        for (String same :
                List.of("scalar", "ucfirst", "lcfirst", "quotemeta", "abs_path", "uri_escape", "encode", "decode")) {
            all.put(same, (machine, given) -> given.at(0));
        }
        Captures.register(all);
        all.put(Replacements.EXPRESSION, (machine, given) -> Replacements.expression(given));
        all.put(SUBSTITUTE, (machine, given) -> {
            String flags = given.text(3, "flags");
            boolean everywhere = flags != null && flags.contains("g");
            return Replacements.replace(
                    given.at(0),
                    Replacements.pattern(given.at(1)),
                    PerlSubstitution.put(given.at(2), given.place()),
                    Replacements.Marks.BOTH,
                    everywhere,
                    given.place());
        });
        all.put(METHOD, (machine, given) -> {
            Value object = given.at(0);
            Value method = given.at(1);
            String name = PlainLanguage.string(method);
            if (object == null || name == null) {
                return method instanceof Value.Routined function && object != null ? function.bind(object) : null;
            }
            return machine.members().get(object, name, given.place());
        });
        all.put("chomp", (machine, given) -> given.at(0));
        all.put("glob", (machine, given) -> FileNames.matching(machine, given.text(0, "pattern"), given.place()));
        all.put("sprintf", CommonFunctions::format);
        all.put("join", CommonFunctions::join);
        all.put("split", (machine, given) -> split(given));
        all.put("shift", (machine, given) -> taken(machine, given, true));
        all.put("pop", (machine, given) -> taken(machine, given, false));
        all.put("push", PerlFunctions::push);
        all.put("unshift", PerlFunctions::push);
        all.put("keys", (machine, given) -> {
            MapValue hash = hash(machine, given);
            return hash == null ? null : hash.keys(given.place());
        });
        all.put("values", (machine, given) -> {
            MapValue hash = hash(machine, given);
            return hash == null ? null : hash.values();
        });
        all.put(MAP_TO_LISTS, PerlFunctions::mapToLists);
        all.put("each", PerlFunctions::entry);
        all.put("map", (machine, given) -> CommonFunctions.each(machine, given.at(0), given.at(1), given.place()));
        all.put(
                "grep",
                (machine, given) ->
                        asked(machine, given, (rows, list, function) -> rows.filtered(list, function, true)));
        all.put("first", (machine, given) -> asked(machine, given, Rows::found));
        for (String quantifier : List.of("any", "all")) {
            all.put(
                    quantifier,
                    (machine, given) -> asked(
                            machine,
                            given,
                            (rows, list, function) -> rows.quantified(list, function, quantifier.equals("all"))));
        }
        all.put("sort", PerlFunctions::sorted);
        all.put("shuffle", (machine, given) -> Rows.sorted(rows(given), null));
        all.put("reverse", (machine, given) -> Rows.reversed(rows(given)));
        all.put(
                "exists",
                (machine, given) -> isSet(given.at(0)) == Truth.YES ? Value.truth(true, given.place()) : null);
        all.put("defined", (machine, given) -> {
            Truth set = isSet(given.at(0));
            return set == Truth.OPEN ? null : Value.truth(set == Truth.YES, given.place());
        });
        all.put("length", (machine, given) -> TextQuestions.length(given.at(0), given.place()));
        for (String position : List.of("index", "rindex")) {
            all.put(position, (machine, given) -> {
                Integer at = TextQuestions.position(given.at(0), given.text(1, "substr"), position.equals("rindex"));
                return at == null || given.size() > 2 ? null : Value.number(at.toString(), given.place());
            });
        }
        PerlSockets.register(all);
        PerlOptions.register(all);
        PerlObjects.register(all);
        all.put("ref", (machine, given) -> reference(given));
        all.put("bless", PerlFunctions::bless);
        all.put("use", PerlModules::use);
        all.put("require", PerlModules::require);
        all.put("do", PerlModules::require);
        all.put("die", (machine, given) -> {
            throw machine.raise(new Raised(List.of("die", "Exception"), given.at(0), false, 255));
        });
        all.put("croak", all.get("die"));
        all.put("confess", all.get("die"));
        all.put("exit", (machine, given) -> {
            Value status = given.at(0);
            throw machine.raise(Raised.exit(status == null ? (Integer) 0 : Calls.exitStatus(status)));
        });
        PerlFiles.register(all);
        all.put("open", PerlFunctions::open);
        all.put("chdir", (machine, given) -> {
            machine.changeDirectory(given.text(0, "path"));
            return Value.truth(true, given.place());
        });
        return Map.copyOf(all);
    }

    private static @Nullable Value taken(Machine machine, Arguments given, boolean first) {
        if (!(given.passed().size() == 1 && given.passed().get(0).value() instanceof ListValue list)) {
            return given.at(0);
        }
        return new Rows(machine, given.place()).take(list, first);
    }

    private static Value push(Machine machine, Arguments given) {
        if (given.at(0) instanceof ListValue list) {
            for (Value value : given.drop(1).positional()) {
                list.add(machine.journal(), value);
            }
        }
        return Value.nothing(given.place());
    }

    /** The hash that is given, without the mark that it is an object. */
    private static @Nullable MapValue hash(Machine machine, Arguments given) {
        if (!(given.at(0) instanceof MapValue map)) {
            return null;
        }
        if (map.get(PerlLanguage.PACKAGE) == null) {
            return map;
        }
        MapValue plain = map.copy(machine.journal(), given.place());
        plain.entries().remove(machine.journal(), PerlLanguage.PACKAGE);
        return plain;
    }

    private interface Asked {
        @Nullable
        Value of(Rows rows, ListValue list, Value function);
    }

    private static @Nullable Value mapToLists(Machine machine, Arguments given) {
        Value each = CommonFunctions.each(machine, given.at(0), given.at(1), given.place());
        return each instanceof ListValue lists ? flat(lists.items(), lists.open()) : each;
    }

    /** {@code each %hash}: one of its entries after the other. */
    private static @Nullable Value entry(Machine machine, Arguments given) {
        MapValue hash = hash(machine, given);
        if (hash == null || hash.values().items().isEmpty()) {
            return null;
        }
        Value key = hash.keys().isEmpty()
                ? CommonFunctions.oneOfSeveral(given.place())
                : Value.either(hash.keys(given.place()).items());
        return Value.list(
                Container.LIST, List.of(key, Value.either(hash.values().items())));
    }

    /** A block or expression and the items it is asked for. */
    private static @Nullable Value asked(Machine machine, Arguments given, Asked asked) {
        Value function = given.at(0);
        ListValue list = rows(given.drop(1));
        if (function != null && !(function instanceof Value.Routined)) {
            return ListValue.anywhere(Container.LIST, list.items(), true);
        }
        return function == null ? null : asked.of(new Rows(machine, given.place()), list, function);
    }

    /** Texts in the order of their characters, unless a block says otherwise (perlfunc, sort). */
    private static Value sorted(Machine machine, Arguments given) {
        boolean block = given.at(0) instanceof Value.Routined;
        ListValue list = rows(given);
        return Rows.sorted(list, block ? null : Ordering.texts(list.items()));
    }

    private static Truth isSet(@Nullable Value value) {
        if (value instanceof Value.Scalar scalar) {
            return scalar.isNothing() ? Truth.NO : scalar.text() == null ? Truth.OPEN : Truth.YES;
        }
        boolean ours = value instanceof ListValue || value instanceof MapValue || value instanceof Value.Routined;
        return ours ? Truth.YES : Truth.OPEN;
    }

    private static ListValue rows(Arguments given) {
        return flat(
                given.positional().stream()
                        .filter(value -> !(value instanceof Value.Routined))
                        .toList(),
                given.open());
    }

    /** One list of what stands in several. */
    private static ListValue flat(List<Value> values, boolean more) {
        List<Value> items = new ArrayList<>();
        boolean open = more;
        for (Value value : values) {
            if (value instanceof ListValue list) {
                items.addAll(list.items());
                open |= list.open();
            } else {
                items.add(value);
            }
        }
        return new ListValue(Container.LIST, items, open);
    }

    private static @Nullable Value bless(Machine machine, Arguments given) {
        Value type = given.at(1);
        if (given.at(0) instanceof MapValue map && type != null) {
            map.put(machine.journal(), PerlLanguage.PACKAGE, type);
        }
        return given.at(0);
    }

    /** perldoc -f split: a blank as a text stands for any number of blanks, and those at the beginning are dropped. */
    private static Value split(Arguments given) {
        boolean awk = " ".equals(given.text(0, "separator"));
        Pattern pattern = awk ? BLANKS : Replacements.pattern(given.at(0));
        Integer most = given.at(2) == null ? (Integer) 0 : Subscripts.number(given.text(2, "limit"));
        Value text = awk && given.at(1) instanceof Value.Scalar scalar
                ? Words.change(scalar, given.place(), String::strip)
                : given.at(1);
        Value pieces = most == null ? null : RegularExpressions.split(pattern, text, most, given.place());
        return pieces == null ? new ListValue(Container.LIST, List.of(), true) : pieces;
    }

    /** A pipe opened runs a program: {@code open(F, "cmd |")}, {@code open(my $f, '-|', 'cmd', ...)}. */
    private static Value open(Machine machine, Arguments given) {
        PerlFiles.open(machine, given);
        String mode = PlainLanguage.string(given.at(1));
        Frame caller = machine.caller();
        Value command = null;
        List<Value> words = given.drop(2).positional();
        if (mode != null && (mode.strip().equals("-|") || mode.strip().equals("|-"))) {
            return machine.calls().call(new Value.External("readpipe"), Arguments.of(given.place(), words), "readpipe");
        }
        if (given.at(1) instanceof Value.Scalar text && caller != null) {
            String shown = Words.of(text, given.place()) instanceof org.egressaudit.demand.script.Word.Joined joined
                    ? joined.parts().get(joined.parts().size() - 1).known().orElse("")
                    : mode == null ? "" : mode;
            String start = mode == null ? "" : mode.strip();
            if (shown.strip().endsWith("|") || start.startsWith("|")) {
                command = Words.change(text, given.place(), whole -> withoutPipe(whole));
            }
        }
        return command == null
                ? new Value.Unknown("open(...)", "only the run will know it", given.place())
                : machine.calls()
                        .call(
                                new Value.External("readpipe"),
                                Arguments.of(given.place(), List.of(command)),
                                "readpipe");
    }

    private static String withoutPipe(String command) {
        String bare = command.stripTrailing();
        bare = bare.endsWith("|") ? bare.substring(0, bare.length() - 1).stripTrailing() : command;
        return bare.stripLeading().startsWith("|")
                ? bare.stripLeading().substring(1).stripLeading()
                : bare;
    }

    /** perldoc -f ref: the package of an object, the kind of another reference, empty for what is none. */
    private static @Nullable Value reference(Arguments given) {
        Value value = given.at(0);
        if (value instanceof MapValue map) {
            Value type = map.get(PerlLanguage.PACKAGE);
            return type != null ? type : Value.text("HASH", given.place());
        }
        if (value instanceof Value.Scalar) {
            return Value.text("", given.place());
        }
        return value instanceof ListValue
                ? Value.text("ARRAY", given.place())
                : value instanceof Value.Routined ? Value.text("CODE", given.place()) : null;
    }
}
