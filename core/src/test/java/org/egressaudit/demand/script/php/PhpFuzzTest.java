package org.egressaudit.demand.script.php;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.egressaudit.demand.script.scan.FakeExecution;
import org.egressaudit.demand.script.scan.Reading;

/** Any text is read to its end. */
class PhpFuzzTest {

    @FuzzTest
    void anyTextIsRead(FuzzedDataProvider data) {
        new Reading(new PhpReader(), new FakeExecution().within(5_000))
                .read("/opt/jobs/job.php", data.consumeRemainingAsString());
    }
}
