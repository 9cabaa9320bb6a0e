package org.egressaudit.policy.iptables;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.egressaudit.policy.iptables.SaveFile.SavedChain;
import org.egressaudit.policy.iptables.SaveFile.SavedRule;
import org.egressaudit.policy.iptables.SaveFile.Table;

/** From which built-in chains of a table a packet gets to each of its chains. */
final class Hooks {

    private static final Set<String> CALLS = Set.of("-j", "--jump", "-g", "--goto");

    private final Map<String, Set<String>> byChain = new HashMap<>();

    private Hooks() {}

    /** @param builtIn names of the table's built-in chains */
    static Hooks of(Table table, Set<String> builtIn) {
        Hooks hooks = new Hooks();
        Map<String, Set<String>> calls = new HashMap<>();
        table.chains.forEach((name, chain) -> calls.put(name, calls(table, chain)));
        for (String hook : builtIn) {
            Deque<String> open = new ArrayDeque<>(List.of(hook));
            while (!open.isEmpty()) {
                String chain = open.pop();
                if (hooks.byChain.computeIfAbsent(chain, any -> new TreeSet<>()).add(hook)) {
                    open.addAll(calls.getOrDefault(chain, Set.of()));
                }
            }
        }
        return hooks;
    }

    private static Set<String> calls(Table table, SavedChain chain) {
        Set<String> called = new HashSet<>();
        for (SavedRule rule : chain.rules) {
            List<Token> tokens = rule.tokens();
            for (int i = 0; i + 1 < tokens.size(); i++) {
                if (CALLS.contains(tokens.get(i).text())
                        && table.chains.containsKey(tokens.get(i + 1).text())) {
                    called.add(tokens.get(i + 1).text());
                }
            }
        }
        return called;
    }

    /** The built-in chains; none when no packet gets there. */
    Set<String> of(String chain) {
        return byChain.getOrDefault(chain, Set.of());
    }
}
