package org.egressaudit.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.Unresolved;
import org.egressaudit.report.Audit.HostAudit;
import org.egressaudit.report.Audit.JobAudit;
import org.egressaudit.report.Audit.NeedAudit;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Diagnostic.Severity;
import org.egressaudit.text.Secrets;
import org.egressaudit.text.Sources;

/**
 * Tells an audit as JUnit XML, which every build server shows: a suite for each host, a test case for each need of each
 * job. What is blocked has failed, what is undecided or unresolved was skipped, and an input that cannot be used is an
 * error.
 */
public final class JunitReport implements Reporter {

    private final TextReport text;

    /** @param sources the files of the project, for the lines that are shown */
    public JunitReport(Sources sources) {
        text = new TextReport(sources);
    }

    @Override
    public String name() {
        return "junit";
    }

    @Override
    public String extension() {
        return "xml";
    }

    /**
     * A test case.
     *
     * @param group the job, or the file, to which it belongs
     * @param outcome {@code failure}, {@code error}, {@code skipped} or {@code system-out}; null when it passed
     * @param type which finding it is, or nothing
     * @param message in one line
     * @param details the rest
     */
    private record Case(
            String group,
            String name,
            @org.jspecify.annotations.Nullable String outcome,
            String type,
            String message,
            String details) {

        static Case passed(String group, String name) {
            return new Case(group, name, null, "", "", "");
        }
    }

    @Override
    public void write(Audit audit, Appendable out) throws IOException {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"egress\">\n");
        for (HostAudit host : audit.hosts()) {
            suite(host.host(), ofHost(host, audit.findings()), out);
        }
        List<Case> inputs = ofInputs(audit);
        if (!inputs.isEmpty()) {
            suite("inputs", inputs, out);
        }
        out.append("</testsuites>\n");
    }

    private List<Case> ofHost(HostAudit host, List<Finding> findings) {
        List<Case> cases = new ArrayList<>();
        for (JobAudit job : host.jobs()) {
            String group = job.job().id();
            List<Finding> left = new ArrayList<>(
                    findings.stream().filter(finding -> finding.job() == job).toList());
            for (NeedAudit need : job.needs()) {
                List<Finding> found =
                        left.stream().filter(finding -> finding.need() == need).toList();
                if (found.isEmpty()) {
                    cases.add(Case.passed(group, label(need)));
                }
                found.forEach(finding -> cases.add(told(group, label(need), finding)));
                left.removeAll(found);
            }
            // lookups, and what concerns a name whatever needs it
            left.forEach(finding -> cases.add(told(group, finding.title(), finding)));
            for (Unresolved need : job.unresolved()) {
                cases.add(new Case(
                        group,
                        need.expression() + " at " + need.at().place(),
                        "skipped",
                        "",
                        "unresolved: " + need.reason(),
                        ""));
            }
            if (job.needs().isEmpty() && job.unresolved().isEmpty()) {
                cases.add(Case.passed(group, "no need is known"));
            }
        }
        return cases;
    }

    private static String label(NeedAudit need) {
        return need.endpoint().label() + ", needed by " + need.endpoint().by() + " at "
                + need.endpoint().at().place();
    }

    private Case told(String group, String name, Finding finding) {
        String outcome = switch (finding.kind().severity()) {
            case ERROR -> "failure";
            case WARNING -> "skipped";
            case NOTE -> "system-out";
        };
        return new Case(
                group,
                name,
                outcome,
                finding.kind().id(),
                finding.kind().failOn() + ": " + finding.title(),
                String.join("\n", text.finding(finding)));
    }

    /** What belongs to no job, and what was not understood. */
    private List<Case> ofInputs(Audit audit) {
        List<Case> cases = new ArrayList<>();
        for (Finding finding : audit.findings()) {
            if (finding.job() == null) {
                cases.add(told(finding.primary().file(), finding.title(), finding));
            }
        }
        for (Diagnostic each : audit.diagnostics()) {
            if (each.severity() != Severity.NOTE) {
                cases.add(new Case(
                        each.span().file(),
                        each.span().place(),
                        each.severity() == Severity.ERROR ? "error" : "skipped",
                        each.id(),
                        each.message(),
                        each.toString()));
            }
        }
        return cases;
    }

    private static void suite(String name, List<Case> cases, Appendable out) throws IOException {
        out.append("  <testsuite name=\"").append(escaped(name)).append('"');
        out.append(" tests=\"").append(Integer.toString(cases.size())).append('"');
        count("failures", "failure", cases, out);
        count("errors", "error", cases, out);
        count("skipped", "skipped", cases, out);
        out.append(">\n");
        for (Case each : cases) {
            out.append("    <testcase classname=\"").append(escaped(each.group)).append('"');
            out.append(" name=\"").append(escaped(each.name)).append('"');
            if (each.outcome == null) {
                out.append("/>\n");
            } else {
                out.append(">\n");
                outcome(each, each.outcome, out);
                out.append("    </testcase>\n");
            }
        }
        out.append("  </testsuite>\n");
    }

    private static void count(String attribute, String outcome, List<Case> cases, Appendable out) throws IOException {
        long count = cases.stream().filter(each -> outcome.equals(each.outcome)).count();
        out.append(' ')
                .append(attribute)
                .append("=\"")
                .append(Long.toString(count))
                .append('"');
    }

    private static void outcome(Case told, String outcome, Appendable out) throws IOException {
        out.append("      <").append(outcome);
        if (!outcome.equals("system-out")) {
            out.append(" message=\"").append(escaped(told.message)).append('"');
        }
        if ((outcome.equals("failure") || outcome.equals("error")) && !told.type.isEmpty()) {
            out.append(" type=\"").append(escaped(told.type)).append('"');
        }
        out.append('>')
                .append(escaped(told.details))
                .append("</")
                .append(outcome)
                .append(">\n");
    }

    /** As XML 1.0 wants it; a character that no document may hold becomes U+FFFD. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        Secrets.hidden(text).codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
            }
        });
        return out.toString();
    }

    private static boolean allowed(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
