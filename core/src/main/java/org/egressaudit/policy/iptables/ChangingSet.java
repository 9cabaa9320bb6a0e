package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egressaudit.policy.AddressSet;
import org.egressaudit.policy.Boundaries;
import org.egressaudit.policy.Match;
import org.egressaudit.policy.Packet;
import org.egressaudit.policy.Ternary;

/**
 * A set that the target SET changes as packets pass (iptables-extensions(8)): what was in it when it was saved says only
 * in one direction what is in it now.
 *
 * @param set as it was saved
 * @param gains whether a rule adds to it
 * @param loses whether a rule deletes from it
 */
record ChangingSet(AddressSet set, boolean gains, boolean loses) implements AddressSet {

    /** The sets, those that rules of the file change marked as such; a list of sets changes with its members. */
    static Map<String, AddressSet> of(Map<String, ? extends AddressSet> sets, SaveFile file) {
        Set<String> gaining = new HashSet<>();
        Set<String> losing = new HashSet<>();
        file.tables().values().stream()
                .flatMap(table -> table.chains.values().stream())
                .flatMap(chain -> chain.rules.stream())
                .forEach(rule -> {
                    List<Token> tokens = rule.tokens();
                    for (int i = 0; i + 1 < tokens.size(); i++) {
                        String name = tokens.get(i + 1).text();
                        switch (tokens.get(i).text()) {
                            case "--add-set" -> gaining.add(name);
                            case "--del-set" -> losing.add(name);
                            default -> {
                                // changes no set
                            }
                        }
                    }
                });
        Map<String, AddressSet> marked = new HashMap<>();
        sets.forEach((name, set) -> {
            List<String> names = new ArrayList<>(List.of(name));
            if (set instanceof IpSet ours) {
                names.addAll(ours.memberNames());
            }
            boolean gains = names.stream().anyMatch(gaining::contains);
            boolean loses = names.stream().anyMatch(losing::contains);
            marked.put(name, gains || loses ? new ChangingSet(set, gains, loses) : set);
        });
        return marked;
    }

    @Override
    public String name() {
        return set.name();
    }

    @Override
    public Ternary contains(Packet packet, List<Match.Side> sides) {
        Ternary saved = set.contains(packet, sides);
        return saved == Ternary.YES && loses || saved == Ternary.NO && gains ? Ternary.UNKNOWN : saved;
    }

    @Override
    public Ternary excludes(Packet packet, List<Match.Side> sides) {
        return Ternary.UNKNOWN;
    }

    @Override
    public void boundaries(Boundaries into) {
        set.boundaries(into);
    }

    @Override
    public String doubt() {
        return set.doubt() + ", for the target SET changes it";
    }
}
