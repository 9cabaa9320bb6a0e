package org.egressaudit.policy.aws;

/** How the smallest change is written: as a command, a Terraform block, an entry of a template. */
public interface Proposals {

    /** One more egress rule of a security group. */
    String open(SecurityGroup group, Opening opening);

    /** One more entry of a network ACL. */
    String open(NetworkAcl acl, NetworkAcl.Entry entry);
}
