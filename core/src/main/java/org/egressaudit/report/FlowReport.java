package org.egressaudit.report;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.policy.Trace;
import org.egressaudit.policy.Verdict;
import org.egressaudit.report.Audit.AddressAudit;
import org.egressaudit.report.Audit.LayerVerdict;
import org.egressaudit.text.Sources;

/** Tells what becomes of flows: as a line of CSV, or as a trace for people. */
public final class FlowReport {

    /** The columns of an answer. */
    public static final String HEADER = "id,verdict,outcome,layer,rule_file,rule_line,dnat_dst,dnat_dport,reason";

    private final TextReport text;

    /** @param sources the files of the project, for the rules that are shown */
    public FlowReport(Sources sources) {
        text = new TextReport(sources);
    }

    /** One answer as a line of CSV. */
    public static String line(String id, AddressAudit answer) {
        LayerVerdict culprit = answer.culprit();
        LayerVerdict told = culprit != null
                ? culprit
                : answer.layers().isEmpty()
                        ? null
                        : answer.layers().get(answer.layers().size() - 1);
        if (told == null) {
            return String.join(",", cell(id), "undecided", "unknown", "", "", "", "", "", "no rule set was given");
        }
        Verdict verdict = told.verdict();
        Trace trace = verdict.trace();
        Trace.Decision decision = trace.decision();
        Trace.Translation translated = trace.translation();
        return String.join(
                ",",
                cell(id),
                verdict.label(),
                verdict.outcome().label(),
                cell(told.layer()),
                decision == null ? "" : cell(decision.span().file()),
                decision == null ? "" : Integer.toString(decision.span().line()),
                translated == null || translated.destination() == null
                        ? ""
                        : translated.destination().toString(),
                translated == null || translated.port() < 0 ? "" : Integer.toString(translated.port()),
                cell(reason(verdict, decision)));
    }

    /** The line for a flow that could not be read: never a pass. */
    public static String unreadable(String id, String trouble) {
        return String.join(",", cell(id), "undecided", "unknown", "", "", "", "", "", cell(trouble));
    }

    private static String reason(Verdict verdict, Trace.@org.jspecify.annotations.Nullable Decision decision) {
        if (verdict instanceof Verdict.Undecided undecided) {
            return String.join("; ", undecided.reasons());
        }
        if (decision == null) {
            return "no rule says anything";
        }
        return decision.number() == 0
                ? decision.text() + " of chain " + decision.chain()
                : "rule " + decision.number() + " of chain " + decision.chain();
    }

    private static String cell(String text) {
        return text.matches("[^\",\\r\\n]*")
                ? text
                : "\"" + text.replace("\"", "\"\"").replaceAll("[\\r\\n]+", " ") + "\"";
    }

    /**
     * Which parts of networks pass, a line each: {@code 198.51.100.0-198.51.100.127 443/tcp: allowed}.
     *
     * @param stretches in the order they are told
     */
    public static List<String> stretches(List<Stretch> stretches) {
        return stretches.stream().map(FlowReport::stretch).toList();
    }

    private static String stretch(Stretch stretch) {
        AddressAudit answer = stretch.answer();
        String where = (stretch.first().equals(stretch.last()) ? "" : stretch.first() + "-") + stretch.last() + " "
                + (answer.flow().protocol().hasPorts() ? stretch.ports() + "/" : "")
                + answer.flow().protocol() + ": ";
        LayerVerdict culprit = answer.culprit();
        if (culprit == null) {
            return where + (answer.layers().isEmpty() ? "undecided, no rule set was given" : "allowed");
        }
        Verdict verdict = culprit.verdict();
        Trace.Decision decision = verdict.trace().decision();
        return where + verdict.label()
                + (culprit.layer().isEmpty() ? "" : " by " + culprit.layer())
                + (decision == null
                        ? ""
                        : ", " + decision.span().file() + ":" + decision.span().line())
                + ", " + reason(verdict, decision);
    }

    /** One answer as a trace, line by line. */
    public List<String> trace(AddressAudit answer) {
        List<String> lines = new ArrayList<>();
        LayerVerdict culprit = answer.culprit();
        lines.add(answer.flow() + ": "
                + (culprit == null
                        ? answer.layers().isEmpty() ? "undecided, no rule set was given" : "allowed"
                        : culprit.verdict().label() + " by " + culprit.layer() + ", the program sees: "
                                + culprit.verdict().outcome().label()));
        for (LayerVerdict layer : answer.layers()) {
            lines.addAll(text.layer(layer));
            if (layer.proposal() != null) {
                for (String line : layer.proposal().split("\n")) {
                    lines.add(Columns.line("to let it out", line));
                }
            }
        }
        return lines;
    }
}
