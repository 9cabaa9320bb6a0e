package org.egressaudit.policy.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.egressaudit.net.Target;
import org.egressaudit.policy.Action;
import org.egressaudit.policy.Chain;
import org.egressaudit.policy.Match;
import org.egressaudit.policy.Rule;
import org.egressaudit.text.Decoding;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.junit.jupiter.api.Test;

/**
 * How much of real rule sets has an exact meaning here: the table of {@code docs/coverage.md}, which
 * {@code -Dcases.write=yes} writes anew.
 */
class CoverageTest {

    private static final Path TABLE = Path.of("../docs/coverage.md");

    @Test
    void isWhatTheTableSays() throws IOException {
        List<Path> files = CorpusTest.files(
                "iptables-save",
                "ip6tables-save",
                "iptables-rules-files",
                "iptables-generated",
                "change-review",
                "ufw");
        StringBuilder rows = new StringBuilder();
        int[] sums = new int[4];
        Set<String> reasons = new TreeSet<>();
        for (Path file : files) {
            String name = file.toString().substring(file.toString().indexOf("corpus/") + "corpus/".length());
            if (!name.matches("ip6?tables-save/.*|.*rules.*|.*\\.v[46]|.*save.*")
                    || name.matches(".*\\.(md|txt|json|patch|py|sh)")) {
                continue;
            }
            int[] counts = counts(file, reasons);
            rows.append("| ").append(name);
            for (int i = 0; i < counts.length; i++) {
                rows.append(" | ").append(counts[i]);
                sums[i] += counts[i];
            }
            rows.append(" |\n");
        }
        StringBuilder text = new StringBuilder(HEAD);
        text.append("| all");
        for (int sum : sums) {
            text.append(" | ").append(sum);
        }
        text.append(" |\n").append(rows).append("\n## What is not exact\n\n");
        reasons.forEach(reason -> text.append("- ").append(reason).append('\n'));
        if ("yes".equals(System.getProperty("cases.write"))) {
            Files.writeString(TABLE, text.toString());
        }
        assertThat(text).hasToString(Files.readString(TABLE));
    }

    private static final String HEAD = """
            # How much of real rule sets is exact

            Every rule line of each file, by what it means here: **exact** is decided for every flow; **conditional** depends on
            a rate, a counter or a chance, in the kernel too; **unmodelled** is named, and makes undecided what depends on it.
            Sets, users and interfaces of the hosts were not handed in; what asks for them counts as exact where the words do.

                mvn -pl core test -Dtest=CoverageTest -Dcases.write=yes

            | file | rules | exact | conditional | unmodelled |
            |---|---:|---:|---:|---:|
            """;

    private static int[] counts(Path file, Set<String> reasons) throws IOException {
        boolean v6 = file.toString().matches(".*(ip6|\\.v6|6\\.rules|user6).*");
        Source source = new Source(file.getFileName().toString(), Decoding.decode(Files.readAllBytes(file)));
        Parsed<org.egressaudit.policy.Layer> read =
                IptablesFormat.layer(v6 ? null : source, v6 ? source : null, null, Target.UNKNOWN);
        IptablesLayer layer = (IptablesLayer) read.value();
        List<Rule> rules = new ArrayList<>();
        for (var evaluation : v6 ? layer.v6() : layer.v4()) {
            for (Chain chain : evaluation.ruleSet().chains().values()) {
                rules.addAll(chain.rules());
            }
        }
        int[] counts = new int[4];
        counts[0] = rules.size();
        for (Rule rule : rules) {
            List<String> unmodelled = new ArrayList<>();
            boolean chance = look(rule.match(), unmodelled);
            if (rule.action() instanceof Action.Unmodelled action) {
                unmodelled.add(action.source() + ": " + action.reason());
            }
            boolean matters = rule.action().matters();
            counts[!matters || unmodelled.isEmpty() && !chance ? 1 : unmodelled.isEmpty() ? 2 : 3]++;
            if (matters) {
                unmodelled.stream().map(CoverageTest::kind).forEach(reasons::add);
            }
        }
        return counts;
    }

    /** Whether it depends on a chance; what is not modelled is collected. */
    private static boolean look(Match match, List<String> unmodelled) {
        if (match instanceof Match.All all) {
            boolean chance = false;
            for (Match part : all.matches()) {
                chance |= look(part, unmodelled);
            }
            return chance;
        }
        if (match instanceof Match.Not not) {
            return look(not.match(), unmodelled);
        }
        if (match instanceof Match.Unmodelled not) {
            unmodelled.add(not.source() + ": " + not.reason());
        }
        return match instanceof Match.Sometimes;
    }

    /** The extension, without its values. */
    private static String kind(String reason) {
        return reason.replaceAll("^(\\S+ \\S+)[^:]*:.*", "`$1`").replaceAll("^`(\\S+) \\d.*`$", "`$1`");
    }
}
