package org.egressaudit.it.kernel;

import java.util.ArrayList;
import java.util.List;

/** Random commands for ufw, as operators write them (ufw(8)). */
final class UfwCommands {

    private static final List<String> APPLICATIONS =
            List.of("DNS", "SMTP", "WWW", "\"WWW Full\"", "SSH", "CIFS", "\"Mail submission\"");

    private final Draw draw;

    private UfwCommands(Draw draw) {
        this.draw = draw;
    }

    /** Commands that end with {@code enable}. */
    static List<String> draw(Draw draw) {
        return new UfwCommands(draw).commands();
    }

    private List<String> commands() {
        List<String> commands = new ArrayList<>();
        commands.add("default " + draw.pick("deny", "reject", "allow", "deny") + " outgoing");
        if (draw.percent(30)) {
            commands.add("default " + draw.pick("allow", "reject") + " incoming");
        }
        if (draw.percent(30)) {
            commands.add("logging " + draw.pick("off", "low", "medium", "high", "full"));
        }
        int count = draw.between(1, 12);
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String rule = rule();
            if (rules.contains(rule)) {
                continue;
            }
            boolean first = draw.percent(15);
            commands.add((first ? "prepend " : "") + rule);
            rules.add(rule);
        }
        if (draw.percent(20)) {
            commands.add("delete " + draw.pick(rules));
        }
        commands.add("enable");
        return commands;
    }

    private String rule() {
        String action = draw.pick("allow", "allow", "deny", "reject", "limit");
        String direction = draw.percent(85) ? "out" : "in";
        int shape = draw.between(1, 100);
        if (shape <= 20) {
            return action + " " + direction + " " + port("/tcp", "/udp", "");
        }
        if (shape <= 30) {
            return action + " " + direction + " " + draw.pick(APPLICATIONS);
        }
        StringBuilder rule = new StringBuilder(action).append(' ').append(direction);
        if (draw.percent(20)) {
            rule.append(" on ").append(draw.pick("eth0", "eth1", "lo"));
        }
        if (draw.percent(10)) {
            rule.append(" log");
        }
        boolean ports = draw.percent(60);
        boolean application = !ports && draw.percent(20);
        if (!application) {
            rule.append(ports || draw.percent(50) ? " proto " + draw.pick("tcp", "udp") : "");
        }
        if (draw.percent(15)) {
            rule.append(" from ").append(draw.percent(50) ? "any" : draw.v6 ? "2001:db8::/32" : "192.0.2.0/24");
        }
        rule.append(" to ").append(draw.percent(25) ? "any" : draw.percent(60) ? draw.prefix() : draw.address());
        if (ports) {
            rule.append(" port ").append(port(""));
        } else if (application) {
            rule.append(" app ").append(draw.pick(APPLICATIONS));
        }
        if (draw.percent(10)) {
            rule.append(" comment 'for the job # 7'");
        }
        return rule.toString();
    }

    /** One port, or some with a protocol. */
    private String port(String... protocols) {
        String protocol = draw.pick(protocols);
        if (protocol.isEmpty() && protocols.length > 1) {
            return Integer.toString(draw.port());
        }
        return draw.percent(25) ? draw.port() + "," + (draw.port() + 7) % 65536 + protocol : draw.ports() + protocol;
    }
}
