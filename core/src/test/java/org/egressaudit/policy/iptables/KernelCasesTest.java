package org.egressaudit.policy.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.egressaudit.net.Target;
import org.egressaudit.net.Target.InterfaceAddress;
import org.egressaudit.net.Target.User;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.text.DirectorySources;
import org.egressaudit.text.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a Linux kernel did with flows through rule sets, and what is said here without asking it.
 *
 * <p>The kernel's answers are in the column {@code kernel} of each case; the confirmation in {@code it} wrote them.
 */
class KernelCasesTest {

    private static final Path CASES = Path.of("../it/src/test/resources/org/egressaudit/it/kernel/cases");

    private static final Target HOST = new Target(
            Map.of(
                    "root", new User(0, List.of(0L), "/root"),
                    "backup", new User(1000, List.of(1000L), "/home/backup"),
                    "batch", new User(1001, List.of(1001L, 1000L), "/home/batch"),
                    "nobody", new User(65534, List.of(65534L), "/nonexistent")),
            Map.of("root", 0L, "backup", 1000L, "batch", 1001L, "nogroup", 65534L),
            Map.of(
                    "lo", addresses("127.0.0.1/8", "::1/128"),
                    "eth0", addresses("192.0.2.10/24", "2001:db8:0:1::10/64"),
                    "eth1", addresses("198.51.100.10/24", "2001:db8:0:2::10/64")));

    private static List<InterfaceAddress> addresses(String... texts) {
        return Stream.of(texts)
                .map(text -> InterfaceAddress.parse(text).orElseThrow())
                .toList();
    }

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheKernel(Path folder) throws IOException {
        Layer layer = layer(folder);
        List<String> wrong = new ArrayList<>();
        List<String> lines = Files.readAllLines(folder.resolve("flows.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            var verdict = layer.evaluate(flow(cells));
            String said = verdict.outcome().label();
            boolean known = !said.equals("unknown");
            if (known && !said.equals(cells[6]) || !said.equals(cells[7])) {
                wrong.add(line + " but here " + said + ": " + verdict);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Layer layer(Path folder) throws IOException {
        Map<String, List<Settings.Value>> values = new LinkedHashMap<>();
        for (String[] each : new String[][] {
            {"iptables", "rules.v4"},
            {"iptables", "rules.v4.1"},
            {"ip6tables", "rules.v6"},
            {"ip6tables", "rules.v6.1"},
            {"ipset", "ipset.save"}
        }) {
            if (Files.exists(folder.resolve(each[1]))) {
                values.computeIfAbsent(each[0], key -> new ArrayList<>())
                        .add(new Settings.Value(each[1], Span.wholeFile(each[1])));
            }
        }
        return new IptablesFormat()
                .read(new Settings(values, Span.wholeFile("case")), HOST, new DirectorySources(folder))
                .value();
    }

    private static Flow flow(String[] cells) {
        Protocol protocol = Protocol.parse(cells[2]).orElseThrow();
        IpAddress destination = IpAddress.of(cells[3]);
        List<Long> ids = ids(cells[1]);
        Set<Long> groups = new LinkedHashSet<>(ids.subList(1, ids.size()));
        int port = cells[4].isEmpty() ? 0 : Integer.parseInt(cells[4]);
        boolean chosen = protocol.equals(Protocol.TCP) || protocol.equals(Protocol.UDP);
        int sourcePort =
                !cells[5].isEmpty() ? Integer.parseInt(cells[5]) : chosen ? -1 : protocol.hasPorts() ? 40000 : 0;
        Flow flow = new Flow(protocol, null, destination, sourcePort, port, 0, ids.get(0), groups, null, Instant.now());
        if (HOST.isLocal(destination)) {
            return flow.from(
                    "lo", !destination.v6() && destination.isLoopback() ? IpAddress.of("127.0.0.1") : destination);
        }
        String by = HOST.interfaces().getOrDefault("eth1", List.of()).stream()
                        .anyMatch(each -> each.network().contains(destination))
                ? "eth1"
                : "eth0";
        return flow.from(
                by,
                HOST.interfaces().getOrDefault(by, List.of()).stream()
                        .map(InterfaceAddress::address)
                        .filter(address -> address.v6() == destination.v6())
                        .findFirst()
                        .orElseThrow());
    }

    private static List<Long> ids(String user) {
        User known = HOST.user(user).orElse(null);
        List<Long> ids = new ArrayList<>();
        if (known != null) {
            ids.add(known.uid());
            ids.addAll(known.gids());
            return ids;
        }
        for (String id : user.split("[:+]")) {
            ids.add(Long.parseLong(id));
        }
        if (ids.size() == 1) {
            ids.add(ids.get(0));
        }
        return ids;
    }
}
