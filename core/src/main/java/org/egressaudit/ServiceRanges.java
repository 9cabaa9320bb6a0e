package org.egressaudit;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.egressaudit.dns.PublishedRanges;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;
import org.egressaudit.report.Audit.AddressAudit;
import org.egressaudit.report.Audit.JobAudit;
import org.egressaudit.report.Audit.LayerVerdict;
import org.egressaudit.report.Audit.NeedAudit;
import org.egressaudit.report.Audit.NeedVerdict;
import org.jspecify.annotations.Nullable;

/**
 * How much of a service's published ranges a host's layers let out.
 *
 * <p>A range passes when the first and the last address of each sixteenth of it do.
 *
 * @param service whose ranges they are
 * @param all how many there are, of the families that the name has
 * @param passing how many pass
 * @param blocked the first that is blocked, or null
 */
record ServiceRanges(
        PublishedRanges.Service service,
        int all,
        int passing,
        @Nullable Blocked blocked) {

    /** How often a range is cut in two. */
    private static final int HALVINGS = 4;

    /** A range that does not pass, and what stops it. */
    record Blocked(Prefix range, LayerVerdict culprit) {}

    static ServiceRanges check(PublishedRanges.Service service, NeedAudit need, JobAudit job, WayOut wayOut) {
        boolean v6 =
                need.addresses().stream().anyMatch(address -> address.address().v6())
                        || need.endpoint().host().toString().contains("dualstack");
        List<Prefix> ranges = service.prefixes().stream()
                .filter(range -> v6 || !range.base().v6())
                .toList();
        int passing = 0;
        Blocked blocked = null;
        for (Prefix range : ranges) {
            boolean passes = true;
            for (IpAddress address : tried(range)) {
                AddressAudit audit = wayOut.judgeWithoutProposals(flow(need, job, address, wayOut));
                passes &= audit.verdict() == NeedVerdict.ALLOWED;
                LayerVerdict culprit = audit.culprit();
                if (blocked == null && culprit != null && audit.verdict() == NeedVerdict.BLOCKED) {
                    blocked = new Blocked(range, culprit);
                }
            }
            passing += passes ? 1 : 0;
        }
        return new ServiceRanges(service, ranges.size(), passing, blocked);
    }

    private static Flow flow(NeedAudit need, JobAudit job, IpAddress address, WayOut wayOut) {
        String user = need.endpoint().user() == null
                ? job.job().user()
                : need.endpoint().user();
        Instant time = need.addresses().isEmpty()
                ? null
                : need.addresses().get(0).flow().time();
        return wayOut.flow(need.endpoint().protocol(), address, need.endpoint().port(), user, time);
    }

    private static Set<IpAddress> tried(Prefix range) {
        List<Prefix> parts = List.of(range);
        for (int i = 0; i < HALVINGS; i++) {
            parts = parts.stream().flatMap(part -> part.halves().stream()).toList();
        }
        Set<IpAddress> tried = new LinkedHashSet<>();
        for (Prefix part : parts) {
            tried.add(part.base());
            tried.add(part.last());
        }
        return tried;
    }

    boolean allPass() {
        return passing == all;
    }
}
