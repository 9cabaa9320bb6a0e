/**
 * The kernel's second opinion on what rule sets let through.
 *
 * <p>A {@link org.egressaudit.it.kernel.Lab} is a host and an internet of its own, two network namespaces in which every
 * address answers. {@link org.egressaudit.it.kernel.RuleFiles} are loaded into it with iptables-restore,
 * ip6tables-restore and ipset, real connections are opened as the job's user, and a
 * {@link org.egressaudit.it.kernel.Confirmation} compares what the program saw with our verdict, and the counters of
 * the rules with the rule that we say decides. The rule sets come from three sources: written by hand, a folder each
 * under {@code src/test/resources/.../cases}; drawn at random by {@link org.egressaudit.it.kernel.Profile}; and found
 * ones, when a folder with such files is given.
 *
 * <p>It needs root, Python 3, iproute2, iptables and ipset. Where one of them is missing the tests
 * are skipped with a message; where the environment says {@code CI=true}, or the system property
 * {@code egress.confirm} is {@code require}, they fail.
 */
@NullMarked
package org.egressaudit.it.kernel;

import org.jspecify.annotations.NullMarked;
