package org.egressaudit.demand.script.shell;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.egressaudit.demand.script.scan.FakeExecution;
import org.egressaudit.demand.script.scan.Reading;

/** Any text is read to its end. */
class ShellFuzzTest {

    @FuzzTest
    void anyTextIsRead(FuzzedDataProvider data) {
        new Reading(new ShellReader(), new FakeExecution().within(5_000))
                .read("/opt/jobs/job.sh", data.consumeRemainingAsString());
    }
}
