package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Word;

/** What a call does, as the examples of the data files write it. */
final class Telling {

    private Telling() {}

    /** Its effects, and of its other properties those that the example speaks of. */
    static List<String> of(ToolCall call, List<String> expected) {
        List<String> told = new ArrayList<>();
        call.effects().forEach(effect -> told.add(effect(effect, expected)));
        for (String property : expected) {
            String kind = property.split(" ", 2)[0];
            switch (kind) {
                case "hangs" -> told.add("hangs " + call.hangsSeconds());
                case "status" -> told.add("status " + call.unanswered().status());
                case "quiet", "not" -> told.add(call.quiet() ? "quiet" : "not quiet");
                case "raises" ->
                    told.add("raises " + String.join(" ", call.unanswered().raises()));
                case "refused" -> told.add("refused " + ending(call.refused()));
                case "user" -> told.add("user " + call.user());
                default -> {}
            }
        }
        return told;
    }

    private static String ending(Ending ending) {
        return ending.status() == null ? String.join(" ", ending.raises()) : String.valueOf(ending.status());
    }

    private static String effect(Effect effect, List<String> expected) {
        if (effect instanceof Effect.Reaches reaches) {
            String place = reaches.host()
                    + (reaches.port() > 0 && reaches.protocol().hasPorts() ? ":" + reaches.port() : "")
                    + "/" + reaches.protocol();
            String sure = place + " (" + reaches.certainty().label() + ")";
            return expected.contains(sure) || reaches.certainty() == Certainty.DEFAULT && !expected.contains(place)
                    ? sure
                    : place;
        }
        if (effect instanceof Effect.ReachesUnknown unknown) {
            return "unknown " + unknown.expression();
        }
        if (effect instanceof Effect.Prints prints) {
            return "prints " + word(prints.output());
        }
        if (effect instanceof Effect.Writes writes) {
            return "writes " + word(writes.file());
        }
        if (effect instanceof Effect.Runs runs) {
            return "runs " + words(runs.command())
                    + (runs.environment().isEmpty()
                            ? ""
                            : " with "
                                    + new TreeMap<>(runs.environment())
                                            .entrySet().stream()
                                                    .map(entry -> entry.getKey() + "=" + word(entry.getValue()))
                                                    .collect(Collectors.joining(" ")))
                    + (runs.user() == null ? "" : " as " + word(runs.user()))
                    + (runs.directory() == null ? "" : " in " + word(runs.directory()))
                    + (runs.limitSeconds() == null ? "" : " within " + runs.limitSeconds())
                    + (runs.clearsEnvironment() ? " cleared" : "")
                    + (runs.elsewhere() ? " elsewhere" : "");
        }
        if (effect instanceof Effect.Evaluates evaluates) {
            return "evaluates " + evaluates.language() + " " + word(evaluates.text())
                    + (evaluates.arguments().isEmpty() ? "" : " given " + words(evaluates.arguments()))
                    + (evaluates.user() == null ? "" : " as " + word(evaluates.user()))
                    + (evaluates.elsewhere() ? " elsewhere" : "");
        }
        if (effect instanceof Effect.RunsScript script) {
            return "script " + (script.language() == null ? "" : script.language() + " ") + word(script.file())
                    + (script.arguments().isEmpty() ? "" : " " + words(script.arguments()))
                    + (script.options().isEmpty() ? "" : " set " + script.options());
        }
        Effect.RunsFolder folder = (Effect.RunsFolder) effect;
        return ("folder " + word(folder.folder()) + " " + words(folder.arguments())).strip();
    }

    private static String words(List<Word> words) {
        return words.stream().map(Telling::word).collect(Collectors.joining(" "));
    }

    private static String word(Word word) {
        return word.options().stream()
                .map(option -> Sketch.of(option).get(0).shown().replace("\n", " ¶"))
                .collect(Collectors.joining("|"));
    }
}
