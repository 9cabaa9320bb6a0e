package org.egressaudit.demand.script.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.egressaudit.demand.Unresolved;
import org.egressaudit.demand.script.Execution;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Program;
import org.egressaudit.demand.script.Situation;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl http://a.example/x",
                "H=a.example; curl http://$H/x",
                "H=a.example\ncurl \"http://${H}/x\"",
                "curl http://${H:-a.example}/x",
                "C='curl http://a.example/x'; $C",
                "f() { curl \"http://$1/x\"; }; f a.example",
                "for h in a.example; do curl http://$h/x; done",
                "H=$(echo a.example); curl http://$H/x",
                "H=`echo a.example`; curl http://$H/x",
                "if [ -z \"$H\" ]; then H=a.example; fi; H=a.example; curl http://$H/x",
                "case b in a) ;; b|c) curl http://a.example/x ;; esac",
                "eval 'curl http://a.example/x'",
                "A=(z a.example); curl http://${A[1]}/x",
                "read H < <(true) <<< a.example; curl http://$H/x",
                "U=http://a.example/x/; curl ${U%/}",
                "while read h; do curl http://$h/x; done <<E\na.example\nE\n",
                "echo a.example | while read h; do curl http://$h/x; done",
                "E=; [ -n \"$E\" ] && curl http://b.example/; curl http://a.example/x",
                "g() { curl http://b.example/; }; curl http://a.example/x",
                "cat <<E >/dev/null\ncurl http://b.example/\nE\ncurl http://a.example/x",
                "# curl http://b.example/\ncurl http://a.example/x",
                "fi\ncurl http://a.example/x",
            })
    void manySpellingsOneCall(String script) {
        assertThat(calls(script, Map.of())).containsExactly("curl http://a.example/x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    fail ~ 7
                    fail; true ~ 0
                    set -e; fail; true ~ 7
                    set -e; if fail; then true; fi; exit 0 ~ 0
                    set -e; fail || true ~ 0
                    fail || exit 3 ~ 3
                    fail; if [ $? -ne 0 ]; then exit 1; fi; exit 0 ~ 1
                    fail | gzip ~ 0
                    set -o pipefail; fail | gzip ~ 7
                    ! fail ~ 0
                    f() { fail; return 4; }; f ~ 4
                    (exit 5) ~ 5
                    trap "exit 9" EXIT; true ~ 9
                    fail & true ~ 0
                    x=$(fail) ~ 7
                    for i in 1 2; do fail && break; done; true ~ 0
                    """)
    void endsWithTheStatusThatTheShellWouldHave(String script, int status) {
        Recorder recorder = new Recorder(Map.of());
        Outcome outcome = recorder.read(script);
        assertThat(outcome.status()).isEqualTo(status);
    }

    @Test
    void sourcesFilesAndNamesTheOnesThatAreMissing() {
        Map<String, String> files = Map.of("/opt/lib.sh", "HOST=a.example\n");
        Recorder recorder = new Recorder(files);
        recorder.read("cd /opt && . ./lib.sh; curl $HOST; . /etc/none.conf");
        assertThat(recorder.calls).containsExactly("curl a.example");
        assertThat(recorder.diagnostics).extracting(Diagnostic::id).containsExactly("script-missing");
    }

    @Test
    void walksBothWaysWhenOnlyTheRunWillKnow() {
        String script = "if ask; then H=a.example; else H=b.example; fi; curl $H";
        assertThat(calls(script, Map.of())).containsExactly("ask", "curl [a.example, b.example]");
    }

    @Test
    void endsWhateverTheText() {
        String deep = "echo " + "$((".repeat(1000);
        String open = "${".repeat(20_000);
        String recursion = "f() { f; f; }; f; curl a.example";
        for (String script :
                List.of(deep, open, recursion, "{a,b}".repeat(30), "(".repeat(5000), "\"\n".repeat(9999))) {
            new Recorder(Map.of()).read(script);
        }
        assertThat(calls("echo \"\ncurl a.example", Map.of())).containsExactly("curl a.example");
    }

    private static List<String> calls(String script, Map<String, String> files) {
        Recorder recorder = new Recorder(files);
        recorder.read(script);
        return recorder.calls;
    }

    /** Writes down each call as text; {@code fail} ends with 7, {@code ask} only the run will know. */
    private static final class Recorder implements Execution {
        private final Map<String, String> files;
        private final List<String> calls = new ArrayList<>();
        private final List<Diagnostic> diagnostics = new ArrayList<>();
        private int steps = 100_000;

        Recorder(Map<String, String> files) {
            this.files = files;
        }

        Outcome read(String script) {
            Program program = new Program(new Source("job.sh", script), "/opt/job.sh", List.of(), null, "");
            Situation situation = new Situation(Map.of(), "/root", null, false, List.of(), null);
            return new ShellReader().read(program, situation, this);
        }

        @Override
        public Outcome call(Invocation invocation) {
            String words = invocation.words().stream().map(Recorder::text).collect(Collectors.joining(" "));
            calls.add((invocation.name() + " " + words).strip());
            return switch (invocation.name()) {
                case "fail" -> Outcome.exited(7);
                case "ask" -> Outcome.UNKNOWN;
                default -> Outcome.SUCCESS;
            };
        }

        private static String text(Word word) {
            List<String> options = word.options().stream()
                    .map(option -> option.known().orElse("?"))
                    .toList();
            return options.size() == 1 ? options.get(0) : options.toString();
        }

        @Override
        public Outcome evaluate(String language, Word text, List<Word> arguments, Situation situation) {
            return Outcome.UNKNOWN;
        }

        @Override
        public Sources.Content file(String installedPath) {
            String text = files.get(installedPath);
            return text == null
                    ? new Sources.Content.Missing()
                    : new Sources.Content.Text(new Source(installedPath, text));
        }

        @Override
        public List<String> folder(String installedPath) {
            return List.of();
        }

        @Override
        public Sources.Kind kind(String installedPath) {
            return files.containsKey(installedPath) ? Sources.Kind.FILE : Sources.Kind.MISSING;
        }

        @Override
        public void prints(Invocation.Output output) {
            // who reads it is not asked here
        }

        @Override
        public void report(Diagnostic diagnostic) {
            diagnostics.add(diagnostic);
        }

        @Override
        public void report(Unresolved unresolved) {
            calls.add("unresolved " + unresolved.expression());
        }

        @Override
        public boolean step() {
            return --steps > 0;
        }
    }
}
