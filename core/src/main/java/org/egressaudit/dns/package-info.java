/**
 * Names to addresses; the only room that knows dnsjava.
 *
 * <p>{@link org.egressaudit.dns.Resolver} is the one interface, {@link org.egressaudit.dns.Resolution} its answer: every
 * address of a name, both families, with the aliases on the way; or that there is no such name; or that nobody could say.
 * {@link org.egressaudit.dns.ResolverChain} asks its sources in a fixed order:
 *
 * <ol>
 *   <li>{@link org.egressaudit.dns.Declared}: addresses given in the configuration;
 *   <li>{@link org.egressaudit.dns.HostsFile}: the target's hosts(5) file;
 *   <li>{@link org.egressaudit.dns.SpecialNames}: {@code localhost}, and numbers that are addresses;
 *   <li>{@link org.egressaudit.dns.LockFile}: {@code egress.lock}, read by {@link org.egressaudit.dns.LockReader}, written
 *       by {@link org.egressaudit.dns.LockWriter}, refreshed by {@link org.egressaudit.dns.LockUpdate}, which tells what
 *       moved;
 *   <li>{@link org.egressaudit.dns.ZoneFile}: a zone of the same repository;
 *   <li>{@link org.egressaudit.dns.LiveResolver}: name servers, only when asked for, as the target's
 *       {@link org.egressaudit.dns.ResolvConf} says. dnsjava is loaded at the first lookup and not before.
 * </ol>
 *
 * <p>{@link org.egressaudit.dns.Steadiness} tells which answers a rule should not rely on, and
 * {@link org.egressaudit.dns.PublishedRanges} what to rely on instead.
 *
 * <p>Sources: RFC 1034, 1035, 2308, 6761, 6891, 7766; resolv.conf(5), hosts(5), and the resolver of glibc 2.36.
 */
@NullMarked
package org.egressaudit.dns;

import org.jspecify.annotations.NullMarked;
