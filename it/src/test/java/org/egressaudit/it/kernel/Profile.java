package org.egressaudit.it.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.egressaudit.it.kernel.RuleFiles.Store;

/** Kinds of plausible random rule sets, each rich in one thing. */
enum Profile {
    BASIC {
        @Override
        void fill(RuleSetText text, RuleText rule, Draw draw) {
            addRules(text, "filter", "OUTPUT", draw.between(3, 14), () -> rule.matches(1, 3) + rule.verdict());
        }
    },
    /** Chains within chains, entered by jump and by goto, left by RETURN. */
    CHAINS {
        @Override
        void fill(RuleSetText text, RuleText rule, Draw draw) {
            int depth = draw.between(2, 5);
            for (int level = depth; level >= 1; level--) {
                int below = level;
                String chain = "level" + level;
                text.chain("filter", chain);
                addRules(
                        text,
                        "filter",
                        chain,
                        draw.between(1, 5),
                        () -> rule.matches(0, 2)
                                + (below < depth && draw.percent(50)
                                        ? draw.pick(" -j", " -g") + " level" + draw.between(below + 1, depth)
                                        : draw.percent(30) ? " -j RETURN" : rule.verdict()));
            }
            addRules(
                    text,
                    "filter",
                    "OUTPUT",
                    draw.between(2, 7),
                    () -> rule.matches(0, 2)
                            + (draw.percent(60)
                                    ? draw.pick(" -j", " -g") + " level" + draw.between(1, depth)
                                    : draw.percent(15) ? " -j RETURN" : rule.verdict()));
        }
    },
    NEGATION {
        @Override
        void fill(RuleSetText text, RuleText rule, Draw draw) {
            rule.negateMostly();
            addRules(text, "filter", "OUTPUT", draw.between(2, 8), () -> rule.matches(1, 4) + rule.verdict());
        }
    },
    NAT {
        @Override
        void fill(RuleSetText text, RuleText rule, Draw draw) {
            addRules(text, "nat", "OUTPUT", draw.between(1, 5), () -> rule.destinationNat());
            if (draw.percent(50)) {
                addRules(text, "nat", "POSTROUTING", draw.between(1, 3), () -> rule.sourceNat());
            }
            addRules(
                    text,
                    "filter",
                    "OUTPUT",
                    draw.between(3, 9),
                    () -> (draw.percent(30) ? rule.originalDestination() : rule.matches(1, 3)) + rule.verdict());
        }
    },
    IPSET {
        @Override
        void fill(RuleSetText text, RuleText rule, Draw draw) {
            SetText sets = new SetText(draw);
            int count = draw.between(1, 4);
            for (int i = 0; i < count; i++) {
                sets.add();
            }
            text.sets(sets.text());
            addRules(
                    text,
                    "filter",
                    "OUTPUT",
                    draw.between(2, 8),
                    () -> rule.matches(0, 2) + sets.match() + rule.verdict());
        }
    },
    OWNER {
        @Override
        void fill(RuleSetText text, RuleText rule, Draw draw) {
            addRules(
                    text,
                    "filter",
                    "OUTPUT",
                    draw.between(3, 10),
                    () -> rule.matches(0, 2) + rule.owner() + rule.verdict());
        }
    },
    /** Marks set in mangle and asked for in filter. */
    MARKS {
        @Override
        void fill(RuleSetText text, RuleText rule, Draw draw) {
            addRules(text, "mangle", "OUTPUT", draw.between(2, 6), () -> rule.matches(0, 2) + rule.markTarget());
            addRules(
                    text,
                    "filter",
                    "OUTPUT",
                    draw.between(2, 8),
                    () -> rule.matches(0, 1) + rule.markMatch() + rule.verdict());
            if (draw.percent(40)) {
                addRules(
                        text,
                        "mangle",
                        "POSTROUTING",
                        draw.between(1, 3),
                        () -> rule.markMatch() + draw.pick(" -j DROP", " -j ACCEPT"));
            }
        }
    },
    /** Connections whose later packets or replies are treated otherwise than their first packet. */
    REPLIES {
        @Override
        void fill(RuleSetText text, RuleText rule, Draw draw) {
            if (draw.percent(60)) {
                addRules(
                        text,
                        "raw",
                        "OUTPUT",
                        draw.between(1, 3),
                        () -> rule.matches(1, 2)
                                + draw.pick(
                                        " -j NOTRACK",
                                        " -j CT --notrack",
                                        " -j ACCEPT",
                                        " -j DROP",
                                        " -j CT --zone 1"));
            }
            text.policy("filter", "INPUT", draw.pick("DROP", "DROP", "ACCEPT"));
            addRules(
                    text,
                    "filter",
                    "INPUT",
                    draw.between(1, 4),
                    () -> rule.replyMatch() + draw.pick(" -j ACCEPT", " -j ACCEPT", " -j DROP"));
            addRules(
                    text,
                    "filter",
                    "OUTPUT",
                    draw.between(2, 6),
                    () -> rule.matches(0, 2) + rule.state() + rule.verdict());
            if (draw.percent(30)) {
                addRules(
                        text,
                        draw.pick("raw", "mangle"),
                        "PREROUTING",
                        draw.between(1, 2),
                        () -> rule.replyMatch() + draw.pick(" -j ACCEPT", " -j DROP"));
            }
        }
    },
    /** Everything at once, in several tables. */
    MIXED {
        @Override
        void fill(RuleSetText text, RuleText rule, Draw draw) {
            List<Profile> others = new ArrayList<>(List.of(BASIC, CHAINS, NAT, OWNER, MARKS, REPLIES));
            for (int i = 0; i < 2; i++) {
                Profile profile = draw.pick(others);
                others.remove(profile);
                profile.fill(text, rule, draw);
            }
        }
    };

    abstract void fill(RuleSetText text, RuleText rule, Draw draw);

    /** A rule set of this kind, for the family and the store that the draw's seed gives. */
    RuleFiles draw(Draw draw) {
        RuleSetText text = new RuleSetText(draw);
        text.usualBeginning();
        fill(text, new RuleText(draw), draw);
        text.usualEnd();
        String rules = text.rules();
        return new RuleFiles(
                draw.percent(50) ? Store.LEGACY : Store.NFT,
                draw.v6 ? List.of() : List.of(rules),
                draw.v6 ? List.of(rules) : List.of(),
                text.sets());
    }

    private static void addRules(RuleSetText text, String table, String chain, int count, Supplier<String> maker) {
        for (int i = 0; i < count; i++) {
            text.rule(table, chain, maker.get());
        }
    }
}
