package org.egressaudit.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.egressaudit.demand.Unresolved;
import org.egressaudit.report.Audit.JobAudit;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Diagnostic.Severity;
import org.egressaudit.text.Secrets;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Tells an audit as SARIF 2.1.0 (OASIS), which code hosts show beside the changed line: a result for each finding, for
 * each need that is unresolved, and for each diagnostic that makes the audit incomplete.
 *
 * <p>A result has a fingerprint that does not change when lines are added above it, so that hosts know it again.
 */
public final class SarifReport implements Reporter {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String UNRESOLVED = "unresolved-need";

    private final TextReport text;

    /** @param sources the files of the project, for the lines that are shown */
    public SarifReport(Sources sources) {
        text = new TextReport(sources);
    }

    @Override
    public String name() {
        return "sarif";
    }

    @Override
    public String extension() {
        return "sarif";
    }

    @Override
    public void write(Audit audit, Appendable out) throws IOException {
        out.append(Json.text(json -> {
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            tool(audit, json);
            json.writeStringField("columnKind", "utf16CodeUnits");
            json.writeArrayFieldStart("results");
            results(audit, json);
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private static void tool(Audit audit, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "Egress Auditor");
        json.writeArrayFieldStart("rules");
        for (Map.Entry<String, String> rule : rules(audit).entrySet()) {
            json.writeStartObject();
            json.writeStringField("id", rule.getKey());
            json.writeObjectFieldStart("shortDescription");
            json.writeStringField("text", rule.getValue());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    /** What each id that is used means; a diagnostic's message tells that itself. */
    private static Map<String, String> rules(Audit audit) {
        Map<String, String> rules = new TreeMap<>();
        audit.findings()
                .forEach(
                        finding -> rules.put(finding.kind().id(), finding.kind().meaning()));
        if (audit.jobs().stream().anyMatch(job -> !job.unresolved().isEmpty())) {
            rules.put(UNRESOLVED, "only the run will know what the job needs");
        }
        audit.diagnostics().stream()
                .filter(SarifReport::tellsOfGaps)
                .forEach(each -> rules.put(each.id(), "an input was not understood: " + each.id()));
        return rules;
    }

    private static boolean tellsOfGaps(Diagnostic diagnostic) {
        return diagnostic.severity() != Severity.NOTE;
    }

    private void results(Audit audit, JsonGenerator json) throws IOException {
        for (Finding finding : audit.findings()) {
            result(
                    new Result(
                            finding.kind().id(),
                            finding.kind().severity(),
                            String.join("\n", text.finding(finding)),
                            finding.primary(),
                            finding.related(),
                            finding.title() + "\n" + told(finding.job())),
                    json);
        }
        for (JobAudit job : audit.jobs()) {
            for (Unresolved need : job.unresolved()) {
                result(
                        new Result(
                                UNRESOLVED,
                                Severity.WARNING,
                                need.expression() + ", for " + need.by() + ": " + need.reason(),
                                need.at(),
                                List.of(job.job().span()),
                                need.expression() + "\n" + told(job)),
                        json);
            }
        }
        for (Diagnostic diagnostic : audit.diagnostics()) {
            if (tellsOfGaps(diagnostic)) {
                result(
                        new Result(
                                diagnostic.id(),
                                diagnostic.severity(),
                                diagnostic.message(),
                                diagnostic.span(),
                                List.of(),
                                diagnostic.message()),
                        json);
            }
        }
    }

    /** What of a job stays the same when its crontab grows. */
    private static String told(@Nullable JobAudit job) {
        return job == null
                ? ""
                : String.join(
                        "\n", job.host(), job.job().user(), job.job().command().text());
    }

    /**
     * One result.
     *
     * @param identity what makes it the same result in another run
     */
    private record Result(
            String rule, Severity severity, String message, Span at, List<Span> related, String identity) {}

    private static void result(Result result, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", result.rule);
        json.writeStringField("level", result.severity.label());
        message(result.message, json);
        json.writeArrayFieldStart("locations");
        location(result.at, json);
        json.writeEndArray();
        json.writeArrayFieldStart("relatedLocations");
        for (Span span : result.related) {
            location(span, json);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("egressAuditor/v1", fingerprint(result.rule + "\n" + Secrets.hidden(result.identity)));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void message(String text, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("message");
        json.writeStringField("text", Secrets.hidden(text));
        json.writeEndObject();
    }

    private static void location(Span span, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(span.file()));
        json.writeStringField("uriBaseId", "%SRCROOT%");
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", span.line());
        json.writeNumberField("startColumn", span.column());
        json.writeNumberField("endLine", span.endLine());
        json.writeNumberField("endColumn", span.endColumn());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A relative reference (RFC 3986): what is neither unreserved nor a slash is written as its bytes. */
    private static String uri(String file) {
        StringBuilder uri = new StringBuilder();
        for (byte each : file.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (each >= 'a' && each <= 'z')
                    || (each >= 'A' && each <= 'Z')
                    || (each >= '0' && each <= '9')
                    || "/-._~".indexOf(each) >= 0;
            uri.append(
                    plain
                            ? String.valueOf((char) each)
                            : "%" + HexFormat.of().withUpperCase().toHexDigits(each));
        }
        return uri.toString();
    }

    private static String fingerprint(String identity) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
