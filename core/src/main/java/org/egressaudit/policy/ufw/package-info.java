/**
 * Rules of ufw, the firewall of Ubuntu and Debian that writes iptables rules for its user.
 *
 * <p>What comes in is either a folder, {@code /etc/ufw} with {@code /etc/default/ufw}, or a text that the command
 * {@code ufw status} or {@code ufw show added} printed. {@link org.egressaudit.policy.ufw.UfwDirectory} reads the one,
 * {@link org.egressaudit.policy.ufw.StatusReader} and {@link org.egressaudit.policy.ufw.AddedReader} the others. Both
 * end in {@link org.egressaudit.policy.ufw.Startup}: what ufw's start script hands to iptables-restore, in its order,
 * so that the rule sets here are those that the kernel would hold. What a text cannot tell stands in the rule sets as a
 * rule that is not known, at the place where it would be met.
 *
 * <p>Sources: ufw(8), ufw-framework(8), and ufw-init-functions and the Python modules of ufw 0.36.2; the rule sets are
 * compared with those that ufw makes in a network namespace. Not read: commands in {@code before.init} and
 * {@code after.init}, which may do anything, and {@code sysctl.conf}, which stops no connection.
 */
@NullMarked
package org.egressaudit.policy.ufw;

import org.jspecify.annotations.NullMarked;
