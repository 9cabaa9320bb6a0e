package org.egressaudit.dns;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How many names a second are looked up, A and AAAA, at a name server on loopback that answers after 20 ms. */
@State(Scope.Benchmark)
@Fork(1)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1, time = 5)
@Measurement(iterations = 3, time = 5)
public class NameLookupBenchmark {

    private static final int ROUND_TRIP_MILLIS = 20;
    private static final int FEW = 100;
    private static final int MANY = 10_000;

    private LoopbackNameServer server = LoopbackNameServer.of("");

    /** Starts a server that knows all names. */
    @Setup(Level.Trial)
    public void start() {
        server.close();
        String zone = IntStream.range(0, MANY)
                .mapToObj(i -> "h" + i + ".example.com. 300 A 192.0.2." + i % 250 + "\n")
                .collect(Collectors.joining());
        server = new LoopbackNameServer(zone, ROUND_TRIP_MILLIS, (answer, byTcp) -> Optional.of(answer));
    }

    /** Ends it. */
    @TearDown(Level.Trial)
    public void stop() {
        server.close();
    }

    /** A name is asked for when the one before it is answered. */
    @Benchmark
    @OperationsPerInvocation(FEW)
    public long oneByOne() {
        return lookUp(FEW, 1);
    }

    /** As many at once as a run asks for. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public long manyAtOnce() {
        return lookUp(MANY, LiveResolver.IN_FLIGHT);
    }

    private long lookUp(int count, int inFlight) {
        List<String> names = IntStream.range(0, count)
                .mapToObj(i -> "h" + i + ".example.com")
                .toList();
        LiveResolver.Settings settings = new LiveResolver.Settings(
                List.of(server.address()),
                List.of(),
                1,
                Duration.ofSeconds(5),
                2,
                false,
                inFlight,
                Duration.ofMinutes(5));
        try (LiveResolver resolver = new LiveResolver(settings)) {
            long found = resolver.resolveAll(names).values().stream()
                    .filter(answer -> answer instanceof Resolution.Addresses)
                    .count();
            if (found != count) {
                throw new IllegalStateException(found + " names of " + count + " were found");
            }
            return found;
        }
    }
}
