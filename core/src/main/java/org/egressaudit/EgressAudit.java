package org.egressaudit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.egressaudit.report.Audit;
import org.egressaudit.report.Audit.HostAudit;
import org.egressaudit.report.Finding;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.ReadOnce;
import org.egressaudit.text.Sources;

/**
 * The whole story: which scheduled job the firewall will break.
 *
 * <pre>{@code
 * Sources sources = new DirectorySources(project);
 * Parsed<Configuration> configuration = ConfigurationReader.read("egress.yaml", sources, Overrides.NONE);
 * if (configuration.unusable()) {
 *     throw new IllegalArgumentException(configuration.diagnostics().toString());
 * }
 * Audit audit = new EgressAudit(sources, Instant.now()).check(configuration.value());
 * new TextReport(sources).write(audit, System.out);
 * }</pre>
 *
 * <p>A configuration with an error must not be audited: a layer whose format is not known is not among its layers, and
 * what only that would block would be told as allowed.
 */
public final class EgressAudit {

    private final Sources sources;
    private final Instant now;

    /**
     * @param sources the files of the project; nothing else is read
     * @param now the time from which next runs are counted
     */
    public EgressAudit(Sources sources, Instant now) {
        this.sources = sources;
        this.now = now;
    }

    /** What each job needs, and what the rule sets say of it. */
    public Audit check(Configuration configuration) {
        return run(configuration, true);
    }

    /** What each job needs; no rule set is read. */
    public Audit needs(Configuration configuration) {
        return run(configuration, false);
    }

    /** The lock file as name servers would have it today, and what moved. */
    public Parsed<RenewedLock> lock(Configuration configuration) {
        return Locking.renew(configuration, sources, now);
    }

    private Audit run(Configuration configuration, boolean judge) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<HostAudit> hosts = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        try (NameSources shared = NameSources.read(configuration.dns(), sources, diagnostics::add)) {
            for (Configuration.HostConfiguration host : configuration.hosts()) {
                Sources project = new ReadOnce(sources);
                TargetFiles machine = TargetFiles.read(host, project, diagnostics::add);
                JobsOfHost jobs = JobsOfHost.read(host, machine, project, diagnostics::add);
                Names names = Names.of(host, machine, shared, diagnostics::add);
                Names.Answers answers = names.resolve(Joining.names(jobs.demands()));
                WayOut wayOut =
                        judge ? WayOut.read(host, machine, sources, diagnostics::add) : WayOut.unjudged(machine);
                HostAudit audit = Joining.join(host, jobs, names, answers, wayOut, now, diagnostics::add);
                hosts.add(audit);
                findings.addAll(Findings.of(audit));
                findings.addAll(LookupFindings.of(audit, names.servers()));
                findings.addAll(NameFindings.moved(audit, answers, diagnostics::add));
                findings.addAll(NameFindings.views(audit, answers));
                findings.addAll(FragileNames.of(audit, wayOut, shared.ranges()));
            }
        }
        findings.sort(Comparator.comparing(Finding::kind)
                .thenComparing(Finding::primary)
                .thenComparing(Finding::title));
        return new Audit(
                hosts, findings, diagnostics.stream().sorted().distinct().toList());
    }
}
