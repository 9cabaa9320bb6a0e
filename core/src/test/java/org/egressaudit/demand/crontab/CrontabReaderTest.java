package org.egressaudit.demand.crontab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.egressaudit.demand.Job;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrontabReaderTest {

    @Test
    void readsSettingsUsersAndCommands() {
        Parsed<Crontab> read = read("A = \" b \"\n# no\n\n0 * * * * root /opt/x a\\%b%in%put\n@daily www-data true\n");
        assertThat(read.diagnostics()).isEmpty();
        assertThat(read.value().settings()).extracting(Crontab.Setting::value).containsExactly(" b");
        assertThat(read.value().jobs()).extracting(Job::user).containsExactly("root", "www-data");
        Job job = read.value().jobs().get(0);
        assertThat(job.command().text()).isEqualTo("/opt/x a%b");
        assertThat(job.input()).isEqualTo("in\nput\n");
        assertThat(job.id()).isEqualTo("crontab:4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "60 * * * * root x\n",
                "* 24 * * * root x\n",
                "* * 0 * * root x\n",
                "4/2 * * * * root x\n",
                "* * * * * /opt/x.sh arg\n",
                "* * * * * root\n",
                "* * * *\n",
                "@never root x\n",
                "{% if x %}\n",
                "// comment\n",
                "0 * * * * root x",
                "\r\n",
            })
    void refusesWhatDebiansCronRefuses(String line) {
        Parsed<Crontab> read = read(line);
        assertThat(read.value().refused()).hasSize(1);
        assertThat(read.value().ignored()).isTrue();
        assertThat(read.diagnostics()).extracting(d -> d.span().line()).contains(1);
    }

    @Test
    void tellsOfCarriageReturnsAndNulBytes() {
        Parsed<Crontab> read = read("0 * * * * root x\r\n0 * * * * root y\0" + "1 * * * * root z\n");
        assertThat(read.value().jobs()).extracting(job -> job.command().text()).containsExactly("x", "y", "z");
        assertThat(read.diagnostics())
                .extracting(Diagnostic::id)
                .containsExactly("crontab-carriage-return", "crontab-nul");
    }

    @ParameterizedTest
    @CsvSource({
        "30 2 * * *, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z",
        "30 2 * * *, 2026-10-25T00:31:00Z, 2026-10-26T01:30:00Z",
        "30 * * * *, 2026-03-29T00:31:00Z, 2026-03-29T01:30:00Z",
    })
    void followsTheClockAsCronDoes(String fields, String from, String next) {
        assertThat(CronSchedule.parse(fields, Dialect.DEBIAN)
                        .orElseThrow()
                        .next(Instant.parse(from), ZoneId.of("Europe/Berlin")))
                .contains(Instant.parse(next));
    }

    @Test
    void nextAgreesWithAMinuteByMinuteWalk() {
        long seed = 20_261_126L;
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            String fields = field(random, 60, 0) + " " + field(random, 24, 0) + " " + field(random, 28, 1) + " "
                    + field(random, 12, 1) + " " + field(random, 7, 0);
            CronSchedule schedule = CronSchedule.parse(fields, Dialect.DEBIAN).orElseThrow();
            LocalDateTime walk = LocalDateTime.of(2026, 1, 1 + random.nextInt(28), 12, 7);
            Optional<Instant> next = schedule.next(walk.toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
            int minutes = 0;
            while (!schedule.matches(walk) && minutes++ < 800 * 1440) {
                walk = walk.plusMinutes(1);
            }
            if (schedule.matches(walk)) {
                assertThat(next).as("%s, seed %d", fields, seed).contains(walk.toInstant(ZoneOffset.UTC));
            }
        }
    }

    private static String field(Random random, int count, int low) {
        return switch (random.nextInt(4)) {
            case 0 -> "*";
            case 1 -> "*/" + (1 + random.nextInt(count));
            case 2 -> low + "-" + (low + random.nextInt(count));
            default -> Integer.toString(low + random.nextInt(count));
        };
    }

    private static Parsed<Crontab> read(String text) {
        return CrontabReader.read(new Source("crontab", text), CrontabFormat.SYSTEM, "root", Dialect.DEBIAN, "crontab");
    }
}
