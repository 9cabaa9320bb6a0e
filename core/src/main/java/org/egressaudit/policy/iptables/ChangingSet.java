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
                .map(rule -> rule.tokens())
                .forEach(tokens -> {
                    gaining.addAll(named("--add-set", tokens));
                    losing.addAll(named("--del-set", tokens));
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

    /** The sets that an option of the target names: behind it, or behind its equals sign; options may be cut short. */
    private static List<String> named(String option, List<Token> tokens) {
        boolean changes = tokens.stream().anyMatch(token -> token.text().equals("SET"));
        List<String> names = new ArrayList<>();
        for (int i = 0; changes && i < tokens.size(); i++) {
            String text = tokens.get(i).text();
            int equals = text.indexOf('=');
            String written = equals < 0 ? text : text.substring(0, equals);
            if (written.length() > "--".length() && option.startsWith(written)) {
                names.add(
                        equals >= 0
                                ? text.substring(equals + 1)
                                : i + 1 < tokens.size() ? tokens.get(i + 1).text() : "");
            }
        }
        return names;
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
