package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egressaudit.demand.script.Word;
import org.jspecify.annotations.Nullable;

/** A rule of a profile: something that the tool starts, or leaves for what is started later. */
sealed interface Start {

    /** When the rule applies. */
    Condition condition();

    /** What is started, if anything. */
    Optional<Effect> apply(Call call);

    /**
     * Another command, given as words.
     *
     * @param program its name, where that does not stand before its arguments
     * @param command its words, the first its name unless that stands elsewhere
     * @param user as whom
     * @param directory where
     * @param limit how long at most
     * @param clears when the environment is not inherited, or null for never
     * @param elsewhere whether it runs with another network
     * @param ignoresStatus when the caller's status does not depend on it
     */
    record Command(
            List<Lookup> program,
            List<Lookup> command,
            List<Lookup> user,
            List<Lookup> directory,
            List<Lookup> limit,
            @Nullable Condition clears,
            boolean elsewhere,
            boolean ignoresStatus,
            Condition condition)
            implements Start {
        @Override
        public Optional<Effect> apply(Call call) {
            List<Word> words = new ArrayList<>(call.words(program));
            if (!program.isEmpty() && words.isEmpty()) {
                return Optional.empty();
            }
            words.addAll(call.words(command));
            if (words.isEmpty()) {
                return Optional.empty();
            }
            Map<String, Word> environment = new HashMap<>();
            call.given().assignments().forEach((name, value) -> environment.put(name, value.word()));
            Integer seconds = call.first(limit).stream()
                    .flatMap(sketch -> Patience.duration(sketch.text()).stream())
                    .map(duration -> (int) Math.ceil(duration))
                    .filter(duration -> duration > 0)
                    .findFirst()
                    .orElse(null);
            boolean cleared = clears != null && clears.holds(call);
            return Optional.of(new Effect.Runs(
                    words,
                    one(call, user),
                    environment,
                    cleared,
                    one(call, directory),
                    elsewhere,
                    seconds,
                    ignoresStatus));
        }
    }

    /**
     * Text, as a program.
     *
     * @param language of the text
     * @param text its words, joined by spaces as sh(1)'s eval and ssh(1) do
     * @param loads libraries that are loaded before it: {@code -M} of perl(1), {@code -r} of ruby(1)
     * @param arguments its positional parameters
     * @param user as whom
     * @param elsewhere whether it runs with another network
     */
    record Text(
            String language,
            List<Lookup> text,
            List<Lookup> loads,
            List<Lookup> arguments,
            List<Lookup> user,
            boolean elsewhere,
            Condition condition)
            implements Start {
        @Override
        public Optional<Effect> apply(Call call) {
            List<Word> words = call.words(text);
            if (words.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Effect.Evaluates(
                    language, loading(call, spaced(words)), call.words(arguments), one(call, user), elsewhere));
        }

        /** The text behind the statements that load its libraries, all of it where the text stands. */
        private Word loading(Call call, Word text) {
            StringBuilder statements = new StringBuilder();
            for (Sketch library : call.first(loads)) {
                statements.append(language.equals("perl") ? use(library.text()) : "require '" + library.text() + "';");
            }
            return statements.isEmpty() || !(text instanceof Word.Known code)
                    ? text
                    : new Word.Known(statements + code.text(), code.span(), code.origin(), code.certainty());
        }

        /** {@code -MList::Util=sum,max} is {@code use List::Util split(/,/,q{sum,max})} (perlrun(1)). */
        private static String use(String library) {
            int names = library.indexOf('=');
            return names < 0
                    ? "use " + library + ";"
                    : "use " + library.substring(0, names) + " qw("
                            + library.substring(names + 1).replace(',', ' ') + ");";
        }
    }

    /**
     * A script file, with an interpreter.
     *
     * @param language of the file, or null when its first line says so
     * @param file its path
     * @param arguments its positional parameters
     * @param options names of flags whose letters are options of the program's own: {@code -e} of sh(1)
     */
    record Script(
            @Nullable String language,
            List<Lookup> file,
            List<Lookup> arguments,
            List<String> options,
            Condition condition)
            implements Start {
        @Override
        public Optional<Effect> apply(Call call) {
            StringBuilder letters = new StringBuilder();
            for (String option : options) {
                if (call.isFound(List.of(new Lookup.Option(option)))) {
                    letters.append(option.substring(1));
                }
            }
            return call.words(file).stream()
                    .findFirst()
                    .map(word -> new Effect.RunsScript(language, word, call.words(arguments), letters.toString()));
        }
    }

    /**
     * Every program of a folder.
     *
     * @param folder its path
     * @param arguments given to each
     */
    record Folder(List<Lookup> folder, List<Lookup> arguments, Condition condition) implements Start {
        @Override
        public Optional<Effect> apply(Call call) {
            return call.words(folder).stream()
                    .findFirst()
                    .map(word -> new Effect.RunsFolder(word, call.words(arguments)));
        }
    }

    /**
     * A file that it leaves for later calls of the job, when its path and text are known.
     *
     * @param file its path
     * @param text what it holds
     */
    record Written(List<Lookup> file, List<Lookup> text, Condition condition) implements Start {
        @Override
        public Optional<Effect> apply(Call call) {
            Word path = one(call, file);
            Word held = one(call, text);
            return path == null
                            || held == null
                            || path.known().isEmpty()
                            || held.known().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Effect.Writes(path, held));
        }
    }

    private static @Nullable Word one(Call call, List<Lookup> lookups) {
        List<Word> words = call.words(lookups);
        return words.isEmpty() ? null : words.get(0);
    }

    private static Word spaced(List<Word> words) {
        if (words.size() == 1) {
            return words.get(0);
        }
        List<Word> row = new ArrayList<>();
        for (Word word : words) {
            if (!row.isEmpty()) {
                row.add(Word.Known.literal(" ", word.span()));
            }
            row.add(word);
        }
        return Word.join(row, words.get(0).span().to(words.get(words.size() - 1).span()));
    }
}
