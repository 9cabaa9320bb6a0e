/**
 * Perl jobs, read as their tree and run in the mind.
 *
 * <p>Variables keep their sigils as names: {@code $h{key}} is an entry of {@code %h}. A blessed reference remembers its
 * package, which is where its methods are looked up. Calls are named {@code LWP::UserAgent->get}, with the call of
 * {@code LWP::UserAgent->new} as receiver; {@code qx} and pipes opened are calls of {@code readpipe}.
 */
@NullMarked
package org.egressaudit.demand.script.perl;

import org.jspecify.annotations.NullMarked;
