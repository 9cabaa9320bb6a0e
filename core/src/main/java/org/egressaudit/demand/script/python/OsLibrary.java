package org.egressaudit.demand.script.python;

import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Calls;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.FileNames;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.jspecify.annotations.Nullable;

/** {@code os}, {@code os.path}, {@code sys}, {@code pathlib}, {@code shlex}, {@code socket.gethostname} and their kin. */
final class OsLibrary {

    private OsLibrary() {}

    static void register(Map<String, NativeFunction> all) {
        all.put("os.getenv", (machine, given) -> MapMembers.lookup(machine.environment(), machine, given));
        all.put("os.putenv", OsLibrary::setVariable);
        all.put("os.path.join", (machine, given) -> Paths.join(given, machine));
        all.put("os.path.dirname", Paths.changing(Paths::folder));
        all.put("os.path.basename", Paths.changing(Paths::last));
        all.put("os.path.normpath", Paths.changing(Paths::normal));
        for (String name : List.of("abspath", "realpath", "expanduser")) {
            all.put("os.path." + name, OsLibrary::full);
        }
        all.put("os.path.expandvars", OsLibrary::expand);
        for (String name : List.of("exists", "isfile", "lexists")) {
            all.put(
                    "os.path." + name,
                    (machine, given) -> given.at(0) == null ? null : Paths.exists(given.at(0), machine, given.place()));
        }
        for (String name : List.of("isdir", "getsize", "getmtime", "islink", "splitext")) {
            all.put("os.path." + name, OsLibrary::open);
        }
        all.put("os.listdir", (machine, given) -> FileNames.in(machine, given.text(0, "path"), given.place()));
        for (String glob : List.of("glob.glob", "glob.iglob")) {
            all.put(glob, (machine, given) -> FileNames.matching(machine, given.text(0, "pathname"), given.place()));
        }
        all.put("os.access", OsLibrary::open);
        all.put(
                "os.getcwd",
                (machine, given) ->
                        machine.directory() == null ? null : Value.text(machine.directory(), given.place()));
        all.put("pathlib.Path.cwd", all.get("os.getcwd"));
        all.put("os.chdir", (machine, given) -> {
            String directory = given.text(0, "path");
            machine.changeDirectory(directory == null ? null : Paths.absolute(directory, machine));
            return Value.nothing(given.place());
        });
        for (String name : List.of("Path", "PurePath", "PosixPath")) {
            all.put(
                    "pathlib." + name,
                    (machine, given) ->
                            given.at(0) == null ? Value.text(".", given.place()) : Paths.join(given, machine));
        }
        all.put("pathlib.Path.home", (machine, given) -> machine.environment().get("HOME"));
        all.put("sys.exit", Builtins::exit);
        all.put("os._exit", (machine, given) -> {
            Value status = given.at(0);
            throw machine.end(status == null ? null : Calls.exitStatus(status));
        });
        all.put("shlex.split", OsLibrary::split);
        all.put("shlex.quote", (machine, given) -> given.at(0));
        all.put("pipes.quote", (machine, given) -> given.at(0));
        all.put("copy.copy", (machine, given) -> given.at(0));
        all.put("copy.deepcopy", (machine, given) -> given.at(0));
        all.put("typing.cast", (machine, given) -> given.at(1));
        all.put("base64.b64decode", OsLibrary::decode);
        all.put("collections.OrderedDict", Builtins.FUNCTIONS.get("dict"));
        all.put("collections.namedtuple", OsLibrary::namedTuple);
        all.put("string.Template", (machine, given) -> given.at(0));
    }

    /** An answer that only the run will know, and that needs no telling. */
    private static Value open(Machine machine, Arguments given) {
        return new Value.Unknown("...", "only the run will know what is on the disk", given.place());
    }

    private static Value setVariable(Machine machine, Arguments given) {
        String name = given.text(0, "key");
        Value value = given.at(1);
        if (name != null && value != null) {
            machine.environment().put(machine.journal(), name, value);
        }
        return Value.nothing(given.place());
    }

    private static @Nullable Value full(Machine machine, Arguments given) {
        return given.at(0) instanceof Value.Scalar path ? Paths.full(path, machine, given.place()) : given.at(0);
    }

    private static @Nullable Value expand(Machine machine, Arguments given) {
        if (!(given.at(0) instanceof Value.Scalar text) || text.text() == null) {
            return given.at(0);
        }
        String value = text.text();
        for (String name : machine.environment().keys()) {
            String known = PythonLanguage.string(machine.environment().get(name));
            if (known != null && value.length() < 4096 && known.length() < 4096) {
                value = value.replace("${" + name + "}", known).replace("$" + name, known);
            }
        }
        String expanded = value;
        return TextMembers.change(text, given, before -> expanded);
    }

    private static @Nullable Value split(Machine machine, Arguments given) {
        if (!(given.at(0) instanceof Value.Scalar text)) {
            return null;
        }
        Word word = text.word();
        List<Word> parts = word instanceof Word.Joined joined ? joined.parts() : List.of(word);
        List<Value> words = new ShellWords(given.place()).split(parts);
        return words.isEmpty() && text.text() == null ? null : Value.list(Container.LIST, words);
    }

    private static @Nullable Value decode(Machine machine, Arguments given) {
        String text = given.text(0, "s");
        if (text == null) {
            return null;
        }
        try {
            byte[] bytes = java.util.Base64.getMimeDecoder().decode(text);
            return Value.text(new String(bytes, java.nio.charset.StandardCharsets.UTF_8), given.place());
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static @Nullable Value namedTuple(Machine machine, Arguments given) {
        String name = given.text(0, "typename");
        Value fields = given.parameter(1, "field_names");
        String text = PythonLanguage.string(fields);
        if (name == null || (text == null && fields == null)) {
            return null;
        }
        Value.ClassObject type = new Value.ClassObject(name, List.of(), true);
        if (fields instanceof org.egressaudit.demand.script.machine.ListValue list) {
            list.items().forEach(field -> {
                String one = PythonLanguage.string(field);
                if (one != null) {
                    type.fields().add(one);
                }
            });
        } else if (text != null) {
            type.fields().addAll(List.of(text.trim().split("[,\\s]+")));
        }
        return type;
    }
}
