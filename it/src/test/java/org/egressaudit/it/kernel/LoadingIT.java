package org.egressaudit.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.egressaudit.it.kernel.RuleFiles.Store;
import org.egressaudit.policy.Layer;
import org.egressaudit.text.Parsed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that iptables-restore or ipset restore takes, and files that it refuses: on a host that loads one of these at
 * boot, there are no rules, or the old ones.
 *
 * <p>The first line of each file says what happens: {@code # loads:}, {@code # refused:}, or, where the two stores
 * differ, {@code # refused by legacy:} or {@code # refused by nft:}.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class LoadingIT {

    private static final Path ROOT = Path.of("src/test/resources/org/egressaudit/it/kernel/loading");

    /** What iptables-restore refuses and our reader does not tell yet; the list may only become shorter. */
    private static final List<String> NOT_TOLD = lines(ROOT.resolveSibling("loading-not-told.txt"));

    private @Nullable Lab lab;

    /** A file, read for one of the stores. */
    record Sample(String name, String text) {
        RuleFiles files(Store store) {
            List<String> texts = List.of(text);
            if (name.endsWith(".ipset")) {
                return new RuleFiles(store, List.of("*filter\nCOMMIT\n"), List.of(), text);
            }
            return name.endsWith(".v6")
                    ? new RuleFiles(store, List.of(), texts, "")
                    : new RuleFiles(store, texts, List.of(), "");
        }

        boolean refusedBy(Store store) {
            return text.startsWith("# refused:")
                    || text.startsWith("# refused by " + store.name().toLowerCase(java.util.Locale.ROOT) + ":");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> samples() {
        try (Stream<Path> files = Files.list(ROOT)) {
            return files.sorted().map(LoadingIT::sample).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample sample(Path file) {
        try {
            return new Sample(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
    @MethodSource("samples")
    void theKernelsSideLoadsItOrNot(Sample sample) {
        for (Store store : List.of(Store.LEGACY, Store.NFT)) {
            assertThat(lab().load(sample.files(store)).isPresent())
                    .as("refused by " + store)
                    .isEqualTo(sample.refusedBy(store));
        }
    }

    /** Which store a host uses is not in its files: where they differ, the reader warns. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void weSayWhetherItLoads(Sample sample) {
        Parsed<Layer> parsed = sample.files(Store.NFT).read(LabHost.TARGET);
        if (sample.refusedBy(Store.LEGACY) == sample.refusedBy(Store.NFT)) {
            boolean known = sample.refusedBy(Store.NFT) && !NOT_TOLD.contains(sample.name());
            assertThat(tellsRefusal(parsed))
                    .as("refused: " + parsed.diagnostics())
                    .isEqualTo(known);
        } else if (!NOT_TOLD.contains(sample.name())) {
            assertThat(parsed.diagnostics()).isNotEmpty();
        }
    }

    private static boolean tellsRefusal(Parsed<Layer> parsed) {
        return parsed.unusable()
                || parsed.diagnostics().stream().anyMatch(each -> each.id().equals("rules-not-loadable"));
    }
}
