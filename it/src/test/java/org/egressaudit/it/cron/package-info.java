/**
 * Cron's second opinion on crontabs.
 *
 * <p>A {@link org.egressaudit.it.cron.CronRoot} is a folder that a cron of the machine takes for its whole world. It
 * starts jobs there as it always does, only that every shell is a program which notes who called it, with which words,
 * environment and standard input: a {@link org.egressaudit.it.cron.Start}. {@link org.egressaudit.it.cron.DebianCronIT}
 * compares the starts with the jobs that the reader sees, and the files that cron ignores with those that we say it does.
 *
 * <p>It needs root, Debian's cron and Perl. See {@link org.egressaudit.it.Requirement} for what happens elsewhere.
 */
@NullMarked
package org.egressaudit.it.cron;

import org.jspecify.annotations.NullMarked;
