/**
 * The words that jobs and rule sets both speak.
 *
 * <p>A job wants to reach a {@link org.egressaudit.net.Host}, at a port, by a {@link org.egressaudit.net.Protocol}; a
 * rule set judges a {@link org.egressaudit.net.Flow}, which is the first packet of that connection with addresses in
 * the place of names. {@link org.egressaudit.net.IpAddress}, {@link org.egressaudit.net.Prefix} and
 * {@link org.egressaudit.net.PortRange} are plain values on 128 bit and 16 bit numbers, and never look anything up.
 */
@NullMarked
package org.egressaudit.net;

import org.jspecify.annotations.NullMarked;
