package org.egressaudit.demand;

import java.util.List;
import org.egressaudit.text.Diagnostic;

/**
 * All that is known of what one job will try to reach.
 *
 * @param job the job
 * @param needs in the order in which the job makes them
 * @param unresolved needs whose host only the run will know
 * @param diagnostics what was not understood of the job's files; any warning makes the list of needs incomplete
 * @param prints whether something that it runs may print where cron reads, be it an error
 */
public record JobDemand(
        Job job, List<Need> needs, List<Unresolved> unresolved, List<Diagnostic> diagnostics, boolean prints) {
    public JobDemand {
        needs = List.copyOf(needs);
        unresolved = List.copyOf(unresolved);
        diagnostics = List.copyOf(diagnostics);
    }
}
