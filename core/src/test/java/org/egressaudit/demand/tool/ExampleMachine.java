package org.egressaudit.demand.tool;

import java.util.List;
import java.util.Map;
import org.egressaudit.demand.Unresolved;
import org.egressaudit.demand.script.Execution;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Situation;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;

/** A target machine that holds the files of an example, and runs nothing. */
record ExampleMachine(Map<String, String> files) implements Execution {

    @Override
    public Outcome call(Invocation invocation) {
        return Outcome.UNKNOWN;
    }

    @Override
    public Outcome evaluate(String language, Word text, List<Word> arguments, Situation situation) {
        return Outcome.UNKNOWN;
    }

    @Override
    public Sources.Content file(String installedPath) {
        String text = files.get(installedPath);
        return text == null ? new Sources.Content.Missing() : new Sources.Content.Text(new Source(installedPath, text));
    }

    @Override
    public List<String> folder(String installedPath) {
        String inside = installedPath + "/";
        return files.keySet().stream()
                .filter(path -> path.startsWith(inside))
                .map(path -> path.substring(inside.length()).split("/", 2)[0])
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public Sources.Kind kind(String installedPath) {
        if (files.containsKey(installedPath)) {
            return Sources.Kind.FILE;
        }
        return folder(installedPath).isEmpty() ? Sources.Kind.MISSING : Sources.Kind.FOLDER;
    }

    @Override
    public void prints(Invocation.Output output) {
        // who reads it is not asked here
    }

    @Override
    public void report(Diagnostic diagnostic) {
        throw new AssertionError(diagnostic);
    }

    @Override
    public void report(Unresolved unresolved) {
        throw new AssertionError(unresolved);
    }

    @Override
    public boolean step() {
        return true;
    }
}
