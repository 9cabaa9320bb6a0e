package org.egressaudit.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.egressaudit.demand.AddressUse;
import org.egressaudit.demand.Endpoint;
import org.egressaudit.demand.FailureMode;
import org.egressaudit.demand.Unresolved;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.Trace;
import org.egressaudit.policy.Verdict;
import org.egressaudit.report.Audit.AddressAudit;
import org.egressaudit.report.Audit.JobAudit;
import org.egressaudit.report.Audit.LayerVerdict;
import org.egressaudit.report.Audit.NeedAudit;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Secrets;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;

/** Tells an audit as text for people: each finding with both its ends, then what was not understood, then the sum. */
public final class TextReport implements Reporter {

    /** Seconds of net.ipv4.tcp_syn_retries = 6: 1 + 2 + 4 + ... + 64, tcp(7), and a little. */
    private static final int SYSTEM_PATIENCE = 130;

    /** How many blocked addresses of one need are told; the rest is counted. */
    private static final int ADDRESSES_SHOWN = 3;

    private final Excerpt excerpt;

    /** @param sources the files of the project, for the lines that are shown */
    public TextReport(Sources sources) {
        excerpt = new Excerpt(sources);
    }

    @Override
    public String name() {
        return "text";
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

    /** The report, line by line. */
    public List<String> lines(Audit audit) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : audit.findings()) {
            lines.addAll(finding(finding, audit));
            lines.add("");
        }
        lines.addAll(gaps(audit));
        lines.add(Summary.of(audit).sentence());
        return lines;
    }

    /** What is not known, line by line: needs that are unresolved, and what was not understood. */
    List<String> gaps(Audit audit) {
        List<String> lines = new ArrayList<>(unresolved(audit));
        lines.addAll(diagnostics(audit));
        return lines;
    }

    /** One finding of an audit, line by line; of which host is said where there are several. */
    List<String> finding(Finding finding, Audit audit) {
        List<String> lines = new ArrayList<>();
        String word = finding.kind().failOn().toUpperCase(Locale.ROOT);
        lines.add(Columns.title(word + "  " + finding.title(), finding.kind().id()));
        JobAudit job = finding.job();
        NeedAudit need = finding.need();
        if (job != null) {
            lines.add(Columns.line(
                    job.job().span().file() + ":" + job.job().span().line(),
                    when(job) + (audit.hosts().size() > 1 ? ", on " + job.host() : "")));
        }
        if (need == null) {
            lines.add("  " + finding.primary().place());
            excerpt.underline(finding.primary(), "", lines::add);
            notes(finding, lines);
            return lines;
        }
        Endpoint endpoint = need.endpoint();
        for (Span via : endpoint.via()) {
            if (job == null || !via.file().equals(job.job().span().file())) {
                lines.add("  " + via.file() + ":" + via.line());
            }
        }
        lines.add("  " + endpoint.at().place());
        excerpt.underline(endpoint.at(), said(endpoint), lines::add);
        addresses(need, lines);
        lines.add(Columns.line("the job will", consequence(need)));
        changes(need, lines);
        notes(finding, lines);
        return lines;
    }

    /** Each layer that blocks must change, of as many addresses as are told. */
    private static void changes(NeedAudit need, List<String> lines) {
        need.addresses().stream()
                .filter(address -> address.layers().stream().anyMatch(layer -> layer.proposal() != null))
                .limit(ADDRESSES_SHOWN)
                .flatMap(address -> address.layers().stream())
                .filter(layer -> layer.verdict() instanceof Verdict.Blocked)
                .map(layer -> layer.proposal() != null
                        ? layer.proposal()
                        : layer.layer() + " has to change, too: nothing is proposed for it")
                .distinct()
                .forEach(change -> labelled("to let it out", change, lines));
    }

    private static void notes(Finding finding, List<String> lines) {
        finding.notes().forEach(note -> labelled(note.label(), note.text(), lines));
    }

    private static void labelled(String label, @org.jspecify.annotations.Nullable String text, List<String> lines) {
        labelled(label, List.of((text == null ? "" : text).split("\n")), lines);
    }

    private static void labelled(String label, List<String> texts, List<String> lines) {
        String first = label;
        for (String line : texts) {
            lines.add(Columns.line(first, line));
            first = "";
        }
    }

    private static String when(JobAudit job) {
        return job.job().schedule().text() + " " + job.job().user()
                + (job.nextRun() == null ? "" : ", next run " + job.nextRun());
    }

    private static String said(Endpoint endpoint) {
        Span origin = endpoint.origin();
        if (origin == null || origin.equals(endpoint.at())) {
            return endpoint.certainty() == org.egressaudit.demand.Certainty.LITERAL
                    ? ""
                    : Secrets.hidden(endpoint.word());
        }
        String where = origin.file().equals(endpoint.at().file())
                ? "line " + origin.line()
                : origin.file() + ":" + origin.line();
        return Secrets.hidden(endpoint.word()) + ", from " + where;
    }

    private void addresses(NeedAudit need, List<String> lines) {
        List<AddressAudit> concerned = need.addresses().stream()
                .filter(address -> address.culprit() != null)
                .toList();
        String because = need.unknownBecause();
        if (because != null) {
            lines.add(Columns.line("address not known", because));
        }
        labelled("wherever it points", need.wherever(), lines);
        if (!need.name().aliases().isEmpty()) {
            lines.add(
                    Columns.line("alias of", String.join(", then ", need.name().aliases())));
        }
        long count = concerned.size();
        for (AddressAudit address : concerned.subList(0, Math.min(ADDRESSES_SHOWN, concerned.size()))) {
            LayerVerdict culprit = address.culprit();
            if (culprit == null) {
                continue;
            }
            String state = culprit.verdict() instanceof Verdict.Blocked ? "blocked" : "undecided";
            lines.add(Columns.line(
                    address.address().toString(),
                    (address.source().equals("literal") ? "written in the job" : "from " + address.source()) + ", "
                            + count + " of " + need.addresses().size()
                            + (need.addresses().size() == 1 ? " addresses " : " addresses ") + state));
            layer(culprit, address, lines);
        }
        if (count > ADDRESSES_SHOWN) {
            lines.add("  and " + (count - ADDRESSES_SHOWN) + " more addresses of the same name");
        }
        need.name().doubts().forEach(doubt -> lines.add(Columns.line("may move", doubt)));
    }

    private void layer(LayerVerdict culprit, AddressAudit address, List<String> lines) {
        lines.addAll(layer(culprit));
        for (LayerVerdict other : address.layers()) {
            if (other != culprit) {
                Trace.Decision decision = other.verdict().trace().decision();
                String where = decision == null
                        ? ""
                        : ", " + decision.span().file() + ":" + decision.span().line();
                lines.add("  " + other.layer() + ": " + other.verdict().label() + where);
            }
        }
    }

    /** What a layer says, and the rule by which it says so. */
    List<String> layer(LayerVerdict layer) {
        List<String> lines = new ArrayList<>();
        Verdict verdict = layer.verdict();
        Trace trace = verdict.trace();
        Trace.Decision decision = trace.decision();
        if (verdict instanceof Verdict.Undecided undecided) {
            undecided.reasons().forEach(reason -> lines.add("  " + layer.layer() + ": undecided: " + reason));
        }
        if (decision == null) {
            return lines;
        }
        lines.add("  " + decision.span().file() + ":" + decision.span().line() + ": " + decided(verdict, decision)
                + entered(trace));
        excerpt.line(decision.span(), lines::add);
        trace.passedOver()
                .forEach(passed -> lines.add(Excerpt.beside("rule " + passed.number()
                        + (passed.chain().equals(decision.chain()) ? "" : " of chain " + passed.chain())
                        + " passed it over: " + passed.because())));
        return lines;
    }

    /** {@code dropped by rule 6 of chain EGRESS}, or {@code dropped: no egress rule allows it, sg-1 egress}. */
    private static String decided(Verdict verdict, Trace.Decision decision) {
        boolean undecided = verdict instanceof Verdict.Undecided;
        boolean policy = decision.text().startsWith("policy ");
        if (decision.number() == 0 && !policy) {
            return (undecided ? "depends on it" : verb(verdict)) + ": " + decision.text() + ", " + decision.chain();
        }
        String rule = policy && decision.number() == 0 ? decision.text() : "rule " + decision.number();
        return (undecided ? "depends on " : verb(verdict) + " by ") + rule + " of chain " + decision.chain();
    }

    private static String verb(Verdict verdict) {
        return switch (verdict.label()) {
            case "hangs" -> "connects, then the packets after it are stopped";
            default -> verdict.label();
        };
    }

    private static String entered(Trace trace) {
        if (trace.path().size() < 2) {
            return "";
        }
        Trace.Entered last = trace.path().get(trace.path().size() - 1);
        Trace.Entered before = trace.path().get(trace.path().size() - 2);
        return ", entered from " + before.chain()
                + (last.by() == null ? "" : " at line " + last.by().line());
    }

    /** What becomes of the job, as far as reading it and the verdict tell. */
    static String consequence(NeedAudit need) {
        FailureMode failure = need.failure();
        Verdict.Outcome outcome = AddressAudit.outcome(need.addresses());
        boolean partial = need.verdict() == Audit.NeedVerdict.PARTIAL;
        if (partial && need.endpoint().addresses() == AddressUse.EACH && outcome != Verdict.Outcome.HANGS) {
            return outcome == Verdict.Outcome.TIMEOUT
                    ? "wait at each blocked address until " + need.endpoint().by()
                            + " or the system gives up, then try the next"
                    : "fail at once at each blocked address, then try the next";
        }
        return switch (outcome) {
            case TIMEOUT, HANGS -> hang(need, outcome) + ", " + failure.because();
            case REFUSED -> "fail at once (connection refused), " + failure.because();
            case HOST_UNREACHABLE -> "fail at once (no route to host), " + failure.because();
            case NET_UNREACHABLE -> "fail at once (network is unreachable), " + failure.because();
            case NOT_PERMITTED -> "fail at once (operation not permitted), " + failure.because();
            case DENIED -> "fail at once (permission denied), " + failure.because();
            case FAILS -> "fail at once, " + failure.because();
            case CONNECTS, UNKNOWN -> "if it is blocked, " + failure.because();
        };
    }

    private static String hang(NeedAudit need, Verdict.Outcome outcome) {
        Integer seconds = need.failure().hangsSeconds();
        if (seconds != null) {
            // where a tool would wait longer for one connection than the system does, the system ends it
            return "hang " + (seconds > SYSTEM_PATIENCE ? "up to " : "") + seconds + " s";
        }
        if (!need.endpoint().protocol().equals(Protocol.TCP)) {
            return "get no answer";
        }
        return outcome == Verdict.Outcome.TIMEOUT
                ? "hang about " + SYSTEM_PATIENCE + " s (until the system gives up)"
                : "hang once connected, without an end of its own";
    }

    private List<String> unresolved(Audit audit) {
        List<String> lines = new ArrayList<>();
        for (JobAudit job : audit.jobs()) {
            for (Unresolved need : job.unresolved()) {
                lines.add("UNRESOLVED  " + need.expression() + ", for " + need.by());
                lines.add(Columns.line(
                        job.job().span().file() + ":" + job.job().span().line(), when(job)));
                lines.add("  " + need.at().place());
                excerpt.underline(need.at(), need.reason(), lines::add);
                lines.add("");
            }
        }
        return lines;
    }

    private static List<String> diagnostics(Audit audit) {
        List<String> lines = new ArrayList<>();
        for (Diagnostic diagnostic : audit.diagnostics()) {
            lines.add(diagnostic.toString());
        }
        if (audit.incomplete()) {
            lines.add(
                    "The audit is incomplete: what is named above was not understood, and may hide a need or a rule.");
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }
}
