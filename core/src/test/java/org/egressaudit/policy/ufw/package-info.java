/** iptables rules against verdicts. */
@NullMarked
package org.egressaudit.policy.ufw;

import org.jspecify.annotations.NullMarked;
