/** iptables rules against verdicts. */
@NullMarked
package org.egressaudit.policy.iptables;

import org.jspecify.annotations.NullMarked;
