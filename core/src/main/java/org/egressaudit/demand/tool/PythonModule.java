package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Sources;

/** {@code python -m NAME}: a module of the project, or one that is a command of its own. */
final class PythonModule implements Special {

    /** Modules that are installed as commands of the same name. */
    private static final Set<String> COMMANDS =
            Set.of("pip", "awscli", "certbot", "ansible", "yt_dlp", "youtube_dl", "twine");

    /** Modules of the standard library that use no network when they are run. */
    private static final Set<String> LOCAL = Set.of(
            "json.tool",
            "venv",
            "virtualenv",
            "compileall",
            "py_compile",
            "unittest",
            "pytest",
            "timeit",
            "cProfile",
            "pdb",
            "zipfile",
            "tarfile",
            "gzip",
            "base64",
            "this",
            "calendar",
            "site",
            "sysconfig",
            "http.server");

    @Override
    public List<Effect> effects(Call call) {
        List<Sketch> named = call.given().option("-m");
        if (named.isEmpty()) {
            return List.of();
        }
        List<Word> arguments = new ArrayList<>();
        call.given()
                .operands()
                .forEach(operand -> arguments.add(Word.several(
                        operand.stream().map(Sketch::word).toList(),
                        call.invocation().span())));
        Sketch module = named.get(0);
        String name = module.text();
        if (COMMANDS.contains(name)) {
            List<Word> command = new ArrayList<>();
            command.add(Word.Known.literal(name.equals("awscli") ? "aws" : name.replace('_', '-'), module.span()));
            command.addAll(arguments);
            return List.of(Commands.runs(command));
        }
        if (LOCAL.contains(name)) {
            return List.of();
        }
        if (!module.known()) {
            return List.of(new Effect.ReachesUnknown(module.shown(), module.span(), module.reason()));
        }
        String path = name.replace('.', '/');
        String directory = call.invocation().situation().directory();
        String absolute = directory == null ? null : directory + "/" + path;
        String file = absolute != null && call.kind(absolute + "/__main__.py") == Sources.Kind.FILE
                ? absolute + "/__main__.py"
                : path + ".py";
        return List.of(new Effect.RunsScript("python", Word.Known.literal(file, module.span()), arguments, ""));
    }
}
