package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.egressaudit.demand.script.Invocation.Output;
import org.egressaudit.demand.script.Invocation.Sink;
import org.egressaudit.demand.script.Situation;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.shell.syntax.Command;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** What a shell knows at a point of its run: variables, functions, options, directory, streams. */
final class Scope {

    Named<Variable> variables = new Named<>();
    Named<Command.Function> functions = new Named<>();
    List<Word> positional = new ArrayList<>();
    /** Names that the running function made local, with what they hide. */
    Map<String, @Nullable Variable> hidden = new HashMap<>();

    Set<String> options = new HashSet<>();
    Map<String, Word> traps = new HashMap<>();

    @Nullable
    String directory;

    /** What is printed, while somebody collects it; null while nobody does. */
    @Nullable
    List<Word> printed;

    /** What the file holds to which standard output leads; null when it leads elsewhere. */
    @Nullable
    List<Word> file;

    Sink out = Sink.INHERITED;
    Sink err = Sink.INHERITED;

    @Nullable
    Input input;

    /** What is read from descriptors above standard error, where it is known. */
    Map<Integer, Input> descriptors = new HashMap<>();

    /** Exit status of the last command; null when only the run will know. */
    @Nullable
    Integer status = 0;

    /** How many command substitutions were run. */
    int substitutions;

    /** Exit statuses of programs that may have ended before, where only the run will know whether. */
    Set<Integer> earlierEnds = new HashSet<>();
    /** Stands in {@link #earlierReturns} for a status that only the run will know. */
    static final int UNKNOWN_STATUS = -1;

    /** Exit statuses with which the running function may have returned before. */
    Set<Integer> earlierReturns = new HashSet<>();
    /** Whether a file that should have been sourced could not be read, so that any name may be set. */
    boolean incomplete;
    /** Whether the command runs where {@code set -e} does not end the shell: in a condition. */
    boolean tested;
    /** Whether the words of {@code test} or {@code [} are expanded: there it counts that a variable may not be set. */
    boolean asking;

    Situation situation;

    Scope(Situation situation) {
        this.situation = situation;
        this.directory = situation.directory();
        situation.environment().forEach((name, value) -> variables.put(name, Variable.of(value, true)));
    }

    private Scope(Scope other) {
        variables = other.variables.copy();
        functions = other.functions.copy();
        positional = new ArrayList<>(other.positional);
        hidden = new HashMap<>(other.hidden);
        options = new HashSet<>(other.options);
        traps = new HashMap<>(other.traps);
        directory = other.directory;
        printed = other.printed == null ? null : new ArrayList<>(other.printed);
        file = other.file;
        out = other.out;
        err = other.err;
        input = other.input;
        descriptors = new HashMap<>(other.descriptors);
        status = other.status;
        earlierEnds = new HashSet<>(other.earlierEnds);
        earlierReturns = new HashSet<>(other.earlierReturns);
        incomplete = other.incomplete;
        tested = other.tested;
        situation = other.situation;
    }

    Scope copy() {
        return new Scope(this);
    }

    /** Becomes another. */
    void become(Scope other) {
        variables = other.variables;
        functions = other.functions;
        positional = other.positional;
        hidden = other.hidden;
        options = other.options;
        traps = other.traps;
        directory = other.directory;
        printed = other.printed;
        file = other.file;
        out = other.out;
        err = other.err;
        input = other.input;
        descriptors = other.descriptors;
        status = other.status;
        earlierEnds = other.earlierEnds;
        earlierReturns = other.earlierReturns;
        incomplete = other.incomplete;
        situation = other.situation;
    }

    /** After two ways, of which only the run will know which was taken. */
    void join(Scope other, Span place) {
        joinVariables(other.variables, place);
        if (!functions.same(other.functions)) {
            other.functions.forEach(functions::putIfAbsent);
        }
        if (directory != null && !directory.equals(other.directory)) {
            directory = null;
        }
        if (printed != null && other.printed != null && !printed.equals(other.printed)) {
            printed = new ArrayList<>(
                    List.of(Word.several(List.of(Word.join(printed, place), Word.join(other.printed, place)), place)));
        }
        if (status == null || !status.equals(other.status)) {
            status = null;
        }
        if (out != other.out) {
            out = Sink.UNKNOWN;
        }
        if (err != other.err) {
            err = Sink.UNKNOWN;
        }
        options.retainAll(other.options);
        traps.putAll(other.traps);
        earlierEnds.addAll(other.earlierEnds);
        earlierReturns.addAll(other.earlierReturns);
        incomplete |= other.incomplete;
    }

    private void joinVariables(Named<Variable> others, Span place) {
        if (variables.same(others)) {
            return;
        }
        Set<String> names = variables.names();
        names.addAll(others.names());
        for (String name : names) {
            Variable mine = variables.get(name);
            Variable theirs = others.get(name);
            if (mine == null || theirs == null) {
                variables.put(
                        name,
                        Objects.requireNonNull(mine == null ? theirs : mine).orUnset());
            } else if (mine != theirs && !mine.equals(theirs)) {
                Variable both = joined(mine, theirs, place);
                variables.put(name, mine.perhapsUnset() || theirs.perhapsUnset() ? both.orUnset() : both);
            }
        }
    }

    private static Variable joined(Variable mine, Variable theirs, Span place) {
        if (mine.array() || theirs.array()) {
            return Variable.of(elements(mine.all(), theirs.all(), place), mine.exported() || theirs.exported());
        }
        List<Word> both = new ArrayList<>(mine.all());
        both.addAll(theirs.all());
        return Variable.of(Word.several(both, place), mine.exported() || theirs.exported());
    }

    /** Of two arrays the first elements are one or the other, for they may be commands; what follows is of either. */
    private static List<Word> elements(List<Word> mine, List<Word> theirs, Span place) {
        List<Word> all = new ArrayList<>(mine);
        theirs.stream().filter(word -> !holds(all, word)).forEach(all::add);
        if (mine.isEmpty() || theirs.isEmpty() || same(mine.get(0), theirs.get(0))) {
            return all;
        }
        List<Word> first = List.of(mine.get(0), theirs.get(0));
        all.removeIf(word -> holds(first, word));
        all.add(0, Word.several(first, place));
        return all;
    }

    private static boolean holds(List<Word> words, Word word) {
        return words.stream().anyMatch(each -> same(each, word));
    }

    private static boolean same(Word one, Word other) {
        return one.known().isPresent() ? one.known().equals(other.known()) : one.equals(other);
    }

    @Nullable
    Variable variable(String name) {
        return variables.get(name);
    }

    void set(String name, Word value) {
        Variable before = variables.get(name);
        boolean exported = before != null && before.exported() || options.contains("allexport");
        variables.put(name, before != null && before.array() ? before.with("0", value) : Variable.of(value, exported));
    }

    void set(String name, Variable value) {
        Variable before = variables.get(name);
        variables.put(name, before != null && before.exported() ? value.export() : value);
    }

    /** The environment of a command started here. */
    Map<String, Word> environment() {
        Map<String, Word> environment = new HashMap<>();
        variables.forEach((name, variable) -> {
            if (variable.exported() && !variable.array()) {
                Word value = variable.all().get(0);
                environment.put(name, variable.perhapsUnset() ? orEmpty(value) : value);
            }
        });
        return environment;
    }

    /** A value, or the empty text that stands for none. */
    static Word orEmpty(Word value) {
        return Word.several(List.of(value, Word.Known.literal("", value.span())), value.span());
    }

    Situation here() {
        return situation.withEnvironment(environment()).in(directory);
    }

    Output output() {
        return new Output(printed != null ? Sink.CAPTURED : out, err);
    }

    /** Prints. */
    void print(Word word) {
        if (file != null && out == Sink.FILE) {
            WrittenFiles.print(file, word);
        }
        if (printed != null && out == Sink.INHERITED) {
            printed.add(word);
        }
    }
}
