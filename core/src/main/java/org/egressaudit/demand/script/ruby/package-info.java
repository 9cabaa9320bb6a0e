/**
 * Ruby jobs, read as their tree and run in the mind.
 *
 * <p>Instance variables are attributes of {@code self}; a name that is no variable is a call. A block is a function given
 * to the call before it, and gets what that call opened. Calls are named {@code Net::HTTP.get}, {@code PG.connect},
 * {@code Net::HTTP.request} with the call of {@code Net::HTTP.new} as receiver; {@code %x} and backticks are calls of
 * {@code system}.
 */
@NullMarked
package org.egressaudit.demand.script.ruby;

import org.jspecify.annotations.NullMarked;
