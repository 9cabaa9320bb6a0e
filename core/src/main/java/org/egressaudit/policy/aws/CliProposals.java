package org.egressaudit.policy.aws;

import java.util.Objects;
import org.egressaudit.net.Prefix;

/** Changes as commands of the AWS command line. */
public final class CliProposals implements Proposals {

    @Override
    public String open(SecurityGroup group, Opening opening) {
        boolean v6 = opening.prefix().base().v6();
        return "aws ec2 authorize-security-group-egress --group-id " + group.id() + " --ip-permissions '"
                + "IpProtocol=" + opening.protocol()
                + (opening.hasPorts() ? ",FromPort=" + opening.from() + ",ToPort=" + opening.to() : "")
                + (v6 ? ",Ipv6Ranges=[{CidrIpv6=" : ",IpRanges=[{CidrIp=") + opening.prefix() + "}]'";
    }

    @Override
    public String open(NetworkAcl acl, NetworkAcl.Entry entry) {
        Traffic traffic = entry.traffic();
        Prefix prefix = Objects.requireNonNull(entry.prefix());
        String detail = "";
        if (traffic.protocol() == 6 || traffic.protocol() == 17) {
            detail = " --port-range From=" + traffic.ports().from() + ",To="
                    + traffic.ports().to();
        } else if (traffic.protocol() == 1 || traffic.protocol() == 58) {
            detail = " --icmp-type-code Type=" + traffic.icmpType() + ",Code=" + traffic.icmpCode();
        }
        return "aws ec2 create-network-acl-entry --network-acl-id " + acl.id()
                + (entry.egress() ? " --egress" : " --ingress")
                + " --rule-number " + entry.number() + " --protocol " + traffic.protocol() + detail
                + (prefix.base().v6() ? " --ipv6-cidr-block " : " --cidr-block ") + prefix + " --rule-action allow";
    }
}
