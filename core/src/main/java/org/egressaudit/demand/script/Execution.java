package org.egressaudit.demand.script;

import java.util.List;
import org.egressaudit.demand.Unresolved;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Sources;

/** One run of one job in the mind: readers tell it what happens, and ask it about the target machine. */
public interface Execution {

    /**
     * A call is made.
     *
     * @return what it comes to; the reader goes on accordingly
     */
    Outcome call(Invocation invocation);

    /** Text given to an interpreter inside a program: {@code eval}, {@code sh -c}, {@code os.system}. */
    Outcome evaluate(String language, Word text, List<Word> arguments, Situation situation);

    /**
     * A file of the target machine, by its installed path ({@code /opt/jobs/lib.sh}), through the mapping of installed
     * paths to the project's files.
     *
     * @return its content; missing when the path is mapped nowhere
     */
    Sources.Content file(String installedPath);

    /** The names in a folder of the target machine, sorted; empty when it is not known. */
    List<String> folder(String installedPath);

    /** What kind of thing an installed path is, as far as the project tells. */
    Sources.Kind kind(String installedPath);

    /** A program prints something itself, as the shell does with {@code echo}. */
    void prints(Invocation.Output output);

    /** Something was not understood. */
    void report(Diagnostic diagnostic);

    /** A need that only the run will know, found by a reader itself, such as {@code exec 3<>/dev/tcp/$h/443}. */
    void report(Unresolved unresolved);

    /**
     * Spends a step; called for each statement and each expansion.
     *
     * @return false when the budget of the job is spent: the reader must return as soon as it can
     */
    boolean step();
}
