package org.egressaudit.demand.script.php;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Namespace;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.scan.StructuredData;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Classes that stand in files of their own, loaded when they are first named: by the functions that
 * {@code spl_autoload_register} was given, and as {@code composer.json} maps namespaces to folders (PSR-4).
 */
final class PhpClasses {

    private static final String LOADERS = "class loaders";

    /** Property of the run that is set while such a function looks for a class. */
    static final String LOADING = "class being loaded";

    private static final String NAMESPACES = "namespaces";

    private static final Pattern COMPOSER = Pattern.compile("(.*)/vendor/autoload(?:_runtime)?\\.php");

    /** Before a class's plain name: the variable that holds its full one. */
    static final String FULL_NAME = "full name of ";

    /** Before a class's plain name: a variable that traits have. */
    static final String TRAIT = "trait ";

    /** The function that a parameter's type is given to where the caller gives no argument. */
    static final String INJECTED = "new by type";

    private PhpClasses() {}

    /** An object of a class of the project; of a library's class or interface one of which only the type is known. */
    static @Nullable Value injected(Machine machine, Arguments given) {
        if (given.at(0) instanceof Value.ClassObject type) {
            return machine.calls().call(type, Arguments.none(given.place()), type.name());
        }
        return given.at(0) instanceof Value.External library
                ? new Value.Made(library.name(), null, Outcome.UNKNOWN, new Namespace(), null)
                : null;
    }

    /**
     * A class that is already there, with or without its namespace, or the library class an alias stands for. A name with
     * a namespace is not a class of another one.
     */
    static @Nullable Value known(String name, Frame frame) {
        String full = unaliased(name.startsWith("\\") ? name.substring(1) : name, frame);
        if (full.indexOf('\\') < 0) {
            Value here = frame.module().globals().get(inFile(full, frame));
            Value meant = here instanceof Value.External used
                    ? frame.module().globals().get(used.name())
                    : null;
            if (meant != null) {
                return meant;
            }
        }
        Value known = frame.module().globals().get(full);
        if (known != null || full.indexOf('\\') < 0) {
            return known;
        }
        String plain = full.substring(full.lastIndexOf('\\') + 1);
        String own = PlainLanguage.string(frame.module().globals().get(FULL_NAME + plain));
        boolean same = own == null || own.equals(full) || own.endsWith("\\" + full);
        return same ? frame.module().globals().get(plain) : new Value.External(full);
    }

    /** The variable that holds what a plain name means in the file that is read: imports are a file's own. */
    static String inFile(String name, Frame frame) {
        return name + " in " + frame.source().file();
    }

    /** {@code use A\\B as C} makes {@code C\\D} the class {@code A\\B\\D}. */
    private static String unaliased(String name, Frame frame) {
        int first = name.indexOf('\\');
        return first > 0 && frame.module().globals().get(name.substring(0, first)) instanceof Value.External used
                ? used.name() + name.substring(first)
                : name;
    }

    /** {@code spl_autoload_register(function)}. */
    static Value register(Machine machine, Arguments given) {
        Value function = given.at(0);
        if (function != null) {
            loaders(machine).add(machine.journal(), PhpFunctions.named(function, machine));
        }
        return Value.truth(true, given.place());
    }

    private static ListValue loaders(Machine machine) {
        Value known = machine.properties().computeIfAbsent(LOADERS, key -> Value.list(Container.LIST, List.of()));
        return known instanceof ListValue list ? list : Value.list(Container.LIST, List.of());
    }

    /** Loads a class by its full name; null when no file of the project has it. */
    static @Nullable Value load(String name, Frame frame, Machine machine) {
        String full = name.startsWith("\\") ? name.substring(1) : name;
        Span place = machine.program().source().span(0, 0);
        if (machine.properties().putIfAbsent("class asked for " + full, Value.truth(true, place)) != null) {
            return null;
        }
        machine.properties().put(LOADING, Value.text(full, place));
        try {
            List<Value> loaders = new ArrayList<>(loaders(machine).items());
            if (frame.lookup("__autoload") instanceof Value.Routined old) {
                // the one function of PHP 5 and 7 that needs no registration
                loaders.add(old);
            }
            for (Value loader : loaders) {
                machine.calls().call(loader, Arguments.of(place, List.of(Value.text(full, place))), "?");
                if (known(full, frame) instanceof Value.ClassObject type) {
                    return type;
                }
            }
        } finally {
            machine.properties().remove(LOADING);
        }
        if (machine.properties().get(NAMESPACES) instanceof MapValue namespaces) {
            for (String prefix : namespaces.keys()) {
                String folder = PlainLanguage.string(namespaces.get(prefix));
                if (folder != null && full.startsWith(prefix)) {
                    String file = full.substring(prefix.length()).replace('\\', '/') + ".php";
                    PhpFiles.load(machine, folder + "/" + file, frame, place);
                }
            }
        }
        if (known(full, frame) instanceof Value.ClassObject type) {
            return type;
        }
        return machine.properties().get(NAMESPACES) == null ? guessed(full, frame, machine, place) : null;
    }

    /**
     * A class of a project whose {@code composer.json} is not at hand, by the custom that PSR-4 follows: its file lies in
     * the folders of its namespace, of which the first may stand for {@code src} or the like. The file must say that it
     * is the class.
     */
    private static @Nullable Value guessed(String full, Frame frame, Machine machine, Span place) {
        String root = PlainLanguage.string(machine.properties().get(Laravel.ROOT));
        if (root == null) {
            return null;
        }
        String path = full.replace('\\', '/');
        String below = path.substring(path.indexOf('/') + 1);
        for (String folder : List.of("/src/", "/app/", "/lib/", "/", "/classes/", "/includes/")) {
            for (String tail : List.of(below, path)) {
                String file = root + folder + tail + ".php";
                if (machine.execution().file(file) instanceof Sources.Content.Text text
                        && PhpConsole.defined(machine, file, text.source().text(), frame, place)
                                instanceof Value.ClassObject type
                        && known(full, frame) == type) {
                    return type;
                }
            }
        }
        return null;
    }

    /**
     * Composer's loader is asked for: what its {@code composer.json} says takes its place, for the folder
     * {@code vendor} is made where the program is installed and is no part of the project.
     *
     * @return whether the file is that loader
     */
    static boolean include(Machine machine, String path, Span place) {
        String root = root(path);
        if (root.isEmpty()) {
            return false;
        }
        machine.properties().put(Laravel.ROOT, Value.text(root, place));
        if (machine.execution().file(root + "/composer.json") instanceof Sources.Content.Text text
                && StructuredData.yaml(text.source(), machine) instanceof MapValue composer) {
            MapValue all =
                    machine.properties().computeIfAbsent(NAMESPACES, key -> new MapValue()) instanceof MapValue map
                            ? map
                            : new MapValue();
            for (String kind : List.of("autoload", "autoload-dev")) {
                entries(composer, kind)
                        .flatMap(autoload -> entries(autoload, "psr-4"))
                        .ifPresent(psr -> folders(psr, root, place)
                                .forEach((prefix, folder) -> all.put(machine.journal(), prefix, folder)));
            }
            entries(composer, "autoload").map(autoload -> autoload.get("files")).ifPresent(files -> {
                Frame caller = machine.caller();
                for (Value file : files instanceof ListValue list && caller != null ? list.items() : List.<Value>of()) {
                    String name = PlainLanguage.string(file);
                    if (name != null && caller != null) {
                        PhpFiles.include(machine, root + "/" + name, caller, place, true);
                    }
                }
            });
        }
        return true;
    }

    /** The folder of the project whose loader a path is; empty when it is none. */
    static String root(String path) {
        Matcher composer = COMPOSER.matcher(PlainLanguage.normal(path));
        return composer.matches() ? composer.group(1) : "";
    }

    private static Optional<MapValue> entries(MapValue map, String key) {
        return map.get(key) instanceof MapValue inner ? Optional.of(inner) : Optional.empty();
    }

    private static Map<String, Value> folders(MapValue psr, String root, Span place) {
        Map<String, Value> folders = new java.util.LinkedHashMap<>();
        for (String prefix : psr.keys()) {
            Value folder = psr.get(prefix) instanceof ListValue several && several.size() > 0
                    ? several.items().get(0)
                    : psr.get(prefix);
            String name = PlainLanguage.string(folder);
            if (name != null) {
                folders.put(prefix, Value.text(PlainLanguage.normal(root + "/" + name), place));
            }
        }
        return folders;
    }
}
