package org.egressaudit.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.egressaudit.Configuration;
import org.egressaudit.ConfigurationReader;
import org.egressaudit.EgressAudit;
import org.egressaudit.OneHost;
import org.egressaudit.report.NeedsReport;
import org.egressaudit.text.DirectorySources;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Sources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jobs read from the crontab line on: each folder of {@code src/test/cases/demand} that has a {@code README.md} is a
 * project with a {@code crontab}, installed as {@code /srv/job}, and {@code expected.txt} is what its jobs need. A folder
 * with an {@code egress.yaml} says for itself which crontabs it has and where its files are installed.
 */
class DemandCasesTest {

    private static final Path CASES = Path.of("src/test/cases/demand");

    /** Any hour: needs do not depend on it. */
    private static final Instant NOW = Instant.parse("2026-11-23T23:15:00Z");

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            return files
                    .filter(file -> file.endsWith("README.md"))
                    .map(file -> CASES.relativize(file.getParent()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void needsWhatIsExpected(Path folder) throws IOException {
        Path project = CASES.resolve(folder);
        Sources sources = new DirectorySources(project);
        Parsed<Configuration> configuration = Files.exists(project.resolve("egress.yaml"))
                ? ConfigurationReader.read("egress.yaml", sources, ConfigurationReader.Overrides.NONE)
                : new OneHost(
                                List.of("crontab"),
                                List.of("/srv/job=."),
                                null,
                                null,
                                List.of(),
                                List.of(),
                                List.of(),
                                Map.of(),
                                null)
                        .configuration(ConfigurationReader.Overrides.NONE);
        StringBuilder needs = new StringBuilder();
        new NeedsReport(sources).write(new EgressAudit(sources, NOW).needs(configuration.value()), needs);
        Path expected = project.resolve("expected.txt");
        if (System.getProperty("cases.write", "no").equals("yes")) {
            Files.writeString(expected, needs.toString());
        }
        assertThat(expected).exists();
        assertThat(needs.toString()).as(expected.toString()).isEqualTo(Files.readString(expected));
    }
}
