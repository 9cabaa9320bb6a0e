package org.egressaudit.demand.script.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.egressaudit.demand.script.scan.Calls;
import org.egressaudit.demand.script.scan.FakeExecution;
import org.egressaudit.demand.script.scan.Reading;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the text, reading ends, and what follows is still read. */
class PythonBoundsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("parentheses that never close", "x = " + "(".repeat(50_000)),
                Arguments.of("brackets nested too deep", "x = " + "[".repeat(5_000) + "]".repeat(5_000)),
                Arguments.of("a bracket left open on each line", "x = (1,\n".repeat(5_000)),
                Arguments.of("triple quotes that never close", "x = '''abc\n".repeat(1_001)),
                Arguments.of("formatted strings in formatted strings", "x = " + "f\"{".repeat(5_000)),
                Arguments.of("formats in formats", "x = f\"" + "{a:{b:{c:".repeat(1_000) + "\""),
                Arguments.of("a long sum", "x = " + "'a' + ".repeat(50_000) + "'b'"),
                Arguments.of("a long condition", "x = " + "a and ".repeat(50_000) + "b"),
                Arguments.of("a long chain of calls", "x = a" + ".b()".repeat(10_000)),
                Arguments.of("many signs", "x = " + "-".repeat(10_000) + "1"),
                Arguments.of("a function without end", "def f(n):\n  return f(n + 1) + f(n + 2)\nf(1)"),
                Arguments.of("text that doubles", "s = 'x'\nfor i in range(60):\n  s = s + s"),
                Arguments.of("a list that doubles", "s = ['x']\nfor i in range(60):\n  s = s + s"),
                Arguments.of(
                        "a list of lists that doubles",
                        "import z\ns = ['x']\nfor i in range(60):\n  s = [s, s]\nz.f(s)"),
                Arguments.of(
                        "containers in themselves", "import z\nd = {}\nd['a'] = d\nl = [d]\nl.append(l)\nz.f(l, d)"),
                Arguments.of("classes in a circle", "class A: pass\nclass B(A): pass\nclass A(B): pass\nA().x()"),
                Arguments.of("a list in one line", "x = [" + "'abc', ".repeat(200_000) + "]"),
                Arguments.of("control characters", "\u0000\u0001 x"),
                Arguments.of("indentation at random", "  x = 1\n     y = 2\n z = 3"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void readsOn(String name, String text) {
        FakeExecution target = new FakeExecution();
        Assertions.assertTimeoutPreemptively(
                LIMIT,
                () -> new Reading(new PythonReader(), target)
                        .read(
                                "/opt/jobs/job.py",
                                text + "\nimport requests\nrequests.get('https://end.example.com')\n"));
        assertThat(Calls.of(target.calls())).contains("requests.get(https://end.example.com)");
    }

    @Test
    void callsThatMultiplyEndWithTheBudget() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append("def f%d():\n  f%d()\n  f%d()\n".formatted(i, i + 1, i + 1));
        }
        FakeExecution target = new FakeExecution().within(100_000);
        new Reading(new PythonReader(), target).read("/opt/jobs/job.py", text + "def f60(): pass\nf0()\n");
        assertThat(target.steps()).isBetween(100_000L, 100_200L);
    }

    @Test
    void modulesThatImportEachOtherAreLoadedOnce() {
        FakeExecution target = new FakeExecution()
                .with("/opt/jobs/a.py", "import b\nURL = 'https://a.example.com'\n")
                .with("/opt/jobs/b.py", "import a\nURL = 'https://b.example.com'\n");
        new Reading(new PythonReader(), target)
                .read("/opt/jobs/job.py", "import requests, a, b\nrequests.get(a.URL)\nrequests.get(b.URL)\n");
        assertThat(Calls.of(target.calls()))
                .containsExactly("requests.get(https://a.example.com)", "requests.get(https://b.example.com)");
    }

    @Test
    void whatDoesNotFitIsReportedWithItsPlace() {
        FakeExecution target = new FakeExecution();
        new Reading(new PythonReader(), target)
                .read("/opt/jobs/job.py", "import requests\nif x = = 1:\n    requests.get('https://in.example.com')\n");
        assertThat(target.diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.span().place()).isEqualTo("/opt/jobs/job.py:2:6");
            assertThat(diagnostic.id()).isEqualTo("python-syntax");
        });
        assertThat(Calls.of(target.calls())).containsExactly("requests.get(https://in.example.com)");
    }
}
