package org.egressaudit.demand.tool;

import java.util.List;
import java.util.Map;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Word;
import org.egressaudit.net.Host;
import org.egressaudit.net.Protocol;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Something that a call does, of what matters here. */
public sealed interface Effect {

    /**
     * It connects.
     *
     * @param host where to
     * @param port 0 for protocols without ports
     * @param protocol what carries it
     * @param certainty how surely that is known
     * @param at the word that says so; the command word for what a tool reaches by itself
     * @param word what that word says, without secrets
     * @param origin where the word's text is written, when elsewhere
     */
    record Reaches(
            Host host,
            int port,
            Protocol protocol,
            Certainty certainty,
            Span at,
            String word,
            @Nullable Span origin) implements Effect {}

    /**
     * It connects, but only the run will know where.
     *
     * @param expression as written, without secrets
     * @param at where it stands
     * @param reason why, and what would resolve it
     */
    record ReachesUnknown(String expression, Span at, String reason) implements Effect {}

    /**
     * It prints what is known: {@code find} the files of the project that it meets.
     *
     * @param output on standard output
     */
    record Prints(Word output) implements Effect {}

    /**
     * It leaves a file that later calls of the job read: {@code git clone} the settings of the copy.
     *
     * @param file its path as given
     * @param text what it holds
     */
    record Writes(Word file, Word text) implements Effect {}

    /**
     * It runs another command: {@code sudo}, {@code timeout}, {@code xargs}.
     *
     * @param command the words of that command, the first its name
     * @param user as whom, or null for the same user
     * @param environment variables set for it
     * @param clearsEnvironment whether nothing else is inherited ({@code env -i}, {@code su -})
     * @param directory working directory, or null for the same
     * @param elsewhere whether it runs with another network: in a container, on another host
     * @param limitSeconds how long it may run, or null
     * @param ignoresStatus whether the caller's status does not depend on it
     */
    record Runs(
            List<Word> command,
            @Nullable Word user,
            Map<String, Word> environment,
            boolean clearsEnvironment,
            @Nullable Word directory,
            boolean elsewhere,
            @Nullable Integer limitSeconds,
            boolean ignoresStatus)
            implements Effect {}

    /**
     * It runs text as a program: {@code bash -c}, {@code python3 -c}, {@code perl -e}, {@code os.system}.
     *
     * @param language of the text
     * @param text the program
     * @param arguments its positional parameters, {@code $1} first
     * @param user as whom, or null for the same user
     * @param elsewhere whether it runs with another network
     */
    record Evaluates(
            String language,
            Word text,
            List<Word> arguments,
            @Nullable Word user,
            boolean elsewhere) implements Effect {}

    /**
     * It runs a script file with an interpreter: {@code python3 /opt/x.py a b}.
     *
     * @param language of the file, or null when the file itself says so by its first line
     * @param file the path as given
     * @param arguments its positional parameters
     * @param options letters of set options, such as {@code e} for {@code sh -e}
     */
    record RunsScript(@Nullable String language, Word file, List<Word> arguments, String options) implements Effect {}

    /**
     * It runs every program of a folder, in the order of names: {@code run-parts}.
     *
     * @param folder the path as given
     * @param arguments given to each
     */
    record RunsFolder(Word folder, List<Word> arguments) implements Effect {}
}
