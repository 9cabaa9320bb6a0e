/**
 * iptables-save, ip6tables-save and ipset save files, read as iptables-restore and the kernel understand them.
 *
 * <p>Sources: iptables(8), iptables-extensions(8), ipset(8) of iptables 1.8.9 and ipset 7.17, and the behaviour of a
 * Linux kernel observed in a network namespace.
 */
@NullMarked
package org.egressaudit.policy.iptables;

import org.jspecify.annotations.NullMarked;
