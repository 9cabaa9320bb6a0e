package org.egressaudit.policy.ufw;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.egressaudit.policy.AddressSet;
import org.egressaudit.policy.RuleSet;
import org.egressaudit.policy.iptables.Crossing;
import org.egressaudit.policy.iptables.NoFlushRestore;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * What ufw's start script does for one family: {@code ufw_start} of ufw-init-functions, ufw 0.36.2, step by step.
 *
 * @param v6 whether it is ip6tables
 * @param place what has ufw start; rules of the script itself stand there
 * @param input the policy for what comes in
 * @param output the policy for what the host sends
 * @param forward the policy for what it passes on
 * @param before {@code before.rules}
 * @param user {@code user.rules}
 * @param after {@code after.rules}
 */
record Startup(
        boolean v6, Span place, Policy input, Policy output, Policy forward, Part before, Part user, Part after) {

    /** Chains of the kernel that ufw hangs its own into. */
    static final List<String> HOOKS = List.of("input", "output", "forward");

    private static final List<String> STAGES =
            List.of("before-logging", "before", "after", "after-logging", "reject", "track");

    /** The rule set that is there when the script has run. */
    RuleSet run(
            String name,
            Crossing crossing,
            @Nullable Map<String, ? extends AddressSet> sets,
            Consumer<Diagnostic> report) {
        NoFlushRestore restore = new NoFlushRestore(name, v6, crossing, sets);
        restore.load(Source.of(place, primaryChains()), report);
        for (String hook : HOOKS) {
            if (policy(hook) instanceof Policy.Known known) {
                restore.load(Source.of(known.span(), onPolicy(hook, known.word())), report);
            }
        }
        restore.load(Source.of(place, secondaryChains()), report);
        load(restore, before, report);
        load(restore, after, report);
        restore.load(Source.of(place, userChains()), report);
        load(restore, user, report);
        restore.load(Source.of(place, userHooks()), report);
        for (String hook : HOOKS) {
            if (policy(hook) instanceof Policy.Known known) {
                String text = ":" + builtIn(hook) + " " + known.word().ofChain() + "\n";
                restore.load(Source.of(known.span(), filter(text)), report);
            }
        }
        return withUnknowns(restore.ruleSet(report));
    }

    private static void load(NoFlushRestore restore, Part part, Consumer<Diagnostic> report) {
        if (part instanceof Part.Text text) {
            restore.load(text.source(), report);
        }
    }

    private Policy policy(String hook) {
        return switch (hook) {
            case "input" -> input;
            case "output" -> output;
            default -> forward;
        };
    }

    /** {@code ufw-before-output}, {@code ufw6-before-output}. */
    static String chain(boolean v6, String stage, String hook) {
        return (v6 ? "ufw6-" : "ufw-") + stage + "-" + hook;
    }

    private String chain(String stage, String hook) {
        return chain(v6, stage, hook);
    }

    private static String builtIn(String hook) {
        return hook.toUpperCase(java.util.Locale.ROOT);
    }

    private static String filter(CharSequence lines) {
        return "*filter\n" + lines + "COMMIT\n";
    }

    private String primaryChains() {
        StringBuilder text = new StringBuilder();
        for (String stage : STAGES) {
            HOOKS.forEach(hook -> text.append(":").append(chain(stage, hook)).append(" - [0:0]\n"));
        }
        for (String hook : HOOKS) {
            STAGES.forEach(stage -> text.append("-A ")
                    .append(builtIn(hook))
                    .append(" -j ")
                    .append(chain(stage, hook))
                    .append('\n'));
        }
        return filter(text);
    }

    /** Refusing is a rule of its own; what is accepted is first taken into connection tracking. */
    private String onPolicy(String hook, Policy.Word word) {
        String rule = "-A " + chain(word == Policy.Word.REJECT ? "reject" : "track", hook);
        return filter(
                switch (word) {
                    case REJECT -> rule + " -j REJECT\n";
                    case ACCEPT ->
                        rule + " -p tcp -m conntrack --ctstate NEW -j ACCEPT\n" + rule
                                + " -p udp -m conntrack --ctstate NEW -j ACCEPT\n";
                    case DROP -> "";
                });
    }

    private String secondaryChains() {
        StringBuilder text = new StringBuilder();
        String prefix = v6 ? ":ufw6-" : ":ufw-";
        text.append(prefix).append("logging-deny -\n");
        text.append(prefix).append("logging-allow -\n");
        HOOKS.forEach(
                hook -> text.append(":").append(chain("skip-to-policy", hook)).append(" -\n"));
        for (String hook : HOOKS) {
            if (policy(hook) instanceof Policy.Known known) {
                text.append("-A ")
                        .append(chain("skip-to-policy", hook))
                        .append(" -j ")
                        .append(known.word())
                        .append('\n');
            }
        }
        return filter(text);
    }

    private String userChains() {
        StringBuilder text = new StringBuilder();
        for (String stage : List.of("user", "user-logging")) {
            HOOKS.forEach(hook -> text.append(":").append(chain(stage, hook)).append(" -\n"));
        }
        text.append(":").append(chain("user", "limit")).append(" -\n");
        text.append(":").append(chain("user", "limit-accept")).append(" -\n");
        return filter(text);
    }

    private String userHooks() {
        StringBuilder text = new StringBuilder();
        HOOKS.forEach(hook -> text.append("-A ")
                .append(chain("before", hook))
                .append(" -j ")
                .append(chain("user", hook))
                .append('\n'));
        return filter(text);
    }

    private RuleSet withUnknowns(RuleSet loaded) {
        RuleSet rules = loaded;
        for (String hook : HOOKS) {
            rules = unknown(rules, before, "before", hook);
            rules = unknown(rules, user, "user", hook);
            rules = unknown(rules, after, "after", hook);
            if (policy(hook) instanceof Policy.Unknown unknown) {
                rules = Unknowns.policy(rules, builtIn(hook), unknown);
            }
        }
        return rules;
    }

    private RuleSet unknown(RuleSet rules, Part part, String stage, String hook) {
        return part instanceof Part.Unknown unknown
                ? Unknowns.first(
                        rules,
                        chain(stage, hook),
                        List.of(Unknowns.anything(unknown.name(), unknown.reason(), unknown.span())))
                : rules;
    }
}
