package org.egressaudit.policy.ufw;

import java.util.List;
import java.util.function.Function;
import org.egressaudit.policy.Action;
import org.egressaudit.policy.HostMatch;
import org.egressaudit.policy.Match;
import org.egressaudit.policy.Rule;
import org.egressaudit.policy.RuleSet;
import org.egressaudit.policy.iptables.NoFlushRestore;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/**
 * Both families, as {@code ENABLED} and {@code IPV6} decide over them.
 *
 * @param enabled whether ufw starts at all
 * @param ipv6 whether it manages IPv6
 */
record Families(Switch enabled, Switch ipv6) {

    private static final List<String> BUILT_IN = List.of("INPUT", "OUTPUT", "FORWARD");

    /**
     * The rule set of a family.
     *
     * @param started what ufw loads when it starts and manages the family
     */
    RuleSet of(boolean v6, Request request, Function<Request, RuleSet> started) {
        if (enabled instanceof Switch.Off off) {
            return load(v6, request, off.span(), ":INPUT ACCEPT\n:FORWARD ACCEPT\n:OUTPUT ACCEPT\n");
        }
        RuleSet rules = v6 && ipv6 instanceof Switch.Off off
                // ufw_start: IPv6 is not left open, but closed except for loopback
                ? load(
                        true,
                        request,
                        off.span(),
                        ":INPUT DROP\n:FORWARD DROP\n:OUTPUT DROP\n-A INPUT -i lo -j ACCEPT\n-A OUTPUT -o lo -j ACCEPT\n")
                : started.apply(request);
        if (v6 && ipv6 instanceof Switch.Unknown unknown) {
            rules = perhapsClosed(rules, unknown);
        }
        if (enabled instanceof Switch.Unknown unknown) {
            rules = perhapsOpen(rules, unknown);
        }
        return rules;
    }

    private static RuleSet load(boolean v6, Request request, Span span, String lines) {
        NoFlushRestore restore = new NoFlushRestore(request.named().text(), v6, request.crossing(), request.sets());
        restore.load(Source.of(span, "*filter\n" + lines + "COMMIT\n"), request.report());
        return restore.ruleSet(request.report());
    }

    /** When IPv6 turns out to be off, everything but loopback is closed. */
    private static RuleSet perhapsClosed(RuleSet started, Switch.Unknown unknown) {
        RuleSet rules = started;
        Match off = new Match.Unmodelled("IPV6=no", unknown.reason());
        for (String chain : BUILT_IN) {
            Match loopback = new HostMatch.InterfaceIs(chain.equals("INPUT"), "lo", false);
            rules = Unknowns.first(
                    rules,
                    chain,
                    List.of(
                            rule(new Match.All(List.of(loopback, off)), new Action.Accept(), "IPV6=no", unknown.span()),
                            rule(
                                    new Match.All(List.of(new Match.Not(loopback), off)),
                                    new Action.Drop(),
                                    "IPV6=no",
                                    unknown.span())));
        }
        return rules;
    }

    /** When ufw turns out not to be enabled, everything is open. */
    private static RuleSet perhapsOpen(RuleSet started, Switch.Unknown unknown) {
        RuleSet rules = started;
        Match off = new Match.Unmodelled("ENABLED=no", unknown.reason());
        for (String chain : BUILT_IN) {
            rules = Unknowns.first(rules, chain, List.of(rule(off, new Action.Accept(), "ENABLED=no", unknown.span())));
        }
        return rules;
    }

    private static Rule rule(Match match, Action action, String text, Span span) {
        return new Rule(match, action, span, text);
    }
}
