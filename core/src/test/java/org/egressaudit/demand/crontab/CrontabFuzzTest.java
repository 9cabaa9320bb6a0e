package org.egressaudit.demand.crontab;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.time.ZoneOffset;
import org.egressaudit.demand.Job;
import org.egressaudit.text.Source;

/** Any text is read to its end in every format, and the next run of what it holds is never in the past. */
class CrontabFuzzTest {

    @FuzzTest
    void anyTextIsRead(FuzzedDataProvider data) {
        CrontabFormat format = data.pickValue(CrontabFormat.values());
        Dialect dialect = data.pickValue(Dialect.values());
        Instant now = Instant.parse("2026-11-23T23:15:00Z");
        Source source = new Source("tab", data.consumeRemainingAsString());
        for (Job job : CrontabReader.read(source, format, "backup", dialect, "tab")
                .value()
                .jobs()) {
            job.schedule()
                    .next(now, ZoneOffset.UTC)
                    .ifPresent(next -> assertThat(next).isAfterOrEqualTo(now));
        }
    }
}
