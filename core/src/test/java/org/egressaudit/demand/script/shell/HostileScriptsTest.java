package org.egressaudit.demand.script.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.egressaudit.demand.script.OneScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts made to exhaust a reader: each ends in bounded time and memory, and what stands beside the harm is read. */
@Timeout(120)
class HostileScriptsTest {

    private static final String AFTER = "\ncurl http://after.example.com/\n";

    @TempDir
    private Path project;

    @Test
    void aScriptThatCallsItself() throws IOException {
        assertThat(needs("curl http://after.example.com/\n/srv/job/job.sh\n")).contains("after.example.com:80/tcp");
    }

    @Test
    void filesThatReadEachOther() throws IOException {
        Files.writeString(project.resolve("other.sh"), ". /srv/job/job.sh\n");
        assertThat(needs(". /srv/job/other.sh" + AFTER)).contains("after.example.com:80/tcp");
    }

    @Test
    void bracesThatMultiply() throws IOException {
        assertThat(needs("echo {1..99999999} " + "{a,b}".repeat(40) + AFTER)).contains("after.example.com:80/tcp");
    }

    @Test
    void textThatDoubles() throws IOException {
        assertThat(needs("x=aaaaaaaaaa\n" + "x=$x$x\n".repeat(60) + "curl http://$x/" + AFTER))
                .contains("after.example.com:80/tcp");
    }

    @Test
    void unknownTextThatDoubles() throws IOException {
        assertThat(needs("x=$(unheard-of)y\n" + "x=$x$x\n".repeat(60) + "curl http://$x/" + AFTER))
                .contains("after.example.com:80/tcp");
    }

    @Test
    void replacementsThatGrow() throws IOException {
        assertThat(needs("x=a\n" + "x=${x//a/aaaaaaaaaa}\n".repeat(30) + "curl http://$x/" + AFTER))
                .contains("after.example.com:80/tcp");
    }

    @Test
    void aLineOfTenMegabytes() throws IOException {
        assertThat(needs("echo " + "a".repeat(10_000_000) + AFTER)).contains("after.example.com:80/tcp");
    }

    @Test
    void nestedSubstitutions() throws IOException {
        assertThat(needs("x=" + "$(".repeat(20_000) + "echo 1" + ")".repeat(20_000) + AFTER))
                .isNotNull();
    }

    @Test
    void valuesWithoutEnd() throws IOException {
        assertThat(needs("for i in {1..1000}; do curl http://l$i.example.com/; done\n"))
                .contains("l600.example.com:80/tcp", "http://l$i.example.com/");
    }

    @Test
    void countingWithoutEnd() throws IOException {
        assertThat(needs("for ((i = 0; i < 1000000; i++)); do curl http://l$i.example.com/; done\n"))
                .contains("l599.example.com:80/tcp", "http://l$i.example.com/");
    }

    @Test
    void aLoopWithoutEnd() throws IOException {
        assertThat(needs("while true; do i=$((i+1)); curl http://l$i.example.com/; done\n"))
                .isNotEmpty();
    }

    @Test
    void patternsThatCouldGoBackWithoutEnd() throws IOException {
        String stars = "*a".repeat(20) + "*b";
        String text = "a".repeat(2_000);
        assertThat(needs("case " + text + " in " + stars + ") ;; esac\nx=" + text + "\n: ${x//" + stars + "/} ${x%%"
                        + stars + "}\n[[ $x =~ ^(a|aa)+$ ]]\necho $x | grep -E '^(([a-z])+.)+[A-Z]([a-z])+$'" + AFTER))
                .contains("after.example.com:80/tcp");
    }

    @Test
    void functionsThatCallEachOther() throws IOException {
        assertThat(needs("a() { b; b; }\nb() { a; a; }\na" + AFTER)).contains("after.example.com:80/tcp");
    }

    @Test
    void syntaxErrorsInTheMiddle() throws IOException {
        assertThat(needs("curl http://before.example.com/\nif [ 1 = 1 ; do\n  fi fi )\ncase x in\nesac" + AFTER))
                .contains("before.example.com:80/tcp", "after.example.com:80/tcp");
    }

    @Test
    void bytesThatAreNoText() throws IOException {
        byte[] bytes = new byte[20_000];
        new Random(7).nextBytes(bytes);
        Files.write(project.resolve("job.sh"), bytes);
        assertThat(OneScript.reached(project, "./job.sh")).containsExactly("/srv/job/job.sh");
    }

    @Test
    void aFileInLatinOne() throws IOException {
        Files.write(
                project.resolve("job.sh"), ("#!/bin/sh\n# caf\u00e9" + AFTER).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(OneScript.reached(project, "./job.sh")).contains("after.example.com:80/tcp");
    }

    private List<String> needs(String script) throws IOException {
        Files.writeString(project.resolve("job.sh"), "#!/bin/bash\n" + script);
        return OneScript.reached(project, "./job.sh");
    }
}
