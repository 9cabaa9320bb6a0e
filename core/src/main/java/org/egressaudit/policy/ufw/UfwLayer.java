package org.egressaudit.policy.ufw;

import java.util.List;
import java.util.Optional;
import org.egressaudit.net.Flow;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.Action;
import org.egressaudit.policy.Boundaries;
import org.egressaudit.policy.Evaluation;
import org.egressaudit.policy.HeaderMatch;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.Match;
import org.egressaudit.policy.Rule;
import org.egressaudit.policy.RuleSet;
import org.egressaudit.policy.Verdict;

/**
 * A host's firewall as ufw sets it up, both families.
 *
 * @param files from which it was read
 * @param v4 what iptables holds
 * @param v6 what ip6tables holds
 */
record UfwLayer(List<String> files, Evaluation v4, Evaluation v6) implements Layer {

    UfwLayer {
        files = List.copyOf(files);
    }

    @Override
    public String label() {
        return v4.ruleSet().role().label("ufw");
    }

    private Evaluation family(Flow flow) {
        return flow.destination().v6() ? v6 : v4;
    }

    @Override
    public Verdict evaluate(Flow flow) {
        return family(flow).verdict(flow);
    }

    @Override
    public void boundaries(Boundaries into) {
        v4.boundaries(into);
        v6.boundaries(into);
    }

    /** A command of ufw, at the end of its rules or before them; tried before told. */
    @Override
    public Optional<String> proposal(Flow flow, Verdict verdict) {
        boolean host = family(flow).ruleSet().role() instanceof RuleSet.Role.Host;
        if (!(verdict instanceof Verdict.Blocked) || !host || verdict.trace().translation() != null) {
            return Optional.empty();
        }
        String words = "allow out to " + flow.destination();
        if (flow.protocol().equals(Protocol.TCP) || flow.protocol().equals(Protocol.UDP)) {
            words += " port " + flow.destinationPort();
        } else if (!Ports.hasNameInUfw(flow.protocol())) {
            // ufw has no words for ICMP and others; they go into before.rules by hand
            return Optional.empty();
        }
        words += " proto " + flow.protocol();
        if (lets(flow, false)) {
            return Optional.of("ufw " + words);
        }
        return lets(flow, true) ? Optional.of("ufw prepend " + words) : Optional.empty();
    }

    /** Whether the flow passes with a rule for it in the user's chain. */
    private boolean lets(Flow flow, boolean first) {
        Evaluation family = family(flow);
        String chain = Startup.chain(flow.destination().v6(), "user", "output");
        Rule added = new Rule(
                new Match.All(List.of(
                        new HeaderMatch.ProtocolIs(flow.protocol()),
                        Ports.address(Match.Side.DESTINATION, Prefix.of(flow.destination())),
                        flow.protocol().hasPorts()
                                ? Ports.port(Match.Side.DESTINATION, flow.destinationPort())
                                : new Match.Always())),
                new Action.Accept(),
                family.ruleSet().start(),
                "");
        RuleSet with = first
                ? Unknowns.first(family.ruleSet(), chain, List.of(added))
                : Unknowns.last(family.ruleSet(), chain, List.of(added));
        return Evaluation.of(with, family.target()).verdict(flow) instanceof Verdict.Allowed;
    }
}
