package org.egressaudit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.egressaudit.ConfigurationReader.Overrides;
import org.egressaudit.report.Audit;
import org.egressaudit.report.Finding;
import org.egressaudit.report.Reporter;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.DirectorySources;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Span;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What other programs read of us is as their formats say: SARIF by its schema, XML by a parser. */
class ReportFormatsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T23:15:00Z");

    private static Validator validator;
    private static URI sarif;

    @BeforeAll
    static void schema() throws IOException {
        validator = new ValidatorFactory()
                .withJsonNodeFactory(new GsonNode.Factory())
                .createValidator();
        try (InputStream in = Objects.requireNonNull(
                ReportFormatsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
            sarif = validator.registerSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static Stream<Path> projects() throws IOException {
        return AuditCasesTest.cases();
    }

    @ParameterizedTest
    @MethodSource("projects")
    void every_report_of_a_project_is_well_formed(Path folder) throws Exception {
        DirectorySources sources = new DirectorySources(folder);
        Parsed<Configuration> configuration = ConfigurationReader.read("egress.yaml", sources, Overrides.NONE);
        if (configuration.unusable()) {
            return;
        }
        Audit audit = new EgressAudit(sources, NOW).check(configuration.value());
        String told = told("sarif", audit, sources);
        assertThat(validator.validate(sarif, told).getErrors())
                .extracting(error -> error.getInstanceLocation() + ": " + error.getError())
                .isEmpty();
        int results = JsonParser.parseString(told)
                .getAsJsonObject()
                .getAsJsonArray("runs")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("results")
                .size();
        int unresolved =
                audit.jobs().stream().mapToInt(job -> job.unresolved().size()).sum();
        long gaps = audit.diagnostics().stream()
                .filter(each -> each.severity() != Diagnostic.Severity.NOTE)
                .count();
        assertThat(results).isEqualTo(audit.findings().size() + unresolved + gaps);

        Document junit = xml(told("junit", audit, sources));
        NodeList suites = junit.getElementsByTagName("testsuite");
        for (int i = 0; i < suites.getLength(); i++) {
            Element suite = (Element) suites.item(i);
            assertThat(suite.getAttribute("tests"))
                    .isEqualTo(String.valueOf(
                            suite.getElementsByTagName("testcase").getLength()));
            assertThat(suite.getAttribute("failures"))
                    .isEqualTo(
                            String.valueOf(suite.getElementsByTagName("failure").getLength()));
        }
        long grave = audit.findings().stream()
                .filter(finding -> finding.kind().severity() == Diagnostic.Severity.ERROR)
                .count();
        assertThat(junit.getElementsByTagName("failure").getLength()).isEqualTo((int) grave);
    }

    /** Text of a project that would end an element, a table or a fence, and characters that XML has no words for. */
    @Test
    void text_of_a_project_stays_text() throws Exception {
        String hostile = "]]><b a=\"'\">&amp;|`````*_[x](y)\u0000\u001b\ufffe\ud800 \u00e4\ud83d\ude00\n# not a title";
        Span span = Span.of("jobs/a b%#?.sh", 1, 1, 4);
        Finding finding = new Finding(
                Finding.Kind.RESOLVER,
                hostile,
                span,
                List.of(),
                null,
                null,
                List.of(new Finding.Note("note", hostile)));
        Audit audit = new Audit(List.of(), List.of(finding), List.of(Diagnostic.error("broken", span, hostile)));
        DirectorySources sources = new DirectorySources(Path.of("src/test/cases/audit/open"));

        Document junit = xml(told("junit", audit, sources));
        assertThat(((Element) junit.getElementsByTagName("failure").item(0)).getAttribute("message"))
                .contains("]]><b a=\"'\">&amp;|`````*_[x](y)\ufffd\ufffd\ufffd\ufffd \u00e4\ud83d\ude00");
        String sarifText = told("sarif", audit, sources);
        assertThat(validator.validate(sarif, sarifText).isValid()).isTrue();
        assertThat(sarifText).contains("\"uri\" : \"jobs/a%20b%25%23%3F.sh\"");
        String markdown = told("markdown", audit, sources);
        assertThat(markdown.lines()).contains("``````").noneMatch(line -> line.startsWith("| #"));
        assertThat(markdown.lines().filter(line -> line.startsWith("| **BLOCKED**")))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.chars().filter(c -> c == '|').count()).isEqualTo(4));
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String told(String name, Audit audit, DirectorySources sources) throws IOException {
        Reporter reporter = Registry.reporter(name, sources).orElseThrow();
        StringBuilder out = new StringBuilder();
        reporter.write(audit, out);
        return out.toString();
    }
}
