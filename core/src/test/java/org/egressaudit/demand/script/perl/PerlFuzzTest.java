package org.egressaudit.demand.script.perl;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.egressaudit.demand.script.scan.FakeExecution;
import org.egressaudit.demand.script.scan.Reading;

/** Any text is read to its end. */
class PerlFuzzTest {

    @FuzzTest
    void anyTextIsRead(FuzzedDataProvider data) {
        new Reading(new PerlReader(), new FakeExecution().within(5_000))
                .read("/opt/jobs/job.pl", data.consumeRemainingAsString());
    }
}
