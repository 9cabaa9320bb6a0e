/**
 * Security groups and network ACLs of CloudFormation templates, YAML with short tags or JSON.
 *
 * <p>{@link org.egressaudit.policy.cloudformation.Template} is the text by its sections;
 * {@link org.egressaudit.policy.cloudformation.Intrinsics} gives the value of {@code Ref}, {@code Fn::If},
 * {@code Fn::FindInMap} and their like, or says what deployment will decide;
 * {@link org.egressaudit.policy.cloudformation.TemplateWorld} turns the resources into the world of
 * {@link org.egressaudit.policy.aws}. Macros are not run: what they may add leaves a group open.
 *
 * <p>CloudFormation keeps the rule with which AWS lets everything leave a new security group as long as the group names
 * no egress rule itself; a rule of its own beside the group ({@code AWS::EC2::SecurityGroupEgress}) does not take it
 * away. An update that removes the last rule leaves none at all: the template that is deployed now, handed in under
 * {@code before}, tells which of the two it is.
 *
 * <p>Sources: the CloudFormation user guide, resource pages of {@code AWS::EC2::SecurityGroup},
 * {@code AWS::EC2::SecurityGroupEgress}, {@code AWS::EC2::NetworkAclEntry}, and its intrinsic function reference.
 */
@NullMarked
package org.egressaudit.policy.cloudformation;

import org.jspecify.annotations.NullMarked;
