/**
 * Security groups and network ACLs as a Terraform plan will leave them, or as a state has them.
 *
 * <p>{@link org.egressaudit.policy.terraform.PlanReader} reads the output of {@code terraform show -json}, and names what
 * was handed in instead when it is none, with the command that gives the right one. A
 * {@link org.egressaudit.policy.terraform.Plan} is the resources of one side, before or after, each with its values,
 * what of them is known only after apply, and what the configuration says of it;
 * {@link org.egressaudit.policy.terraform.PlannedWorld} turns them into the world of
 * {@link org.egressaudit.policy.aws}.
 *
 * <p>Terraform differs from AWS in its defaults: the provider removes the rule with which AWS lets everything leave a new
 * security group, so that a group without egress rules lets nothing out. Rules inside a group and rules of their own on
 * the same group undo each other, apply after apply.
 *
 * <p>Sources: the JSON output format of Terraform (format_version 1.x), and the pages of {@code aws_security_group},
 * {@code aws_security_group_rule}, {@code aws_vpc_security_group_egress_rule}, {@code aws_network_acl},
 * {@code aws_default_security_group} of the AWS provider.
 */
@NullMarked
package org.egressaudit.policy.terraform;

import org.jspecify.annotations.NullMarked;
