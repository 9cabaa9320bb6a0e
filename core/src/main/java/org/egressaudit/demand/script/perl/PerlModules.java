package org.egressaudit.demand.script.perl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.jspecify.annotations.Nullable;

/** {@code use} and {@code require}: modules of the project are run, names of libraries made known. */
final class PerlModules {

    private static final String FOLDERS = "@INC";

    /** What modules give without being asked. */
    private static final Map<String, List<String>> EXPORTS = Map.of(
            "LWP::Simple", List.of("get", "head", "getprint", "getstore", "mirror"),
            "HTTP::Request::Common", List.of("GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"),
            "IPC::Open3", List.of("open3"),
            "IPC::Open2", List.of("open2"),
            "File::Basename", List.of(),
            "Net::Ping", List.of(),
            "Mail::Sendmail", List.of("sendmail"),
            "LWP::UserAgent", List.of());

    private PerlModules() {}

    static Value use(Machine machine, Arguments given) {
        String module = given.text(0, "module");
        List<Value> names = new ArrayList<>();
        for (Value value : given.drop(1).positional()) {
            names.addAll(value instanceof ListValue list ? list.items() : List.of(value));
        }
        Frame caller = machine.caller();
        if (module == null || caller == null) {
            return Value.nothing(given.place());
        }
        switch (module) {
            case "lib" -> names.forEach(name -> folders(machine, given).add(machine.journal(), name));
            case "constant" -> constant(machine, given);
            case "parent", "base" -> {
                Value own = given.named("package");
                machine.properties().put("bases " + PlainLanguage.string(own), Value.list(Container.LIST, names));
                names.forEach(name -> module(machine, PlainLanguage.string(name), caller, given));
            }
            default -> {
                Value own = given.named("package");
                if (PerlObjects.makesClass(module) && own != null) {
                    machine.properties().put(PerlObjects.CLASS + PlainLanguage.string(own), own);
                    return Value.nothing(given.place());
                }
                if (!module(machine, module, caller, given)) {
                    // perldoc -f use: "BEGIN { require Module; Module->import( LIST ); }"
                    machine.calls().call(new Value.External(module + "->import"), Arguments.none(given.place()), "?");
                    imported(machine, module, names);
                }
            }
        }
        return Value.nothing(given.place());
    }

    private static void constant(Machine machine, Arguments given) {
        if (given.at(1) instanceof MapValue map) {
            for (String name : map.keys()) {
                Value value = map.get(name);
                if (value != null) {
                    define(machine, name, value);
                }
            }
            return;
        }
        String name = given.text(1, "name");
        Value value = given.at(2);
        if (name != null && value != null) {
            define(machine, name, value);
        }
    }

    /** A constant is a function that gives its value; without parentheses it is read as a name. */
    private static void define(Machine machine, String name, Value value) {
        boolean bare = name.matches("[A-Z][\\w:]*");
        machine.properties().put("imported " + name, bare ? value : new Value.Native(name, (run, none) -> value));
    }

    private static void imported(Machine machine, String module, List<Value> names) {
        for (String name : EXPORTS.getOrDefault(module, List.of())) {
            machine.properties().put("imported " + name, new Value.External(module + "::" + name));
        }
        for (Value value : names) {
            String name = PlainLanguage.string(value);
            boolean known = name == null
                    || PerlFunctions.all().containsKey(name)
                    || name.startsWith("$")
                    || name.startsWith(":");
            if (!known) {
                machine.properties().put("imported " + name, new Value.External(module + "::" + name));
            }
        }
    }

    /** Loads a module of the project, if it is one. */
    static void load(Machine machine, @Nullable String module, Arguments given) {
        Frame caller = machine.caller();
        if (caller != null) {
            module(machine, module, caller, given);
        }
    }

    private static boolean module(Machine machine, @Nullable String module, Frame caller, Arguments given) {
        if (module == null) {
            return false;
        }
        String file = module.replace("::", "/") + ".pm";
        for (Value folder : folders(machine, given).items()) {
            String base = PlainLanguage.string(folder);
            if (base != null
                    && PlainLanguage.include(machine, absolute(base, machine) + "/" + file, caller, given.place(), true)
                            != null) {
                return true;
            }
        }
        return false;
    }

    private static String absolute(String path, Machine machine) {
        String folder = machine.directory();
        return PlainLanguage.normal(path.startsWith("/") || folder == null ? path : folder + "/" + path);
    }

    private static ListValue folders(Machine machine, Arguments given) {
        if (machine.properties().get(FOLDERS) instanceof ListValue list) {
            return list;
        }
        List<Value> folders = new ArrayList<>();
        String script = PlainLanguage.scriptFolder(machine);
        if (script != null) {
            for (String below : List.of("", "/lib", "/../lib")) {
                folders.add(Value.text(script + below, given.place()));
            }
        }
        ListValue list = Value.list(Container.LIST, folders);
        machine.properties().put(FOLDERS, list);
        return list;
    }

    static Value require(Machine machine, Arguments given) {
        String path = given.text(0, "file");
        Frame caller = machine.caller();
        if (path != null && caller != null) {
            String script = PlainLanguage.scriptFolder(machine);
            boolean there =
                    PlainLanguage.include(machine, absolute(path, machine), caller, given.place(), true) != null;
            if (!there && script != null && !path.startsWith("/")) {
                there = PlainLanguage.include(
                                machine, PlainLanguage.normal(script + "/" + path), caller, given.place(), true)
                        != null;
            }
            if (!there) {
                machine.missing(path, given.place());
            }
        } else if (given.at(0) instanceof Value.External module && caller != null) {
            module(machine, module.name(), caller, given);
        }
        return Value.truth(true, given.place());
    }
}
