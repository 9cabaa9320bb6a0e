package org.egressaudit.dns;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Prints how many names a second are looked up one by one and all at once, at a name server 20 ms away.
 *
 * <p>Run: {@code java -cp ... org.egressaudit.dns.NameLookupBenchmark}
 */
final class NameLookupBenchmark {

    private static final int ROUND_TRIP_MILLIS = 20;

    private NameLookupBenchmark() {}

    public static void main(String[] arguments) {
        String zone = "*.example.com. 300 A 192.0.2.1\n"
                + IntStream.range(0, 10_000)
                        .mapToObj(i -> "h" + i + ".example.com. 300 A 192.0.2." + i % 250 + "\n")
                        .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append);
        try (LoopbackNameServer server =
                new LoopbackNameServer(zone, ROUND_TRIP_MILLIS, (answer, byTcp) -> Optional.of(answer))) {
            rate("warm-up", server, 500, 200);
            double one = rate("one by one", server, 200, 1);
            double all = rate("200 at once", server, 10_000, 200);
            System.out.printf("%.0f times%n", all / one);
        }
    }

    private static double rate(String what, LoopbackNameServer server, int count, int inFlight) {
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
            long start = System.nanoTime();
            long found = resolver.resolveAll(names).values().stream()
                    .filter(answer -> answer instanceof Resolution.Addresses)
                    .count();
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%-12s %6d of %6d names in %6.2f s: %7.0f a second%n",
                    what, found, count, seconds, count / seconds);
            return count / seconds;
        }
    }
}
