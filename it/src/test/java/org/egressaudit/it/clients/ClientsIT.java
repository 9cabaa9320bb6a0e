package org.egressaudit.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.egressaudit.ConfigurationReader;
import org.egressaudit.EgressAudit;
import org.egressaudit.OneHost;
import org.egressaudit.it.Requirement;
import org.egressaudit.text.DirectorySources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether a client tries the next address of a name when the first refuses: {@code tries.sh} runs those that are installed
 * in a network namespace of its own, and the tool data must say what they did.
 */
final class ClientsIT {

    private static final Path SCRIPTS =
            Path.of("src/test/resources/org/egressaudit/it/clients").toAbsolutePath();

    @Test
    void theyTryAddressesAsTheToolDataSay(@TempDir Path folder) throws IOException, InterruptedException {
        Requirement.programs("unshare", "ip", "iptables", "perl", "python3");
        Process tries = new ProcessBuilder(
                        "sh", SCRIPTS.resolve("tries.sh").toString(), SCRIPTS.toString(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(tries.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tries.waitFor()).isZero();
        List<String> lines = printed.lines().toList();
        assertThat(lines).anyMatch(line -> line.contains("python3 "));
        for (String line : lines) {
            String[] words = line.split(" ", 3);
            boolean second = !words[0].equals("0");
            assertThat(second ? "each" : "first")
                    .as("what was seen of " + words[2])
                    .isEqualTo(words[1]);
            assertThat(said(folder, words[2])).as("what is said of " + words[2]).containsOnly(words[1]);
        }
    }

    /** What the needs of a command say of how it takes addresses. */
    private static List<String> said(Path folder, String command) throws IOException {
        Files.writeString(folder.resolve("crontab"), "0 1 * * * " + command.replace("%", "\\%") + "\n");
        OneHost host =
                new OneHost(List.of("crontab"), List.of(), null, null, List.of(), List.of(), List.of(), Map.of(), null);
        return new EgressAudit(new DirectorySources(folder), Instant.parse("2026-12-01T00:00:00Z"))
                .needs(host.configuration(ConfigurationReader.Overrides.NONE).value()).jobs().stream()
                        .flatMap(job -> job.needs().stream())
                        .map(need -> need.endpoint().addresses().label())
                        .toList();
    }
}
