package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.InstalledFiles;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/** make(1): each line of the recipes of its targets is a command of {@code sh -c}, in the folder of {@code -C}. */
final class MakeTargets implements Special {

    /** In the order in which GNU make looks for them ("Makefile Names"). */
    private static final List<String> NAMES = List.of("GNUmakefile", "makefile", "Makefile");

    @Override
    public List<Effect> effects(Call call) {
        Word folder = call.given().option("--directory").stream()
                .findFirst()
                .map(Sketch::word)
                .orElse(null);
        Source file = makefile(call, folder);
        if (file == null) {
            return List.of(new Effect.ReachesUnknown(
                    "make",
                    call.invocation().nameSpan(),
                    "the makefile is not among the files of the target; add it, or declare what the target reaches"));
        }
        List<String> targets = new ArrayList<>();
        Map<String, String> given = new LinkedHashMap<>();
        for (List<Sketch> operand : call.given().operands()) {
            String text = operand.isEmpty() || !operand.get(0).known()
                    ? ""
                    : operand.get(0).text();
            int equals = text.indexOf('=');
            if (equals > 0) {
                given.put(text.substring(0, equals).replaceFirst(":$", ""), text.substring(equals + 1));
            } else if (!text.isEmpty()) {
                targets.add(text);
            }
        }
        Makefile makefile =
                Makefile.read(file, given, path -> inFolder(path, call, folder).flatMap(call::file));
        String first = makefile.first();
        if (targets.isEmpty() && first != null) {
            targets.add(first);
        }
        Map<String, Word> environment = new TreeMap<>();
        makefile.environment()
                .forEach((name, value) -> environment.put(
                        name, Word.Known.literal(value, call.invocation().span())));
        List<Effect> effects = new ArrayList<>();
        for (Makefile.Recipe recipe : makefile.recipes(targets)) {
            effects.add(new Effect.Runs(
                    List.of(
                            Word.Known.literal("sh", recipe.span()),
                            Word.Known.literal("-c", recipe.span()),
                            new Word.Known(recipe.text(), recipe.span(), recipe.span(), Certainty.LITERAL)),
                    null,
                    environment,
                    false,
                    folder,
                    false,
                    null,
                    false));
        }
        for (String target : targets) {
            if (!makefile.makes(target)) {
                effects.add(new Effect.ReachesUnknown(
                        "make " + target,
                        call.invocation().nameSpan(),
                        "`" + file.file() + "` has no rule for it that is read; declare what it reaches"));
            }
        }
        return effects;
    }

    private static Optional<String> inFolder(String name, Call call, @Nullable Word folder) {
        String directory = call.invocation().situation().directory();
        Optional<String> where = folder == null
                ? Optional.ofNullable(directory)
                : folder.known().flatMap(path -> InstalledFiles.absolute(path, directory));
        return where.flatMap(absolute -> InstalledFiles.absolute(name, absolute));
    }

    private static @Nullable Source makefile(Call call, @Nullable Word folder) {
        List<Sketch> named = call.given().option("--file");
        List<String> names = named.isEmpty() ? NAMES : List.of(named.get(0).text());
        return names.stream()
                .flatMap(name -> inFolder(name, call, folder).stream())
                .map(call::file)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }
}
