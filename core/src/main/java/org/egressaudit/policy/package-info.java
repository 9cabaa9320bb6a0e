/**
 * What rule sets let through.
 *
 * <p>A format's reader ({@code policy.iptables}, {@code policy.ufw}, {@code policy.aws}, a folder each) first gives the
 * vendor's own shape, then the common one: a {@link org.egressaudit.policy.RuleSet} of
 * {@link org.egressaudit.policy.Chain}s of {@link org.egressaudit.policy.Rule}s, each a
 * {@link org.egressaudit.policy.Match}, an {@link org.egressaudit.policy.Action} and a span. There is one evaluation for
 * what a Linux kernel does (Amazon's filters have their own, in {@code policy.aws}),
 * {@link org.egressaudit.policy.Evaluation}: it follows a {@link org.egressaudit.net.Flow} and its replies through the
 * chains in the order in which the kernel does, and answers a {@link org.egressaudit.policy.Verdict} with its
 * {@link org.egressaudit.policy.Trace}. A match answers yes, no or unknown; where it is unknown both ways are followed,
 * and a verdict is given only where they agree.
 */
@NullMarked
package org.egressaudit.policy;

import org.jspecify.annotations.NullMarked;
