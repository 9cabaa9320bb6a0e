package org.egressaudit.policy;

import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Target;

/**
 * Tells the boundaries of all conditions of a rule set.
 *
 * <p>Which side of a packet a condition looks at makes no difference: replies come from where the first packet went.
 */
final class RuleSetBoundaries {

    private final Boundaries into;
    private final Target target;

    RuleSetBoundaries(Boundaries into, Target target) {
        this.into = into;
        this.target = target;
    }

    void tell(RuleSet rules) {
        ends(target, into);
        for (Chain chain : rules.chains().values()) {
            for (Rule rule : chain.rules()) {
                tell(rule.match());
                if (rule.action() instanceof Action.MapNetwork map) {
                    into.network(map.prefix());
                    into.mapped(map.prefix());
                }
            }
        }
    }

    /** Addresses that are the machine's own, or have a meaning to its routing. */
    static void ends(Target target, Boundaries into) {
        into.network(Prefix.of("127.0.0.0/8"));
        into.network(Prefix.of("::1/128"));
        target.interfaces()
                .values()
                .forEach(addresses -> addresses.forEach(own -> {
                    into.addresses(own.address(), own.address());
                    into.network(own.network());
                    into.addresses(own.network().last(), own.network().last());
                }));
    }

    private void tell(Match match) {
        if (match instanceof Match.All all) {
            all.matches().forEach(this::tell);
        } else if (match instanceof Match.Not not) {
            tell(not.match());
        } else if (match instanceof HeaderMatch.AddressIn in) {
            in.ranges().forEach(into::range);
        } else if (match instanceof HeaderMatch.PortIn in) {
            in.ranges().forEach(into::ports);
        } else if (match instanceof ConnectionMatch.EndIn in) {
            in.ranges().forEach(into::range);
        } else if (match instanceof ConnectionMatch.EndPortIn in) {
            into.ports(in.ports());
        } else if (match instanceof HostMatch.InSet in) {
            in.set().boundaries(into);
        } else if (match instanceof HostMatch.AddressKind) {
            into.network(Prefix.of("224.0.0.0/4"));
            into.network(Prefix.of("ff00::/8"));
            into.addresses(IpAddress.of("255.255.255.255"), IpAddress.of("255.255.255.255"));
        }
    }
}
