package org.egressaudit.policy.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.egressaudit.net.Target;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Span;
import org.junit.jupiter.api.Test;

/**
 * The option lines by which netfilter tests its own extensions ({@code extensions/*.t}: rule; saved form; OK or FAIL):
 * what iptables takes is taken, what it refuses is refused.
 */
class OptionSyntaxTest {

    /** Extensions whose values are judged here. */
    private static final Set<String> JUDGED = Set.of(
            "libxt_multiport.t",
            "libxt_conntrack.t",
            "libxt_state.t",
            "libxt_tcp.t",
            "libxt_udp.t",
            "libxt_sctp.t",
            "libxt_owner.t",
            "libxt_iprange.t",
            "libxt_mark.t",
            "libxt_connmark.t",
            "libxt_addrtype.t",
            "libxt_comment.t",
            "libxt_time.t",
            "libxt_MARK.t",
            "libxt_CONNMARK.t",
            "libxt_standard.t",
            "libxt_length.t",
            "libipt_ttl.t",
            "libip6t_hl.t",
            "libxt_dscp.t",
            "libxt_tos.t",
            "libxt_ecn.t",
            "libip6t_frag.t",
            "libip6t_hbh.t",
            "libip6t_dst.t",
            "libxt_rpfilter.t",
            "libxt_socket.t",
            "libxt_helper.t",
            "libxt_physdev.t",
            "libxt_pkttype.t",
            "libipt_icmp.t",
            "libip6t_icmp6.t",
            "libipt_REJECT.t",
            "libip6t_REJECT.t",
            "libipt_DNAT.t",
            "libip6t_DNAT.t",
            "libxt_REDIRECT.t",
            "libipt_NETMAP.t");

    /** Refusals that are not told: options given twice, REDIRECT's first port, limits of {@code --ctexpire}, owner's group ranges. */
    private static final Set<String> NOT_TOLD = Set.of(
            "-p ipv6-icmp -m icmp6 --icmpv6-type no-route --icmpv6-type packet-too-big",
            "-p tcp -j REDIRECT --to-ports 42-1234/567",
            "-p tcp --multiport",
            "-m conntrack --ctexpire 42949672956",
            "-m conntrack --ctexpire -1",
            "-m owner --suppl-groups --gid-owner 0-10",
            "-m owner --gid-owner 0-10 ! --suppl-groups",
            "-m owner --uid-owner root");

    @Test
    void isJudgedAsByIptables() throws IOException {
        List<String> wrong = new ArrayList<>();
        int judged = 0;
        for (Path file : CorpusTest.files("iptables-ext-t")) {
            String name = file.getFileName().toString();
            if (!JUDGED.contains(name)) {
                continue;
            }
            for (String line : Files.readAllLines(file)) {
                String[] cells = line.split(";");
                if (cells.length < 3 || line.startsWith("#") || line.startsWith(":") || line.startsWith("*")) {
                    continue;
                }
                judged++;
                boolean takes = takes(cells[0], name.startsWith("libip6t_"));
                if (takes != cells[2].equals("OK") && !NOT_TOLD.contains(cells[0])) {
                    wrong.add(name + ": " + line);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(judged).isGreaterThan(200);
    }

    private static boolean takes(String rule, boolean v6) {
        Span at = Span.wholeFile("option");
        List<Diagnostic> told = new ArrayList<>();
        RuleReader.read(
                new SaveFile.SavedRule(Tokenizer.split(rule, at), rule, at),
                new RuleContext(v6, null, Target.UNKNOWN, null),
                Set.of(),
                told::add);
        return told.stream().noneMatch(each -> each.id().equals("rules-not-loadable"));
    }
}
