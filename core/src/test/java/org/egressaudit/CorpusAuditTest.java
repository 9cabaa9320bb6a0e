package org.egressaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.egressaudit.ConfigurationReader.Overrides;
import org.egressaudit.report.Audit;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.DirectorySources;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real rule sets before and after a change, and real crontabs, where they lie beside the project: what their notes say
 * happened is what we say.
 */
class CorpusAuditTest {

    private static final Path CORPUS = Path.of("../../shared/corpus");

    private static final Instant NOW = Instant.parse("2026-11-23T23:15:00Z");

    /** A builder's jobs: a clone from a forge that moves, a directory server, a service allowed by a set. */
    private static final String CRONTAB = """
            0 1 * * * root git clone https://pagure.io/x.git /srv/x
            0 2 * * * root curl -m 9 https://10.3.163.54/ipa
            0 3 * * * root curl -m 9 https://192.0.2.77/api
            """;

    private static final String CONFIGURATION = """
            hosts:
              builder:
                crontabs: [{ file: crontab, format: system }]
                resolvers: [10.3.163.33, 10.3.163.34]
                interfaces: { eth0: [10.3.163.40/24] }
                path: [{ iptables: change-review/%s.rules }]
            dns: { lock: egress.lock }
            """;

    @BeforeEach
    void present() {
        Assumptions.assumeTrue(Files.isDirectory(CORPUS), "no corpus beside the project: " + CORPUS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // 53/udp is open to one name server only, 53/tcp to the other
                "fedora-2020-06-dns-mismatch-introduced/old | resolver-partial, resolver-udp-only",
                // the forge has moved from .75 to .76, and the rule follows
                "fedora-2020-10-pagure-ip-moved/old | blocked pagure.io, blocked 10.3.163.54, blocked 192.0.2.77",
                "fedora-2020-10-pagure-ip-moved/new | blocked 10.3.163.54, blocked 192.0.2.77",
                // clients of the directory need more ports
                "fedora-2021-03-ipa-client-ports/old | blocked 10.3.163.54, blocked 192.0.2.77",
                "fedora-2021-03-ipa-client-ports/new | blocked 192.0.2.77",
                // a set whose members are not in the file
                "fedora-2022-07-osbuild-ipset/old | blocked 192.0.2.77",
                "fedora-2022-07-osbuild-ipset/new | undecided 192.0.2.77",
                // counters are written otherwise: nothing changes
                "fedora-2024-05-chain-header-format/old | blocked 192.0.2.77",
                "fedora-2024-05-chain-header-format/new | blocked 192.0.2.77",
            })
    void a_change_does_what_its_notes_say(String rules, String expected) throws IOException {
        Audit audit = audit(rules);
        List<String> told = audit.findings().stream()
                .map(finding -> finding.kind().id().startsWith("resolver")
                        ? finding.kind().id()
                        : finding.kind().failOn() + " " + finding.title().replaceFirst("[:/].*", ""))
                .toList();
        List<String> wanted = List.of(expected.split(", "));
        assertThat(told).containsAll(wanted);
        if (!expected.contains("resolver")) {
            assertThat(told).containsExactlyElementsOf(wanted);
        }
        assertThat(audit.incomplete()).isFalse();
    }

    /** Meant to repair DNS, it made the file one that iptables-restore refuses; the next repair left those lines in. */
    @ParameterizedTest
    @CsvSource({"fedora-2020-06-dns-mismatch-introduced/new", "fedora-2020-06-dns-half-fixed/new"})
    void rules_that_do_not_load_are_told(String rules) throws IOException {
        assertThat(audit(rules).diagnostics())
                .extracting(Diagnostic::id, each -> each.span().line())
                .contains(
                        org.assertj.core.groups.Tuple.tuple("rules-not-loadable", 30),
                        org.assertj.core.groups.Tuple.tuple("rules-not-loadable", 31));
    }

    private static Audit audit(String rules) throws IOException {
        return audit(Map.of(
                "crontab",
                CRONTAB,
                "egress.lock",
                "pagure.io\n  address 8.43.85.76\n  ttl 3600\n",
                "egress.yaml",
                CONFIGURATION.formatted(rules)));
    }

    /** Every crontab of a whole host is read, and what it starts but is not there is told. */
    @Test
    void the_jobs_of_real_hosts_are_read() throws IOException {
        Audit nutratech = audit(Map.of("egress.yaml", """
                hosts:
                  vps: { crontabs: [{ file: end-to-end/nutratech-vps/crontab-root, format: user, user: root }] }
                """));
        assertThat(nutratech.jobs()).hasSize(1);
        assertThat(nutratech.jobs().get(0).needs())
                .extracting(need -> need.endpoint().label())
                .contains("acme-v02.api.letsencrypt.org:443/tcp");
        Audit etc = audit(Map.of("egress.yaml", """
                hosts:
                  etc:
                    crontabs:
                      - { file: end-to-end/jjaaccoobb-etc/crontab, format: system }
                      - { file: end-to-end/jjaaccoobb-etc/cron.d_php, format: system }
                      - { file: end-to-end/jjaaccoobb-etc/cron.d_popularity-contest, format: system }
                """));
        assertThat(etc.jobs()).hasSize(6);
    }

    private static Audit audit(Map<String, String> files) throws IOException {
        Sources sources = new Beside(new DirectorySources(CORPUS), files);
        var configuration = ConfigurationReader.read("egress.yaml", sources, Overrides.NONE);
        assertThat(configuration.diagnostics()).isEmpty();
        return new EgressAudit(sources, NOW).check(configuration.value());
    }

    /** Files of a test beside those of the corpus, which nobody writes to. */
    private record Beside(Sources corpus, Map<String, String> files) implements Sources {
        @Override
        public Content read(String file) {
            String text = files.get(file);
            return text == null ? corpus.read(file) : new Content.Text(new Source(file, text));
        }

        @Override
        public List<String> list(String folder) {
            return Stream.concat(corpus.list(folder).stream(), files.keySet().stream())
                    .sorted()
                    .toList();
        }

        @Override
        public Kind kind(String file) {
            return files.containsKey(file) ? Kind.FILE : corpus.kind(file);
        }
    }
}
