package org.egressaudit.demand.script.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patterns of random parts do with random texts what they do in the machine's own bash; an empty text is not compared. */
final class PatternsTest {

    private static final List<String> PARTS = List.of(
            "a",
            "b",
            "a",
            "*",
            "?",
            "[ab]",
            "[!a]",
            "[^b-c]",
            "[[:alpha:]]",
            "[![:digit:]]",
            "[a",
            "]",
            "\\*",
            "-",
            ".",
            "@(a|b)",
            "?(ab)",
            "*(a|bc)",
            "+(a|b*)",
            "!(a*)",
            "!(ab|c)",
            "*([0-9])",
            "@(a|?(b)c)");

    private static final String CHARACTERS = "aabbc1.*-]";

    private static final int CASES = 3_000;

    /** Of one text and one pattern: whether it matches, what is left, and what is replaced. */
    private static final String SCRIPT = """
            shopt -s extglob
            LC_ALL=C
            while IFS= read -r text && IFS= read -r pattern; do
              if [[ $text == $pattern ]]; then echo yes; else echo no; fi
              echo "${text#$pattern}|${text##$pattern}|${text%$pattern}|${text%%$pattern}"
              echo "${text/$pattern/X}|${text//$pattern/X}"
            done
            """;

    @TempDir
    private Path folder;

    @Test
    void patternsDoWhatTheyDoInBash() throws Exception {
        Random random = new Random(20);
        StringBuilder input = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = 1 + random.nextInt(6); c > 0; c--) {
                text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            StringBuilder glob = new StringBuilder();
            for (int p = 1 + random.nextInt(4); p > 0; p--) {
                glob.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            String known = text.toString();
            // bash lets a star before !(...) take less than it may
            String pattern = glob.toString().replace("*!(", "!(");
            input.append(known).append('\n').append(pattern).append('\n');
            expected.add(known + " " + pattern + ": " + (Patterns.matches(pattern, known) ? "yes" : "no"));
            expected.add(known + " " + pattern + ": " + Patterns.withoutPrefix(known, pattern, false) + "|"
                    + Patterns.withoutPrefix(known, pattern, true) + "|"
                    + Patterns.withoutSuffix(known, pattern, false) + "|"
                    + Patterns.withoutSuffix(known, pattern, true));
            expected.add(known + " " + pattern + ": " + Patterns.replaced(known, pattern, "X", false) + "|"
                    + Patterns.replaced(known, pattern, "X", true));
        }
        List<String> printed = bash(input.toString());
        assertThat(printed).hasSameSizeAs(expected);
        List<String> different = new ArrayList<>();
        for (int i = 0; i < printed.size(); i++) {
            String subject = expected.get(i);
            String ours = subject.substring(subject.indexOf(": ") + 2);
            if (!ours.equals(printed.get(i))) {
                different.add(subject + ", bash: " + printed.get(i));
            }
        }
        assertThat(different).isEmpty();
    }

    private List<String> bash(String input) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("input"), input);
        Path script = Files.writeString(folder.resolve("script"), SCRIPT);
        Process process;
        try {
            process = new ProcessBuilder("bash", script.toString())
                    .redirectInput(file.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException missing) {
            assumeTrue(false, "there is no bash here");
            throw missing;
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed.lines().toList();
    }
}
