package org.egressaudit.demand.script.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.egressaudit.demand.script.scan.TreeCalls;
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Decoding;
import org.egressaudit.text.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The machine's own Python gives a second opinion: the calls that {@code ast.parse} finds in a file are the calls that
 * we find, at the same places. Nothing is run but the parser.
 */
class PythonConfirmationTest {

    /** For each file named on a line of standard input: its name, then a line for each call, or {@code refused}. */
    private static final String ASK = """
            import ast, sys
            sys.setrecursionlimit(5000)
            def name(node):
                if isinstance(node, ast.Name):
                    return node.id
                if isinstance(node, ast.Attribute):
                    return name(node.value) + "." + node.attr
                return "?"
            for path in open(sys.argv[1], encoding="utf-8").read().splitlines():
                print("FILE " + path)
                try:
                    text = open(path, "rb").read()
                    tree = ast.parse(text)
                    lines = text.decode("utf-8").split("\\n")
                except (SyntaxError, ValueError, RecursionError):
                    print("refused")
                    continue
                for node in ast.walk(tree):
                    if isinstance(node, ast.Call):
                        before = lines[node.lineno - 1].encode()[:node.col_offset].decode(errors="ignore")
                        column = len(before.encode("utf-16-le")) // 2 + 1
                        print("%d:%d %s" % (node.lineno, column, name(node.func)))
            """;

    @Test
    void theCasesParseAsPythonItselfParsesThem(@TempDir Path folder) throws Exception {
        List<Path> files = pythonFiles(Path.of("src/test/cases/demand"), 1000);
        assertThat(files).isNotEmpty();
        Agreement agreement = compare(files, folder);
        System.out.println("cases: " + agreement);
        assertThat(agreement.disagreements()).isEmpty();
    }

    @Test
    void theLibraryParsesAsPythonItselfParsesIt(@TempDir Path folder) throws Exception {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            for (Path library : folders.filter(
                            path -> path.getFileName().toString().matches("python3\\.[0-9]+"))
                    .sorted()
                    .toList()) {
                files.addAll(pythonFiles(library, 1500));
            }
        } catch (IOException none) {
            assumeTrue(false, "skipped: there is no /usr/lib with a Python library");
        }
        assumeTrue(!files.isEmpty(), "skipped: no Python library on this machine");
        Agreement agreement = compare(files, folder);
        System.out.println("library: " + agreement);
        assertThat(agreement.share()).isGreaterThan(0.995);
    }

    /** How two lists of calls agree. */
    private record Agreement(int files, int calls, int missing, int extra, List<String> disagreements) {
        double share() {
            return calls == 0 ? 1 : 1 - (double) (missing + extra) / calls;
        }

        @Override
        public String toString() {
            return files + " files, " + calls + " calls by Python, " + missing + " of them not found by us, " + extra
                    + " found by us alone; " + disagreements.stream().limit(12).toList();
        }
    }

    private static Agreement compare(List<Path> files, Path folder) throws Exception {
        Map<String, Set<String>> theirs = ask(files, folder);
        int calls = 0;
        int missing = 0;
        int extra = 0;
        List<String> disagreements = new ArrayList<>();
        for (Map.Entry<String, Set<String>> file : theirs.entrySet()) {
            Tree tree = PythonParser.parse(
                    new Source(file.getKey(), Decoding.decode(Files.readAllBytes(Path.of(file.getKey())))));
            if (file.getValue().contains("refused")) {
                continue;
            }
            Set<String> ours = new HashSet<>(TreeCalls.of(tree));
            calls += file.getValue().size();
            for (String call : file.getValue()) {
                if (!ours.remove(call)) {
                    missing++;
                    disagreements.add(file.getKey() + ":" + call + " is Python's alone");
                }
            }
            extra += ours.size();
            ours.forEach(call -> disagreements.add(file.getKey() + ":" + call + " is ours alone"));
        }
        return new Agreement(theirs.size(), calls, missing, extra, disagreements);
    }

    private static Map<String, Set<String>> ask(List<Path> files, Path folder) throws Exception {
        Path list = folder.resolve("files");
        Path answer = folder.resolve("answer");
        Files.write(list, files.stream().map(Path::toString).toList(), UTF_8);
        Process process;
        try {
            process = new ProcessBuilder("python3", "-I", "-c", ASK, list.toString())
                    .redirectOutput(answer.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException absent) {
            assumeTrue(false, "skipped: there is no python3 on this machine");
            throw absent;
        }
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        Map<String, Set<String>> calls = new TreeMap<>();
        Set<String> current = new TreeSet<>();
        for (String line : Files.readAllLines(answer, UTF_8)) {
            if (line.startsWith("FILE ")) {
                current = new TreeSet<>();
                calls.put(line.substring(5), current);
            } else {
                current.add(line);
            }
        }
        return calls;
    }

    private static List<Path> pythonFiles(Path folder, int most) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".py"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(most)
                    .toList();
        }
    }
}
