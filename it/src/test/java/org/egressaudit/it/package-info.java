/**
 * What can only be seen from outside: the plugin run by Maven, and what we say beside what the real programs do.
 *
 * <p>{@link org.egressaudit.it.plugin} runs the goals, {@link org.egressaudit.it.kernel} asks the kernel about rule sets,
 * {@link org.egressaudit.it.cron} asks cron about crontabs. {@link org.egressaudit.it.Requirement} says when a machine
 * cannot run them.
 */
@NullMarked
package org.egressaudit.it;

import org.jspecify.annotations.NullMarked;
