/** Runs the examples that every data file holds, and tries the engine's forms and manners by themselves. */
@NullMarked
package org.egressaudit.demand.tool;

import org.jspecify.annotations.NullMarked;
