package org.egressaudit.report;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.egressaudit.report.Audit.JobAudit;
import org.egressaudit.text.Secrets;
import org.egressaudit.text.Sources;

/** Tells an audit as Markdown, for a comment on a change: a table of what was found, and each finding folded below it. */
public final class MarkdownReport implements Reporter {

    private final TextReport text;

    /** @param sources the files of the project, for the lines that are shown */
    public MarkdownReport(Sources sources) {
        text = new TextReport(sources);
    }

    @Override
    public String name() {
        return "markdown";
    }

    @Override
    public String extension() {
        return "md";
    }

    @Override
    public void write(Audit audit, Appendable out) throws IOException {
        out.append("## Egress audit\n\n");
        out.append(Summary.of(audit).sentence()).append(".\n");
        if (!audit.findings().isEmpty()) {
            out.append("\n| verdict | what | job |\n|---|---|---|\n");
            for (Finding finding : audit.findings()) {
                JobAudit job = finding.job();
                out.append("| **").append(word(finding)).append("** | ");
                out.append(cell(finding.title())).append(" | ");
                out.append(job == null ? "" : cell(job.job().id())).append(" |\n");
            }
        }
        for (Finding finding : audit.findings()) {
            folded(word(finding) + "  " + finding.title(), text.finding(finding), out);
        }
        List<String> gaps = text.gaps(audit);
        if (!gaps.isEmpty()) {
            folded("What is not known", gaps, out);
        }
    }

    private static String word(Finding finding) {
        return finding.kind().failOn().toUpperCase(Locale.ROOT);
    }

    private static void folded(String title, List<String> lines, Appendable out) throws IOException {
        String body = Secrets.hidden(String.join("\n", lines)).stripTrailing();
        String fence = "```";
        while (body.contains(fence)) {
            fence += "`";
        }
        out.append("\n<details><summary>").append(cell(title)).append("</summary>\n\n");
        out.append(fence).append('\n').append(body).append('\n').append(fence).append("\n\n</details>\n");
    }

    /** Text that stays text, in a table and out of it: nothing in it begins a tag, a link, an emphasis or a cell. */
    private static String cell(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : Secrets.hidden(text).toCharArray()) {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\n', '\r' -> out.append(' ');
                case '|', '`', '*', '_', '[', ']', '\\', '@', '#' ->
                    out.append("&#").append((int) c).append(';');
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
