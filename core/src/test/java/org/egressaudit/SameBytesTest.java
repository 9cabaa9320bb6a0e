package org.egressaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.egressaudit.ConfigurationReader.Overrides;
import org.egressaudit.report.Reporter;
import org.egressaudit.text.DirectorySources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a lock the same inputs give the same bytes: on every run, in every time zone, in every language. */
class SameBytesTest {

    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blocked",
                "fragile-name",
                "partial",
                "published-ranges",
                "resolver-one-of-two",
                "undecided",
                "zone-file"
            })
    void whatever_the_machine(String folder) throws IOException {
        List<String> reports = new ArrayList<>();
        // Turkish has its own lower case of I, Arabic its own digits, Thai its own years
        for (String language : List.of("en-US", "tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist")) {
            for (String place : List.of("UTC", "Pacific/Kiritimati")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                TimeZone.setDefault(TimeZone.getTimeZone(place));
                reports.add(report(Path.of("src/test/cases/audit", folder)));
            }
        }
        assertThat(reports).allMatch(report -> report.equals(reports.get(0)));
    }

    /** Sets and maps of the platform have another order in each Java machine: what is told must not follow it. */
    @Test
    void whatever_the_java_machine(@TempDir Path folder) throws Exception {
        LargeProject.write(folder);
        String first = inAnotherMachine(folder, "-Duser.timezone=UTC", "-Duser.language=en");
        assertThat(first.lines()).hasSizeGreaterThan(5_000);
        assertThat(inAnotherMachine(
                        folder, "-Duser.timezone=Pacific/Kiritimati", "-Duser.language=tr", "-Dfile.encoding=UTF-16"))
                .isEqualTo(first);
    }

    private static String inAnotherMachine(Path folder, String... options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", classes, LargeProject.class.getName(), folder.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String report(Path folder) throws IOException {
        DirectorySources sources = new DirectorySources(folder);
        Configuration configuration =
                ConfigurationReader.read("egress.yaml", sources, Overrides.NONE).value();
        var audit = new EgressAudit(sources, Instant.parse("2026-11-23T23:15:00Z")).check(configuration);
        StringBuilder out = new StringBuilder();
        for (Reporter reporter : Registry.reporters(sources)) {
            reporter.write(audit, out);
        }
        return out.toString();
    }
}
