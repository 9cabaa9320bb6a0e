package org.egressaudit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;

/**
 * A rule set shaped like the firewall of a campus: a chain for each subnet, entered by destination, with states, lists of
 * ports and ranges of addresses; and flows that go to its boundaries and beside them.
 *
 * @param text as iptables-save writes it
 * @param flows some that each chain decides
 */
public record CampusFirewall(String text, List<Flow> flows) {

    private static final int FLOWS = 8_192;

    /** Hosts of a subnet that rules name, few enough that a flow often meets one. */
    private static final int HOSTS = 16;

    /**
     * @param chains how many subnets
     * @param rulesEach rules of each chain
     */
    static CampusFirewall of(int chains, int rulesEach, long seed) {
        Random random = new Random(seed);
        StringBuilder head = new StringBuilder("*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT DROP [0:0]\n");
        StringBuilder calls = new StringBuilder("-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n"
                + "-A OUTPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n-A OUTPUT -o lo -j ACCEPT\n");
        StringBuilder rules = new StringBuilder();
        for (int chain = 0; chain < chains; chain++) {
            String name = "NET-10." + chain / 256 + "." + chain % 256;
            head.append(':').append(name).append(" - [0:0]\n");
            calls.append("-A OUTPUT -d 10.")
                    .append(chain / 256)
                    .append('.')
                    .append(chain % 256)
                    .append(".0/24 -j ")
                    .append(name)
                    .append('\n');
            for (int rule = 0; rule < rulesEach; rule++) {
                rules.append("-A ").append(name).append(' ').append(rule(random, chain)).append('\n');
            }
        }
        calls.append("-A OUTPUT -j REJECT --reject-with icmp-port-unreachable\n");
        return new CampusFirewall(head + calls.toString() + rules + "COMMIT\n", flows(random, chains));
    }

    private static String rule(Random random, int chain) {
        String net = "10." + chain / 256 + "." + chain % 256 + ".";
        int host = random.nextInt(HOSTS);
        String target = random.nextInt(4) == 0 ? "DROP" : "ACCEPT";
        return switch (random.nextInt(5)) {
            case 0 ->
                "-d " + net + host + "/32 -p tcp -m state --state NEW -m tcp --dport " + random.nextInt(1, 9000) + " -j "
                        + target;
            case 1 ->
                "-d " + net + host + "/32 -p tcp -m multiport --dports 22,80,443," + random.nextInt(1000, 9000) + " -j "
                        + target;
            case 2 ->
                "-p udp -m iprange --dst-range " + net + host / 2 + "-" + net + (host / 2 + 100)
                        + " -m udp --dport 161:162 -j " + target;
            case 3 -> "-s 192.0.2." + host + "/32 -d " + net + (host & 0xF0) + "/28 -p tcp -j " + target;
            default -> "-d " + net + host + "/32 -p icmp -m icmp --icmp-type 8 -j " + target;
        };
    }

    private static List<Flow> flows(Random random, int chains) {
        int[] ports = {22, 80, 443, 161, 5432, 8080};
        List<Flow> flows = new ArrayList<>();
        for (int i = 0; i < FLOWS; i++) {
            int chain = random.nextInt(chains + chains / 8 + 1);
            IpAddress destination = IpAddress.v4(10L << 24 | (long) chain << 8 | random.nextInt(HOSTS));
            Flow flow = Flow.to(
                    random.nextInt(5) == 0 ? Protocol.UDP : Protocol.TCP, destination, ports[random.nextInt(ports.length)]);
            flows.add(flow.from("eth0", IpAddress.of("192.0.2.10")).by(1000, java.util.Set.of(1000L)));
        }
        return flows;
    }
}
