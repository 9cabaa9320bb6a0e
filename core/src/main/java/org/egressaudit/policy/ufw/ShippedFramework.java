package org.egressaudit.policy.ufw;

import java.util.List;

/**
 * The rules of {@code before.rules}, {@code before6.rules}, {@code after.rules} and {@code after6.rules} of ufw 0.36 as
 * the package ships them, for those who say that theirs are these.
 */
final class ShippedFramework {

    private static final List<String> ERRORS =
            List.of("destination-unreachable", "packet-too-big", "time-exceeded", "parameter-problem");

    /** Neighbour discovery and inverse neighbour discovery, which stay on one link. */
    private static final List<String> NEIGHBOURS_IN = List.of(
            "router-solicitation",
            "router-advertisement",
            "neighbor-solicitation",
            "neighbor-advertisement",
            "141",
            "142");

    /** The same in the order of the chain of what goes out. */
    private static final List<String> NEIGHBOURS_OUT = List.of(
            "router-solicitation",
            "neighbor-advertisement",
            "neighbor-solicitation",
            "router-advertisement",
            "141",
            "142");

    /** Multicast listener discovery. */
    private static final List<String> LISTENERS = List.of("130", "131", "132", "143");

    /** Secure neighbour discovery. */
    private static final List<String> CERTIFICATION_PATHS = List.of("148", "149");

    private static final List<String> MULTICAST_ROUTERS = List.of("151", "152", "153");

    private ShippedFramework() {}

    static String text(boolean before, boolean v6) {
        StringBuilder text = new StringBuilder("*filter\n");
        Startup.HOOKS.forEach(hook -> text.append(':')
                .append(Startup.chain(v6, before ? "before" : "after", hook))
                .append(" -\n"));
        if (before) {
            begin(text, v6);
            if (v6) {
                before6(text);
            } else {
                before4(text);
            }
        } else {
            after(text, v6);
        }
        return text.append("COMMIT\n").toString();
    }

    private static void add(StringBuilder text, boolean v6, String stage, String hook, String words) {
        text.append("-A ")
                .append(Startup.chain(v6, stage, hook))
                .append(' ')
                .append(words)
                .append('\n');
    }

    private static void begin(StringBuilder text, boolean v6) {
        add(text, v6, "before", "input", "-i lo -j ACCEPT");
        add(text, v6, "before", "output", "-o lo -j ACCEPT");
        for (String hook : Startup.HOOKS) {
            if (v6) {
                add(text, true, "before", hook, "-m rt --rt-type 0 -j DROP");
            }
            add(text, v6, "before", hook, "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT");
        }
        if (v6) {
            add(text, true, "before", "input", "-p icmpv6 --icmpv6-type echo-reply -j ACCEPT");
        }
        add(
                text,
                v6,
                "before",
                "input",
                "-m conntrack --ctstate INVALID -j " + (v6 ? "ufw6" : "ufw") + "-logging-deny");
        add(text, v6, "before", "input", "-m conntrack --ctstate INVALID -j DROP");
    }

    private static void before4(StringBuilder text) {
        for (String hook : List.of("input", "forward")) {
            for (String type :
                    List.of("destination-unreachable", "time-exceeded", "parameter-problem", "echo-request")) {
                add(text, false, "before", hook, "-p icmp --icmp-type " + type + " -j ACCEPT");
            }
        }
        add(text, false, "before", "input", "-p udp --sport 67 --dport 68 -j ACCEPT");
        text.append(":ufw-not-local -\n-A ufw-before-input -j ufw-not-local\n");
        for (String type : List.of("LOCAL", "MULTICAST", "BROADCAST")) {
            text.append("-A ufw-not-local -m addrtype --dst-type ").append(type).append(" -j RETURN\n");
        }
        text.append("-A ufw-not-local -m limit --limit 3/min --limit-burst 10 -j ufw-logging-deny\n");
        text.append("-A ufw-not-local -j DROP\n");
        add(text, false, "before", "input", "-p udp -d 224.0.0.251 --dport 5353 -j ACCEPT");
        add(text, false, "before", "input", "-p udp -d 239.255.255.250 --dport 1900 -j ACCEPT");
    }

    private static void before6(StringBuilder text) {
        for (String hook : List.of("input", "output", "forward")) {
            for (String type : ERRORS) {
                add(text, true, "before", hook, "-p icmpv6 --icmpv6-type " + type + " -j ACCEPT");
            }
            add(text, true, "before", hook, "-p icmpv6 --icmpv6-type echo-request -j ACCEPT");
            if (!hook.equals("input")) {
                add(text, true, "before", hook, "-p icmpv6 --icmpv6-type echo-reply -j ACCEPT");
            }
            if (hook.equals("forward")) {
                continue;
            }
            onLink(text, hook, hook.equals("input") ? NEIGHBOURS_IN : NEIGHBOURS_OUT);
            for (String type : LISTENERS) {
                add(text, true, "before", hook, "-p icmpv6 --icmpv6-type " + type + " -s fe80::/10 -j ACCEPT");
            }
            onLink(text, hook, CERTIFICATION_PATHS);
            for (String type : MULTICAST_ROUTERS) {
                add(
                        text,
                        true,
                        "before",
                        hook,
                        "-p icmpv6 --icmpv6-type " + type + " -s fe80::/10 -m hl --hl-eq 1 -j ACCEPT");
            }
        }
        for (String type : List.of("144", "145", "146", "147")) {
            add(text, true, "before", "input", "-p icmpv6 --icmpv6-type " + type + " -j ACCEPT");
        }
        add(text, true, "before", "input", "-p udp -s fe80::/10 --sport 547 -d fe80::/10 --dport 546 -j ACCEPT");
        add(text, true, "before", "input", "-p udp -d ff02::fb --dport 5353 -j ACCEPT");
        add(text, true, "before", "input", "-p udp -d ff02::f --dport 1900 -j ACCEPT");
    }

    /** A message with a hop limit of 255 was forwarded by nobody. */
    private static void onLink(StringBuilder text, String hook, List<String> types) {
        for (String type : types) {
            add(text, true, "before", hook, "-p icmpv6 --icmpv6-type " + type + " -m hl --hl-eq 255 -j ACCEPT");
        }
    }

    /** Services that talk often are not logged: they go to the policy at once. */
    private static void after(StringBuilder text, boolean v6) {
        String policy = " -j " + Startup.chain(v6, "skip-to-policy", "input");
        for (String ports :
                List.of("-p udp --dport 137", "-p udp --dport 138", "-p tcp --dport 139", "-p tcp --dport 445")) {
            add(text, v6, "after", "input", ports + policy);
        }
        for (String port : v6 ? List.of("546", "547") : List.of("67", "68")) {
            add(text, v6, "after", "input", "-p udp --dport " + port + policy);
        }
        if (!v6) {
            add(text, false, "after", "input", "-m addrtype --dst-type BROADCAST" + policy);
        }
    }
}
