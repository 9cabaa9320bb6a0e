package org.egressaudit.it.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A rule set as it grows: tables, chains, policies and rules, written out for iptables-restore. */
final class RuleSetText {

    private final Draw draw;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private String sets = "";

    RuleSetText(Draw draw) {
        this.draw = draw;
    }

    private static final class Table {
        private final Map<String, String> policies = new LinkedHashMap<>();
        private final List<String> rules = new ArrayList<>();
    }

    /** What most rule sets begin with: policies, loopback, established connections. */
    void usualBeginning() {
        policy("filter", "OUTPUT", draw.pick("DROP", "ACCEPT"));
        policy("filter", "INPUT", draw.pick("DROP", "ACCEPT"));
        if (draw.percent(85)) {
            rule("filter", "INPUT", " -i lo -j ACCEPT");
        }
        if (draw.percent(85)) {
            rule(
                    "filter",
                    "INPUT",
                    draw.pick(
                            " -m state --state RELATED,ESTABLISHED -j ACCEPT",
                            " -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
                            " -m conntrack --ctstate ESTABLISHED -j ACCEPT"));
        }
        if (draw.percent(75)) {
            rule("filter", "OUTPUT", " -o lo -j ACCEPT");
        }
        if (draw.percent(70)) {
            rule(
                    "filter",
                    "OUTPUT",
                    draw.pick(
                            " -m state --state ESTABLISHED,RELATED -j ACCEPT",
                            " -m conntrack --ctstate ESTABLISHED -j ACCEPT"));
        }
    }

    /** What some end with: a last rule for what is left. */
    void usualEnd() {
        if (draw.percent(25)) {
            rule(
                    "filter",
                    "OUTPUT",
                    draw.pick(
                            " -j REJECT",
                            " -j DROP",
                            draw.v6
                                    ? " -j REJECT --reject-with icmp6-adm-prohibited"
                                    : " -j REJECT --reject-with icmp-admin-prohibited"));
        }
    }

    void chain(String table, String chain) {
        table(table).policies.put(chain, "-");
    }

    void policy(String table, String chain, String policy) {
        table(table).policies.put(chain, policy);
    }

    /** Adds a rule at the end of a chain; a built-in chain needs no line of its own. */
    void rule(String table, String chain, String rule) {
        table(table).rules.add("-A " + chain + rule);
    }

    void sets(String text) {
        sets = text;
    }

    String sets() {
        return sets;
    }

    String rules() {
        StringBuilder out = new StringBuilder();
        tables.forEach((name, table) -> {
            out.append('*').append(name).append('\n');
            table.policies.forEach((chain, policy) ->
                    out.append(':').append(chain).append(' ').append(policy).append(" [0:0]\n"));
            table.rules.forEach(rule -> out.append(rule).append('\n'));
            out.append("COMMIT\n");
        });
        return out.toString();
    }

    private Table table(String name) {
        return tables.computeIfAbsent(name, key -> new Table());
    }
}
