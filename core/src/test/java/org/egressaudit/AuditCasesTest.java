package org.egressaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.egressaudit.report.Audit;
import org.egressaudit.report.NeedsReport;
import org.egressaudit.report.Reporter;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.DirectorySources;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Sources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole audits: each folder of {@code src/test/cases/audit} is a project, and {@code expected.*} is what is printed about
 * it.
 */
class AuditCasesTest {

    private static final Path CASES = Path.of("src/test/cases/audit");

    /** The hour at which every case is audited. */
    private static final Instant NOW = Instant.parse("2026-11-23T23:15:00Z");

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("README.md"))).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void printsWhatIsExpected(Path folder) throws IOException {
        Sources sources = new DirectorySources(folder);
        Parsed<Configuration> configuration =
                ConfigurationReader.read("egress.yaml", sources, ConfigurationReader.Overrides.NONE);
        if (configuration.unusable()) {
            StringBuilder text = new StringBuilder();
            for (Diagnostic diagnostic : configuration.diagnostics()) {
                text.append(diagnostic).append('\n');
            }
            compare(folder.resolve("expected.txt"), text.toString());
            return;
        }
        Audit audit = new EgressAudit(sources, NOW).check(configuration.value());
        for (Reporter reporter : Registry.reporters(sources)) {
            Path expected = folder.resolve("expected." + reporter.extension());
            if (reporter.name().equals("text") || Files.exists(expected)) {
                compare(expected, told(reporter, audit));
            }
        }
        if (Files.exists(folder.resolve("expected.needs.txt"))) {
            Audit needs = new EgressAudit(sources, NOW).needs(configuration.value());
            compare(folder.resolve("expected.needs.txt"), told(new NeedsReport(sources), needs));
        }
    }

    private static String told(Reporter reporter, Audit audit) throws IOException {
        StringBuilder out = new StringBuilder();
        reporter.write(audit, out);
        return out.toString();
    }

    private static void compare(Path expected, String actual) throws IOException {
        if (System.getProperty("cases.write", "no").equals("yes")) {
            Files.writeString(expected, actual);
        }
        assertThat(expected).exists();
        assertThat(actual).as(expected.toString()).isEqualTo(Files.readString(expected));
    }
}
