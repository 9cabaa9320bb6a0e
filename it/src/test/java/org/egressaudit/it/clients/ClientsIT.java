package org.egressaudit.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.egressaudit.Configuration;
import org.egressaudit.ConfigurationReader;
import org.egressaudit.EgressAudit;
import org.egressaudit.OneHost;
import org.egressaudit.it.Requirement;
import org.egressaudit.report.Audit;
import org.egressaudit.text.DirectorySources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What clients do when they cannot connect, as the tool data must say it: whether they try the next address of a name when
 * the first refuses ({@code tries.sh}), with which status they end ({@code endings.sh}), and what libraries of Python raise
 * ({@code raises.sh}). Those that are installed run in a network namespace of their own.
 */
final class ClientsIT {

    private static final Path SCRIPTS =
            Path.of("src/test/resources/org/egressaudit/it/clients").toAbsolutePath();

    private static final Map<String, List<String>> REJECTING = Map.of("iptables", List.of("rules.v4"));

    /** An exit status that nothing else has. */
    private static final int CAUGHT = 77;

    @Test
    void theyTryAddressesAsTheToolDataSay(@TempDir Path folder) throws IOException, InterruptedException {
        Requirement.programs("unshare", "ip", "iptables", "perl", "python3");
        List<String> lines = lines("tries.sh", folder);
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

    @Test
    void theyEndAsTheToolDataSay(@TempDir Path folder) throws IOException, InterruptedException {
        Requirement.programs("unshare", "ip", "iptables", "sysctl", "timeout", "ssh", "git");
        List<String> lines = lines("endings.sh", folder);
        assertThat(lines).anyMatch(line -> line.contains("git "));
        rejecting(folder);
        List<String> listed = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ", 5);
            EgressAudit audit = audit(folder, words[4].replace("HOST", "203.0.113.9"));
            listed.add(words[2] + " " + words[3] + " " + words[4]);
            seen.add(words[0] + " " + words[1] + " " + words[4]);
            said.add(exit(audit.needs(host(Map.of()))) + " " + exit(audit.check(host(REJECTING))) + " " + words[4]);
        }
        assertThat(seen).isEqualTo(listed);
        assertThat(said).isEqualTo(listed);
    }

    /** A script that catches what was raised ends otherwise than one that does not. */
    @Test
    void theyRaiseWhatTheToolDataSay(@TempDir Path folder) throws IOException, InterruptedException {
        Requirement.programs("unshare", "ip", "iptables", "sysctl", "timeout", "python3");
        List<String> lines = lines("raises.sh", folder);
        assertThat(lines)
                .anyMatch(line -> line.contains("import smtplib"))
                .noneMatch(line -> line.matches("nothing .*|\\S+ nothing .*"));
        rejecting(folder);
        List<String> expected = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.replace("builtins.", "").split(" ", 3);
            List<String> unanswered = List.of(words[0].split(","));
            List<String> refused = List.of(words[1].split(","));
            for (String handler :
                    Stream.of(unanswered.get(0), refused.get(0)).distinct().toList()) {
                EgressAudit audit = catching(folder, words[2].replace("HOST", "203.0.113.9"), handler);
                String what = " but for " + handler + ": " + words[2];
                expected.add((unanswered.contains(handler) ? CAUGHT : 1) + " "
                        + (refused.contains(handler) ? CAUGHT : 1) + what);
                said.add(exit(audit.needs(host(Map.of()))) + " " + exit(audit.check(host(REJECTING))) + what);
            }
        }
        assertThat(said).isEqualTo(expected);
    }

    private static EgressAudit catching(Path folder, String line, String handler) throws IOException {
        String module = handler.substring(0, Math.max(0, handler.lastIndexOf('.')));
        Files.writeString(
                folder.resolve("job.py"),
                "import sys\n" + (module.isEmpty() ? "" : "import " + module + "\n") + "try:\n    " + line + "\nexcept "
                        + handler + ":\n    sys.exit(" + CAUGHT + ")\n");
        return audit(folder, "python3 /srv/job.py");
    }

    private static void rejecting(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("rules.v4"),
                "*filter\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT -d 203.0.113.9 -j REJECT\nCOMMIT\n");
    }

    private static String exit(Audit audit) {
        return audit.jobs().stream()
                .flatMap(job -> job.needs().stream())
                .map(need -> String.valueOf(need.failure().exit()))
                .distinct()
                .collect(Collectors.joining("|"));
    }

    /** What a script prints of the clients that are installed, a line each. */
    private static List<String> lines(String script, Path folder) throws IOException, InterruptedException {
        Process seen = new ProcessBuilder(
                        "sh", SCRIPTS.resolve(script).toString(), SCRIPTS.toString(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(seen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(seen.waitFor()).isZero();
        return printed.lines().toList();
    }

    private static EgressAudit audit(Path folder, String command) throws IOException {
        Files.writeString(folder.resolve("crontab"), "0 1 * * * " + command.replace("%", "\\%") + "\n");
        return new EgressAudit(new DirectorySources(folder), Instant.parse("2026-12-01T00:00:00Z"));
    }

    private static Configuration host(Map<String, List<String>> layer) {
        OneHost host = new OneHost(
                List.of("crontab"), List.of("/srv=."), null, null, List.of(), List.of(), List.of(), layer, null);
        return host.configuration(ConfigurationReader.Overrides.NONE).value();
    }

    /** What the needs of a command say of how it takes addresses. */
    private static List<String> said(Path folder, String command) throws IOException {
        return audit(folder, command).needs(host(Map.of())).jobs().stream()
                .flatMap(job -> job.needs().stream())
                .map(need -> need.endpoint().addresses().label())
                .toList();
    }
}
