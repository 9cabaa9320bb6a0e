package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.OpenName;
import org.egressaudit.demand.script.machine.Raised;
import org.egressaudit.demand.script.machine.Truth;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Statement;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Modules of the project, found as "The import system" of the language reference says: along {@code sys.path}, which
 * begins with the script's folder. What is not found there is a library.
 */
final class Imports {

    private static final String PATH = "sys.path";

    private static final String STARS = "import *";

    private static final String MODULES = "sys.modules";

    /** Modules that only Python 2 has; a program for Python 3 tries them only to fall back. */
    private static final Set<String> ONLY_TWO = Set.of(
            "urllib2",
            "urlparse",
            "ConfigParser",
            "httplib",
            "StringIO",
            "cStringIO",
            "commands",
            "Queue",
            "cookielib",
            "xmlrpclib",
            "HTMLParser",
            "cPickle",
            "__builtin__",
            "Cookie",
            "thread",
            "SocketServer");

    private static final Set<String> ONLY_THREE = Set.of(
            "urllib.request",
            "urllib.parse",
            "urllib.error",
            "configparser",
            "http.client",
            "queue",
            "http.cookiejar",
            "xmlrpc.client",
            "html.parser",
            "builtins",
            "asyncio",
            "pathlib");

    /** Where a module is: a file, or a folder without {@code __init__.py}. */
    private record Found(String path, boolean isPackage, Sources.@Nullable Content content) {}

    void load(Statement.Import statement, Frame frame, Machine machine) {
        Span place = frame.source().span(statement.from(), statement.to());
        if (statement.level() == 0 && refused(statement.module(), machine)) {
            throw machine.raise(Raised.of(Exceptions.lineage("ModuleNotFoundError")));
        }
        Value module = statement.level() > 0
                ? relative(statement, frame, machine, place)
                : absolute(statement.module(), machine, place);
        if (statement.level() == 0 && module instanceof Value.External) {
            module = beside(statement.module(), frame, machine, place);
        }
        if (statement.names().isEmpty() && !statement.everything()) {
            bind(statement, module, frame, machine);
        } else if (statement.everything()) {
            star(module, frame, machine);
        } else {
            for (Statement.Alias alias : statement.names()) {
                frame.assign(machine.journal(), alias.as(), member(module, alias.name(), machine, place), false);
            }
        }
    }

    private static boolean refused(String module, Machine machine) {
        if (!machine.expects("ImportError") && !machine.expects("ModuleNotFoundError")) {
            return false;
        }
        String first = machine.program().source().line(1);
        boolean two = first.startsWith("#!") && first.contains("python2");
        String top = module.contains(".") ? module.substring(0, module.indexOf('.')) : module;
        return two ? ONLY_THREE.contains(module) : ONLY_TWO.contains(top);
    }

    private static void bind(Statement.Import statement, Value module, Frame frame, Machine machine) {
        String name = statement.module();
        if (statement.alias() != null) {
            frame.assign(machine.journal(), statement.alias(), module, false);
            return;
        }
        int dot = name.indexOf('.');
        if (dot < 0) {
            frame.assign(machine.journal(), name, module, false);
            return;
        }
        String top = name.substring(0, dot);
        Value known = frame.lookup(top);
        if (!(known instanceof Value.Module)) {
            Value found = machine.properties().get("module " + top);
            frame.assign(machine.journal(), top, found == null ? new Value.External(top) : found, false);
        }
    }

    /** A module by its dotted name: one of the project, or else a library. */
    static Value absolute(String module, Machine machine, Span place) {
        String[] parts = module.split("\\.");
        for (Value folder : path(machine, place).items()) {
            String base = folder instanceof Value.Scalar scalar ? scalar.text() : null;
            if (base == null) {
                continue;
            }
            String folderNow = machine.directory();
            String from = base.startsWith("/") || folderNow == null ? base : folderNow + "/" + base;
            Value found = along(from, "", parts, machine, place);
            if (found != null) {
                return found;
            }
        }
        return new Value.External(module);
    }

    /**
     * A module beside the one that asks for it, in the same package: what Python 2 looks for first, and Python 3 not at
     * all. A project that has it there and nowhere along the path was written for Python 2.
     */
    private static Value beside(String module, Frame frame, Machine machine, Span place) {
        Value within = frame.module().globals().get("__package__");
        String path = path(frame.module());
        String name = within instanceof Value.Scalar scalar && scalar.text() != null ? scalar.text() : "";
        if (path == null || name.isEmpty() || path.lastIndexOf('/') < 0) {
            return new Value.External(module);
        }
        String folder = path.endsWith(".py") ? path.substring(0, path.lastIndexOf('/')) : path;
        Value found = along(folder, name, module.split("\\."), machine, place);
        return found == null ? new Value.External(module) : found;
    }

    /** Where the file of a module is, or the folder of a package that has none; null when it is not known. */
    private static @Nullable String path(Value.Module module) {
        return module.globals().get("__file__") instanceof Value.Scalar file ? file.text() : null;
    }

    /** The folder of a package; null for a module that is none. */
    private static @Nullable String packageFolder(Value.Module module) {
        String path = path(module);
        return path == null || !path.endsWith(".py")
                ? path
                : path.endsWith("/__init__.py") ? path.substring(0, path.lastIndexOf('/')) : null;
    }

    /**
     * The module below a folder, its packages loaded on the way; null when there is none.
     *
     * @param within the package whose folder the base is, or empty
     */
    private static @Nullable Value along(String base, String within, String[] parts, Machine machine, Span place) {
        String folder = base;
        String name = within;
        Value.@Nullable Module parent = null;
        for (String part : parts) {
            Found found = find(folder + "/" + part, machine);
            if (found == null) {
                return null;
            }
            String around = name;
            name = name.isEmpty() ? part : name + "." + part;
            Value.Module module = module(found, name, found.isPackage() ? name : around, machine, place);
            if (parent != null) {
                parent.globals().put(machine.journal(), part, module);
            } else if (within.isEmpty()) {
                machine.properties().putIfAbsent("module " + part, module);
            }
            parent = module;
            folder = folder + "/" + part;
        }
        return parent;
    }

    private static @Nullable Found find(String base, Machine machine) {
        String init = base + "/__init__.py";
        Sources.Content content = machine.execution().file(init);
        if (content instanceof Sources.Content.Text) {
            return new Found(init, true, content);
        }
        content = machine.execution().file(base + ".py");
        if (content instanceof Sources.Content.Text) {
            return new Found(base + ".py", false, content);
        }
        boolean folder = machine.execution().kind(base) == Sources.Kind.FOLDER
                && machine.execution().folder(base).stream().anyMatch(entry -> entry.endsWith(".py"));
        return folder ? new Found(base, true, null) : null;
    }

    private static Value.Module module(Found found, String name, String parent, Machine machine, Span place) {
        Map<String, Value> globals = PythonReader.globals(name, parent, found.path(), place);
        Value.Module module = found.content() instanceof Sources.Content.Text text
                ? machine.module(found.path(), name, text.source(), place, globals)
                : machine.module(found.path(), name, org.egressaudit.text.Source.of(place, ""), place, globals);
        modules(machine, place).put(machine.journal(), name, module);
        return module;
    }

    /** {@code sys.modules}: what is loaded, by name. */
    static MapValue modules(Machine machine, Span place) {
        if (machine.properties().get(MODULES) instanceof MapValue known) {
            return known;
        }
        MapValue modules = new MapValue("the loaded modules");
        machine.properties().put(MODULES, modules);
        if (machine.main() != null) {
            modules.put(machine.journal(), "__main__", machine.main());
        }
        return modules;
    }

    /** {@code __import__(name, globals, locals, fromlist, level)}: with a fromlist the module itself, else its top package. */
    static @Nullable Value byName(Machine machine, Arguments given) {
        Span place = given.place();
        String name = given.text(0, "name");
        Value named = given.at(0);
        if (name == null) {
            return named == null ? null : chosen(Words.of(named, place), machine, place);
        }
        Value module = absolute(name, machine, place);
        Value list = given.parameter(3, "fromlist");
        boolean whole = list != null && machine.truth(list) != Truth.NO;
        if (module instanceof Value.Module own && list instanceof ListValue names) {
            names.items().forEach(each -> submodules(own, Words.of(each, place), machine, place));
        }
        if (whole || name.indexOf('.') < 0) {
            return module;
        }
        Value top = machine.properties().get("module " + name.substring(0, name.indexOf('.')));
        return top == null ? module : top;
    }

    /** Modules of a package that are named in a fromlist become its members. */
    private static void submodules(Value.Module within, Word name, Machine machine, Span place) {
        String folder = packageFolder(within);
        if (folder == null) {
            return;
        }
        for (String each : entries(folder, machine)) {
            Found found = OpenName.may(name, each) ? find(folder + "/" + each, machine) : null;
            if (found != null) {
                String full = within.name() + "." + each;
                Value module = module(found, full, found.isPackage() ? full : within.name(), machine, place);
                within.globals().put(machine.journal(), each, module);
            }
        }
    }

    private static List<String> entries(String folder, Machine machine) {
        return machine.execution().folder(folder).stream()
                .map(entry -> entry.endsWith(".py") ? entry.substring(0, entry.length() - 3) : entry)
                .filter(entry -> !entry.equals("__init__") && !entry.startsWith("."))
                .toList();
    }

    /**
     * The modules of the project that a name of which only the run will know all may mean: its part before the last dot has
     * to be known.
     */
    static @Nullable Value chosen(Word name, Machine machine, Span place) {
        List<Value> all = new ArrayList<>();
        for (Word option : name.options()) {
            String known =
                    option instanceof Word.Joined joined && joined.parts().get(0) instanceof Word.Known first
                            ? first.text()
                            : "";
            int dot = known.lastIndexOf('.');
            if (dot <= 0 || !(absolute(known.substring(0, dot), machine, place) instanceof Value.Module within)) {
                continue;
            }
            String folder = packageFolder(within);
            if (folder == null) {
                continue;
            }
            Value found = OpenName.chosen(
                    option,
                    entries(folder, machine).stream()
                            .map(entry -> known.substring(0, dot + 1) + entry)
                            .toList(),
                    full -> absolute(full, machine, place) instanceof Value.Module module ? module : null);
            if (found != null) {
                all.add(found);
            }
        }
        if (all.isEmpty()) {
            Word.Unknown open = unknown(name);
            if (open == null) {
                machine.missing(shown(name), place);
            } else {
                machine.missing(open, shown(name), place);
            }
            return null;
        }
        return Value.either(all);
    }

    /** The first part of a word that only the run will know, or null. */
    private static Word.@Nullable Unknown unknown(Word name) {
        for (Word option : name.options()) {
            for (Word part : option instanceof Word.Joined joined ? joined.parts() : List.of(option)) {
                if (part instanceof Word.Unknown open) {
                    return open;
                }
            }
        }
        return null;
    }

    private static String shown(Word name) {
        StringBuilder text = new StringBuilder();
        Word first = name.options().get(0);
        for (Word part : first instanceof Word.Joined joined ? joined.parts() : List.of(first)) {
            text.append(
                    part instanceof Word.Known known
                            ? known.text()
                            : part instanceof Word.Unknown unknown ? unknown.source() : "...");
        }
        return text.toString();
    }

    private Value relative(Statement.Import statement, Frame frame, Machine machine, Span place) {
        Value file = frame.module().globals().get("__file__");
        String path = file instanceof Value.Scalar scalar ? scalar.text() : null;
        if (path == null) {
            return new Value.External(statement.module());
        }
        String folder = path;
        int levels = path.endsWith(".py") ? statement.level() : statement.level() - 1;
        for (int i = 0; i < levels && folder.lastIndexOf('/') >= 0; i++) {
            folder = folder.substring(0, folder.lastIndexOf('/'));
        }
        Value parent = frame.module().globals().get("__package__");
        String name = parent instanceof Value.Scalar scalar && scalar.text() != null ? scalar.text() : "";
        for (int i = 1; i < statement.level() && !name.isEmpty(); i++) {
            name = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
        }
        Value found = statement.module().isEmpty()
                ? folder(folder, name, machine, place)
                : along(folder, name, statement.module().split("\\."), machine, place);
        if (found == null) {
            machine.missing(".".repeat(statement.level()) + statement.module(), place);
            return new Value.External(statement.module());
        }
        return found;
    }

    private static Value folder(String folder, String name, Machine machine, Span place) {
        Sources.Content content = machine.execution().file(folder + "/__init__.py");
        return module(
                new Found(folder + "/__init__.py", true, content instanceof Sources.Content.Text ? content : null),
                name,
                name,
                machine,
                place);
    }

    private Value member(Value module, String name, Machine machine, Span place) {
        if (module instanceof Value.Module own) {
            Value value = own.globals().get(name);
            if (value != null) {
                return value;
            }
            String folder = packageFolder(own);
            if (folder != null) {
                Found found = find(folder + "/" + name, machine);
                if (found != null) {
                    String full = own.name().isEmpty() ? name : own.name() + "." + name;
                    Value.Module loaded = module(found, full, found.isPackage() ? full : own.name(), machine, place);
                    own.globals().put(machine.journal(), name, loaded);
                    return loaded;
                }
                machine.missing((own.name().isEmpty() ? "" : own.name() + ".") + name, place);
            }
            return new Value.Unknown(
                    name, "the module " + own.name() + " does not define it; declare what it reaches", place);
        }
        return machine.members().get(module, name, place);
    }

    private static void star(Value module, Frame frame, Machine machine) {
        if (module instanceof Value.Module own) {
            for (String name : own.globals().names()) {
                Value value = own.globals().get(name);
                if (!name.startsWith("_") && value != null) {
                    frame.assign(machine.journal(), name, value, false);
                }
            }
        } else {
            Value stars = machine.properties().computeIfAbsent(STARS, key -> Value.list(Container.LIST, List.of()));
            if (stars instanceof ListValue list) {
                list.add(machine.journal(), module);
            }
        }
    }

    /** A name that only an {@code import *} of a library can have brought, or null. */
    @Nullable
    Value fromStars(String name, Machine machine) {
        if (!(machine.properties().get(STARS) instanceof ListValue stars) || name.startsWith("_")) {
            return null;
        }
        List<Value> all = new ArrayList<>();
        for (Value star : stars.items()) {
            if (star instanceof Value.External external) {
                all.add(new Value.External(external.name() + "." + name));
            }
        }
        return all.isEmpty() ? null : Value.either(all);
    }

    /** {@code sys.path}: the script's folder, the working directory, {@code PYTHONPATH}. */
    static ListValue path(Machine machine, Span place) {
        Value known = machine.properties().get(PATH);
        if (known instanceof ListValue list) {
            return list;
        }
        List<Value> folders = new ArrayList<>();
        String script = machine.program().path();
        if (script != null && script.lastIndexOf('/') >= 0) {
            folders.add(Value.text(script.substring(0, script.lastIndexOf('/')), place));
        }
        if (machine.directory() != null) {
            folders.add(Value.text(machine.directory(), place));
        }
        String more = PythonLanguage.string(machine.environment().get("PYTHONPATH"));
        if (more != null) {
            for (String folder : more.split(":")) {
                folders.add(Value.text(folder, place));
            }
        }
        ListValue path = Value.list(Container.LIST, folders);
        machine.properties().put(PATH, path);
        return path;
    }
}
