package org.egressaudit.policy.ufw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.egressaudit.net.Target;
import org.egressaudit.policy.RuleSet;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.policy.iptables.Crossing;
import org.egressaudit.text.DirectorySources;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Folders of ufw beside the iptables-save of a kernel in which ufw had started: our rule sets are the same, rule by rule. */
class UfwCorpusTest {

    private static final Path CORPUS = Path.of("../../shared/corpus/ufw");
    private static final Span PLACE = Span.wholeFile("egress.yaml");

    static Stream<Path> folders() throws IOException {
        if (!Files.isDirectory(CORPUS)) {
            return Stream.of(CORPUS);
        }
        try (Stream<Path> all = Files.list(CORPUS)) {
            return all.filter(folder -> Files.exists(folder.resolve("iptables-save.txt"))).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void has_the_rules_of_the_kernel(Path folder) throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no found rule sets at " + CORPUS);
        UfwLayer layer = (UfwLayer) new UfwFormat()
                .read(
                        new Settings(
                                Map.of(
                                        "ufw", List.of(new Settings.Value(".", PLACE)),
                                        "framework", List.of(new Settings.Value("shipped", PLACE))),
                                PLACE),
                        Target.UNKNOWN,
                        new DirectorySources(folder))
                .value();
        same(folder.resolve("iptables-save.txt"), layer.v4().ruleSet(), false);
        same(folder.resolve("ip6tables-save.txt"), layer.v6().ruleSet(), true);
    }

    private static void same(Path dump, RuleSet ours, boolean v6) throws IOException {
        RuleSet kernel = SavedRules.read(
                new Source(dump.getFileName().toString(), Files.readString(dump)),
                v6,
                new Crossing(new RuleSet.Role.Host(), Target.UNKNOWN));
        Map<String, List<String>> theirs = SavedRules.chains(kernel);
        Map<String, List<String>> own = SavedRules.chains(ours);
        Set<String> names = new TreeSet<>(theirs.keySet());
        names.addAll(own.keySet());
        for (String name : names) {
            assertThat(own.get(name)).as(dump + " " + name).isEqualTo(theirs.get(name));
        }
    }
}
