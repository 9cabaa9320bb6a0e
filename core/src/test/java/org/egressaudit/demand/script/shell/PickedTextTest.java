package org.egressaudit.demand.script.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sed and awk are said to print is what the machine's own sed and awk print. A {@code |} ends an argument. */
class PickedTextTest {

    private static final String INPUT = """
            ; name, host, port
            # a comment
            primary: db1.example.com 5432 active
            standby: db2.example.com 5433 passive

            host = "queue.example.com"
            url=https://files.example.com:8443/in
              indented\tby a tab
            a&b/c\\d [x] (y)
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{print $2}",
                "{print $NF}",
                "NF {print $(NF-1)}",
                "-F=|{print $2}",
                "-F|:|{print $1, $2}",
                "-F:|NF>1 {print $1 \"-\" $NF}",
                "-F|[:=]|{print $2}",
                "-F\\t|{print $2}",
                "/^primary/ {print $2}",
                "!/example/",
                "/example/ && !/^url/ {print $1}",
                "NR==3 {print $2; exit}",
                "NR>2 && NR<=4 {print}",
                "$4 == \"passive\" {print $2}",
                "$1 ~ /^stand/ {print $3}",
                "$1 !~ /:$/ {print NR \": \" $0}",
                "{gsub(/\"/, \"\", $3); print $3}",
                "{sub(/example/, \"test\")} /test/ {print}",
                "NF",
                "{print NF, NR}",
                "-v|x=y|{print x $1}",
                "/url/ {next} {print $1}",
                "$2 == 5432",
                "/files\\.example/ {print}",
            })
    void awkPicksAsAwkDoes(String line) throws Exception {
        List<String> arguments = Arrays.asList(line.split("\\|(?!\\|)"));
        assertThat(Awk.run(arguments, INPUT)).isEqualTo(printed("awk", arguments));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s/example/test/",
                "s/e/E/g",
                "-n|s/^host *= *\"\\(.*\\)\"$/\\1/p",
                "-nE|s/^(url)=(.*)$/\\2 \\1/p",
                "-r|s/[0-9]{4}/PORT/",
                "/^#/d",
                "-e|/^;/d|-e|/^$/d",
                "/^[#;]/d;s/=.*//",
                "-n|/^url/p",
                "-n|3p",
                "3,4d",
                "/primary/,/standby/d",
                "3!d",
                "2q",
                "$d",
                "s|/|_|g",
                "s#https://#&www.#",
                "s/[[:space:]]*=[[:space:]]*/=/",
                "s/a&b/x/",
                "s/[]x[]/B/g",
                "s/(y)/(z)/",
                "s/\\./-/g",
                "s/EXAMPLE/test/I",
                "-n|s/.*\\(db[0-9]\\).*/\\1/p",
                "s/.*=//",
                "s/\\s\\+/ /g",
            })
    void sedEditsAsSedDoes(String line) throws Exception {
        List<String> arguments = line.startsWith("s|") ? List.of(line) : Arrays.asList(line.split("\\|"));
        assertThat(Sed.run(arguments, INPUT)).isEqualTo(printed("sed", arguments));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN {print}",
                "{n++} END {print n}",
                "{printf \"%s\", $1}",
                "{print substr($1, 2)}",
                "{print $1 > \"f\"}",
                "{sub(/a/, \"&&\"); print}",
                "{print $",
                "/(/ {print}",
                "{print $(NF-1)}",
            })
    void whatIsNotFollowedIsNotGuessed(String program) {
        assertThat(Awk.run(List.of(program), INPUT)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"y/a/b/", "s/a/b/e", "s/a", "N;P;D", "s/a/\\U&/", "1~2d", "/a/{p;d}", "w f", ":a;ba"})
    void whatIsNotFollowedOfSedIsNotGuessed(String program) {
        assertThat(Sed.run(List.of(program), INPUT)).isNull();
    }

    private String printed(String tool, List<String> arguments) throws IOException, InterruptedException {
        Path input = Files.writeString(folder.resolve("input"), INPUT);
        List<String> command = new java.util.ArrayList<>(List.of(tool));
        command.addAll(arguments);
        Process process;
        try {
            process = new ProcessBuilder(command).redirectInput(input.toFile()).start();
        } catch (IOException missing) {
            assumeTrue(false, "there is no " + tool + " here");
            throw missing;
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(tool + " " + arguments).isZero();
        return printed;
    }
}
