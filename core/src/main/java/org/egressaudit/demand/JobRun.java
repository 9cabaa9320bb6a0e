package org.egressaudit.demand;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.Argument;
import org.egressaudit.demand.script.Execution;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Invocation.Output;
import org.egressaudit.demand.script.Invocation.Sink;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Program;
import org.egressaudit.demand.script.ScriptReader;
import org.egressaudit.demand.script.Situation;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.tool.Effect;
import org.egressaudit.demand.tool.Ending;
import org.egressaudit.demand.tool.ToolCall;
import org.egressaudit.demand.tool.Toolbox;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** One run of one job in the mind: what it reaches, and how it ends. */
final class JobRun implements Execution {

    /** Statements and expansions that one job may take; a person's job takes some thousands. */
    private static final int MOST_STEPS = 2_000_000;

    /** Programs that start programs: deeper than this is a program that starts itself. */
    private static final int MOST_DEPTH = 24;

    /** Where programs are installed, and how PHP's tools are packed; elsewhere a name says little. */
    private static final Pattern PROGRAM = Pattern.compile(".*/s?bin/[^/]+|.*\\.phar");

    private final Job job;
    private final List<ScriptReader> readers;
    private final Toolbox toolbox;
    private final InstalledFiles files;
    private final Sources sources;
    private final Map<String, String> machineEnvironment;
    /** What tools leave on the machine, by its path. */
    private final Map<String, Source> left;

    private final @Nullable Failing failing;

    private final JobRecord record = new JobRecord();
    private final Deque<Output> outputs = new ArrayDeque<>();
    private final Deque<String> programs = new ArrayDeque<>();
    private int steps;
    private boolean failed;
    private boolean loggedAfterFailure;
    private Outcome end = Outcome.UNKNOWN;

    /**
     * A connection that fails in this run.
     *
     * @param refused whether at once, or because nothing answers
     */
    record Failing(Connection connection, boolean refused) {}

    JobRun(
            Job job,
            List<ScriptReader> readers,
            Toolbox toolbox,
            InstalledFiles files,
            Sources sources,
            Map<String, String> machineEnvironment,
            Map<String, Source> left,
            @Nullable Failing failing) {
        this.job = job;
        this.readers = readers;
        this.toolbox = toolbox;
        this.files = files;
        this.sources = sources;
        this.machineEnvironment = machineEnvironment;
        this.left = new HashMap<>(left);
        this.failing = failing;
        outputs.push(Output.INHERITED);
    }

    /** Runs the command line as cron's shell would. */
    void start() {
        Map<String, Word> environment = new HashMap<>();
        machineEnvironment.forEach((name, value) -> environment.put(name, Word.Known.literal(value, job.span())));
        job.environment().forEach((name, value) -> environment.put(name, Word.Known.literal(value, job.span())));
        Situation situation = new Situation(environment, job.environment().get("HOME"), null, false, List.of(), null);
        ScriptReader shell = Language.named(readers, "shell");
        if (shell != null) {
            end = shell.read(new Program(job.command(), null, List.of(), input(), ""), situation, this);
        }
    }

    /** What cron writes to the command's standard input (crontab(5): the text after a percent sign). */
    private @Nullable Word input() {
        return job.input() == null ? null : Word.Known.literal(job.input(), job.span());
    }

    /** What the run met. */
    JobRecord record() {
        return record;
    }

    /** What tools leave on the machine, by its path. */
    Map<String, Source> left() {
        return Map.copyOf(left);
    }

    int steps() {
        return steps;
    }

    /** How the job ends. */
    Outcome end() {
        return end;
    }

    /** Whether something was logged once the failing connection had failed. */
    boolean loggedAfterFailure() {
        return loggedAfterFailure;
    }

    @Override
    public boolean step() {
        if (steps == MOST_STEPS) {
            report(Diagnostic.warning(
                    "job-too-long",
                    job.span(),
                    "this job was followed for " + MOST_STEPS + " steps and has not ended; what it does after them is"
                            + " not known, declare it"));
        }
        return ++steps <= MOST_STEPS;
    }

    @Override
    public void report(Diagnostic diagnostic) {
        record.add(diagnostic);
    }

    @Override
    public void report(Unresolved need) {
        record.add(need);
    }

    @Override
    public void prints(Output output) {
        Output streams = within(output);
        if (streams.out() == Sink.INHERITED || streams.err() == Sink.INHERITED) {
            record.addPrint();
        }
    }

    @Override
    public Sources.Content file(String installedPath) {
        Sources.Content content =
                files.inProject(installedPath).map(this::content).orElseGet(Sources.Content.Missing::new);
        Source written = left.get(installedPath);
        return content instanceof Sources.Content.Missing && written != null
                ? new Sources.Content.Text(written)
                : content;
    }

    @Override
    public List<String> folder(String installedPath) {
        return files.list(installedPath);
    }

    @Override
    public Sources.Kind kind(String installedPath) {
        return files.kind(installedPath);
    }

    @Override
    public Outcome call(Invocation invocation) {
        if (!step()) {
            return Outcome.UNKNOWN;
        }
        prints(invocation.output());
        if (failed && invocation.name().matches("(?i).*(?:\\blog|logg|syslog|warn|error_log).*")) {
            loggedAfterFailure = true;
        }
        boolean shell = invocation.language().equals("shell");
        String own = shell && !toolbox.isVendored(invocation.name())
                ? ProgramPath.find(invocation.name(), invocation.situation(), this)
                : null;
        if (own != null) {
            return script(null, own, invocation.words(), "", invocation);
        }
        return toolbox.call(invocation, this)
                .map(tool -> use(tool, invocation))
                .orElseGet(() -> shell ? start(invocation) : library(invocation));
    }

    /** A call that the tool data know. */
    private Outcome use(ToolCall tool, Invocation invocation) {
        Situation situation = invocation.situation();
        Output output = within(invocation.output());
        String site = situation.via() + " " + invocation.span() + " " + invocation.name();
        boolean connects = false;
        Outcome outcome = goingWell();
        for (Effect effect : tool.effects()) {
            if (effect instanceof Effect.Reaches reaches) {
                if (situation.elsewhere()) {
                    notJudged(invocation.name(), invocation.nameSpan());
                } else {
                    connects = true;
                    if (failing == null) {
                        record.add(new Connection(
                                endpoint(reaches, tool, situation),
                                site,
                                tool.quiet(),
                                tool.refused().equals(tool.unanswered()),
                                output.err() == Sink.INHERITED));
                    }
                }
            } else if (effect instanceof Effect.ReachesUnknown unknown) {
                if (situation.elsewhere()) {
                    notJudged(invocation.name(), invocation.nameSpan());
                } else if (failing == null) {
                    report(new Unresolved(
                            unknown.expression(), unknown.at(), unknown.reason(), tool.tool(), situation.via()));
                }
            } else if (effect instanceof Effect.Prints prints) {
                outcome = outcome.printing(prints.output());
            } else {
                outputs.push(output);
                outcome = nested(effect, invocation);
                outputs.pop();
            }
        }
        if (connects) {
            if (failing != null && site.equals(failing.connection().site())) {
                failed = true;
                Ending ending = failing.refused() ? tool.refused() : tool.unanswered();
                return ending.raises().isEmpty()
                        ? Outcome.exited(ending.status() == null ? 1 : ending.status())
                        : Outcome.raised(ending.raises());
            }
            return goingWell();
        }
        return outcome;
    }

    private Outcome nested(Effect effect, Invocation invocation) {
        Situation situation = invocation.situation();
        if (effect instanceof Effect.Runs runs) {
            return run(runs, invocation);
        }
        if (effect instanceof Effect.Evaluates evaluates) {
            Situation inner = evaluates.elsewhere() ? situation.elsewhereThanHere() : situation;
            String user = evaluates.user() == null
                    ? situation.user()
                    : evaluates.user().known().orElse(null);
            return evaluate(
                    evaluates.language(), evaluates.text(), evaluates.arguments(), invocation.input(), inner.as(user));
        }
        if (effect instanceof Effect.RunsScript script) {
            Outcome last = Outcome.UNKNOWN;
            for (Word option : script.file().options()) {
                last = option.known().isEmpty()
                        ? unknownProgram(option, invocation)
                        : script(
                                script.language(),
                                option.known().get(),
                                script.arguments(),
                                script.options(),
                                invocation);
            }
            return last;
        }
        if (effect instanceof Effect.Writes writes) {
            leave(writes, situation);
            return goingWell();
        }
        if (effect instanceof Effect.RunsFolder folder) {
            return runFolder(folder, invocation);
        }
        return Outcome.UNKNOWN;
    }

    private void leave(Effect.Writes writes, Situation situation) {
        String path = writes.file()
                .known()
                .flatMap(file -> InstalledFiles.absolute(file, situation.directory()))
                .orElse(null);
        if (path != null && writes.text() instanceof Word.Known text && !situation.elsewhere()) {
            left.merge(
                    path,
                    Source.of(text.span(), text.text()),
                    (before, now) -> before.text().contains(now.text())
                            ? before
                            : Source.of(text.span(), now.text() + "\n" + before.text()));
        }
    }

    private Outcome run(Effect.Runs runs, Invocation outer) {
        if (runs.command().isEmpty()) {
            return goingWell();
        }
        Word name = runs.command().get(0);
        Situation situation = runs.clearsEnvironment()
                ? outer.situation().withEnvironment(runs.environment())
                : outer.situation().withVariables(runs.environment());
        if (runs.user() != null) {
            situation = situation.as(runs.user().known().orElse(null));
        }
        if (runs.directory() != null) {
            situation = situation.in(runs.directory()
                    .known()
                    .flatMap(path ->
                            InstalledFiles.absolute(path, outer.situation().directory()))
                    .orElse(null));
        }
        if (runs.elsewhere()) {
            situation = situation.elsewhereThanHere();
        }
        if (runs.limitSeconds() != null) {
            situation = situation.within(runs.limitSeconds());
        }
        List<Argument> arguments = runs.command().subList(1, runs.command().size()).stream()
                .map(Argument::of)
                .toList();
        Outcome last = goingWell();
        for (Word option : name.options()) {
            last = option.known().isEmpty()
                    ? unknownProgram(option, outer)
                    : call(new Invocation(
                            "shell",
                            option.known().get(),
                            arguments,
                            null,
                            outer.input(),
                            Output.INHERITED,
                            outer.span(),
                            option.span(),
                            situation));
        }
        return runs.ignoresStatus() ? goingWell() : last;
    }

    private Outcome runFolder(Effect.RunsFolder folder, Invocation invocation) {
        String path = folder.folder()
                .known()
                .flatMap(text ->
                        InstalledFiles.absolute(text, invocation.situation().directory()))
                .orElse(null);
        if (path == null) {
            return unknownProgram(folder.folder(), invocation);
        }
        if (kind(path) != Sources.Kind.FOLDER) {
            report(Diagnostic.warning(
                    "folder-missing",
                    folder.folder().span(),
                    "the programs of `" + path + "` are run here, but " + Missing.where(path, files)));
            return Outcome.UNKNOWN;
        }
        for (String name : folder(path)) {
            // run-parts(8) of Debian: names of ASCII letters, digits, underscores and hyphens only
            if (name.matches("[A-Za-z0-9_-]+") && kind(path + "/" + name) == Sources.Kind.FILE) {
                script(null, path + "/" + name, folder.arguments(), "", invocation);
            }
        }
        return goingWell();
    }

    /** A call of a function that no data know: nothing of the network, unless nothing is known of its library. */
    private Outcome library(Invocation invocation) {
        if (!invocation.situation().elsewhere()) {
            toolbox.unknownLibrary(invocation)
                    .ifPresent(library -> record.addOnce(
                            invocation.language() + " " + library.root(),
                            new Unresolved(
                                    library.name(),
                                    invocation.nameSpan(),
                                    "the " + library.noun() + " `" + library.name()
                                            + "` is not in the project, and nothing is known of what it reaches; add its"
                                            + " files, or declare it: `# egress: needs HOST:PORT/PROTOCOL (reason)`",
                                    library.name(),
                                    invocation.situation().via())));
        }
        return Outcome.UNKNOWN;
    }

    /** A command that neither is a program of the project nor does anything that tool data know. */
    private Outcome start(Invocation invocation) {
        String name = invocation.name();
        if (toolbox.knowsHarmless(name)) {
            return toolbox.statusTellsSomething(name) ? Outcome.UNKNOWN : goingWell();
        }
        if (invocation.situation().elsewhere()) {
            notJudged(name, invocation.nameSpan());
            return goingWell();
        }
        if (ProgramPath.looksLikeOwnProgram(name)) {
            report(Diagnostic.warning(
                    "script-missing",
                    invocation.nameSpan(),
                    "`" + name + "` is started here, but "
                            + Missing.where(
                                    InstalledFiles.absolute(
                                                    name, invocation.situation().directory())
                                            .orElse(name),
                                    files)));
        }
        report(new Unresolved(
                name,
                invocation.nameSpan(),
                "nothing is known of what `" + name
                        + "` reaches; declare it: `# egress: needs HOST:PORT/PROTOCOL (reason)`",
                name,
                invocation.situation().via()));
        return goingWell();
    }

    /** Tells of what runs with another network than the host's: neither its files nor its rules are this host's. */
    private void notJudged(String program, Span place) {
        report(Diagnostic.note(
                "runs-elsewhere",
                place,
                "what `" + program
                        + "` reaches is not judged: it runs in a container, in another network namespace or on another host, whose"
                        + " rules are not this host's"));
    }

    private Outcome unknownProgram(Word word, Invocation invocation) {
        if (invocation.situation().elsewhere()) {
            notJudged(describe(word), word.span());
            return goingWell();
        }
        String source = word instanceof Word.Unknown unknown ? unknown.source() : describe(word);
        report(new Unresolved(
                source,
                word.span(),
                word instanceof Word.Unknown unknown
                        ? unknown.reason()
                        : "only the run will know which program this is; declare what it reaches",
                invocation.name(),
                invocation.situation().via()));
        return goingWell();
    }

    private static String describe(Word word) {
        if (word instanceof Word.Joined joined) {
            StringBuilder text = new StringBuilder();
            joined.parts()
                    .forEach(part -> text.append(
                            part instanceof Word.Unknown unknown
                                    ? unknown.source()
                                    : part.known().orElse("")));
            return text.toString();
        }
        return word.known().orElse("...");
    }

    /** Runs a program file: by the language given, else by its first line, else by its name. */
    private Outcome script(
            @Nullable String language, String path, List<Word> arguments, String options, Invocation invocation) {
        Situation situation = invocation.situation();
        if (situation.elsewhere()) {
            notJudged(path, invocation.span());
            return goingWell();
        }
        String installed = InstalledFiles.absolute(path, situation.directory()).orElse(null);
        Span place = invocation.span();
        if (installed == null) {
            report(Diagnostic.warning(
                    "script-missing",
                    place,
                    "`" + path + "` is started here from a folder that only the run will know; write its whole path"));
            return Outcome.UNKNOWN;
        }
        if (programs.size() >= MOST_DEPTH || java.util.Collections.frequency(programs, installed) > 1) {
            return Outcome.UNKNOWN;
        }
        Sources.Content content = file(installed);
        if (!(content instanceof Sources.Content.Text text)) {
            Invocation asCommand = command(installed, arguments, invocation);
            if (content instanceof Sources.Content.Missing && asCommand != null) {
                return call(asCommand);
            }
            report(Missing.diagnostic(content, installed, place, files));
            report(new Unresolved(
                    path,
                    place,
                    "nothing is known of what `" + path
                            + "` reaches; declare it: `# egress: needs HOST:PORT/PROTOCOL (reason)`",
                    path,
                    situation.via()));
            return Outcome.UNKNOWN;
        }
        Language found = Language.of(text.source(), language, readers);
        if (found.reader() == null) {
            report(new Unresolved(
                    path,
                    place,
                    "it is a program in " + found.name() + ", which is not read; declare what it reaches:"
                            + " `# egress: needs HOST:PORT/PROTOCOL (reason)`",
                    path,
                    situation.via()));
            return goingWell();
        }
        programs.push(installed);
        outputs.push(within(invocation.output()));
        Outcome outcome = found.reader()
                .read(
                        new Program(text.source(), installed, arguments, invocation.input(), options + found.options()),
                        situation.through(place),
                        this);
        outputs.pop();
        programs.pop();
        return ended(outcome);
    }

    /**
     * A program given to its interpreter, where that says what it is: {@code php /usr/local/bin/composer} does what
     * {@code composer} does. Null when it stands with a project's own, or nothing is known of it.
     */
    private @Nullable Invocation command(String program, List<Word> arguments, Invocation given) {
        Invocation command = new Invocation(
                "shell",
                program,
                arguments.stream().map(Argument::of).toList(),
                null,
                given.input(),
                given.output(),
                given.span(),
                given.nameSpan(),
                given.situation());
        boolean known =
                toolbox.knowsHarmless(program) || toolbox.call(command, this).isPresent();
        return PROGRAM.matcher(program).matches() && known ? command : null;
    }

    @Override
    public Outcome evaluate(String language, Word text, List<Word> arguments, Situation situation) {
        return evaluate(language, text, arguments, null, situation);
    }

    private Outcome evaluate(
            String language, Word text, List<Word> arguments, @Nullable Word input, Situation situation) {
        ScriptReader reader = Language.named(readers, language);
        if (reader == null || programs.size() >= MOST_DEPTH) {
            return Outcome.UNKNOWN;
        }
        Outcome last = Outcome.UNKNOWN;
        for (Word option : text.options()) {
            EmbeddedText embedded = EmbeddedText.of(option, language, this::content);
            if (embedded == null) {
                String source = option instanceof Word.Unknown unknown ? unknown.source() : describe(option);
                report(new Unresolved(
                        source,
                        option.span(),
                        option instanceof Word.Unknown unknown
                                ? unknown.reason()
                                : "only the run will know this text of " + language + "; declare what it reaches",
                        language,
                        situation.via()));
                continue;
            }
            programs.push(language + " text");
            Execution surroundings = EmbeddedExecution.of(embedded, this);
            last = reader.read(
                    new Program(embedded.source(), null, arguments, input, ""),
                    situation.withVariables(embedded.variables()),
                    surroundings);
            last = surroundings instanceof EmbeddedExecution parts ? parts.filled(last) : last;
            programs.pop();
        }
        return ended(last);
    }

    /** A program that ends by an exception has status 1 for who started it. */
    private static Outcome ended(Outcome outcome) {
        return outcome.raises().isEmpty() ? outcome : Outcome.exited(1);
    }

    /** In the first run every status is open, so that every branch is walked; later all but one call go well. */
    private Outcome goingWell() {
        return failing == null ? Outcome.UNKNOWN : Outcome.SUCCESS;
    }

    private Output within(Output own) {
        Output outer = outputs.element();
        return new Output(
                own.out() == Sink.INHERITED ? outer.out() : own.out(),
                own.err() == Sink.INHERITED ? outer.err() : own.err());
    }

    private Endpoint endpoint(Effect.Reaches reaches, ToolCall tool, Situation situation) {
        Integer hangs = tool.hangsSeconds();
        Integer limit = situation.limitSeconds();
        if (limit != null) {
            hangs = hangs == null ? limit : (Integer) Math.min(hangs, limit);
        }
        return new Endpoint(
                reaches.host(),
                reaches.port(),
                reaches.protocol(),
                reaches.certainty(),
                reaches.at(),
                reaches.word(),
                reaches.origin(),
                situation.via(),
                tool.tool(),
                tool.user() == null ? situation.user() : tool.user(),
                hangs,
                tool.addresses());
    }

    /** A file of the project; its declarations are kept, once. */
    private Sources.Content content(String file) {
        Sources.Content content = sources.read(file);
        if (failing == null && content instanceof Sources.Content.Text text) {
            record.read(text.source());
        }
        return content;
    }
}
