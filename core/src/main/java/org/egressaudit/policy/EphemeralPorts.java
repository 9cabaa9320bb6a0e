package org.egressaudit.policy;

import java.util.List;
import org.egressaudit.net.PortRange;

/** The local ports from which Linux chooses: 32768 to 60999 (ip-sysctl, ip_local_port_range). */
final class EphemeralPorts {

    private static final PortRange PORTS = new PortRange(32768, 60999);

    private EphemeralPorts() {}

    /** YES when all of them lie in the ranges, NO when none does. */
    static Ternary within(List<PortRange> ranges) {
        boolean any = false;
        int covered = PORTS.from();
        for (boolean further = true; further; ) {
            further = false;
            for (int i = 0; i < ranges.size(); i++) {
                PortRange range = ranges.get(i);
                any |= range.from() <= PORTS.to() && range.to() >= PORTS.from();
                if (range.from() <= covered && range.to() >= covered) {
                    covered = range.to() + 1;
                    further = true;
                }
            }
        }
        if (!any) {
            return Ternary.NO;
        }
        return covered > PORTS.to() ? Ternary.YES : Ternary.UNKNOWN;
    }
}
