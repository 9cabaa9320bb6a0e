package org.egressaudit.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.Endpoint;
import org.egressaudit.demand.Unresolved;
import org.egressaudit.report.Audit.JobAudit;
import org.egressaudit.report.Audit.NeedAudit;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Sources;

/** Tells what each job needs as text for people: the inventory, whatever the firewall says. */
public final class NeedsReport implements Reporter {

    private final Sources sources;

    /** @param sources the files of the project, for the command lines that are shown */
    public NeedsReport(Sources sources) {
        this.sources = sources;
    }

    @Override
    public String name() {
        return "needs";
    }

    @Override
    public String extension() {
        return "txt";
    }

    @Override
    public void write(Audit audit, Appendable out) throws IOException {
        for (String line : lines(audit)) {
            out.append(line).append('\n');
        }
    }

    /** Whose connection it is, where that is not the user whose job it is. */
    private static String as(Endpoint endpoint, JobAudit job) {
        String user = endpoint.user();
        return user == null || user.equals(job.job().user()) ? "" : ", as " + user;
    }

    /** The report, line by line. */
    public List<String> lines(Audit audit) {
        List<String> lines = new ArrayList<>();
        Excerpt excerpt = new Excerpt(sources);
        for (JobAudit job : audit.jobs()) {
            lines.add(job.job().span().file() + ":" + job.job().span().line() + "  "
                    + job.job().schedule().text() + " " + job.job().user()
                    + (audit.hosts().size() > 1 ? ", on " + job.host() : ""));
            excerpt.line(job.job().span(), lines::add);
            for (NeedAudit need : job.needs()) {
                Endpoint endpoint = need.endpoint();
                lines.add(Columns.line(
                        endpoint.label(),
                        endpoint.certainty().label() + ", " + endpoint.by() + " at "
                                + endpoint.at().place() + as(endpoint, job)));
            }
            for (Unresolved need : job.unresolved()) {
                String by = need.by().equals(need.expression()) ? "" : ", " + need.by();
                lines.add(Columns.line(
                        "unresolved",
                        need.expression() + by + " at " + need.at().place()));
                lines.add(Columns.line("", need.reason()));
            }
            if (job.needs().isEmpty() && job.unresolved().isEmpty()) {
                lines.add(
                        job.understood()
                                ? "  nothing from the network"
                                : "  nothing from the network was found, but not all that it runs was understood");
            }
            lines.add("");
        }
        for (Diagnostic diagnostic : audit.diagnostics()) {
            lines.add(diagnostic.toString());
        }
        lines.add(Summary.of(audit).sentence());
        return lines;
    }
}
