package org.egressaudit.policy.iptables;

import java.util.Map;
import java.util.Optional;
import org.egressaudit.net.Protocol;
import org.egressaudit.net.Target;
import org.egressaudit.policy.AddressSet;
import org.jspecify.annotations.Nullable;

/**
 * What the meaning of a rule depends on beside its words.
 *
 * @param v6 whether it is a rule of ip6tables
 * @param protocol the rule's protocol, when it names one without negation; else null
 * @param target the machine
 * @param sets ipsets by name; null when none were handed in
 */
record RuleContext(
        boolean v6,
        @Nullable Protocol protocol,
        Target target,
        @Nullable Map<String, ? extends AddressSet> sets) {

    RuleContext of(@Nullable Protocol protocol) {
        return new RuleContext(v6, protocol, target, sets);
    }

    /** The same for the rules of a file, which may change sets. */
    RuleContext within(SaveFile file) {
        return sets == null ? this : new RuleContext(v6, protocol, target, ChangingSet.of(sets, file));
    }

    Optional<AddressSet> set(String name) {
        return sets == null ? Optional.empty() : Optional.ofNullable(sets.get(name));
    }
}
