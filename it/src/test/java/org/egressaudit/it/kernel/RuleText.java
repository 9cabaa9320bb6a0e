package org.egressaudit.it.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;

/** Parts of rules in the words of iptables(8), each beginning with a space. */
final class RuleText {

    private final Draw draw;
    private int negated = 10;

    RuleText(Draw draw) {
        this.draw = draw;
    }

    void negateMostly() {
        negated = 60;
    }

    private String not() {
        return draw.percent(negated) ? " !" : "";
    }

    /** Some conditions, each of another kind; possibly none. */
    String matches(int least, int most) {
        List<Supplier<String>> usual = List.of(this::destination, this::protocol);
        List<Supplier<String>> rarer = new ArrayList<>(List.of(
                this::outInterface,
                this::source,
                this::destinationRange,
                this::state,
                this::addressType,
                this::comment,
                this::packetType,
                this::markMatch,
                this::length));
        Collections.shuffle(rarer, new Random(draw.bits()));
        StringBuilder text = new StringBuilder();
        int count = draw.between(least, most);
        for (int i = 0; i < count; i++) {
            text.append(
                    i < 2 && draw.percent(70)
                            ? usual.get(i).get()
                            : rarer.remove(0).get());
        }
        return text.toString();
    }

    private String destination() {
        return not() + " -d " + mask(draw.prefix());
    }

    private String source() {
        Prefix own = Prefix.of(
                draw.v6
                        ? draw.pick("2001:db8:0:1::10/128", "2001:db8:0:1::/64", "2001:db8:0:2::10/128", "::1/128")
                        : draw.pick("192.0.2.10/32", "192.0.2.0/24", "198.51.100.10/32", "127.0.0.1/32"));
        return not() + " -s " + (draw.percent(80) ? own : draw.prefix());
    }

    /** A block with its mask, sometimes dotted, now and then with holes. */
    private String mask(Prefix prefix) {
        if (draw.v6 || draw.percent(85)) {
            return prefix.toString();
        }
        long bits = prefix.length() == 0 ? 0 : -1L << (32 - prefix.length());
        if (draw.percent(30)) {
            bits &= ~(0xFFL << draw.pick(8, 16));
        }
        return prefix.base() + "/" + IpAddress.v4(bits);
    }

    private String outInterface() {
        return not() + " -o " + draw.pick("eth0", "eth1", "lo", "eth+", "et+", "tun0", "e+");
    }

    private String destinationRange() {
        List<IpAddress> range = draw.range();
        return " -m iprange" + not() + " --dst-range " + range.get(0) + "-" + range.get(1);
    }

    private String protocol() {
        int kind = draw.between(1, 100);
        if (kind <= 70) {
            String name = draw.pick("tcp", "tcp", "udp");
            return " -p " + name + (draw.percent(85) ? ports(name) : "");
        }
        if (kind <= 80) {
            return icmp();
        }
        if (kind <= 86) {
            return not() + " -p " + draw.pick("tcp", "udp", "47", "esp", draw.v6 ? "ipv6-icmp" : "icmp");
        }
        String name = draw.pick("sctp", "udplite");
        return name.equals("sctp")
                ? " -p sctp -m sctp" + not() + " --dport " + draw.ports()
                : " -p udplite" + multiport();
    }

    private String icmp() {
        if (draw.v6) {
            return " -p ipv6-icmp -m icmp6" + not() + " --icmpv6-type "
                    + draw.pick("echo-request", "128", "128/0", "echo-reply", "1/4", "133");
        }
        return " -p icmp -m icmp" + not() + " --icmp-type "
                + draw.pick("echo-request", "8", "8/0", "any", "echo-reply", "3/4", "timestamp-request");
    }

    private String ports(String protocol) {
        int kind = draw.between(1, 100);
        if (kind <= 45) {
            return " -m " + protocol + not() + " --dport " + draw.ports();
        }
        if (kind <= 75) {
            return multiport();
        }
        if (kind <= 85) {
            return " -m " + protocol + not() + " --sport " + draw.sourcePorts();
        }
        if (protocol.equals("tcp")) {
            return " -m tcp"
                    + (draw.percent(50)
                            ? not() + " --syn"
                            : not() + " --tcp-flags "
                                    + draw.pick(
                                            "FIN,SYN,RST,ACK SYN",
                                            "SYN,ACK SYN",
                                            "RST RST",
                                            "ALL NONE",
                                            "SYN SYN",
                                            "ACK ACK",
                                            "ALL SYN,ECE,CWR"));
        }
        return " -m " + protocol + not() + " --dport " + draw.ports() + not() + " --sport " + draw.sourcePorts();
    }

    private String multiport() {
        int kind = draw.between(1, 100);
        String list = IntStream.rangeClosed(1, draw.between(1, 5))
                .mapToObj(i -> draw.ports())
                .collect(Collectors.joining(","));
        return " -m multiport" + not() + (kind <= 80 ? " --dports " : kind <= 90 ? " --ports " : " --sports ") + list;
    }

    /** A condition on the state of the connection. */
    String state() {
        return draw.percent(40)
                ? " -m state" + not() + " --state "
                        + draw.pick(
                                "NEW", "NEW,ESTABLISHED", "ESTABLISHED", "INVALID", "RELATED,ESTABLISHED", "UNTRACKED")
                : " -m conntrack" + not() + " --ctstate "
                        + draw.pick(
                                "NEW",
                                "NEW,ESTABLISHED",
                                "ESTABLISHED",
                                "INVALID",
                                "UNTRACKED",
                                "NEW,RELATED",
                                "INVALID,UNTRACKED",
                                "DNAT",
                                "SNAT");
    }

    private String addressType() {
        return " -m addrtype" + not() + draw.pick(" --dst-type ", " --dst-type ", " --src-type ")
                + (draw.v6 && draw.percent(97)
                        ? draw.pick("LOCAL", "UNICAST", "MULTICAST", "LOCAL,MULTICAST")
                        : draw.pick("LOCAL", "UNICAST", "BROADCAST", "MULTICAST", "LOCAL,BROADCAST"));
    }

    private String comment() {
        return " -m comment --comment " + draw.pick("api", "\"a -j DROP in words\"", "\"it \\\"is\\\" ok\"");
    }

    private String packetType() {
        return " -m pkttype" + not() + " --pkt-type " + draw.pick("unicast", "broadcast", "multicast");
    }

    private String length() {
        return " -m length" + not() + " --length " + draw.pick("0:65535", "0:19", "1500:9000");
    }

    /** A condition on the mark of the packet or the connection. */
    String markMatch() {
        return " -m " + draw.pick("mark", "mark", "connmark") + not() + " --mark "
                + draw.pick("0x0", "0x1", "0x2", "0x1/0x1", "0x2/0x3", "0x10/0xf0", "0x0/0xff", "0x3", "7");
    }

    /** A target that sets a mark. */
    String markTarget() {
        return draw.pick(
                " -j MARK --set-mark 0x1",
                " -j MARK --set-xmark 0x2/0x3",
                " -j MARK --or-mark 0x10",
                " -j MARK --and-mark 0xf",
                " -j MARK --xor-mark 0x3",
                " -j MARK --set-mark 0x2/0xff",
                " -j CONNMARK --set-mark 0x1",
                " -j CONNMARK --save-mark",
                " -j CONNMARK --restore-mark",
                " -j CONNMARK --set-xmark 0x10/0xf0",
                " -j CONNMARK --save-mark --nfmask 0xff --ctmask 0x1",
                " -j RETURN",
                " -j ACCEPT",
                " -j DROP");
    }

    /** A condition on who sends. */
    String owner() {
        return " -m owner"
                + draw.pick(
                        not() + " --uid-owner " + draw.users(),
                        not() + " --uid-owner " + draw.users(),
                        not() + " --gid-owner " + draw.users(),
                        not() + " --uid-owner " + draw.users() + not() + " --gid-owner " + draw.users(),
                        not() + " --gid-owner " + draw.users() + " --suppl-groups",
                        not() + " --socket-exists");
    }

    /** A condition as rule sets have it on packets that come in. */
    String replyMatch() {
        return draw.either(List.of(
                this::state,
                this::state,
                () -> not() + " -i " + draw.pick("eth0", "eth1", "lo", "eth+"),
                () -> not() + " -s " + draw.prefix(),
                () -> " -p " + draw.pick("tcp", "udp") + not() + " --sport " + draw.ports(),
                () -> " -p tcp --dport 32768:60999",
                () -> " -p tcp" + not() + " --syn",
                () -> " -p tcp -m multiport --sports " + draw.ports() + "," + draw.ports()));
    }

    /** A rule of table nat that changes where a flow goes. */
    String destinationNat() {
        if (draw.percent(10)) {
            return draw.v6
                    ? " -d 2001:db8:200::/64 -j NETMAP --to 2001:db8:300::/64"
                    : " -d 10.20.30.0/24 -j NETMAP --to 203.0.113.0/24";
        }
        String address = draw.v6
                ? draw.pick("2001:db8:300::7", "2001:db8:100::45", "2001:db8:0:2::77")
                : draw.pick("203.0.113.45", "192.168.7.9", "198.51.100.7", "10.20.30.40");
        if (draw.percent(10)) {
            return destination() + " -j DNAT --to-destination " + address;
        }
        String protocol = draw.pick("tcp", "tcp", "udp");
        int local = draw.pick(LabHost.LOCAL_PORTS);
        return (draw.percent(60) ? destination() : "") + " -p " + protocol + " -m " + protocol + not() + " --dport "
                + draw.ports()
                + draw.pick(
                        " -j DNAT --to-destination " + address,
                        " -j DNAT --to-destination " + (draw.v6 ? "[" + address + "]" : address) + ":" + draw.port(),
                        " -j REDIRECT --to-ports " + local,
                        " -j DNAT --to-destination " + (draw.v6 ? "[::1]" : "127.0.0.1") + ":" + local,
                        " -j RETURN",
                        " -m owner" + not() + " --uid-owner " + draw.users() + " -j ACCEPT");
    }

    /** A rule of table nat that changes where a flow comes from. */
    String sourceNat() {
        return (draw.percent(50) ? destination() : "")
                + " -o eth0"
                + draw.pick(" -j MASQUERADE", " -j SNAT --to-source " + (draw.v6 ? "2001:db8:0:1::99" : "192.0.2.99"));
    }

    /** A condition on the address before translation. */
    String originalDestination() {
        return draw.pick(
                " -m conntrack" + not() + " --ctorigdst " + draw.prefix(),
                " -p tcp -m conntrack" + not() + " --ctorigdstport " + draw.ports(),
                " -m conntrack" + not() + " --ctstate DNAT",
                " -m conntrack" + not() + " --ctreplsrc " + draw.prefix());
    }

    /** What becomes of a packet that matches. */
    String verdict() {
        int kind = draw.between(1, 100);
        return kind <= 45
                ? " -j ACCEPT"
                : kind <= 70
                        ? " -j DROP"
                        : kind <= 90
                                ? reject()
                                : draw.pick(
                                        " -j LOG --log-prefix \"out: \"",
                                        " -j NFLOG",
                                        " -m limit --limit 1/hour -j LOG",
                                        "",
                                        " -j MARK --set-mark 1");
    }

    private String reject() {
        return " -j REJECT"
                + (draw.v6
                        ? draw.pick(
                                "",
                                "",
                                " --reject-with icmp6-no-route",
                                " --reject-with icmp6-adm-prohibited",
                                " --reject-with icmp6-addr-unreachable",
                                " --reject-with icmp6-port-unreachable",
                                " --reject-with icmp6-policy-fail",
                                " --reject-with icmp6-reject-route")
                        : draw.pick(
                                "",
                                "",
                                " --reject-with icmp-net-unreachable",
                                " --reject-with icmp-host-unreachable",
                                " --reject-with icmp-proto-unreachable",
                                " --reject-with icmp-net-prohibited",
                                " --reject-with icmp-host-prohibited",
                                " --reject-with icmp-admin-prohibited",
                                " --reject-with icmp-port-unreachable"));
    }
}
