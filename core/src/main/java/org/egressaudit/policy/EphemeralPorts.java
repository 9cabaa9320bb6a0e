package org.egressaudit.policy;

import java.util.List;
import org.egressaudit.net.PortRange;

/** The local ports from which Linux chooses: 32768 to 60999 (ip-sysctl, ip_local_port_range). */
final class EphemeralPorts {

    private static final PortRange PORTS = new PortRange(32768, 60999);

    private EphemeralPorts() {}

    /** YES when all of them lie in the ranges, NO when none does. */
    static Ternary within(List<PortRange> ranges) {
        java.util.BitSet covered = new java.util.BitSet();
        for (PortRange range : ranges) {
            int from = Math.max(range.from(), PORTS.from());
            int to = Math.min(range.to(), PORTS.to());
            if (from <= to) {
                covered.set(from, to + 1);
            }
        }
        if (covered.isEmpty()) {
            return Ternary.NO;
        }
        return covered.cardinality() == PORTS.to() - PORTS.from() + 1 ? Ternary.YES : Ternary.UNKNOWN;
    }
}
