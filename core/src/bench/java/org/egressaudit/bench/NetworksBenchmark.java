package org.egressaudit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.egressaudit.ConfigurationReader;
import org.egressaudit.Explanation;
import org.egressaudit.OneHost;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Protocol;
import org.egressaudit.report.Stretch;
import org.egressaudit.text.DirectorySources;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How quickly questions about whole networks are answered by the 5,000 rules of a campus. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class NetworksBenchmark {

    private static final Flow PATTERN = Flow.to(Protocol.TCP, IpAddress.of("10.0.0.0"), 443);

    private Explanation explanation = NetworksBenchmark.read();
    private final List<Prefix> thousand = new ArrayList<>();

    /** Makes the networks. */
    @Setup
    public void prepare() {
        for (int i = 0; i < 1000; i++) {
            thousand.add(Prefix.of("10.0." + i / 4 + "." + i % 4 * 64 + "/26"));
        }
        explanation = read();
    }

    private static Explanation read() {
        try {
            Path folder = Files.createTempDirectory("networks");
            Files.writeString(
                    folder.resolve("rules.v4"), CampusFirewall.of(200, 24, 1).text());
            OneHost host = new OneHost(
                    List.of(),
                    List.of(),
                    null,
                    null,
                    List.of(),
                    List.of("eth0=192.0.2.10/24"),
                    List.of(),
                    Map.of("iptables", List.of("rules.v4")),
                    null);
            return Explanation.of(
                            host.configuration(ConfigurationReader.Overrides.NONE)
                                    .value()
                                    .hosts()
                                    .get(0),
                            new DirectorySources(folder),
                            Instant.EPOCH)
                    .value();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Which parts of the whole internet are let out on one port. */
    @Benchmark
    public List<Stretch> everywhere() {
        return explanation.stretches(PATTERN, List.of(Prefix.of("0.0.0.0/0")), PortRange.of(443));
    }

    /** Which parts of a thousand networks are. */
    @Benchmark
    public List<Stretch> thousandNetworks() {
        return explanation.stretches(PATTERN, thousand, PortRange.of(443));
    }
}
