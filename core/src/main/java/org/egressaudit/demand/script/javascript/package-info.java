/**
 * JavaScript jobs of Node, read as their tree and run in the mind.
 *
 * <p>A library's calls are named by the module as it was required or imported: {@code https.get}, {@code axios.post},
 * {@code pg.Client.query}; {@code node:} is left off. Functions given to a library are run as it would run them; a
 * promise is its value.
 */
@NullMarked
package org.egressaudit.demand.script.javascript;

import org.jspecify.annotations.NullMarked;
