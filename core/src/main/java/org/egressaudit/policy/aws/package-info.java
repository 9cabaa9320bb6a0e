/**
 * Security groups and network ACLs of Amazon VPC.
 *
 * <p>{@link org.egressaudit.policy.aws.AwsReader} reads what {@code aws ec2 describe-...} prints, in one file or many,
 * into an {@link org.egressaudit.policy.aws.AwsWorld}: {@link org.egressaudit.policy.aws.SecurityGroup}s,
 * {@link org.egressaudit.policy.aws.NetworkAcl}s, prefix lists, network interfaces. Terraform plans and CloudFormation
 * templates give the same world, so that what AWS does with a packet is said once:
 *
 * <ul>
 *   <li>{@link org.egressaudit.policy.aws.SecurityGroupsLayer}: rules only allow, all groups of an interface count
 *       together, and replies always come back;
 *   <li>{@link org.egressaudit.policy.aws.NetworkAclLayer}: the first rule by number decides, each direction by itself,
 *       so that the reply to the client's own port must be let in too.
 * </ul>
 *
 * <p>These are not put into the chains of {@link org.egressaudit.policy.RuleSet}, whose evaluation is that of a Linux host:
 * hooks, jumps, marks, translation, a state for each packet, and the errors that a local program sees. A security group is
 * a set of allowances without order, a network ACL a list without jumps, both out in the network, where every packet that
 * is not let through vanishes; and of an ACL it must be told for how many of the client's ports a reply comes back.
 *
 * <p>What an export only names, such as a prefix list without its entries or a group without its interfaces, leaves a
 * rule open: the verdict is undecided where it depends on that rule, and says what to hand in.
 *
 * <p>Sources: Amazon VPC User Guide ("Security group rules", "Network ACL rules", "Custom network ACLs and ephemeral
 * ports"), and the shapes of the EC2 API of 2016-11-15.
 */
@NullMarked
package org.egressaudit.policy.aws;

import org.jspecify.annotations.NullMarked;
