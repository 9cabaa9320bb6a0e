package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** The functions and objects of libraries whose values the reader follows itself. */
final class Libraries {

    static final Map<String, NativeFunction> FUNCTIONS = functions();

    /** Constructors of objects that stand for the text they are given first. */
    private static final Set<String> TRANSPARENT = Set.of(
            "urllib.request.Request",
            "urllib2.Request",
            "yarl.URL",
            "httpx.URL",
            "furl.furl",
            "hyperlink.URL.from_text");

    private Libraries() {}

    private static Map<String, NativeFunction> functions() {
        Map<String, NativeFunction> all = new HashMap<>();
        OsLibrary.register(all);
        UrlLibrary.register(all);
        Files.register(all);
        Callers.register(all);
        CommandLines.register(all);
        Settings.register(all);
        Django.register(all);
        Choosing.register(all);
        RegexLibrary.register(all);
        all.put("feedparser.parse", (machine, given) -> parsed(given));
        PackageData.register(all);
        PydanticSettings.register(all);
        Templates.register(all);
        return Map.copyOf(all);
    }

    /** What was fetched before is only taken apart; anything else may be an address. */
    private static @Nullable Value parsed(Arguments given) {
        boolean fetched = given.at(0) instanceof Value.Made made
                && made.name().matches(".*\\.(?:content|text|read|read_text|body|data|getvalue|decode)");
        return fetched
                ? new Value.Unknown(
                        "feedparser.parse(...)", "only the run will know what is in the feed", given.place())
                : null;
    }

    /** The text that the result of a call stands for, or null. */
    static @Nullable Word standsFor(Invocation call) {
        return TRANSPARENT.contains(call.name())
                ? call.word(0).or(() -> call.named("url")).orElse(null)
                : null;
    }

    /** A member of a library's module or object, or null. */
    static @Nullable Value member(Value object, String name, Machine machine, Span place) {
        if (object instanceof Value.External module) {
            return constant(module.name() + "." + name, machine, place);
        }
        if (object instanceof Value.Made made) {
            return switch (made.name()) {
                case "open" -> Files.member(made, name);
                case "argparse.ArgumentParser", "argparse.group", "argparse.subparsers" ->
                    CommandLines.member(made, name);
                case "typer.Typer" ->
                    name.equals("__call__")
                            ? new Value.Native(name, (run, given) -> Clicks.run(made, run, given))
                            : null;
                case Templates.NAME -> Templates.member(made, name);
                case RegexLibrary.COMPILED -> RegexLibrary.member(made, name);
                case "configparser.ConfigParser" -> Settings.member(made, name, machine);
                default -> null;
            };
        }
        return object instanceof Value.Instance instance ? Callers.member(instance, name, machine, place) : null;
    }

    private static @Nullable Value constant(String name, Machine machine, Span place) {
        return switch (name) {
            case "os.environ", "os.environb" -> machine.environment();
            case "sys.argv" -> argv(machine, place);
            case "sys.path" -> Imports.path(machine, place);
            case "sys.modules" -> Imports.modules(machine, place);
            case "os.sep" -> Value.text("/", place);
            case "os.linesep" -> Value.text("\n", place);
            case "os.name" -> Value.text("posix", place);
            case "sys.platform" -> Value.text("linux", place);
            case "sys.executable" -> Value.text("python3", place);
            case "os.pathsep" -> Value.text(":", place);
            case "os.devnull" -> Value.text("/dev/null", place);
            default -> Django.setting(name, machine, place);
        };
    }

    /** {@code sys.argv}: the program, and what it is given. */
    static ListValue argv(Machine machine, Span place) {
        Value known = machine.properties().get("sys.argv");
        if (known instanceof ListValue list) {
            return list;
        }
        String path = machine.program().path();
        List<Value> items = new ArrayList<>();
        items.add(Value.text(path == null ? "-c" : path, place));
        machine.program().arguments().forEach(word -> items.add(new Value.Scalar(Kind.STRING, word)));
        ListValue argv = Value.list(Container.LIST, items);
        machine.properties().put("sys.argv", argv);
        return argv;
    }
}
