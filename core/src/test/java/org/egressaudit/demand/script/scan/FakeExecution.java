package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.egressaudit.demand.Unresolved;
import org.egressaudit.demand.script.Execution;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Situation;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;

/** A target machine of a few files, which writes down what it is told. */
public final class FakeExecution implements Execution {

    private final Map<String, String> files = new TreeMap<>();
    private final List<Invocation> calls = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private Function<Invocation, Outcome> answers = call -> Outcome.UNKNOWN;
    private long budget = 1_000_000;
    private long steps;

    /** A file of the target. */
    public FakeExecution with(String path, String text) {
        files.put(path, text);
        return this;
    }

    /** How calls end. */
    public FakeExecution answering(Function<Invocation, Outcome> function) {
        answers = function;
        return this;
    }

    /** How many steps there are. */
    public FakeExecution within(long most) {
        budget = most;
        return this;
    }

    @Override
    public Outcome call(Invocation invocation) {
        boolean loadsModule = invocation.name().endsWith("->import");
        if (!loadsModule) {
            calls.add(invocation);
        }
        return answers.apply(invocation);
    }

    @Override
    public Outcome evaluate(String language, Word text, List<Word> arguments, Situation situation) {
        return Outcome.UNKNOWN;
    }

    @Override
    public Sources.Content file(String path) {
        String text = files.get(path);
        return text == null ? new Sources.Content.Missing() : new Sources.Content.Text(new Source(path, text));
    }

    @Override
    public List<String> folder(String path) {
        TreeSet<String> names = new TreeSet<>();
        for (String file : files.keySet()) {
            if (file.startsWith(path + "/")) {
                names.add(file.substring(path.length() + 1).split("/")[0]);
            }
        }
        return List.copyOf(names);
    }

    @Override
    public Sources.Kind kind(String path) {
        if (files.containsKey(path)) {
            return Sources.Kind.FILE;
        }
        return folder(path).isEmpty() ? Sources.Kind.MISSING : Sources.Kind.FOLDER;
    }

    @Override
    public void prints(Invocation.Output output) {
        // who reads it is not asked here
    }

    @Override
    public void report(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }

    @Override
    public void report(Unresolved unresolved) {
        throw new AssertionError("no reader here finds needs itself: " + unresolved);
    }

    @Override
    public boolean step() {
        return ++steps <= budget;
    }

    /** What was called, in order. */
    public List<Invocation> calls() {
        return calls;
    }

    /** What was not understood. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** How many steps were spent. */
    public long steps() {
        return steps;
    }
}
