package org.egressaudit.it.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;

/** Flows that lie just inside and just outside what the rules of a draw speak of. */
final class FlowsAtBoundaries {

    private FlowsAtBoundaries() {}

    static List<Flow> draw(Draw draw, int count) {
        List<Flow> flows = new ArrayList<>();
        Set<String> socketsTaken = new HashSet<>();
        while (flows.size() < count) {
            Protocol protocol = protocol(draw);
            IpAddress destination = draw.percent(6) ? local(draw) : draw.someAddress();
            if (!LabHost.canReach(destination)) {
                continue;
            }
            boolean local = LabHost.TARGET.isLocal(destination);
            if (local && !(protocol.equals(Protocol.TCP) || protocol.equals(Protocol.UDP))) {
                continue;
            }
            int port = protocol.isIcmp()
                    ? (draw.v6 ? 128 : 8)
                    : !protocol.hasPorts() ? 0 : local ? draw.pick(LabHost.LOCAL_PORTS) : draw.somePort();
            int sourcePort = protocol.equals(Protocol.TCP) || protocol.equals(Protocol.UDP)
                    ? draw.someSourcePort()
                    : protocol.hasPorts() ? 40000 : 0;
            if (LabHost.LOCAL_PORTS.contains(sourcePort)
                    || (sourcePort > 0 && !socketsTaken.add(protocol + " " + sourcePort))) {
                sourcePort = protocol.equals(Protocol.TCP) || protocol.equals(Protocol.UDP) ? -1 : sourcePort;
            }
            Set<Long> groups = new LinkedHashSet<>(List.of(draw.someUser()));
            if (draw.percent(20)) {
                groups.add(draw.someUser());
            }
            flows.add(LabHost.flow(protocol, destination, port, 0, sourcePort, draw.someUser(), groups));
        }
        return flows;
    }

    private static IpAddress local(Draw draw) {
        return IpAddress.of(draw.v6 ? draw.pick("::1", "2001:db8:0:1::10") : draw.pick("127.0.0.1", "192.0.2.10"));
    }

    private static Protocol protocol(Draw draw) {
        int share = draw.between(1, 100);
        return share <= 55
                ? Protocol.TCP
                : share <= 85
                        ? Protocol.UDP
                        : share <= 95 ? (draw.v6 ? Protocol.ICMPV6 : Protocol.ICMP) : new Protocol(draw.pick(47, 50));
    }
}
