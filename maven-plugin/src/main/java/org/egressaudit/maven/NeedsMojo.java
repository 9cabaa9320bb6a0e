package org.egressaudit.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.egressaudit.Configuration;
import org.egressaudit.EgressAudit;
import org.egressaudit.report.Audit;
import org.egressaudit.report.NeedsReport;
import org.egressaudit.text.Sources;

/** Tells what each scheduled job needs from the network; no rule set is read. The inventory before a hardening day. */
@Mojo(name = "needs", requiresProject = false, threadSafe = true)
public class NeedsMojo extends AbstractAuditMojo {

    @Override
    Audit audit(EgressAudit egress, Configuration configuration) {
        return egress.needs(configuration);
    }

    @Override
    void tell(Audit audit, Configuration configuration, Sources sources) {
        new NeedsReport(sources).lines(audit).forEach(getLog()::info);
    }
}
