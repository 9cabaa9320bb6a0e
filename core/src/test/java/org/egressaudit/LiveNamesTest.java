package org.egressaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.egressaudit.ConfigurationReader.Overrides;
import org.egressaudit.dns.LoopbackNameServer;
import org.egressaudit.report.Audit;
import org.egressaudit.report.TextReport;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.DirectorySources;
import org.egressaudit.text.Parsed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What name servers say today: as the source of addresses, beside the lock file, and for a new one. */
class LiveNamesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T23:15:00Z");

    private static final String TODAY = """
            api.example.com.  300 CNAME edge.example.net.
            edge.example.net. 60  A     192.0.2.11
            feeds.example.org. 3600 A   198.51.100.20
            feeds.example.org. 3600 A   203.0.113.20
            """;

    private static final String LOCK = """
            # What names gave when they were last looked up. egress:lock writes this; commit it.

            api.example.com
              address 192.0.2.10
              ttl     300
              source  192.0.2.53
              date    2026-11-20

            feeds.example.org
              address 198.51.100.20
              address 203.0.113.20
              ttl     3600
              source  192.0.2.53
              date    2026-11-20

            old.example.org
              address 192.0.2.99
              source  192.0.2.53
            """;

    @TempDir
    Path folder = Path.of(".");

    @BeforeEach
    void project() throws IOException {
        write("crontab", """
                0 1 * * * root curl -m 5 https://api.example.com/
                0 2 * * * root curl -m 5 https://feeds.example.org/
                0 3 * * * root curl -m 5 https://inside.example.org/
                """);
        write("hosts", "192.0.2.80 inside.example.org\n");
        write("rules.v4", """
                *filter
                :INPUT ACCEPT [0:0]
                :FORWARD ACCEPT [0:0]
                :OUTPUT ACCEPT [0:0]
                -A OUTPUT -d 192.0.2.11/32 -p tcp -m tcp --dport 443 -j DROP
                COMMIT
                """);
        write("egress.yaml", """
                hosts:
                  web-01:
                    crontabs: [{ file: crontab, format: system }]
                    hostsFile: hosts
                    path: [{ iptables: rules.v4 }]
                dns: { lock: egress.lock }
                """);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private Configuration configuration(String dns, LoopbackNameServer... servers) throws IOException {
        Parsed<Configuration> read = ConfigurationReader.read(
                "egress.yaml",
                new DirectorySources(folder),
                new Overrides(
                        null,
                        dns,
                        Arrays.stream(servers)
                                .map(server -> server.address().toString())
                                .toList()));
        assertThat(read.diagnostics()).isEmpty();
        return read.value();
    }

    private RenewedLock lock(LoopbackNameServer server) throws IOException {
        Parsed<RenewedLock> renewed =
                new EgressAudit(new DirectorySources(folder), NOW).lock(configuration("lock", server));
        assertThat(renewed.diagnostics()).isEmpty();
        return renewed.value();
    }

    private List<String> check(String dns, LoopbackNameServer... servers) throws IOException {
        DirectorySources sources = new DirectorySources(folder);
        Audit audit = new EgressAudit(sources, NOW).check(configuration(dns, servers));
        return new TextReport(sources).lines(audit);
    }

    @Test
    void a_lock_is_written_anew_with_what_moved() throws IOException {
        write("egress.lock", LOCK);
        try (LoopbackNameServer server = LoopbackNameServer.of(TODAY)) {
            RenewedLock renewed = lock(server);
            assertThat(renewed.text()).isEqualTo("""
                    # What names gave when they were last looked up. egress:lock writes this; commit it.

                    api.example.com
                      alias   edge.example.net
                      address 192.0.2.11
                      ttl     60
                      source  %s
                      date    2026-11-23

                    feeds.example.org
                      address 198.51.100.20
                      address 203.0.113.20
                      ttl     3600
                      source  192.0.2.53
                      date    2026-11-20
                    """.formatted(server.address()));
            assertThat(renewed.changes())
                    .containsExactly(
                            "api.example.com: 192.0.2.11 came, 192.0.2.10 went", "old.example.org: no longer needed");
            assertThat(renewed.changed()).isTrue();
            assertThat(renewed.summary()).isEqualTo("egress.lock: 2 names, 2 changes");
            write("egress.lock", renewed.text());
            assertThat(lock(server).summary()).isEqualTo("egress.lock: 2 names, nothing moved");
            assertThat(lock(server).changed()).isFalse();
        }
    }

    @Test
    void a_name_that_cannot_be_looked_up_keeps_its_locked_answer() throws IOException {
        write("egress.lock", LOCK);
        try (LoopbackNameServer server = new LoopbackNameServer(TODAY, 0, (answer, byTcp) -> {
            answer.getHeader().setRcode(org.xbill.DNS.Rcode.SERVFAIL);
            return java.util.Optional.of(answer);
        })) {
            RenewedLock renewed = lock(server);
            assertThat(renewed.text()).contains("address 192.0.2.10\n", "address 203.0.113.20\n");
            assertThat(renewed.unanswered()).isEqualTo(2);
            assertThat(renewed.changes())
                    .contains(
                            "api.example.com: not looked up: not in hosts; " + server.address() + " answers SERVFAIL");
        }
    }

    @Test
    void names_that_no_file_knows_are_asked_for() throws IOException {
        write("egress.lock", "feeds.example.org\n  address 198.51.100.20\n");
        try (LoopbackNameServer server = LoopbackNameServer.of(TODAY)) {
            assertThat(check("live", server))
                    .anyMatch(line -> line.startsWith("BLOCKED  api.example.com:443/tcp"))
                    .anyMatch(line -> line.equals(
                            "  192.0.2.11                   from " + server.address() + ", 1 of 1 addresses blocked"))
                    .anyMatch(line -> line.equals("  alias of                     edge.example.net"))
                    .anyMatch(line -> line.equals("  may move                     its answer holds for 60 s only"))
                    .endsWith("3 jobs, 3 needs: 2 allowed, 1 blocked");
        }
    }

    @Test
    void a_name_that_has_left_the_lock_is_told_and_its_new_address_is_judged() throws IOException {
        write("egress.lock", LOCK);
        try (LoopbackNameServer server = LoopbackNameServer.of(TODAY)) {
            assertThat(check("lock", server)).endsWith("3 jobs, 3 needs: 3 allowed");
            assertThat(server.questions()).isZero();
            List<String> told = check("both", server);
            assertThat(told)
                    .anyMatch(line -> line.startsWith("PARTIAL  api.example.com:443/tcp"))
                    .anyMatch(line -> line.equals(
                            "  192.0.2.11                   from " + server.address() + ", 1 of 2 addresses blocked"))
                    .endsWith("3 jobs, 3 needs: 2 allowed, 1 partial");
            int moved = told.indexOf(
                    "MOVED  api.example.com, needed by 1 job: crontab:1" + " ".repeat(25) + "[answer-moved]");
            assertThat(moved).isNotNegative();
            assertThat(told.subList(moved + 1, moved + 8))
                    .containsExactly(
                            "  crontab:1                    0 1 * * * root, next run 2026-11-24 01:00 UTC",
                            "  crontab:1:26",
                            "      1 | 0 1 * * * root curl -m 5 https://api.example.com/",
                            "        |                          ^^^^^^^^^^^^^^^^^^^^^^^^",
                            "  new today                    192.0.2.11",
                            "  no longer                    192.0.2.10",
                            "  to renew the lock            mvn egress:lock");
        }
    }

    @Test
    void what_name_servers_say_differently_is_told_and_all_of_it_is_judged() throws IOException {
        write(
                "egress.yaml",
                Files.readString(folder.resolve("egress.yaml"))
                        .replace("dns: { lock: egress.lock }", "dns: { compare: true }"));
        String outside = TODAY.replace("192.0.2.11", "203.0.113.7");
        try (LoopbackNameServer one = LoopbackNameServer.of(TODAY);
                LoopbackNameServer other = LoopbackNameServer.of(outside)) {
            List<String> told = check("live", one, other);
            assertThat(told)
                    .anyMatch(line -> line.startsWith("PARTIAL  api.example.com:443/tcp"))
                    .endsWith("3 jobs, 3 needs: 2 allowed, 1 partial");
            int differ = told.indexOf(
                    "DIFFER  api.example.com, needed by 1 job: crontab:1" + " ".repeat(24) + "[views-differ]");
            assertThat(differ).isNotNegative();
            assertThat(told.subList(differ + 5, differ + 7))
                    .containsExactly(
                            "  by " + one.address()
                                    + " "
                                            .repeat(29
                                                    - 3
                                                    - one.address().toString().length()) + "192.0.2.11",
                            "  by " + other.address()
                                    + " "
                                            .repeat(29
                                                    - 3
                                                    - other.address().toString().length()) + "203.0.113.7");
            assertThat(told).noneMatch(line -> line.startsWith("DIFFER  feeds.example.org"));
        }
    }

    @Test
    void a_name_that_cannot_be_compared_is_told() throws IOException {
        write("egress.lock", LOCK);
        try (LoopbackNameServer server = new LoopbackNameServer(TODAY, 0, (answer, byTcp) -> {
            answer.getHeader().setRcode(org.xbill.DNS.Rcode.REFUSED);
            return java.util.Optional.of(answer);
        })) {
            DirectorySources sources = new DirectorySources(folder);
            Audit audit = new EgressAudit(sources, NOW).check(configuration("both", server));
            assertThat(audit.diagnostics())
                    .extracting(Diagnostic::toString)
                    .contains("crontab:1:26: warning: api.example.com could not be looked up, so that its locked"
                            + " addresses are not compared with today's: " + server.address()
                            + " answers REFUSED [name-not-compared]");
        }
    }

    @Test
    void without_a_name_server_nothing_can_be_looked_up() throws IOException {
        write("egress.lock", LOCK);
        DirectorySources sources = new DirectorySources(folder);
        Configuration configuration = ConfigurationReader.read(
                        "egress.yaml", sources, new Overrides(null, "live", List.of()))
                .value();
        assertThat(new EgressAudit(sources, NOW).check(configuration).diagnostics())
                .extracting(Diagnostic::toString)
                .contains("egress.yaml:2:3: error: names are to be looked up, but no name server is known that can be"
                        + " asked from here; write `dns: { servers: [ADDRESS] }` [name-server-missing]");
    }
}
