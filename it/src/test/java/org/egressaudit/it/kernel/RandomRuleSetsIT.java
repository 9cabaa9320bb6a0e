package org.egressaudit.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.egressaudit.net.Flow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random rule sets of every profile: what the kernel does with their flows is what we say.
 *
 * <p>System properties: {@code egress.kernel.sets} rule sets for each profile and family, {@code egress.kernel.flows}
 * flows for each of them, {@code egress.kernel.seed} the first seed. A failure prints the smallest rule set on which we
 * still disagree, and the seed.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class RandomRuleSetsIT {

    private static final int SETS = Integer.getInteger("egress.kernel.sets", 3);
    private static final int FLOWS = Integer.getInteger("egress.kernel.flows", 60);
    private static final long SEED = Long.getLong("egress.kernel.seed", 1);

    private final ConcurrentLinkedQueue<Lab> labs = new ConcurrentLinkedQueue<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final List<String> table = new ArrayList<>();

    @BeforeAll
    void openLabs() {
        for (int i = 0; i < 4; i++) {
            labs.add(new Lab());
        }
    }

    @AfterAll
    void closeLabs() throws InterruptedException {
        workers.shutdown();
        workers.awaitTermination(1, TimeUnit.MINUTES);
        labs.forEach(Lab::close);
        table.forEach(System.out::println);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(Profile.values())
                .flatMap(profile -> Stream.of(Arguments.of(profile, false), Arguments.of(profile, true)));
    }

    @ParameterizedTest(name = "{0}, IPv6 {1}")
    @MethodSource("kinds")
    void theKernelDoesWhatWeSay(Profile profile, boolean v6) throws Exception {
        List<Callable<Outcome>> tasks = new ArrayList<>();
        for (int i = 0; i < SETS; i++) {
            long seed = SEED + i;
            tasks.add(() -> ask(profile, v6, seed));
        }
        int refused = 0;
        int compared = 0;
        int counted = 0;
        Map<String, Integer> undecided = new TreeMap<>();
        List<String> disagreements = new ArrayList<>();
        for (Future<Outcome> future : workers.invokeAll(tasks)) {
            Outcome outcome = future.get();
            refused += outcome.result.refused().isEmpty() ? 0 : 1;
            compared += outcome.result.compared();
            counted += outcome.result.counted();
            outcome.result.undecided().forEach((reason, count) -> undecided.merge(reason, count, Integer::sum));
            disagreements.addAll(outcome.disagreements);
        }
        table.add(String.format(
                "| %s | %s | %d | %d | %d | %d | %d | %d |",
                profile,
                v6 ? "IPv6" : "IPv4",
                SETS,
                refused,
                compared,
                counted,
                undecided.values().stream().mapToInt(Integer::intValue).sum(),
                disagreements.size()));
        undecided.forEach((reason, count) -> table.add("    " + count + " " + reason));
        assertThat(disagreements).isEmpty();
        assertThat(compared).as("flows with a verdict").isPositive();
    }

    private record Outcome(Confirmation.Result result, List<String> disagreements) {}

    private Outcome ask(Profile profile, boolean v6, long seed) {
        Lab lab = java.util.Objects.requireNonNull(labs.poll());
        try {
            Draw draw = new Draw(seed * 31 + profile.ordinal(), v6);
            RuleFiles files = profile.draw(draw);
            List<Flow> flows = FlowsAtBoundaries.draw(draw, FLOWS);
            Confirmation confirmation = new Confirmation(lab);
            Confirmation.Result result = confirmation.ask(files, flows);
            List<String> disagreements = new ArrayList<>();
            if (!result.disagreements().isEmpty()) {
                disagreements.add("seed " + seed + ": "
                        + new Smallest(confirmation)
                                .of(files, flows, result.disagreements().get(0)));
            }
            return new Outcome(result, disagreements);
        } finally {
            labs.add(lab);
        }
    }
}
