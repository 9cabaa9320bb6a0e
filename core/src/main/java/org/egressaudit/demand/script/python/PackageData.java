package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.machine.Words;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Files and modules that lie in a package's folder, found by the package's name: pkgutil, importlib, pkg_resources. */
final class PackageData {

    private static final Value.ClassObject MODULE_INFO = moduleInfo();

    private PackageData() {}

    private static Value.ClassObject moduleInfo() {
        Value.ClassObject type = new Value.ClassObject("ModuleInfo", List.of(), true);
        type.fields().addAll(List.of("module_finder", "name", "ispkg"));
        return type;
    }

    static void register(Map<String, NativeFunction> all) {
        for (String text : List.of(
                "pkgutil.get_data",
                "importlib.resources.read_text",
                "importlib.resources.read_binary",
                "importlib_resources.read_text",
                "pkg_resources.resource_string")) {
            all.put(text, (machine, given) -> {
                Value path = file(machine, given);
                return path == null ? null : Files.text(path, machine, given.place());
            });
        }
        for (String open : List.of(
                "importlib.resources.open_text",
                "importlib.resources.open_binary",
                "importlib_resources.open_text",
                "pkg_resources.resource_stream")) {
            all.put(open, (machine, given) -> {
                Value path = file(machine, given);
                return path == null ? null : Files.open(machine, Arguments.of(given.place(), List.of(path)));
            });
        }
        all.put("pkg_resources.resource_filename", PackageData::file);
        for (String files : List.of("importlib.resources.files", "importlib_resources.files")) {
            all.put(files, (machine, given) -> {
                String folder = folder(given.at(0), machine, given.place());
                return folder == null ? null : Value.text(folder, given.place());
            });
        }
        for (String walk : List.of("pkgutil.iter_modules", "pkgutil.walk_packages")) {
            all.put(walk, PackageData::modules);
        }
        all.put("importlib.import_module", PackageData::load);
    }

    private static @Nullable Value file(Machine machine, Arguments given) {
        String folder = folder(given.at(0), machine, given.place());
        String name = given.text(1, "resource");
        return folder == null || name == null ? null : Value.text(folder + "/" + name, given.place());
    }

    /** The folder of a package, by its name or itself; null when the project does not have it. */
    private static @Nullable String folder(@Nullable Value named, Machine machine, Span place) {
        Value module = named;
        String name = PythonLanguage.string(named);
        if (name != null) {
            module = Imports.absolute(name, machine, place);
        }
        Value file = module instanceof Value.Module own ? own.globals().get("__file__") : null;
        String path = PythonLanguage.string(file);
        return path == null ? null : path.endsWith(".py") ? Paths.folder(path) : path;
    }

    /** {@code iter_modules(path, prefix)}: what stands in the folders of a package. */
    private static Value modules(Machine machine, Arguments given) {
        String prefix = given.size() > 1 ? given.text(1, "prefix") : "";
        List<Value> found = new ArrayList<>();
        boolean open = !(given.at(0) instanceof ListValue);
        for (Value folder : given.at(0) instanceof ListValue list ? list.items() : List.<Value>of()) {
            String path = PythonLanguage.string(folder);
            open |= path == null;
            for (String entry :
                    path == null ? List.<String>of() : machine.execution().folder(path)) {
                boolean module = entry.endsWith(".py") && !entry.equals("__init__.py");
                boolean inner = machine.execution().kind(path + "/" + entry + "/__init__.py") == Sources.Kind.FILE;
                if (module || inner) {
                    String name = module ? entry.substring(0, entry.length() - 3) : entry;
                    Value.Instance info = new Value.Instance(MODULE_INFO);
                    Span place = given.place();
                    info.attributes().put(machine.journal(), "module_finder", Value.nothing(place));
                    info.attributes().put(machine.journal(), "name", Value.text(prefix + name, place));
                    info.attributes().put(machine.journal(), "ispkg", Value.truth(inner, place));
                    found.add(info);
                }
            }
        }
        return new ListValue(Container.LIST, found, open);
    }

    /** {@code import_module(name, package)}, a name with dots before it being within the package. */
    private static @Nullable Value load(Machine machine, Arguments given) {
        String name = given.text(0, "name");
        Value named = given.at(0);
        if (name == null) {
            return named == null ? null : Imports.chosen(Words.of(named, given.place()), machine, given.place());
        }
        String within = given.text(1, "package");
        String bare = name;
        while (bare.startsWith(".")) {
            bare = bare.substring(1);
            if (within != null && bare.startsWith(".")) {
                within = within.indexOf('.') < 0 ? "" : within.substring(0, within.lastIndexOf('.'));
            }
        }
        boolean relative = name.startsWith(".") && within != null && !within.isEmpty();
        String full = relative ? within + "." + bare : bare;
        Value module = Imports.absolute(full, machine, given.place());
        return module instanceof Value.Module ? module : new Value.External(full);
    }
}
