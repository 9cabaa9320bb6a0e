package org.egressaudit.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;
import org.egressaudit.net.Protocol;
import org.egressaudit.policy.Verdict;
import org.egressaudit.text.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network ACL looks at what crosses the border of the subnet, and at nothing else (VPC guide, "Network ACL basics"). */
class SubnetBorderTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.1.0/24, 10.0.1.20, allowed",
        "10.0.1.0/24, 10.0.2.20, dropped",
        "10.0.1.0/24, 203.0.113.45, dropped",
        "'', 10.0.1.20, undecided",
        "'', 203.0.113.45, dropped",
    })
    void an_acl_that_lets_nothing_through(String subnet, String destination, String verdict) {
        NetworkAcl acl = new NetworkAcl("acl-1", Set.of(), List.of(), List.of(), Span.point("acls.json", 1, 1));
        NetworkAclLayer layer = new NetworkAclLayer(
                acl,
                AwsWorld.EMPTY,
                subnet.isEmpty() ? List.of() : List.of(Prefix.of(subnet)),
                NetworkAclLayer.CLIENT_PORTS,
                List.of("acls.json"),
                new CliProposals());
        Verdict said = layer.evaluate(Flow.to(Protocol.TCP, IpAddress.of(destination), 5432));
        assertThat(said.label()).isEqualTo(verdict);
    }
}
