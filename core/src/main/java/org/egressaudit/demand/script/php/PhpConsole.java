package org.egressaudit.demand.script.php;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.demand.Unresolved;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.FileNames;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * The command lines of Laravel ({@code artisan}) and Symfony ({@code bin/console}): the command that the first word names
 * is a class of the project, found by that name, and its method runs.
 */
final class PhpConsole {

    /** Property of the run that holds the words of the command that runs. */
    private static final String WORDS = "console words";

    /** Property of the run that holds the signature of the command that runs. */
    private static final String SIGNATURE = "console signature";

    /** Before a name: property of the run that holds a command which is a function. */
    private static final String CLOSURE = "console command ";

    /** A parameter of a signature: {@code {user?}}, {@code {--queue=default : about}}. */
    private static final Pattern PARAMETER =
            Pattern.compile("\\{\\s*(--)?(?:\\w\\|)?([\\w-]+)[?*]*(?:=([^}:]*))?[^}]*\\}");

    private static final Pattern DEFINED = Pattern.compile("(?m)^\\s*(?:final\\s+|readonly\\s+)*class\\s+(\\w+)");

    private static final Pattern NAMESPACE = Pattern.compile("(?m)^\\s*namespace\\s+([\\w\\\\]+)");

    /** Commands of the frameworks themselves that work on the machine's own files only. */
    private static final Pattern LOCAL =
            Pattern.compile("(?:config|route|view|event|optimize|make|lint|debug|assets)(?::.*)?|storage:(?:un)?link"
                    + "|key:generate|vendor:publish|package:discover|stub:publish|schedule:list"
                    + "|list|help|about|up|down");

    /** Symfony's cache is of files; Laravel's may be a server. */
    private static final Pattern LOCAL_OF_SYMFONY = Pattern.compile("cache:(?:clear|warmup)");

    private static final Pattern EXTENDS_COMMAND = Pattern.compile("\\bextends\\s+\\\\?[\\w\\\\]*Command\\b");

    private PhpConsole() {}

    static void register(Map<String, NativeFunction> all) {
        for (String option : List.of(
                "Illuminate\\Console\\Command->option",
                "Symfony\\Component\\Console\\Input\\InputInterface->getOption")) {
            all.put(
                    option,
                    (machine, given) -> given.size() == 0 ? null : option(machine, given.text(0, "key"), given));
        }
        for (String argument : List.of(
                "Illuminate\\Console\\Command->argument",
                "Symfony\\Component\\Console\\Input\\InputInterface->getArgument")) {
            all.put(
                    argument,
                    (machine, given) -> given.size() == 0 ? null : argument(machine, given.text(0, "key"), given));
        }
        for (String called : List.of(
                "Illuminate\\Console\\Command->call",
                "Illuminate\\Console\\Command->callSilent",
                "Illuminate\\Support\\Facades\\Artisan->call",
                "Artisan->call")) {
            all.put(called, (machine, given) -> {
                Frame caller = machine.caller();
                Value name = given.at(0);
                return name == null || caller == null ? null : command(machine, name, List.of(), caller, given.place());
            });
        }
        for (String facade : List.of("Illuminate\\Support\\Facades\\Artisan->command", "Artisan->command")) {
            all.put(facade, (machine, given) -> {
                String signature = given.text(0, "signature");
                Value closure = given.at(1);
                if (signature != null && closure != null) {
                    machine.properties().put(CLOSURE + signature.strip().split("[\\s{]", 2)[0], closure);
                }
                return LaravelSchedule.event(machine);
            });
        }
    }

    /**
     * The entry program has asked for Composer's loader: when it is one of the two, its command runs.
     *
     * @return whether it was, and the rest of the program is the framework's
     */
    static boolean run(Machine machine, String root, Frame frame, Span place) {
        String path = machine.program().path();
        boolean artisan = path != null && path.equals(root + "/artisan");
        boolean console = path != null && (path.equals(root + "/bin/console") || path.equals(root + "/app/console"));
        List<Value> words = frame.lookup("$argv") instanceof ListValue list ? list.items() : List.of();
        if ((!artisan && !console) || frame.source() != machine.program().source() || words.size() < 2) {
            return false;
        }
        machine.properties().put(Laravel.ROOT, Value.text(root, place));
        String name = PlainLanguage.string(words.get(1));
        if (artisan && name != null && (name.equals("schedule:run") || name.equals("schedule:work"))) {
            LaravelSchedule.run(machine, root, frame, place);
        } else {
            command(machine, words.get(1), words.subList(2, words.size()), frame, place);
        }
        return true;
    }

    /** Runs a command by its name, with the words after it, or by its class. */
    static Value command(Machine machine, Value command, List<Value> words, Frame frame, Span place) {
        Value type = command;
        String name = PlainLanguage.string(command);
        if (name != null) {
            List<Value> all = new ArrayList<>();
            for (String word : name.strip().split("\\s+")) {
                all.add(Value.text(word, place));
            }
            all.addAll(words);
            name = name.strip().split("\\s+")[0];
            words = all.subList(1, all.size());
            Value closure = machine.properties().get(CLOSURE + name);
            type = closure != null ? closure : find(machine, name, frame, place);
        }
        Value wordsBefore = machine.properties().get(WORDS);
        machine.properties().put(WORDS, Value.list(Container.LIST, words));
        if (type instanceof Value.Routined closure) {
            machine.calls().call(closure, Arguments.none(place), "?");
        } else if (type instanceof Value.ClassObject || type instanceof Value.Instance) {
            Value object =
                    type instanceof Value.Instance ? type : machine.calls().call(type, Arguments.none(place), "?");
            Value signature = machine.members().own(object, "signature", place);
            if (signature != null) {
                machine.properties().put(SIGNATURE, signature);
            }
            for (String method : List.of("handle", "execute", "__invoke")) {
                if (machine.members().own(object, method, place) instanceof Value.Routined routined) {
                    machine.calls().call(routined, Arguments.none(place), method);
                    break;
                }
            }
        } else if (name == null || !local(machine, name)) {
            unknown(machine, name, place);
        }
        if (wordsBefore != null) {
            machine.properties().put(WORDS, wordsBefore);
        }
        return Value.number("0", place);
    }

    private static boolean local(Machine machine, String name) {
        boolean symfony = String.valueOf(machine.program().path()).endsWith("/console");
        return LOCAL.matcher(name).matches()
                || symfony && LOCAL_OF_SYMFONY.matcher(name).matches();
    }

    private static void unknown(Machine machine, @Nullable String name, Span place) {
        String shown = name == null ? "..." : name;
        machine.execution()
                .report(new Unresolved(
                        shown,
                        place,
                        "the command `" + shown
                                + "` is not among the project's commands, and nothing is known of what it"
                                + " reaches; add its file, or declare it: `# egress: needs HOST:PORT/PROTOCOL (reason)`",
                        "console",
                        List.of()));
    }

    /** The class of a command, in the folders where the frameworks look for them; null when the project has none. */
    private static @Nullable Value find(Machine machine, String name, Frame frame, Span place) {
        Pattern named = Pattern.compile("['\"]" + Pattern.quote(name) + "['\"\\s{|]");
        String root = PlainLanguage.string(machine.properties().get(Laravel.ROOT));
        for (String folder :
                List.of("/app/Console/Commands", "/app/Console", "/src", "/app", "/modules", "/packages")) {
            ListValue files = FileNames.matching(machine, root + folder + "/**/*.php", place);
            for (Value file : files == null ? List.<Value>of() : files.items()) {
                String path = PlainLanguage.string(file);
                if (path != null
                        && machine.execution().file(path) instanceof Sources.Content.Text text
                        && named.matcher(text.source().text()).find()
                        && isCommand(text.source().text())) {
                    return defined(machine, path, text.source().text(), frame, place);
                }
            }
        }
        PhpFiles.include(machine, root + "/routes/console.php", frame, place, true);
        return machine.properties().get(CLOSURE + name);
    }

    private static boolean isCommand(String text) {
        return text.contains("AsCommand") || EXTENDS_COMMAND.matcher(text).find();
    }

    /** The class that a file defines, once it has run. */
    static @Nullable Value defined(Machine machine, String path, String text, Frame frame, Span place) {
        PhpFiles.load(machine, path, frame, place);
        Matcher type = DEFINED.matcher(text);
        Matcher namespace = NAMESPACE.matcher(text);
        if (!type.find()) {
            return null;
        }
        String full = namespace.find() ? namespace.group(1) + "\\" + type.group(1) : type.group(1);
        return PhpClasses.known(full, frame) instanceof Value.ClassObject known ? known : null;
    }

    private static List<Value> words(Machine machine) {
        return machine.properties().get(WORDS) instanceof ListValue list ? list.items() : List.of();
    }

    /** An option as the command line gives it, or as the signature does; nothing when neither does. */
    private static @Nullable Value option(Machine machine, @Nullable String name, Arguments given) {
        for (Value word : name == null ? List.<Value>of() : words(machine)) {
            String text = PlainLanguage.string(word);
            if (text != null && text.startsWith("--" + name + "=")) {
                return PlainLanguage.changed(word, whole -> whole.substring(whole.indexOf('=') + 1));
            }
            if (text != null && text.equals("--" + name)) {
                return Value.truth(true, given.place());
            }
        }
        return name == null ? null : declared(machine, name, true, given);
    }

    private static @Nullable Value argument(Machine machine, @Nullable String name, Arguments given) {
        String signature = PlainLanguage.string(machine.properties().get(SIGNATURE));
        Matcher parameter = signature == null || name == null ? null : PARAMETER.matcher(signature);
        List<Value> plain = words(machine).stream()
                .filter(word -> !String.valueOf(PlainLanguage.string(word)).startsWith("-"))
                .toList();
        int position = 0;
        while (parameter != null && name != null && parameter.find()) {
            if (parameter.group(1) != null) {
                continue;
            }
            if (parameter.group(2).equals(name)) {
                return position < plain.size() ? plain.get(position) : declared(machine, name, false, given);
            }
            position++;
        }
        return null;
    }

    private static @Nullable Value declared(Machine machine, String name, boolean option, Arguments given) {
        String signature = PlainLanguage.string(machine.properties().get(SIGNATURE));
        Matcher parameter = signature == null ? null : PARAMETER.matcher(signature);
        while (parameter != null && parameter.find()) {
            if (parameter.group(2).equals(name) && option == (parameter.group(1) != null)) {
                String usual = parameter.group(3);
                return usual == null || usual.isBlank()
                        ? Value.nothing(given.place())
                        : Value.asDefault(Value.text(usual.strip(), given.place()));
            }
        }
        return null;
    }
}
