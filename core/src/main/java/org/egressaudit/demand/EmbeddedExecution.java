package org.egressaudit.demand;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.Argument;
import org.egressaudit.demand.script.Execution;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Situation;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * The surroundings of a program text with unknown parts: where one of the names that stand for them comes out again, in a
 * call or in what is told, the part itself is put back.
 *
 * @param outer the surroundings of the program that holds the text
 * @param parts the unknown parts, by the names that stand for them
 */
record EmbeddedExecution(Execution outer, Map<String, Word> parts) implements Execution {

    /** The surroundings that a text needs: the same, when all of it is known. */
    static Execution of(EmbeddedText text, Execution outer) {
        return text.parts().isEmpty() ? outer : new EmbeddedExecution(outer, text.parts());
    }

    @Override
    public Outcome call(Invocation invocation) {
        return outer.call(filled(invocation));
    }

    @Override
    public Outcome evaluate(String language, Word text, List<Word> arguments, Situation situation) {
        return outer.evaluate(
                language, filled(text), arguments.stream().map(this::filled).toList(), filled(situation));
    }

    @Override
    public Sources.Content file(String installedPath) {
        return outer.file(installedPath);
    }

    @Override
    public List<String> folder(String installedPath) {
        return outer.folder(installedPath);
    }

    @Override
    public Sources.Kind kind(String installedPath) {
        return outer.kind(installedPath);
    }

    @Override
    public void prints(Invocation.Output output) {
        outer.prints(output);
    }

    @Override
    public void report(Diagnostic diagnostic) {
        outer.report(
                new Diagnostic(diagnostic.severity(), diagnostic.id(), shown(diagnostic.message()), diagnostic.span()));
    }

    @Override
    public void report(Unresolved unresolved) {
        Word whole = parts.get(unresolved.expression());
        outer.report(
                whole instanceof Word.Unknown part
                        ? new Unresolved(
                                part.source(), unresolved.at(), part.reason(), unresolved.by(), unresolved.via())
                        : new Unresolved(
                                shown(unresolved.expression()),
                                unresolved.at(),
                                shown(unresolved.reason()),
                                unresolved.by(),
                                unresolved.via()));
    }

    @Override
    public boolean step() {
        return outer.step();
    }

    /** What the text printed, and how it ended. */
    Outcome filled(Outcome outcome) {
        return outcome.output() == null ? outcome : outcome.printing(filled(outcome.output()));
    }

    private Invocation filled(Invocation invocation) {
        return new Invocation(
                invocation.language(),
                invocation.name(),
                invocation.arguments().stream()
                        .map(argument -> new Argument(argument.name(), filled(argument.value())))
                        .toList(),
                invocation.receiver() == null ? null : filled(invocation.receiver()),
                invocation.input() == null ? null : filled(invocation.input()),
                invocation.output(),
                invocation.span(),
                invocation.nameSpan(),
                filled(invocation.situation()));
    }

    private Situation filled(Situation situation) {
        Map<String, Word> environment = new HashMap<>();
        situation.environment().forEach((name, value) -> environment.put(name, filled(value)));
        return situation.withEnvironment(environment);
    }

    private Word filled(Word word) {
        List<Word> options = new ArrayList<>();
        for (Word option : word.options()) {
            List<Word> row = new ArrayList<>();
            for (Word part : option instanceof Word.Joined joined ? joined.parts() : List.of(option)) {
                row.addAll(
                        part instanceof Word.Known known
                                ? cut(known)
                                : part instanceof Word.Unknown unknown ? List.of(filled(unknown)) : List.of(part));
            }
            options.add(row.size() == 1 ? row.get(0) : Word.join(row, option.span()));
        }
        return options.size() == 1 ? options.get(0) : Word.several(options, word.span());
    }

    private Word filled(Word.Unknown unknown) {
        Word whole = parts.get(unknown.source());
        return whole != null
                ? whole.standingAt(unknown.span())
                : new Word.Unknown(shown(unknown.source()), shown(unknown.reason()), unknown.span());
    }

    /** A text, cut at the names that stand in it. */
    private List<Word> cut(Word.Known known) {
        List<Word> row = new ArrayList<>();
        String text = known.text();
        int from = 0;
        for (int at = text.indexOf("__unknown_"); at >= 0; at = text.indexOf("__unknown_", at + 1)) {
            Map.Entry<String, Word> part = named(text, at);
            if (part != null) {
                if (at > from) {
                    row.add(known(known, text.substring(from, at)));
                }
                row.add(part.getValue().standingAt(known.span()));
                from = at + part.getKey().length();
            }
        }
        if (from == 0) {
            return List.of(known);
        }
        if (from < text.length()) {
            row.add(known(known, text.substring(from)));
        }
        return row;
    }

    private Map.@Nullable Entry<String, Word> named(String text, int at) {
        return parts.entrySet().stream()
                .filter(part -> text.startsWith(part.getKey(), at))
                .findFirst()
                .orElse(null);
    }

    private static Word known(Word.Known like, String text) {
        Span origin = like.origin();
        return new Word.Known(text, like.span(), origin, like.certainty());
    }

    private String shown(String text) {
        String shown = text;
        for (Map.Entry<String, Word> part : parts.entrySet()) {
            String source = part.getValue() instanceof Word.Unknown unknown ? unknown.source() : "...";
            shown = shown.replace(part.getKey(), source);
        }
        return shown;
    }
}
