/**
 * Names to addresses; the only room that knows dnsjava.
 *
 * <p>{@link org.egressaudit.dns.Resolver} is the one interface. Its sources are asked in a fixed order
 * ({@link org.egressaudit.dns.ResolverChain}): addresses declared in the configuration, the target's hosts file
 * ({@link org.egressaudit.dns.HostsFile}), the lock file ({@link org.egressaudit.dns.LockFile}), and, only when asked
 * for, live name servers ({@link org.egressaudit.dns.LiveResolver}). dnsjava is loaded at the first live lookup and not
 * before.
 */
@NullMarked
package org.egressaudit.dns;

import org.jspecify.annotations.NullMarked;
