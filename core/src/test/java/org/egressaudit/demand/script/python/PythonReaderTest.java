package org.egressaudit.demand.script.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.scan.Calls;
import org.egressaudit.demand.script.scan.FakeExecution;
import org.egressaudit.demand.script.scan.Reading;
import org.junit.jupiter.api.Test;

class PythonReaderTest {

    private static final String SYNC = """
            #!/usr/bin/env python3
            import logging
            import sys
            import requests

            log = logging.getLogger(__name__)

            API_URL = "https://api.examplecrm.example/v1/users"


            def fetch():
                headers = {"Accept": "application/json"}
                try:
                    response = requests.get(API_URL, headers=headers, timeout=10)
                    response.raise_for_status()
                    return response.json()
                except requests.exceptions.Timeout:
                    log.error("too slow")
                except requests.exceptions.RequestException as error:
                    log.error("failed: %s", error)
                except Exception:
                    log.exception("unexpected")
                return []


            def main():
                for user in fetch():
                    print(user["name"])


            if __name__ == "__main__":
                main()
            """;

    @Test
    void aConstantReachesTheCallThatUsesIt() {
        FakeExecution target = new FakeExecution();
        Outcome outcome = new Reading(new PythonReader(), target).read("/opt/jobs/sync.py", SYNC);

        Invocation call = named(target, "requests.get");
        assertThat(Calls.of(call))
                .isEqualTo("requests.get(https://api.examplecrm.example/v1/users, headers=<{...}>,"
                        + " headers.Accept=application/json, timeout=10)");
        assertThat(call.span().place()).isEqualTo("/opt/jobs/sync.py:14:20");
        Word.Known url = (Word.Known) call.word(0).orElseThrow();
        assertThat(url.span().place()).isEqualTo("/opt/jobs/sync.py:14:33");
        assertThat(url.origin().line()).isEqualTo(8);
        assertThat(url.certainty()).isEqualTo(Certainty.DERIVED);
        assertThat(((Word.Known) call.named("timeout").orElseThrow()).certainty())
                .isEqualTo(Certainty.LITERAL);
        assertThat(outcome.status()).isZero();
        assertThat(target.diagnostics()).isEmpty();
    }

    @Test
    void anExceptionThatIsOnlyLoggedLeavesTheExitStatusZero() {
        FakeExecution target = new FakeExecution().answering(PythonReaderTest::blocked);
        Outcome outcome = new Reading(new PythonReader(), target).read("/opt/jobs/sync.py", SYNC);

        assertThat(outcome.status()).isZero();
        assertThat(Calls.of(target.calls())).anyMatch(call -> call.startsWith("logging.getLogger.error(too slow"));
        assertThat(Calls.of(target.calls())).noneMatch(call -> call.contains("raise_for_status"));
    }

    @Test
    void anExceptionThatNobodyCatchesEndsTheProgramWithStatusOne() {
        FakeExecution target = new FakeExecution().answering(PythonReaderTest::blocked);
        Outcome outcome = new Reading(new PythonReader(), target)
                .read(
                        "/opt/jobs/plain.py",
                        "import requests\nrequests.get('https://api.example.com/')\nrequests.post('x')\n");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(target.calls()).hasSize(1);
    }

    @Test
    void aHandlerThatExitsGivesItsStatus() {
        FakeExecution target = new FakeExecution().answering(PythonReaderTest::blocked);
        Outcome outcome = new Reading(new PythonReader(), target).read("/opt/jobs/exits.py", """
                        import sys, requests
                        try:
                            requests.get("https://api.example.com/")
                        except requests.ConnectionError:
                            sys.exit(3)
                        finally:
                            requests.post("https://done.example.com/")
                        """);

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(Calls.of(target.calls())).contains("requests.post(https://done.example.com/)");
    }

    private static Outcome blocked(Invocation call) {
        return call.name().equals("requests.get")
                ? Outcome.raised(List.of(
                        "requests.exceptions.ConnectTimeout",
                        "requests.exceptions.ConnectionError",
                        "requests.exceptions.Timeout",
                        "requests.exceptions.RequestException",
                        "OSError"))
                : Outcome.UNKNOWN;
    }

    private static Invocation named(FakeExecution target, String name) {
        return target.calls().stream()
                .filter(call -> call.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
