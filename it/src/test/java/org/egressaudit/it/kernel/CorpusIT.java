package org.egressaudit.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.egressaudit.it.kernel.RuleFiles.Store;
import org.egressaudit.net.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Found rule sets: every file of a folder that the kernel loads, with flows at the boundaries of what it names.
 *
 * <p>The folder is {@code ../shared/corpus} beside the project, or what the system property {@code egress.corpus} names;
 * without it the test is skipped. {@code eth0} of the lab plays the interface by which most rules with {@code -o} let
 * packets out.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class CorpusIT {

    private static final Path ROOT = Path.of(System.getProperty("egress.corpus", "../../shared/corpus"));
    private static final List<String> FOLDERS = List.of(
            "iptables-save", "ip6tables-save", "iptables-rules-files", "iptables-generated", "change-review", "ufw");
    private static final int FLOWS = Integer.getInteger("egress.corpus.flows", 300);
    private static final int AT_ONCE = 500;
    private static final Pattern OUT_INTERFACE = Pattern.compile(" -o ([a-z0-9.@_-]+)(?= |$)", Pattern.MULTILINE);

    private final List<String> table = new ArrayList<>();
    private @Nullable Lab lab;

    static Stream<Path> dumps() {
        if (!Files.isDirectory(ROOT)) {
            return Stream.of(ROOT);
        }
        return FOLDERS.stream()
                .map(ROOT::resolve)
                .filter(Files::isDirectory)
                .flatMap(CorpusIT::files)
                .filter(file -> looksLikeRules(text(file)));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean looksLikeRules(String text) {
        return text.lines().anyMatch(line -> line.matches("\\*(filter|mangle|nat|raw|security)"))
                && text.lines().anyMatch("COMMIT"::equals);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
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
        table.forEach(System.out::println);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dumps")
    void theKernelDoesWhatWeSay(Path dump) {
        assumeTrue(Files.isDirectory(ROOT), "no found rule sets at " + ROOT);
        String text = withUsualInterface(text(dump));
        boolean v6 = isV6(dump, text);
        Draw draw = new Draw(text.hashCode(), v6);
        draw.rememberAll(text);
        RuleFiles files = new RuleFiles(
                draw.percent(50) ? Store.LEGACY : Store.NFT,
                v6 ? List.of() : List.of(text),
                v6 ? List.of(text) : List.of(),
                "");
        Confirmation confirmation = new Confirmation(lab());
        int compared = 0;
        int counted = 0;
        String refused = "";
        Map<String, Integer> undecided = new TreeMap<>();
        List<String> disagreements = new ArrayList<>();
        for (int asked = 0; asked < FLOWS && refused.isEmpty(); asked += AT_ONCE) {
            List<Flow> flows = FlowsAtBoundaries.draw(draw, Math.min(AT_ONCE, FLOWS - asked));
            Confirmation.Result result = confirmation.ask(files, flows);
            refused = result.refused();
            compared += result.compared();
            counted += result.counted();
            result.undecided().forEach((reason, count) -> undecided.merge(reason, count, Integer::sum));
            if (!result.disagreements().isEmpty()) {
                disagreements.add(new Smallest(confirmation)
                        .of(files, flows, result.disagreements().get(0))
                        .toString());
                break;
            }
        }
        table.add(String.format(
                "| %s | %d | %d | %d | %s |",
                ROOT.relativize(dump),
                compared,
                counted,
                undecided.values().stream().mapToInt(Integer::intValue).sum(),
                refused));
        undecided.forEach((reason, count) -> table.add("    " + count + " " + reason));
        assertThat(disagreements).isEmpty();
    }

    private static boolean isV6(Path dump, String text) {
        String name = String.valueOf(dump.getFileName());
        return name.contains("ip6")
                || name.endsWith(".v6")
                || name.contains("6.rules")
                || text.contains("-p ipv6-icmp")
                || text.contains("icmp6-");
    }

    private static String withUsualInterface(String text) {
        Map<String, Integer> uses = new HashMap<>();
        Matcher matcher = OUT_INTERFACE.matcher(text);
        while (matcher.find()) {
            if (!matcher.group(1).equals("lo")) {
                uses.merge(matcher.group(1), 1, Integer::sum);
            }
        }
        String usual = uses.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("eth0");
        return usual.equals("eth0")
                ? text
                : text.replaceAll("(?<= -[io] )" + Pattern.quote(usual) + "(?= |\r?\n)", "eth0");
    }
}
