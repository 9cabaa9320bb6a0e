package org.egressaudit.policy.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.egressaudit.net.Target;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.Verdict;
import org.egressaudit.text.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of the filter table, one flow, and what becomes of it. */
class VerdictTableTest {

    private static final String OPEN = "*filter\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:C - [0:0]\n";

    private static final String SETS = """
            create partners hash:net family inet
            add partners 203.0.113.0/24
            create revoked hash:ip family inet
            add revoked 203.0.113.99
            """;

    /** TCP from 192.0.2.10 on eth0 to 203.0.113.45:443, opened by user 33. Several rules are divided by semicolons. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            -A OUTPUT -j DROP                                                  | dropped  | timeout
            -A OUTPUT -p tcp -j REJECT                                         | rejected | refused
            -A OUTPUT -p tcp -m tcp --dport 443 -j REJECT --reject-with tcp-reset | rejected | refused
            -A OUTPUT -p tcp -j REJECT --reject-with icmp-admin-prohibited     | rejected | host-unreachable
            -A OUTPUT -p tcp -j REJECT --reject-with icmp-net-unreachable      | rejected | net-unreachable
            -A OUTPUT -j REJECT                                                | dropped  | timeout
            -A OUTPUT -p udp -j DROP                                           | allowed  | connects
            -A OUTPUT -d 203.0.113.0/24 -j DROP                                | dropped  | timeout
            -A OUTPUT -d 203.0.113.0/255.255.255.0 -j DROP                     | dropped  | timeout
            -A OUTPUT -d 203.0.0.45/255.255.0.255 -j DROP                      | dropped  | timeout
            -A OUTPUT ! -d 203.0.113.45/32 -j DROP                             | allowed  | connects
            -A OUTPUT -d ! 203.0.113.45 -j DROP                                | allowed  | connects
            -A OUTPUT -p tcp -m tcp --dport 443 -j DROP                        | dropped  | timeout
            -A OUTPUT -p tcp --dport https -j DROP                             | dropped  | timeout
            -A OUTPUT -p tcp --destination-port 400:500 -j DROP                | dropped  | timeout
            -A OUTPUT -p tcp --dport=443 -j DROP                               | dropped  | timeout
            -A OUTPUT -p tcp -m tcp ! --dport 443 -j DROP                      | allowed  | connects
            -A OUTPUT -p tcp -m multiport --dports 80,443,8000:8010 -j DROP    | dropped  | timeout
            -A OUTPUT -p tcp -m multiport ! --dports 80,443 -j DROP            | allowed  | connects
            -A OUTPUT -p 6 -j DROP                                             | dropped  | timeout
            -A OUTPUT ! -p tcp -j DROP                                         | allowed  | connects
            -A OUTPUT -o eth0 -j DROP                                          | dropped  | timeout
            -A OUTPUT -o eth+ -j DROP                                          | dropped  | timeout
            -A OUTPUT ! -o lo -j DROP                                          | dropped  | timeout
            -A OUTPUT -i eth0 -j DROP                                          | allowed  | connects
            -A OUTPUT -p tcp --syn -j DROP                                     | dropped  | timeout
            -A OUTPUT -p tcp ! --syn -j DROP                                   | hangs    | hangs
            -A OUTPUT -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -j DROP    | dropped  | timeout
            -A OUTPUT -m state --state NEW -j DROP                             | dropped  | timeout
            -A OUTPUT -m state --state ESTABLISHED -j DROP                     | hangs    | hangs
            -A OUTPUT -m owner --uid-owner 33 -j DROP                          | dropped  | timeout
            -A OUTPUT -m owner --uid-owner 30-40 -j DROP                       | dropped  | timeout
            -A OUTPUT -m owner ! --uid-owner 33 -j DROP                        | allowed  | connects
            -A OUTPUT -m owner --uid-owner www-data -j DROP                    | dropped  | timeout
            -A OUTPUT -m owner --gid-owner 7 -j DROP                           | allowed  | connects
            -A OUTPUT -m iprange --dst-range 203.0.113.40-203.0.113.50 -j DROP | dropped  | timeout
            -A OUTPUT -m addrtype --dst-type LOCAL -j DROP                     | allowed  | connects
            -A OUTPUT -m comment --comment "no -j DROP here" -j ACCEPT         | allowed  | connects
            -A OUTPUT -j LOG --log-prefix "-j DROP "                           | allowed  | connects
            -A OUTPUT -m limit --limit 3/min -j LOG                            | allowed  | connects
            -A OUTPUT -m limit --limit 3/min -j DROP                           | undecided | unknown
            -A OUTPUT -m set --match-set bad dst -j DROP                       | undecided | unknown
            -A OUTPUT -m u32 --u32 "6&0xFF=6" -j DROP                          | undecided | unknown
            -A OUTPUT -j WHATEVER                                              | undecided | unknown
            -A OUTPUT -j C;-A C -d 203.0.113.0/24 -j DROP                      | dropped  | timeout
            -A OUTPUT -j C;-A C -j RETURN;-A C -j DROP                         | allowed  | connects
            -A OUTPUT -g C;-A OUTPUT -j DROP                                   | allowed  | connects
            -P OUTPUT DROP                                                     | dropped  | timeout
            -A INPUT -j DROP                                                   | dropped  | timeout
            -A INPUT -m state --state ESTABLISHED -j ACCEPT;-A INPUT -j DROP   | allowed  | connects
            -I OUTPUT -j ACCEPT;-A OUTPUT -j DROP                              | allowed  | connects
            -A OUTPUT -j DROP;-D OUTPUT -j DROP                                | allowed  | connects
            -A OUTPUT -j MARK --set-mark 7;-A OUTPUT -m mark --mark 7 -j DROP  | dropped  | timeout
            -A OUTPUT -j MARK --set-mark 7;-A OUTPUT -j CONNMARK --save-mark --nfmask 0xffffffff --ctmask 0xffffffff;-A OUTPUT -m connmark --mark 7 -j DROP | dropped | timeout
            -A OUTPUT -j MARK --set-mark 7;-A OUTPUT -j CONNMARK --save-mark --mask 0x3;-A OUTPUT -m connmark --mark 3 -j DROP | dropped | timeout
            -A OUTPUT -j CONNMARK --set-mark 9;-A OUTPUT -j MARK --set-mark 6;-A OUTPUT -j CONNMARK --restore-mark --nfmask 0x2 --ctmask 0x1;-A OUTPUT -m mark --mark 5 -j DROP | dropped | timeout
            -A OUTPUT -m set --match-set partners dst -m set ! --match-set revoked dst -j DROP | dropped | timeout
            -A OUTPUT -m set --match-set partners dst -m set --match-set revoked dst -j DROP   | allowed | connects
            """)
    void becomes(String rules, String verdict, String outcome) {
        Verdict actual = layer(OPEN + rules.replace(";", "\n") + "\nCOMMIT\n").evaluate(flow());
        assertThat(actual.label()).isEqualTo(verdict);
        assertThat(actual.outcome().label()).isEqualTo(outcome);
    }

    private static Flow flow() {
        return Flow.to(Protocol.TCP, IpAddress.of("203.0.113.45"), 443)
                .by(33, Set.of(33L))
                .from("eth0", IpAddress.of("192.0.2.10"));
    }

    private static Layer layer(String text) {
        Target target = new Target(
                Map.of("www-data", new Target.User(33, List.of(33L), null)),
                Map.of("www-data", 33L),
                Map.of(
                        "eth0",
                        List.of(Target.InterfaceAddress.parse("192.0.2.10/24").orElseThrow())));
        Source sets = text.contains("partners") ? new Source("ipset.save", SETS) : null;
        return IptablesFormat.layer(new Source("rules.v4", text), null, sets, target)
                .value();
    }
}
