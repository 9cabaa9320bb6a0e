package org.egressaudit.demand.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of each language are programs that its own interpreter accepts, where the machine has it. */
class CasesParseTest {

    private static final Path CASES = Path.of("src/test/cases/demand");

    /** How each is asked to read a file without running it. */
    private static final Map<String, List<String>> CHECKS = Map.of(
            ".php", List.of("php", "-l"),
            ".rb", List.of("ruby", "-c"),
            ".js", List.of("node", "--check"),
            ".mjs", List.of("node", "--check"),
            ".pl", List.of("perl", "-c"),
            ".pm", List.of("perl", "-c"),
            ".sh", List.of("bash", "-n"));

    static Stream<Path> programs() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            return files
                    .filter(file -> Files.isRegularFile(file) && CHECKS.containsKey(extension(file)))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void isAcceptedByItsInterpreter(Path file) throws Exception {
        List<String> command = new ArrayList<>(CHECKS.get(extension(file)));
        command.add(file.toString());
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            assumeTrue(false, "there is no " + command.get(0) + " here");
            throw missing;
        }
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        assumeFalse(said.contains("Can't locate"), "a module of Perl is not installed here: " + said);
        assertThat(status).as(said).isZero();
    }
}
