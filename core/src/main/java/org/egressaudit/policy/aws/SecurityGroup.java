package org.egressaudit.policy.aws;

import java.util.List;
import org.egressaudit.policy.Boundaries;
import org.egressaudit.text.Span;

/**
 * A security group: what may leave, and what may come in.
 *
 * @param id {@code sg-...}, or the address or logical name by which a plan or template knows it
 * @param names by which people know it, the one to show first; may be empty
 * @param egress what may leave
 * @param ingress what may come in
 * @param openEgress what may add rules to egress that are not among these, in words: "its egress is known only after
 *     apply"
 * @param span where it stands
 * @param egressSpan where its egress rules stand, or would
 */
public record SecurityGroup(
        String id,
        List<String> names,
        List<SecurityRule> egress,
        List<SecurityRule> ingress,
        List<String> openEgress,
        Span span,
        Span egressSpan) {

    public SecurityGroup {
        names = names.stream()
                .filter(name -> !name.isEmpty() && !name.equals(id))
                .toList();
        egress = List.copyOf(egress);
        ingress = List.copyOf(ingress);
        openEgress = List.copyOf(openEgress);
    }

    /** A group of which only the name is known. */
    public static SecurityGroup missing(String id, String reason, Span span) {
        return new SecurityGroup(id, List.of(), List.of(), List.of(), List.of(reason), span, span);
    }

    /** {@code sg-1 (batch hosts)}. */
    public String label() {
        return names.isEmpty() ? id : id + " (" + names.get(0) + ")";
    }

    /** Tells where what its rules say may change. */
    void boundaries(Boundaries into) {
        for (List<SecurityRule> rules : List.of(egress, ingress)) {
            for (SecurityRule rule : rules) {
                into.ports(rule.traffic().ports());
                if (rule.peer() instanceof Peer.Cidr cidr) {
                    into.network(cidr.prefix());
                }
            }
        }
    }

    /** The same with one more rule. */
    SecurityGroup with(SecurityRule rule) {
        List<SecurityRule> more = new java.util.ArrayList<>(egress);
        more.add(rule);
        return new SecurityGroup(id, names, more, ingress, openEgress, span, egressSpan);
    }
}
