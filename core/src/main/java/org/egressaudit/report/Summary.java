package org.egressaudit.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;
import org.egressaudit.report.Audit.JobAudit;
import org.egressaudit.report.Audit.NeedAudit;
import org.egressaudit.report.Audit.NeedVerdict;

/**
 * An audit in numbers.
 *
 * @param jobs how many jobs were read
 * @param needs how many needs by verdict; every verdict has an entry
 * @param unresolved needs whose host only the run will know
 * @param incomplete whether something was not understood
 */
record Summary(int jobs, Map<NeedVerdict, Integer> needs, int unresolved, boolean incomplete) {

    static Summary of(Audit audit) {
        Map<NeedVerdict, Integer> needs = new EnumMap<>(NeedVerdict.class);
        for (NeedVerdict verdict : NeedVerdict.values()) {
            needs.put(verdict, 0);
        }
        int unresolved = 0;
        for (JobAudit job : audit.jobs()) {
            for (NeedAudit need : job.needs()) {
                needs.merge(need.verdict(), 1, Integer::sum);
            }
            unresolved += job.unresolved().size();
        }
        return new Summary(audit.jobs().size(), needs, unresolved, audit.incomplete());
    }

    /** {@code 2 jobs, 3 needs: 2 allowed, 1 blocked}. */
    String sentence() {
        int all = needs.values().stream().mapToInt(Integer::intValue).sum();
        StringJoiner parts = new StringJoiner(", ");
        needs.forEach((verdict, count) -> {
            if (count > 0) {
                parts.add(count + " " + verdict.label());
            }
        });
        if (unresolved > 0) {
            parts.add(unresolved + " unresolved");
        }
        return counted(jobs, "job") + ", " + counted(all, "need") + (parts.length() == 0 ? "" : ": " + parts)
                + (incomplete ? "; the audit is incomplete" : "");
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
