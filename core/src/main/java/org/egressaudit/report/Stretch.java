package org.egressaudit.report;

import java.util.Objects;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.PortRange;
import org.egressaudit.policy.Trace;
import org.egressaudit.report.Audit.AddressAudit;
import org.egressaudit.report.Audit.LayerVerdict;

/**
 * Neighbouring addresses and ports of which one answer holds.
 *
 * @param first lowest address
 * @param last highest address
 * @param ports the ports
 * @param answer what becomes of the flow to the first address and the first port; for all others it is the same, by the
 *     same rule where something blocks it
 */
public record Stretch(IpAddress first, IpAddress last, PortRange ports, AddressAudit answer) {

    /** The same up to a higher address. */
    public Stretch upTo(IpAddress address) {
        return new Stretch(first, address, ports, answer);
    }

    /** The same up to a higher port. */
    public Stretch upTo(int port) {
        return new Stretch(first, last, new PortRange(ports.from(), port), answer);
    }

    /** Whether another stretch has the same answer: both pass, or the same rule of the same layer decides. */
    public boolean answersLike(Stretch other) {
        LayerVerdict culprit = answer.culprit();
        LayerVerdict others = other.answer.culprit();
        if (culprit == null || others == null) {
            return culprit == null && others == null && answer.verdict() == other.answer.verdict();
        }
        Trace.Decision decision = culprit.verdict().trace().decision();
        return culprit.layer().equals(others.layer())
                && culprit.verdict().label().equals(others.verdict().label())
                && Objects.equals(decision, others.verdict().trace().decision());
    }
}
