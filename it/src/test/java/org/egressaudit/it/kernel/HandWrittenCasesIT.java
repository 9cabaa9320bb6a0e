package org.egressaudit.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.egressaudit.it.kernel.HandWrittenCase.Row;
import org.egressaudit.it.kernel.RuleFiles.Store;
import org.egressaudit.net.Flow;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.Verdict;
import org.egressaudit.text.Parsed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A case for every match and target: what the kernel does, written beside each flow, and what we say.
 *
 * <p>What we say is either the same or {@code undecided}. With {@code -Dcases.write=yes} the expectations are written
 * anew from the kernel and from us.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class HandWrittenCasesIT {

    private static final Path ROOT = Path.of("src/test/resources/org/egressaudit/it/kernel/cases");

    /** Longer than the first retransmission of a SYN, by which an ICMPv6 error reaches the program. */
    private static final Duration DEADLINE = Duration.ofMillis(1300);

    private @Nullable Lab lab;

    static Stream<HandWrittenCase> cases() {
        return HandWrittenCase.all(ROOT).stream();
    }

    private Lab lab() {
        Lab open = lab == null ? new Lab() : lab;
        lab = open;
        return open;
    }

    @AfterAll
    void closeLab() {
        if (lab != null) {
            lab.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theKernelDoesWhatIsWritten(HandWrittenCase written) {
        for (Store store : written.stores()) {
            RuleFiles files = written.files(store);
            assertThat(lab().load(files)).as("refused by " + store).isEmpty();
            List<Flow> flows = written.rows().stream().map(Row::flow).toList();
            List<String> seen = lab().probe(flows, DEADLINE);
            if ("yes".equals(System.getProperty("cases.write"))) {
                written.write(seen, verdicts(written));
            } else {
                assertThat(seen)
                        .as("seen with the store " + store)
                        .isEqualTo(written.rows().stream().map(Row::kernel).toList());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void weSayWhatTheKernelDoes(HandWrittenCase written) {
        List<Row> rows = written.rows();
        assertThat(verdicts(written)).isEqualTo(rows.stream().map(Row::verdict).toList());
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row.verdict()).as(row.asked()).isIn(row.kernel(), Verdict.Outcome.UNKNOWN.label()));
    }

    private static List<String> verdicts(HandWrittenCase written) {
        Parsed<Layer> parsed = written.files(written.stores().get(0)).read(LabHost.TARGET);
        return written.rows().stream()
                .map(row -> parsed.value().evaluate(row.flow()).outcome().label())
                .toList();
    }
}
