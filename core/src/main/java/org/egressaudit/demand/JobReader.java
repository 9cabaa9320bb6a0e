package org.egressaudit.demand;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.ScriptReader;
import org.egressaudit.demand.tool.Toolbox;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Reads a job by running it in the mind.
 *
 * <p>The first run finds what the job reaches. Then the job is run again once for each connection, with that connection
 * failing and everything else going well, to learn how the job ends then.
 */
public final class JobReader {

    /** How many connections of one job are followed into their failure; what lies beyond is told as depending. */
    private static final int MOST_FAILURES = 48;

    /** A first run of more steps than this is not repeated for each failure: a large program, read once. */
    private static final int LARGE = 200_000;

    private final List<ScriptReader> readers;
    private final Toolbox toolbox;
    private final InstalledFiles files;
    private final Sources sources;
    private final Map<String, String> environment;

    /**
     * @param readers one for each language
     * @param toolbox what tools and libraries reach
     * @param files the files of the target machine
     * @param sources the files of the project
     * @param environment variables that every process of the machine has, such as those of {@code /etc/environment}
     */
    public JobReader(
            List<ScriptReader> readers,
            Toolbox toolbox,
            InstalledFiles files,
            Sources sources,
            Map<String, String> environment) {
        this.readers = List.copyOf(readers);
        this.toolbox = toolbox;
        this.files = files;
        this.sources = sources;
        this.environment = Map.copyOf(environment);
    }

    /**
     * All that can be known of what a job reaches.
     *
     * @param job the job
     * @param declarations what people say of it beside its line
     */
    public JobDemand read(Job job, List<Declaration> declarations) {
        JobRun run = settled(job);
        JobRecord first = run.record();
        List<Declaration> said = new ArrayList<>(declarations);
        said.addAll(first.declarations());
        List<Diagnostic> diagnostics = new ArrayList<>(first.diagnostics());

        List<Connection> connections = first.connections().stream()
                .filter(connection -> !ignored(connection.endpoint(), said))
                .toList();
        Map<String, Failures> failures = run.steps() < LARGE ? failures(job, connections, run.left()) : Map.of();
        List<Need> needs = new ArrayList<>();
        for (Connection connection : connections) {
            Failures failure = failures.get(connection.site());
            needs.add(
                    failure == null
                            ? new Need(
                                    connection.endpoint(),
                                    FailureStory.untold(connection.endpoint().hangsSeconds()))
                            : new Need(connection.endpoint(), failure.unanswered, failure.refused));
        }
        for (Declaration declaration : said) {
            if (declaration instanceof Declaration.Needs declared) {
                needs.add(declared(declared));
            }
        }
        List<Unresolved> unresolved = first.unresolved().stream()
                .filter(each -> said.stream().noneMatch(declaration -> ignores(declaration, each.at())))
                .filter(each -> said.stream().noneMatch(declaration -> answers(declaration, each.at(), said)))
                .toList();
        for (Declaration declaration : said) {
            if (declaration instanceof Declaration.Ignore ignore
                    && first.connections().stream()
                            .noneMatch(each -> ignores(ignore, each.endpoint().at()))
                    && first.unresolved().stream().noneMatch(each -> ignores(ignore, each.at()))) {
                diagnostics.add(Diagnostic.note(
                        "declaration-stale",
                        ignore.span(),
                        "nothing on this line or the next reaches the network any more; the declaration can go"));
            }
        }
        diagnostics.sort(Comparator.naturalOrder());
        return new JobDemand(
                job,
                distinct(needs),
                unresolved,
                diagnostics.stream().distinct().toList(),
                first.prints());
    }

    /** The demand of a job with further declared needs. */
    public static JobDemand with(JobDemand demand, List<Declaration> declarations) {
        List<Need> needs = new ArrayList<>(demand.needs());
        for (Declaration declaration : declarations) {
            if (declaration instanceof Declaration.Needs declared) {
                needs.add(declared(declared));
            }
        }
        return new JobDemand(demand.job(), distinct(needs), demand.unresolved(), demand.diagnostics(), demand.prints());
    }

    /**
     * A run that knows what the job leaves on the machine. Jobs are run again and again: what stands last in them, such as
     * the first copy of a repository, was made before what stands first, such as its update.
     */
    private JobRun settled(Job job) {
        JobRun first = run(job, Map.of(), null);
        return first.left().isEmpty() ? first : run(job, first.left(), null);
    }

    private JobRun run(Job job, Map<String, Source> left, JobRun.@Nullable Failing failing) {
        JobRun run = new JobRun(job, readers, toolbox, files, sources, environment, left, failing);
        run.start();
        return run;
    }

    private record Failures(FailureMode unanswered, FailureMode refused) {}

    /** By the place of each connection; the runs know nothing of each other, and are made side by side. */
    private Map<String, Failures> failures(Job job, List<Connection> connections, Map<String, Source> left) {
        Map<String, Connection> places = new LinkedHashMap<>();
        connections.forEach(connection -> places.putIfAbsent(connection.site(), connection));
        return places.values().stream().limit(MOST_FAILURES).toList().parallelStream()
                .collect(Collectors.toMap(Connection::site, connection -> failure(job, connection, left)));
    }

    private Failures failure(Job job, Connection connection, Map<String, Source> left) {
        FailureMode unanswered = failure(job, connection, false, left);
        return new Failures(unanswered, connection.failsAlike() ? unanswered : failure(job, connection, true, left));
    }

    private FailureMode failure(Job job, Connection connection, boolean refused, Map<String, Source> left) {
        JobRun second = run(job, left, new JobRun.Failing(connection, refused));
        Outcome end = second.end();
        return FailureStory.of(job, connection, end.status(), second.loggedAfterFailure());
    }

    private static List<Need> distinct(List<Need> needs) {
        Map<String, Need> first = new LinkedHashMap<>();
        for (Need need : needs) {
            Endpoint endpoint = need.endpoint();
            first.putIfAbsent(endpoint.label() + " " + endpoint.at() + " " + endpoint.user(), need);
        }
        return List.copyOf(first.values());
    }

    private static Need declared(Declaration.Needs declared) {
        return new Need(
                new Endpoint(
                        declared.host(),
                        declared.port(),
                        declared.protocol(),
                        Certainty.DECLARED,
                        declared.span(),
                        declared.text(),
                        null,
                        List.of(),
                        "declaration",
                        null,
                        null,
                        AddressUse.UNKNOWN),
                new FailureMode(null, null, null, "do what its declaration does not tell"));
    }

    /** Whether a person said what is needed where a reader could not know it: on the same line, or just above it. */
    private static boolean answers(Declaration declaration, Span at, List<Declaration> said) {
        if (!(declaration instanceof Declaration.Needs)
                || !at.file().equals(declaration.span().file())) {
            return false;
        }
        int line = declaration.span().line();
        if (at.line() == line) {
            return true;
        }
        int next = line + 1;
        while (declaredAt(at.file(), next, said)) {
            next++;
        }
        return at.line() == next;
    }

    private static boolean declaredAt(String file, int line, List<Declaration> said) {
        return said.stream()
                .map(Declaration::span)
                .anyMatch(span -> span.line() == line && span.file().equals(file));
    }

    private static boolean ignored(Endpoint endpoint, List<Declaration> declarations) {
        return declarations.stream().anyMatch(declaration -> ignores(declaration, endpoint.at()));
    }

    private static boolean ignores(Declaration declaration, org.egressaudit.text.Span at) {
        return declaration instanceof Declaration.Ignore ignore
                && ignore.span().file().equals(at.file())
                && (ignore.span().line() == at.line() || ignore.span().line() + 1 == at.line());
    }
}
