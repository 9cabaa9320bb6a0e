package org.egressaudit.it.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.egressaudit.it.Requirement;
import org.egressaudit.net.Flow;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.policy.Verdict;
import org.egressaudit.policy.ufw.UfwFormat;
import org.egressaudit.text.DirectorySources;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Span;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real ufw is given commands, the kernel what ufw makes of them: we read its folder and say what the kernel does, and
 * read its listings and say the same, or that they do not tell.
 *
 * <p>System properties: {@code egress.kernel.sets} lists of commands at random, {@code egress.kernel.flows} flows for
 * each of them, {@code egress.kernel.seed} the first seed.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class UfwIT {

    private static final Path CASES = Path.of("src/test/resources/org/egressaudit/it/kernel/ufw");

    private static final long SETS = Integer.getInteger("egress.kernel.sets", 3);
    private static final int FLOWS = Integer.getInteger("egress.kernel.flows", 60);
    private static final long SEED = Long.getLong("egress.kernel.seed", 1);

    /** What ufw prints of itself. */
    private static final List<String> LISTINGS = List.of("status", "numbered", "added");

    private Lab lab;

    private int compared;
    private int counted;
    private int listed;
    private int told;

    @BeforeAll
    void openLab() {
        Requirement.programs("ufw", "unshare", "mount");
        lab = new Lab();
    }

    @AfterAll
    void closeLab() {
        if (lab != null) {
            lab.close();
            System.out.printf(
                    "| ufw | %d flows compared | %d counted | %d asked of listings | %d of them told |%n",
                    compared, counted, listed, told);
        }
    }

    static Stream<Path> written() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + SETS);
    }

    @ParameterizedTest
    @MethodSource("written")
    void commandsByHand(Path folder, @TempDir Path work) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = work.resolve(folder.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        for (boolean v6 : new boolean[] {false, true}) {
            Draw draw = new Draw(SEED, v6);
            draw.rememberAll(Files.readString(folder.resolve("commands")));
            Path own = v6 ? Files.createDirectory(work.resolve("v6")) : work;
            if (v6) {
                Files.copy(work.resolve("commands"), own.resolve("commands"));
                if (Files.exists(folder.resolve("etc/default/ufw"))) {
                    Files.createDirectories(own.resolve("etc/default"));
                    Files.copy(folder.resolve("etc/default/ufw"), own.resolve("etc/default/ufw"));
                }
            }
            confirm(own, draw);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void commandsAtRandom(long seed, @TempDir Path work) throws IOException {
        Draw draw = new Draw(seed, seed % 2 == 1);
        Files.write(work.resolve("commands"), UfwCommands.draw(draw));
        confirm(work, draw);
    }

    private void confirm(Path work, Draw draw) throws IOException {
        String commands = Files.readString(work.resolve("commands"));
        Optional<String> refused = lab.ufw(work);
        assertThat(refused).as("ufw refuses\n" + commands).isEmpty();
        Layer folder = read(work, "ufw", "etc/ufw", "defaults", "etc/default/ufw");
        List<Flow> flows = FlowsAtBoundaries.draw(draw, FLOWS);
        Confirmation.Result result = new Confirmation(lab).compare(folder, RuleFiles.Store.NFT, flows);
        assertThat(result.disagreements()).as("after\n" + commands).isEmpty();
        assertThat(result.compared()).as("flows with a verdict").isPositive();
        compared += result.compared();
        counted += result.counted();
        for (String listing : LISTINGS) {
            List<String> contradictions = new ArrayList<>();
            Layer layer = read(work, "ufw", listing, "framework", "shipped", "applications", "etc/ufw/applications.d");
            for (Flow flow : flows) {
                Verdict said = layer.evaluate(flow);
                Verdict known = folder.evaluate(flow);
                listed++;
                if (!(said instanceof Verdict.Undecided) && !(known instanceof Verdict.Undecided)) {
                    told++;
                    if (!said.label().equals(known.label())) {
                        contradictions.add(Confirmation.describe(flow) + ": " + said.label() + ", and by the folder "
                                + known.label());
                    }
                }
            }
            assertThat(contradictions)
                    .as("the listing\n" + Files.readString(work.resolve(listing)) + "\nafter\n" + commands)
                    .isEmpty();
        }
    }

    private static Layer read(Path work, String... settings) throws IOException {
        Map<String, List<Settings.Value>> values = new LinkedHashMap<>();
        Span place = Span.wholeFile("egress.yaml");
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], List.of(new Settings.Value(settings[i + 1], place)));
        }
        Parsed<Layer> parsed =
                new UfwFormat().read(new Settings(values, place), LabHost.TARGET, new DirectorySources(work));
        return parsed.value();
    }
}
