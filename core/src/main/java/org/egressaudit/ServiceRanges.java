package org.egressaudit;

import java.time.Instant;
import java.util.List;
import org.egressaudit.dns.PublishedRanges;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.report.Audit.AddressAudit;
import org.egressaudit.report.Audit.JobAudit;
import org.egressaudit.report.Audit.LayerVerdict;
import org.egressaudit.report.Audit.NeedAudit;
import org.egressaudit.report.Audit.NeedVerdict;
import org.egressaudit.report.Stretch;
import org.jspecify.annotations.Nullable;

/**
 * How much of a service's published ranges a host's layers let out.
 *
 * <p>A range passes when every address of it does.
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

    /** A range that does not pass, and what stops it. */
    record Blocked(Prefix range, LayerVerdict culprit) {}

    static ServiceRanges check(PublishedRanges.Service service, NeedAudit need, JobAudit job, WayOut wayOut) {
        boolean v6 =
                need.addresses().stream().anyMatch(address -> address.address().v6())
                        || need.endpoint().host().toString().contains("dualstack");
        List<Prefix> ranges = service.prefixes().stream()
                .filter(range -> v6 || !range.base().v6())
                .toList();
        if (ranges.isEmpty()) {
            return new ServiceRanges(service, 0, 0, null);
        }
        Flow pattern = flow(need, job, ranges.get(0).base(), wayOut);
        Stretches stretches = new Stretches(wayOut, pattern, PortRange.of(pattern.destinationPort()));
        int passing = 0;
        Blocked blocked = null;
        for (Prefix range : ranges) {
            boolean passes = true;
            for (Stretch stretch : stretches.of(range)) {
                AddressAudit audit = stretch.answer();
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

    boolean allPass() {
        return passing == all;
    }
}
