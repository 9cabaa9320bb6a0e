package org.egressaudit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;
import org.egressaudit.report.Audit.AddressAudit;
import org.egressaudit.report.FlowReport;
import org.egressaudit.report.Stretch;
import org.egressaudit.text.DirectorySources;
import org.egressaudit.text.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A question about a network is answered as if each of its addresses and ports had been asked about. */
class StretchesTest {

    private static final Path CASES = Path.of("../it/src/test/resources/org/egressaudit/it/kernel/cases");

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    /** The rule sets of which each kind of condition and target has one, with the networks around their flows. */
    @ParameterizedTest
    @MethodSource("cases")
    void agree_with_single_questions(Path folder) throws IOException {
        Explanation explanation = explanation(folder, List.of("eth0=192.0.2.10/24", "eth1=198.51.100.10/24"));
        Set<String> asked = new TreeSet<>();
        for (String line : Files.readAllLines(folder.resolve("flows.csv"))) {
            String[] cells = line.split(",", -1);
            if (!cells[0].equals("id") && (cells[2].equals("tcp") || cells[2].equals("udp"))) {
                IpAddress to = IpAddress.of(cells[3]);
                int port = Integer.parseInt(cells[4]);
                Prefix network = new Prefix(to, to.bits() - 5);
                asked.add("0," + cells[2] + "," + network + "," + Math.max(port - 2, 1) + ":" + (port + 2));
            }
        }
        for (String line : asked) {
            for (Stretch stretch : explanation.stretches(line).orElseThrow().value()) {
                agrees(explanation, line, stretch);
            }
        }
    }

    private static void agrees(Explanation explanation, String line, Stretch stretch) {
        String[] cells = line.split(",", -1);
        for (IpAddress to = stretch.first(); ; to = new IpAddress(to.v6(), to.high(), to.low() + 1)) {
            for (int port = stretch.ports().from(); port <= stretch.ports().to(); port++) {
                AddressAudit single = explanation.explain(explanation
                        .flow("0," + cells[1] + "," + to + "," + port)
                        .value()
                        .orElseThrow());
                assertThat(stretch.answersLike(new Stretch(to, to, stretch.ports(), single)))
                        .as("%s, at %s port %s: %s but %s", line, to, port, stretch, single)
                        .isTrue();
            }
            if (to.equals(stretch.last())) {
                return;
            }
        }
    }

    private static Explanation explanation(Path folder, List<String> interfaces) throws IOException {
        Map<String, List<String>> layer = new LinkedHashMap<>();
        for (String[] each : new String[][] {
            {"iptables", "rules.v4"},
            {"iptables", "rules.v4.1"},
            {"ip6tables", "rules.v6"},
            {"ip6tables", "rules.v6.1"},
            {"ipset", "ipset.save"}
        }) {
            if (Files.exists(folder.resolve(each[1]))) {
                layer.computeIfAbsent(each[0], key -> new ArrayList<>()).add(each[1]);
            }
        }
        Parsed<Configuration> read = new OneHost(
                        List.of(), List.of(), null, null, List.of(), interfaces, List.of(), layer, null)
                .configuration(ConfigurationReader.Overrides.NONE);
        return Explanation.of(read.value().hosts().get(0), new DirectorySources(folder), Instant.EPOCH)
                .value();
    }

    @Test
    void are_told_a_line_each(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("rules.v4"), """
                *filter
                :OUTPUT DROP [0:0]
                -A OUTPUT -d 198.51.100.64/255.255.255.64 -p tcp --dport 80:90 -j ACCEPT
                -A OUTPUT -d 198.51.100.8 -p tcp -j REJECT
                COMMIT
                """);
        Explanation explanation = explanation(folder, List.of());
        assertThat(FlowReport.stretches(explanation
                        .stretches("root,tcp,198.51.100.0/24,79:81")
                        .orElseThrow()
                        .value()))
                .containsExactly(
                        "198.51.100.0-198.51.100.7 79:81/tcp: dropped by iptables, rules.v4:2, policy DROP of chain OUTPUT",
                        "198.51.100.8 79:81/tcp: dropped by iptables, rules.v4:4, rule 2 of chain OUTPUT",
                        "198.51.100.9-198.51.100.63 79:81/tcp: dropped by iptables, rules.v4:2, policy DROP of chain OUTPUT",
                        "198.51.100.64-198.51.100.127 79/tcp: dropped by iptables, rules.v4:2, policy DROP of chain OUTPUT",
                        "198.51.100.64-198.51.100.127 80:81/tcp: allowed",
                        "198.51.100.128-198.51.100.191 79:81/tcp: dropped by iptables, rules.v4:2, policy DROP of chain"
                                + " OUTPUT",
                        "198.51.100.192-198.51.100.255 79/tcp: dropped by iptables, rules.v4:2, policy DROP of chain OUTPUT",
                        "198.51.100.192-198.51.100.255 80:81/tcp: allowed");
    }

    @Test
    void of_one_mapped_address_is_the_flow_that_is_sent(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("rules.v4"), "*filter\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n");
        assertThat(explanation(folder, List.of())
                        .flow("root,tcp,::ffff:198.51.100.8,443")
                        .value()
                        .orElseThrow()
                        .destination())
                .isEqualTo(IpAddress.of("198.51.100.8"));
    }

    @Test
    void of_too_many_parts_are_undecided(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("rules.v4"), """
                *filter
                -A OUTPUT -d 0.0.0.1/0.0.0.1 -j DROP
                COMMIT
                """);
        assertThat(FlowReport.stretches(explanation(folder, List.of())
                        .stretches("root,tcp,10.0.0.0/8,443")
                        .orElseThrow()
                        .value()))
                .containsExactly("10.0.0.0-10.255.255.255 443/tcp: undecided, the rules cut 10.0.0.0/8 into too many"
                        + " parts; ask for smaller networks");
    }

    @Test
    void are_refused_in_words(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("rules.v4"), "*filter\nCOMMIT\n");
        Explanation explanation = explanation(folder, List.of());
        assertThat(Stream.of("root,tcp,198.51.100.0/33,443", "root,tcp,198.51.100.0/24,9:8", "root,tcp,x /,1")
                        .map(line -> explanation
                                .stretches(line)
                                .orElseThrow()
                                .diagnostics()
                                .get(0)
                                .message()))
                .containsExactly(
                        "`198.51.100.0/33` in column dst is not a network",
                        "`9:8` in column dport ends before it begins",
                        "`x` in column dst is not a network");
    }
}
