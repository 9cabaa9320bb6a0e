package org.egressaudit.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.egressaudit.Configuration;
import org.egressaudit.EgressAudit;
import org.egressaudit.report.Audit;
import org.egressaudit.report.Finding;
import org.egressaudit.report.TextReport;
import org.egressaudit.text.Sources;

/** Fails the build when a rule set would block a scheduled job. */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public class CheckMojo extends AbstractAuditMojo {

    @Override
    Audit audit(EgressAudit egress, Configuration configuration) {
        return egress.check(configuration);
    }

    @Override
    void tell(Audit audit, Configuration configuration, Sources sources) throws MojoFailureException {
        boolean failed = !failures(audit, configuration.failOn()).isEmpty();
        for (String line : new TextReport(sources).lines(audit)) {
            if (failed) {
                getLog().error(line);
            } else if (audit.incomplete() || !audit.findings().isEmpty()) {
                getLog().warn(line);
            } else {
                getLog().info(line);
            }
        }
        if (failed) {
            throw new MojoFailureException("egress: " + String.join("; ", failures(audit, configuration.failOn())));
        }
    }

    /** Why the build fails: nothing when it does not. */
    static List<String> failures(Audit audit, Set<String> failOn) {
        List<String> failures = new ArrayList<>();
        if (audit.unusable()) {
            failures.add("an input cannot be used, so nothing is known of what the firewall lets through");
        }
        for (Finding finding : audit.findings()) {
            if (failOn.contains(finding.kind().failOn())) {
                failures.add(finding.kind().failOn() + " " + finding.title());
            }
        }
        if (failOn.contains("unresolved")) {
            long count = audit.jobs().stream()
                    .mapToLong(job -> job.unresolved().size())
                    .sum();
            if (count > 0) {
                failures.add(count + (count == 1 ? " need is" : " needs are") + " unresolved");
            }
        }
        if (failOn.contains("incomplete") && audit.incomplete()) {
            failures.add("the audit is incomplete");
        }
        return failures;
    }
}
