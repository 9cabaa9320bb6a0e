package org.egressaudit.policy.ufw;

import java.util.List;
import org.egressaudit.policy.Rule;

/**
 * What a command of ufw printed.
 *
 * @param enabled whether ufw is active
 * @param ipv6 whether it manages IPv6
 * @param policies the defaults, each perhaps not known
 * @param rules in the order in which they hold
 * @param unread lines that were not understood, as rules that may be any
 * @param v6OrderKnown whether the rules of IPv6 are listed in their order
 */
record Listing(
        Switch enabled,
        Switch ipv6,
        Policies policies,
        List<ListedRule> rules,
        List<Rule> unread,
        boolean v6OrderKnown) {

    Listing {
        rules = List.copyOf(rules);
        unread = List.copyOf(unread);
    }
}
