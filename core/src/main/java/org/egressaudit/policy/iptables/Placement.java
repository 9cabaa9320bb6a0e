package org.egressaudit.policy.iptables;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.egressaudit.policy.iptables.SaveFile.SavedRule;
import org.egressaudit.text.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Where targets and matches may stand: iptables-restore refuses the whole file when one stands elsewhere.
 *
 * <p>As observed with both stores on Linux, each in each chain of each table. A chain of the user's own stands wherever
 * the chains that call it stand.
 */
final class Placement {

    private static final Set<String> BEFORE_ROUTING = Set.of("PREROUTING", "INPUT", "FORWARD");
    private static final Set<String> AFTER_ROUTING = Set.of("FORWARD", "OUTPUT", "POSTROUTING");
    private static final Set<String> ANYWHERE = Set.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING");

    /**
     * @param tables for which it is; empty for all
     * @param hooks chains for which it is
     */
    private record Room(Set<String> tables, Set<String> hooks) {}

    private static final Map<String, Room> TARGETS = new HashMap<>();
    private static final Map<String, Room> MATCHES = new HashMap<>();
    private static final Map<String, Room> OPTIONS = new HashMap<>();

    static {
        TARGETS.put("DNAT", new Room(Set.of("nat"), Set.of("PREROUTING", "OUTPUT")));
        TARGETS.put("REDIRECT", new Room(Set.of("nat"), Set.of("PREROUTING", "OUTPUT")));
        TARGETS.put("SNAT", new Room(Set.of("nat"), Set.of("INPUT", "POSTROUTING")));
        TARGETS.put("MASQUERADE", new Room(Set.of("nat"), Set.of("POSTROUTING")));
        TARGETS.put("NETMAP", new Room(Set.of("nat"), ANYWHERE));
        TARGETS.put("REJECT", new Room(Set.of("filter"), ANYWHERE));
        TARGETS.put("DROP", new Room(Set.of("filter", "mangle", "raw", "security"), ANYWHERE));
        TARGETS.put("TPROXY", new Room(Set.of("mangle"), Set.of("PREROUTING")));
        TARGETS.put("CLASSIFY", new Room(Set.of(), AFTER_ROUTING));
        TARGETS.put("SYNPROXY", new Room(Set.of(), Set.of("INPUT", "FORWARD")));
        for (String raw : List.of("NOTRACK", "CT")) {
            TARGETS.put(raw, new Room(Set.of("raw"), ANYWHERE));
        }
        for (String mangle : List.of("TTL", "HL", "DSCP", "TOS", "ECN", "CHECKSUM", "TCPOPTSTRIP")) {
            TARGETS.put(mangle, new Room(Set.of("mangle"), ANYWHERE));
        }
        MATCHES.put("owner", new Room(Set.of(), Set.of("OUTPUT", "POSTROUTING")));
        MATCHES.put("mac", new Room(Set.of(), BEFORE_ROUTING));
        MATCHES.put("rpfilter", new Room(Set.of("raw", "mangle"), Set.of("PREROUTING")));
        MATCHES.put("socket", new Room(Set.of(), Set.of("PREROUTING", "INPUT")));
        MATCHES.put("cgroup", new Room(Set.of(), Set.of("INPUT", "OUTPUT", "POSTROUTING")));
        MATCHES.put("realm", new Room(Set.of(), Set.of("INPUT", "FORWARD", "OUTPUT", "POSTROUTING")));
        OPTIONS.put("--limit-iface-in", new Room(Set.of(), BEFORE_ROUTING));
        OPTIONS.put("--limit-iface-out", new Room(Set.of(), AFTER_ROUTING));
        OPTIONS.put("--src-group", new Room(Set.of(), BEFORE_ROUTING));
        OPTIONS.put("--dst-group", new Room(Set.of(), AFTER_ROUTING));
    }

    private final String table;
    private final String chain;
    private final Set<String> hooks;
    private final Consumer<Diagnostic> report;

    /**
     * @param table in which the chain is
     * @param chain whose rules are looked at
     * @param hooks the built-in chains from which a packet gets there
     */
    Placement(String table, String chain, Set<String> hooks, Consumer<Diagnostic> report) {
        this.table = table;
        this.chain = chain;
        this.hooks = new TreeSet<>(hooks);
        this.report = report;
    }

    void check(SavedRule rule) {
        List<Token> tokens = rule.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String value = i + 1 < tokens.size() ? tokens.get(i + 1).text() : "";
            if (token.quoted()) {
                continue;
            }
            switch (token.text()) {
                case "-j", "--jump" -> room(TARGETS.get(value), token.text() + " " + value, token);
                case "-m", "--match" -> room(MATCHES.get(value), token.text() + " " + value, token);
                case "-i", "--in-interface" -> builtIn(BEFORE_ROUTING, token, value);
                case "-o", "--out-interface" -> builtIn(AFTER_ROUTING, token, value);
                default -> room(OPTIONS.get(token.text()), token.text(), token);
            }
        }
    }

    /** iptables itself looks at interfaces, and at built-in chains only. */
    private void builtIn(Set<String> allowed, Token token, String value) {
        if (hooks.contains(chain)) {
            room(new Room(Set.of(), allowed), token.text() + " " + value, token);
        }
    }

    private void room(@Nullable Room room, String what, Token token) {
        if (room == null) {
            return;
        }
        if (!room.tables().isEmpty() && !room.tables().contains(table)) {
            refuse(
                    token,
                    "`" + what + "` stands in table " + table + ", and is for "
                            + String.join(", ", new TreeSet<>(room.tables())));
            return;
        }
        for (String hook : hooks) {
            if (!room.hooks().contains(hook)) {
                refuse(
                        token,
                        "`" + what + "` stands in " + (hook.equals(chain) ? hook : chain + ", which " + hook + " calls")
                                + ", and is for " + String.join(", ", new TreeSet<>(room.hooks())));
                return;
            }
        }
    }

    private void refuse(Token token, String message) {
        report.accept(Diagnostic.warning(
                "rules-not-loadable", token.span(), message + "; nothing of the file would be loaded"));
    }
}
