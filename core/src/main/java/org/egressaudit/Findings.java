package org.egressaudit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.egressaudit.report.Audit.AddressAudit;
import org.egressaudit.report.Audit.HostAudit;
import org.egressaudit.report.Audit.JobAudit;
import org.egressaudit.report.Audit.NeedAudit;
import org.egressaudit.report.Audit.NeedVerdict;
import org.egressaudit.report.Finding;
import org.egressaudit.report.Finding.Kind;
import org.egressaudit.text.Span;

/** What of an audit is worth telling. */
final class Findings {

    private Findings() {}

    static List<Finding> of(HostAudit host) {
        List<Finding> findings = new ArrayList<>();
        for (JobAudit job : host.jobs()) {
            for (NeedAudit need : job.needs()) {
                Kind kind = kind(need.verdict());
                if (kind != null) {
                    findings.add(
                            finding(kind, need.endpoint().label() + ", needed by " + program(job, need), job, need));
                }
            }
        }
        return findings;
    }

    private static @org.jspecify.annotations.Nullable Kind kind(NeedVerdict verdict) {
        return switch (verdict) {
            case BLOCKED -> Kind.BLOCKED;
            case PARTIAL -> Kind.PARTIAL;
            case UNDECIDED -> Kind.UNDECIDED;
            case ALLOWED, UNCHECKED -> null;
        };
    }

    private static Finding finding(Kind kind, String title, JobAudit job, NeedAudit need) {
        return new Finding(kind, title, need.endpoint().at(), related(job, need.addresses()), job, need, List.of());
    }

    /** The crontab line, and the rules that decide. */
    static List<Span> related(JobAudit job, List<AddressAudit> addresses) {
        List<Span> related = new ArrayList<>();
        related.add(job.job().span());
        addresses.stream()
                .map(AddressAudit::culprit)
                .filter(Objects::nonNull)
                .map(culprit -> culprit.verdict().trace().decision())
                .filter(Objects::nonNull)
                .map(decision -> decision.span())
                .distinct()
                .forEach(related::add);
        return related;
    }

    /** {@code 2 jobs: deploy/crontab:1, deploy/crontab:7}. */
    static String named(Collection<JobAudit> jobs) {
        TreeSet<String> places = new TreeSet<>();
        jobs.forEach(job -> places.add(job.job().id()));
        return (places.size() == 1 ? "1 job: " : places.size() + " jobs: ") + String.join(", ", places);
    }

    /** The file in which the call stands, or the tool when it stands in the crontab itself. */
    private static String program(JobAudit job, NeedAudit need) {
        String file = need.endpoint().at().file();
        return file.equals(job.job().span().file()) ? need.endpoint().by() : file.substring(file.lastIndexOf('/') + 1);
    }
}
