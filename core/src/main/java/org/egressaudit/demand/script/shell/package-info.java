/**
 * POSIX shell and bash, run in the mind.
 *
 * <p>{@code shell.syntax} reads a text into {@link org.egressaudit.demand.script.shell.syntax.Command}s; whatever the
 * text, reading ends, and what is no shell is told. {@link org.egressaudit.demand.script.shell.ShellReader} then follows
 * the commands ({@code Interpreter}): words are expanded ({@code Expansion}), a {@code Scope} keeps variables, functions
 * and options, {@code Builtins} and {@code TextTools} do what the shell and the plain text tools do with known text, and
 * everything else is told to the execution as a call, whose exit status decides the way on. A condition that only the
 * run will know sends both ways, and what they leave behind is joined.
 *
 * <p>Sources: POSIX.1-2017 XCU 2, bash(1) 5.2, dash(1) 0.5.12.
 */
@NullMarked
package org.egressaudit.demand.script.shell;

import org.jspecify.annotations.NullMarked;
