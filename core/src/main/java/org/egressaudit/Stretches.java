package org.egressaudit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.policy.AddressRange;
import org.egressaudit.policy.Boundaries;
import org.egressaudit.policy.Trace;
import org.egressaudit.policy.Verdict;
import org.egressaudit.report.Audit.AddressAudit;
import org.egressaudit.report.Audit.LayerVerdict;
import org.egressaudit.report.Stretch;

/**
 * Whole networks and ranges of ports through the layers of a host: exactly which parts pass.
 *
 * <p>The layers say where their answers may change; between two such places one answer holds for all.
 */
final class Stretches {

    /** Answers given for one question at most. */
    private static final int MOST_ANSWERS = 1 << 21;

    private final WayOut wayOut;
    private final Flow pattern;
    private final Boundaries boundaries;
    private final List<PortRange> ports;
    private int answers;

    /**
     * @param pattern the flow, but for its destination and port
     * @param ports which ports are asked about
     */
    Stretches(WayOut wayOut, Flow pattern, PortRange ports) {
        this.wayOut = wayOut;
        this.pattern = pattern;
        this.boundaries = new Boundaries(ports);
        wayOut.boundaries(boundaries);
        this.ports = pattern.protocol().hasPorts() ? boundaries.cutPorts() : List.of(ports);
    }

    /** The parts of a network, neighbours with the same answer joined. */
    List<Stretch> of(Prefix network) {
        Optional<List<AddressRange.Span>> cut = boundaries.cut(network);
        if (cut.isEmpty() || (long) cut.get().size() * ports.size() > MOST_ANSWERS - answers) {
            return List.of(tooFine(network));
        }
        answers += cut.get().size() * ports.size();
        List<Stretch> told = new ArrayList<>();
        List<Stretch> before = List.of();
        for (AddressRange.Span span : cut.get()) {
            List<Stretch> here = of(span);
            if (same(before, here)) {
                before = before.stream().map(each -> each.upTo(span.last())).toList();
            } else {
                told.addAll(before);
                before = here;
            }
        }
        told.addAll(before);
        return told;
    }

    /** The answers for one stretch of addresses, neighbouring ports with the same answer joined. */
    private List<Stretch> of(AddressRange.Span span) {
        List<Stretch> here = new ArrayList<>();
        for (PortRange range : ports) {
            AddressAudit answer = wayOut.judgeWithoutProposals(flow(span.first(), range.from()));
            Stretch next = new Stretch(span.first(), span.last(), range, answer);
            int last = here.size() - 1;
            if (last >= 0 && here.get(last).answersLike(next)) {
                here.set(last, here.get(last).upTo(range.to()));
            } else {
                here.add(next);
            }
        }
        return here;
    }

    private static boolean same(List<Stretch> one, List<Stretch> other) {
        boolean same = one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            same = one.get(i).ports().equals(other.get(i).ports()) && one.get(i).answersLike(other.get(i));
        }
        return same;
    }

    private Flow flow(IpAddress destination, int port) {
        return wayOut.leaving(new Flow(
                pattern.protocol(),
                null,
                destination,
                pattern.sourcePort(),
                port,
                pattern.icmpCode(),
                pattern.user(),
                pattern.groups(),
                null,
                pattern.time()));
    }

    private Stretch tooFine(Prefix network) {
        Verdict verdict = new Verdict.Undecided(
                List.of("the rules cut " + network + " into too many parts; ask for smaller networks"), Trace.EMPTY);
        Flow flow = flow(network.base(), boundaries.asked().from());
        return new Stretch(
                network.base(),
                network.last(),
                boundaries.asked(),
                new AddressAudit(network.base(), "given", flow, List.of(new LayerVerdict("", verdict, null))));
    }
}
