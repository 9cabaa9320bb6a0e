/**
 * Runs the tree of a program in the mind.
 *
 * <p>What comes in: a {@link org.egressaudit.demand.script.tree.Tree} and a
 * {@link org.egressaudit.demand.script.machine.Language}, which says what the names mean that a program has from its
 * language and its libraries. What goes out: each call of something that is not written in the project, told to the
 * {@link org.egressaudit.demand.script.Execution} as an {@link org.egressaudit.demand.script.Invocation}.
 *
 * <p>{@link org.egressaudit.demand.script.machine.Machine} holds what one run shares.
 * {@link org.egressaudit.demand.script.machine.Statements} follow control flow,
 * {@link org.egressaudit.demand.script.machine.Expressions} values, and {@link
 * org.egressaudit.demand.script.machine.Calls} the way from a call to a function of the project or to the execution.
 * Where a condition is open, every branch is run on the same state, and the {@link
 * org.egressaudit.demand.script.machine.Journal} joins what they leave. A loop over known items is run item by item;
 * over unknown ones once. A function runs only when it is called.
 *
 * <p>Left out: types, concurrency (a thread runs at once), and how long things take.
 */
@NullMarked
package org.egressaudit.demand.script.machine;

import org.jspecify.annotations.NullMarked;
