package org.egressaudit;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.egressaudit.Configuration.CrontabFile;
import org.egressaudit.Configuration.HostConfiguration;
import org.egressaudit.Configuration.Value;
import org.egressaudit.demand.Declaration;
import org.egressaudit.demand.Job;
import org.egressaudit.demand.JobDemand;
import org.egressaudit.demand.JobReader;
import org.egressaudit.demand.crontab.Crontab;
import org.egressaudit.demand.crontab.CrontabFormat;
import org.egressaudit.demand.crontab.CrontabReader;
import org.egressaudit.demand.crontab.Dialect;
import org.egressaudit.demand.tool.Toolbox;
import org.egressaudit.net.Target;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a host and what each will try to reach.
 *
 * @param demands in the order of the crontabs
 * @param zone of the host's clock
 */
record JobsOfHost(List<JobDemand> demands, ZoneId zone) {

    /** Stands for the user of a crontab of which nobody said whose it is; no rule about users is decided for it. */
    private static final String SOMEBODY = "unknown-user";

    private static final Pattern HOME_FOLDER = Pattern.compile("(?<![^\\s=:\"'<>])/home/[\\w.-]+(?=/)");

    static JobsOfHost read(HostConfiguration host, TargetFiles machine, Sources sources, Consumer<Diagnostic> report) {
        JobReader reader = new JobReader(
                Registry.scriptReaders(), Toolbox.builtin(), machine.files(), sources, machine.environment());
        Dialect dialect = "cronie".equals(host.cron()) ? Dialect.CRONIE : Dialect.DEBIAN;
        List<Job> jobs = new ArrayList<>();
        Map<Job, List<Declaration>> declarations = new HashMap<>();
        for (CrontabFile named : host.crontabs()) {
            for (CrontabFile crontab : CrontabPlace.files(named, dialect, sources, report)) {
                Source source = source(crontab, sources, report);
                if (source != null) {
                    for (Job job : jobs(crontab, source, dialect, report)) {
                        Job placed = atHome(job, source, machine.target());
                        jobs.add(placed);
                        declarations.put(placed, beside(placed, source, report));
                    }
                }
            }
        }
        // jobs know nothing of each other: read side by side, told in the order of the crontabs
        List<JobDemand> demands = jobs.parallelStream()
                .map(job -> CronMail.with(reader.read(job, declarations.getOrDefault(job, List.of())), host.mail()))
                .toList();
        return new JobsOfHost(withDeclared(demands, host, report), machine.timeZone());
    }

    /** Cron reads a crontab whatever bytes it holds, a NUL included. */
    private static @Nullable Source source(CrontabFile crontab, Sources sources, Consumer<Diagnostic> report) {
        Sources.Content content = sources.read(crontab.file());
        if (content instanceof Sources.Content.Text text) {
            return text.byteOrderMark() ? CrontabReader.marked(text.source()) : text.source();
        }
        if (content instanceof Sources.Content.Binary binary) {
            return binary.source();
        }
        report.accept(Diagnostic.error("crontab-unreadable", crontab.span(), Unread.because(crontab.file(), content)));
        return null;
    }

    private static List<Job> jobs(CrontabFile crontab, Source source, Dialect dialect, Consumer<Diagnostic> report) {
        CrontabFormat format = CrontabPlace.format(crontab, source);
        // anacron(8) is root's, whoever reads its table
        String user = format == CrontabFormat.ANACRON && crontab.user() == null ? "root" : CrontabPlace.user(crontab);
        if (format == CrontabFormat.USER && user == null) {
            report.accept(Diagnostic.note(
                    "crontab-user-unknown",
                    crontab.span(),
                    "nothing says whose crontab `" + crontab.file() + "` is; write `{ file: " + crontab.file()
                            + ", user: NAME }`"));
        }
        Parsed<Crontab> read =
                CrontabReader.read(source, format, user == null ? SOMEBODY : user, dialect, crontab.file());
        read.diagnostics().forEach(report);
        return read.value().jobs();
    }

    /** The home directory that passwd tells, or the only one that the crontab of nobody knows whom names, unless it sets HOME. */
    private static Job atHome(Job job, Source crontab, Target target) {
        String home = job.user().equals(SOMEBODY)
                ? homeNamed(crontab)
                : target.user(job.user()).map(Target.User::home).orElse(null);
        boolean set = crontab.text().lines().anyMatch(line -> line.trim().startsWith("HOME"));
        if (home == null || set) {
            return job;
        }
        Map<String, String> environment = new HashMap<>(job.environment());
        environment.put("HOME", home);
        return new Job(
                job.id(),
                job.schedule(),
                job.user(),
                job.command(),
                job.input(),
                environment,
                job.mailTo(),
                job.timeZone(),
                job.span());
    }

    private static @Nullable String homeNamed(Source crontab) {
        List<String> named = crontab.text()
                .lines()
                .filter(line -> !line.trim().startsWith("#"))
                .flatMap(line -> HOME_FOLDER.matcher(line).results())
                .map(MatchResult::group)
                .distinct()
                .toList();
        return named.size() == 1 ? named.get(0) : null;
    }

    /** Declarations on the line of a job, and in the comments right above it. */
    private static List<Declaration> beside(Job job, Source crontab, Consumer<Diagnostic> report) {
        Parsed<List<Declaration>> all = Declaration.in(crontab);
        int first = job.span().line();
        while (first > 1 && crontab.line(first - 1).trim().startsWith("#")) {
            first--;
        }
        int from = first;
        all.diagnostics().stream()
                .filter(each -> each.span().line() >= from
                        && each.span().line() <= job.span().line())
                .forEach(report);
        return all.value().stream()
                .filter(each -> each.span().line() >= from
                        && each.span().line() <= job.span().line())
                .toList();
    }

    /** A need declared for the host belongs to its first job: somebody there makes it, and it is checked once. */
    private static List<JobDemand> withDeclared(
            List<JobDemand> demands, HostConfiguration host, Consumer<Diagnostic> report) {
        List<Declaration> declared = new ArrayList<>();
        for (Value need : host.needs()) {
            var read = Declaration.needs(need.text(), "", need.span());
            read.ifPresent(declared::add);
            if (read.isEmpty()) {
                report.accept(Diagnostic.error(
                        "configuration-wrong",
                        need.span(),
                        "`" + need.text() + "` is not a destination; write HOST:PORT/PROTOCOL"));
            }
        }
        if (declared.isEmpty() || demands.isEmpty()) {
            return demands;
        }
        List<JobDemand> all = new ArrayList<>(demands);
        all.set(0, JobReader.with(demands.get(0), declared));
        return all;
    }
}
