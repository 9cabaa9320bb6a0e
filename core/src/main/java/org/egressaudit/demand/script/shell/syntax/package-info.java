/**
 * Shell text as a tree.
 *
 * <p>{@link org.egressaudit.demand.script.shell.syntax.ShellParser} reads the grammar of POSIX (XCU 2.10) with the
 * extensions of bash(1) into {@link org.egressaudit.demand.script.shell.syntax.Command}s, whose words are
 * {@link org.egressaudit.demand.script.shell.syntax.ShellWord}s made of
 * {@link org.egressaudit.demand.script.shell.syntax.Part}s. Each knows its place. Nothing is expanded here.
 *
 * <p>The parser is tolerant: after a syntax error it says so and goes on with the next line. It is bounded: so many steps
 * for so many characters, and so deep and no deeper.
 */
@NullMarked
package org.egressaudit.demand.script.shell.syntax;

import org.jspecify.annotations.NullMarked;
