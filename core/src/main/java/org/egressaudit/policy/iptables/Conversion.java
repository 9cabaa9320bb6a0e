package org.egressaudit.policy.iptables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.egressaudit.policy.Action;
import org.egressaudit.policy.Chain;
import org.egressaudit.policy.Rule;
import org.egressaudit.policy.RuleSet;
import org.egressaudit.policy.RuleSet.Stage;
import org.egressaudit.policy.iptables.SaveFile.SavedChain;
import org.egressaudit.policy.iptables.SaveFile.SavedRule;
import org.egressaudit.policy.iptables.SaveFile.Table;
import org.egressaudit.text.Diagnostic;

/** From the shape of an iptables-save file to the common model. */
final class Conversion {

    private final SaveFile file;
    private final RuleContext context;
    private final RuleSet.Role role;
    private final Consumer<Diagnostic> report;
    private final Map<String, Chain> chains = new HashMap<>();

    private Conversion(SaveFile file, RuleContext context, RuleSet.Role role, Consumer<Diagnostic> report) {
        this.file = file;
        this.context = context.within(file);
        this.role = role;
        this.report = report;
    }

    static RuleSet convert(SaveFile file, RuleContext context, RuleSet.Role role, Consumer<Diagnostic> report) {
        return new Conversion(file, context, role, report).ruleSet();
    }

    private RuleSet ruleSet() {
        file.tables().values().forEach(this::table);
        // the hooks in the order of their priorities (netfilter_ipv4.h)
        List<Stage> prerouting = stages(
                "raw PREROUTING", Stage.Kind.BEFORE_TRACKING,
                "mangle PREROUTING", Stage.Kind.CHANGE,
                "nat PREROUTING", Stage.Kind.TRANSLATE_DESTINATION,
                "", Stage.Kind.UNDO_TRANSLATION);
        List<Stage> input = stages(
                "mangle INPUT", Stage.Kind.CHANGE,
                "filter INPUT", Stage.Kind.FILTER,
                "security INPUT", Stage.Kind.CHANGE);
        List<Stage> forward = stages(
                "mangle FORWARD", Stage.Kind.CHANGE,
                "filter FORWARD", Stage.Kind.FILTER,
                "security FORWARD", Stage.Kind.CHANGE,
                "mangle POSTROUTING", Stage.Kind.CHANGE,
                "nat POSTROUTING", Stage.Kind.TRANSLATE_SOURCE);
        List<Stage> output = stages(
                "raw OUTPUT", Stage.Kind.BEFORE_TRACKING,
                "mangle OUTPUT", Stage.Kind.CHANGE,
                "nat OUTPUT", Stage.Kind.TRANSLATE_DESTINATION,
                "filter OUTPUT", Stage.Kind.FILTER,
                "security OUTPUT", Stage.Kind.CHANGE,
                "", Stage.Kind.REROUTE,
                "mangle POSTROUTING", Stage.Kind.CHANGE,
                "nat POSTROUTING", Stage.Kind.TRANSLATE_SOURCE);
        return new RuleSet(file.file(), chains, role, prerouting, input, forward, output);
    }

    private List<Stage> stages(Object... namesAndKinds) {
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < namesAndKinds.length; i += 2) {
            stages.add(new Stage((Stage.Kind) namesAndKinds[i + 1], chains.get((String) namesAndKinds[i])));
        }
        return stages;
    }

    private void table(Table table) {
        Set<String> builtIn = SaveReader.BUILT_IN.getOrDefault(table.name, Set.of());
        Set<String> userChains = new HashSet<>(table.chains.keySet());
        userChains.removeAll(builtIn);
        Hooks hooks = Hooks.of(table, builtIn);
        for (SavedChain saved : table.chains.values()) {
            boolean own = !builtIn.contains(saved.name);
            if (own && !saved.defined) {
                report.accept(Diagnostic.warning(
                        "rules-not-loadable",
                        saved.span,
                        "the chain " + saved.name + " is not defined in table " + table.name + "; write `:" + saved.name
                                + " - [0:0]`, for iptables-restore refuses the file"));
            }
            List<Rule> rules = new ArrayList<>();
            Placement placement = new Placement(table.name, saved.name, hooks.of(saved.name), report);
            for (SavedRule rule : saved.rules) {
                placement.check(rule);
                Spelling.check(rule, report);
                Rule read = RuleReader.read(rule, context, userChains, report);
                if (read != null) {
                    rules.add(read);
                }
            }
            String policy = saved.policy == null ? "ACCEPT" : saved.policy;
            chains.put(
                    table.name + " " + saved.name,
                    new Chain(
                            table.name,
                            saved.name,
                            own ? null : policy(policy),
                            "policy " + policy,
                            saved.span,
                            rules));
        }
        jumps(table, userChains);
    }

    private static Action policy(String name) {
        return switch (name) {
            case "ACCEPT" -> new Action.Accept();
            case "DROP" -> new Action.Drop();
            default -> new Action.Unmodelled("policy " + name, "the policy `" + name + "` is not known");
        };
    }

    /** The kernel refuses a table whose chains, as far as a hook reaches them, call each other in a circle. */
    private void jumps(Table table, Set<String> userChains) {
        Set<String> called = new HashSet<>();
        for (String name : SaveReader.BUILT_IN.getOrDefault(table.name, Set.of())) {
            Chain chain = chains.get(table.name + " " + name);
            if (chain != null) {
                reaches(chain, "", called);
            }
        }
        for (String name : userChains) {
            Chain chain = chains.get(table.name + " " + name);
            if (chain != null && called.contains(name) && reaches(chain, name, new HashSet<>())) {
                report.accept(Diagnostic.warning(
                        "rules-not-loadable",
                        chain.span(),
                        "the chain " + name + " comes back to itself; the kernel refuses a loop"));
                return;
            }
        }
    }

    private boolean reaches(Chain from, String name, Set<String> seen) {
        java.util.ArrayDeque<Chain> open = new java.util.ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            for (Rule rule : open.pop().rules()) {
                String called = rule.action() instanceof Action.Jump jump
                        ? jump.chain()
                        : rule.action() instanceof Action.Goto goes ? goes.chain() : null;
                if (called != null && called.equals(name)) {
                    return true;
                }
                if (called != null && seen.add(called)) {
                    Chain next = chains.get(from.table() + " " + called);
                    if (next != null) {
                        open.push(next);
                    }
                }
            }
        }
        return false;
    }
}
