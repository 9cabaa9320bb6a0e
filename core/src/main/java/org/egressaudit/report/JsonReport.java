package org.egressaudit.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.egressaudit.demand.Endpoint;
import org.egressaudit.demand.FailureMode;
import org.egressaudit.demand.Unresolved;
import org.egressaudit.policy.Trace;
import org.egressaudit.policy.Verdict;
import org.egressaudit.report.Audit.AddressAudit;
import org.egressaudit.report.Audit.JobAudit;
import org.egressaudit.report.Audit.LayerVerdict;
import org.egressaudit.report.Audit.LookupAudit;
import org.egressaudit.report.Audit.NeedAudit;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Secrets;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Tells an audit as JSON, {@code schema: 1}. Names are stable: more may come, none is renamed.
 *
 * <p>Holds no time and no path of the machine, so that the same inputs give the same bytes.
 */
public final class JsonReport implements Reporter {

    private static final int SCHEMA = 1;

    @Override
    public String name() {
        return "json";
    }

    @Override
    public String extension() {
        return "json";
    }

    @Override
    public void write(Audit audit, Appendable out) throws IOException {
        out.append(Json.text(json -> write(audit, json)));
    }

    private static void write(Audit audit, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", SCHEMA);
        json.writeArrayFieldStart("jobs");
        for (JobAudit job : audit.jobs()) {
            job(job, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (Finding finding : audit.findings()) {
            finding(finding, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("diagnostics");
        for (Diagnostic diagnostic : audit.diagnostics()) {
            json.writeStartObject();
            json.writeStringField("severity", diagnostic.severity().label());
            json.writeStringField("id", diagnostic.id());
            json.writeStringField("message", diagnostic.message());
            at("at", diagnostic.span(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        summary(Summary.of(audit), json);
        json.writeEndObject();
    }

    private static void summary(Summary summary, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("summary");
        json.writeNumberField("jobs", summary.jobs());
        for (var entry : summary.needs().entrySet()) {
            json.writeNumberField(entry.getKey().label(), entry.getValue());
        }
        json.writeNumberField("unresolved", summary.unresolved());
        json.writeBooleanField("incomplete", summary.incomplete());
        json.writeEndObject();
    }

    private static void job(JobAudit audit, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("host", audit.host());
        json.writeStringField("id", audit.job().id());
        json.writeStringField("file", audit.job().span().file());
        json.writeNumberField("line", audit.job().span().line());
        json.writeStringField("schedule", audit.job().schedule().text());
        json.writeStringField("user", audit.job().user());
        json.writeStringField("command", Secrets.hidden(audit.job().command().text()));
        json.writeArrayFieldStart("needs");
        for (NeedAudit need : audit.needs()) {
            need(need, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("unresolved");
        for (Unresolved need : audit.unresolved()) {
            json.writeStartObject();
            json.writeStringField("expression", need.expression());
            at("at", need.at(), json);
            json.writeStringField("reason", need.reason());
            json.writeStringField("by", need.by());
            via(need.via(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("lookups");
        for (LookupAudit lookup : audit.lookups()) {
            lookup(lookup, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void lookup(LookupAudit lookup, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("port", lookup.address().flow().destinationPort());
        json.writeStringField("protocol", lookup.address().flow().protocol().toString());
        json.writeBooleanField("upstream", lookup.upstream());
        at("at", lookup.at(), json);
        address(lookup.address(), json);
        json.writeEndObject();
    }

    private static void need(NeedAudit need, JsonGenerator json) throws IOException {
        Endpoint endpoint = need.endpoint();
        json.writeStartObject();
        json.writeStringField("host", bare(endpoint));
        json.writeNumberField("port", endpoint.port());
        json.writeStringField("protocol", endpoint.protocol().toString());
        json.writeStringField("certainty", endpoint.certainty().label());
        at("at", endpoint.at(), json);
        json.writeStringField("word", Secrets.hidden(endpoint.word()));
        if (endpoint.origin() != null) {
            at("origin", endpoint.origin(), json);
        }
        json.writeStringField("by", endpoint.by());
        nullable("user", endpoint.user(), json);
        json.writeStringField("triesAddresses", endpoint.addresses().label());
        via(endpoint.via(), json);
        json.writeArrayFieldStart("addresses");
        for (AddressAudit address : need.addresses()) {
            json.writeStartObject();
            address(address, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        strings("aliases", need.name().aliases(), json);
        strings("mayMove", need.name().doubts(), json);
        if (need.unknownBecause() != null) {
            json.writeStringField("addressesUnknown", need.unknownBecause());
        }
        if (!need.wherever().isEmpty()) {
            strings("whereverItPoints", need.wherever(), json);
        }
        json.writeStringField("verdict", need.verdict().label());
        failure(need, json);
        json.writeEndObject();
    }

    private static String bare(Endpoint endpoint) {
        String host = endpoint.host().toString();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static void failure(NeedAudit need, JsonGenerator json) throws IOException {
        FailureMode failure = need.failure();
        json.writeObjectFieldStart("failure");
        if (failure.silent() == null) {
            json.writeNullField("silent");
        } else {
            json.writeBooleanField("silent", failure.silent());
        }
        number("exit", failure.exit(), json);
        number("hangsSeconds", failure.hangsSeconds(), json);
        json.writeStringField("because", TextReport.consequence(need));
        json.writeEndObject();
    }

    private static void address(AddressAudit address, JsonGenerator json) throws IOException {
        json.writeStringField("address", address.address().toString());
        json.writeStringField("source", address.source());
        LayerVerdict culprit = address.culprit();
        json.writeStringField(
                "verdict",
                culprit == null ? address.verdict().label() : culprit.verdict().label());
        nullable("layer", culprit == null ? null : culprit.layer(), json);
        Trace.Decision decision =
                culprit == null ? null : culprit.verdict().trace().decision();
        if (decision == null) {
            json.writeNullField("rule");
        } else {
            rule(decision, json);
        }
        if (culprit != null) {
            json.writeStringField("outcome", culprit.verdict().outcome().label());
            nullable("proposal", culprit.proposal(), json);
            reasons(culprit.verdict(), json);
            trace(culprit.verdict().trace(), json);
        }
        json.writeArrayFieldStart("layers");
        for (LayerVerdict layer : address.layers()) {
            json.writeStartObject();
            json.writeStringField("layer", layer.layer());
            json.writeStringField("verdict", layer.verdict().label());
            nullable("proposal", layer.proposal(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void rule(Trace.Decision decision, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("rule");
        json.writeStringField("file", decision.span().file());
        json.writeNumberField("line", decision.span().line());
        json.writeStringField("text", Secrets.hidden(decision.text()));
        json.writeStringField("chain", decision.chain());
        json.writeNumberField("number", decision.number());
        json.writeEndObject();
    }

    private static void reasons(Verdict verdict, JsonGenerator json) throws IOException {
        if (verdict instanceof Verdict.Undecided undecided) {
            strings("reasons", undecided.reasons(), json);
        }
    }

    private static void strings(String name, Iterable<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(Secrets.hidden(text));
        }
        json.writeEndArray();
    }

    private static void trace(Trace trace, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("path");
        for (Trace.Entered entered : trace.path()) {
            json.writeStartObject();
            json.writeStringField("chain", entered.chain());
            if (entered.by() != null) {
                at("by", entered.by(), json);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("passedOver");
        for (Trace.PassedOver passed : trace.passedOver()) {
            json.writeStartObject();
            json.writeStringField("chain", passed.chain());
            json.writeNumberField("number", passed.number());
            json.writeStringField("text", Secrets.hidden(passed.text()));
            json.writeStringField("because", passed.because());
            at("at", passed.span(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void finding(Finding finding, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", finding.kind().id());
        json.writeStringField("severity", finding.kind().severity().label());
        json.writeStringField("verdict", finding.kind().failOn());
        json.writeStringField("title", Secrets.hidden(finding.title()));
        at("at", finding.primary(), json);
        json.writeArrayFieldStart("related");
        for (Span span : finding.related()) {
            json.writeStartObject();
            place(span, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        JobAudit job = finding.job();
        if (job != null) {
            json.writeStringField("host", job.host());
            json.writeStringField("job", job.job().id());
        }
        json.writeArrayFieldStart("notes");
        for (Finding.Note note : finding.notes()) {
            json.writeStartObject();
            json.writeStringField("label", note.label());
            json.writeStringField("text", Secrets.hidden(note.text()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void via(Iterable<Span> via, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("via");
        for (Span span : via) {
            json.writeStartObject();
            place(span, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void at(String name, Span span, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        place(span, json);
        json.writeEndObject();
    }

    private static void place(Span span, JsonGenerator json) throws IOException {
        json.writeStringField("file", span.file());
        json.writeNumberField("line", span.line());
        json.writeNumberField("column", span.column());
        json.writeNumberField("endLine", span.endLine());
        json.writeNumberField("endColumn", span.endColumn());
    }

    private static void nullable(String name, @Nullable String value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }

    private static void number(String name, @Nullable Integer value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }
}
