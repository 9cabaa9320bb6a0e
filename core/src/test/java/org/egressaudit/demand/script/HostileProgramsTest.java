package org.egressaudit.demand.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs made to exhaust a reader: each ends in bounded time and memory, and what stands beside the harm is read. */
@Timeout(120)
class HostileProgramsTest {

    private static final String AFTER = "after.example.com:80/tcp";

    private static final String LATE = "late.example.com:80/tcp";

    /** The same harm, spelled in each language. */
    enum Language {
        PYTHON(
                "python3 job.py",
                "",
                "import requests\nrequests.get('http://HOST/')\n",
                "x = 'TEXT'\n",
                "x = x + x\n",
                "x = x.replace('a', 'aaaaaaaaaa')\n",
                "x = 'a' * 10**12\nx = '%0999999999d' % 3\nx = f'{3:0999999999d}'\nx = x.join([x, x])\n",
                "def a():\n    b(); b()\ndef b():\n    a(); a()\na()\n",
                "import other\n",
                "import job\n",
                "def f(:\n   x = = 3\n",
                "if True:\n    x = (1,\n",
                "import requests\nfor i in range(10**12):\n    requests.get('http://r%d.example.com/' % i)\n"),
        PERL(
                "perl job.pl",
                "",
                "use LWP::Simple;\nget('http://HOST/');\n",
                "my $x = 'TEXT';\n",
                "$x = $x . $x;\n",
                "$x =~ s/a/aaaaaaaaaa/g;\n",
                "$x = 'a' x 1000000000000;\n$x = sprintf('%0999999999d', 3);\n$x = join($x, $x, $x);\n",
                "sub a { b(); b(); }\nsub b { a(); a(); }\na();\n",
                "require './other.pl';\n",
                "require './job.pl';\n",
                "sub { if ( ;\n my $ = 3 }\n",
                "if (1) {\n",
                "use LWP::Simple;\nfor my $i (1..1000000000000) { get(\"http://r$i.example.com/\"); }\n"),
        PHP(
                "php job.php",
                "<?php\n",
                "file_get_contents('http://HOST/');\n",
                "$x = 'TEXT';\n",
                "$x = $x . $x;\n",
                "$x = str_replace('a', 'aaaaaaaaaa', $x);\n",
                "$x = str_repeat('a', 1000000000000);\n$x = sprintf('%0999999999d', 3);\n$x = implode($x, [$x, $x]);\n",
                "function a() { b(); b(); }\nfunction b() { a(); a(); }\na();\n",
                "require 'other.php';\n",
                "<?php require 'job.php';\n",
                "if ( ; \n$ = 3 }\n",
                "if (1) {\n",
                "for ($i = 0; $i < 1000000; $i++) { file_get_contents(\"http://r$i.example.com/\"); }\n"),
        RUBY(
                "ruby job.rb",
                "",
                "require 'net/http'\nNet::HTTP.get(URI('http://HOST/'))\n",
                "x = 'TEXT'\n",
                "x = x + x\n",
                "x = x.gsub('a', 'aaaaaaaaaa')\n",
                "x = 'a' * 1000000000000\nx = '%0999999999d' % 3\nx = 'a'.ljust(1000000000000)\nx = [x, x].join(x)\n",
                "def a\n  b\n  b\nend\ndef b\n  a\n  a\nend\na\n",
                "require_relative 'other'\n",
                "require_relative 'job'\n",
                "if x ==\n$ = 3 }\nend\n",
                "if true\n",
                "require 'net/http'\n1000000000.times { |i| Net::HTTP.get(URI(\"http://r#{i}.example.com/\")) }\n"),
        JAVASCRIPT(
                "node job.js",
                "",
                "fetch('http://HOST/');\n",
                "let x = 'TEXT';\n",
                "x = x + x;\n",
                "x = x.replace(/a/g, 'aaaaaaaaaa').replaceAll('a', 'aaaaaaaaaa');\n",
                "x = 'a'.repeat(1000000000000);\nx = 'a'.padStart(1000000000000);\nx = [x, x].join(x);\n",
                "function a() { b(); b(); }\nfunction b() { a(); a(); }\na();\n",
                "require('./other');\n",
                "require('./job');\n",
                "if ( ; \nlet = = 3 }\n",
                "if (1) {\n",
                "for (let i = 0; i < 1000000; i++) { fetch(`http://r${i}.example.com/`); }\n");

        private final String command;
        private final String beginning;
        private final String call;
        private final String assignment;
        private final String doubling;
        private final String replacing;
        private final String lengthening;
        private final String recursion;
        private final String inclusion;
        private final String includedBack;
        private final String broken;
        private final String unclosed;
        private final String counting;

        Language(
                String command,
                String beginning,
                String call,
                String assignment,
                String doubling,
                String replacing,
                String lengthening,
                String recursion,
                String inclusion,
                String includedBack,
                String broken,
                String unclosed,
                String counting) {
            this.command = command;
            this.beginning = beginning;
            this.call = call;
            this.assignment = assignment;
            this.doubling = doubling;
            this.replacing = replacing;
            this.lengthening = lengthening;
            this.recursion = recursion;
            this.inclusion = inclusion;
            this.includedBack = includedBack;
            this.broken = broken;
            this.unclosed = unclosed;
            this.counting = counting;
        }

        private String file() {
            return command.substring(command.indexOf(' ') + 1);
        }

        private String set(String text) {
            return assignment.replace("TEXT", text);
        }

        private String call(String host) {
            return call.replace("HOST", host);
        }
    }

    @TempDir
    private Path project;

    @ParameterizedTest
    @EnumSource
    void textThatDoubles(Language language) throws IOException {
        assertThat(reached(language, language.set("aaaaaaaaaa") + language.doubling.repeat(60)))
                .contains(AFTER);
    }

    @ParameterizedTest
    @EnumSource
    void replacementsThatGrow(Language language) throws IOException {
        assertThat(reached(language, language.set("a") + language.replacing.repeat(30)))
                .contains(AFTER);
    }

    @ParameterizedTest
    @EnumSource
    void textOfATerabyte(Language language) throws IOException {
        assertThat(reached(language, language.lengthening.repeat(40))).contains(AFTER);
    }

    @ParameterizedTest
    @EnumSource
    void functionsThatCallEachOther(Language language) throws IOException {
        assertThat(reached(language, language.recursion)).contains(AFTER);
    }

    @ParameterizedTest
    @EnumSource
    void filesThatTakeEachOtherIn(Language language) throws IOException {
        Files.writeString(project.resolve(language.file().replace("job", "other")), language.includedBack);
        assertThat(reached(language, language.inclusion)).contains(AFTER);
    }

    @ParameterizedTest
    @EnumSource
    void aLineOfFiveMegabytes(Language language) throws IOException {
        assertThat(reached(language, language.set("a".repeat(5_000_000)))).contains(AFTER);
    }

    @ParameterizedTest
    @EnumSource
    void bracketsThatNest(Language language) throws IOException {
        assertThat(reached(language, language.set("").replace("''", "[".repeat(20_000) + "]".repeat(20_000))))
                .contains(AFTER);
    }

    @ParameterizedTest
    @EnumSource
    void syntaxErrorsInTheMiddle(Language language) throws IOException {
        assertThat(reached(language, language.call("late.example.com") + language.broken))
                .contains(LATE, AFTER);
    }

    @ParameterizedTest
    @EnumSource
    void aBlockThatNeverCloses(Language language) throws IOException {
        assertThat(reached(language, language.call("late.example.com") + language.unclosed))
                .contains(LATE, AFTER);
    }

    @ParameterizedTest
    @EnumSource
    void countingWithoutEnd(Language language) throws IOException {
        List<String> reached = reached(language, language.counting);
        assertThat(reached).contains(AFTER).hasSizeLessThan(200);
        assertThat(reached)
                .as("what the rounds reach that are not walked")
                .anyMatch(text -> text.startsWith("http://r") && !text.contains("/tcp"));
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatAreNoText(Language language) throws IOException {
        byte[] bytes = new byte[20_000];
        new Random(7).nextBytes(bytes);
        Files.write(project.resolve(language.file()), bytes);
        assertThat(OneScript.reached(project, language.command)).containsExactly(language.file());
    }

    @ParameterizedTest
    @EnumSource
    void aFileInLatinOne(Language language) throws IOException {
        String text = language.beginning + language.set("caf\u00e9") + language.call("after.example.com");
        Files.write(project.resolve(language.file()), text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(OneScript.reached(project, language.command)).containsExactly(AFTER);
    }

    private List<String> reached(Language language, String harm) throws IOException {
        Files.writeString(
                project.resolve(language.file()), language.beginning + harm + language.call("after.example.com"));
        return OneScript.reached(project, language.command);
    }
}
