/**
 * What scheduled jobs will try to reach.
 *
 * <p>The way of the data: a crontab is read into {@link org.egressaudit.demand.Job}s ({@code demand.crontab}). A job is
 * then run in the mind, by {@link org.egressaudit.demand.JobReader}: its command line goes to the reader of its language
 * ({@code demand.script}), which follows values and control flow and tells each call it meets as an
 * {@link org.egressaudit.demand.script.Invocation}. What a call means for the network is knowledge, kept as data
 * ({@code demand.tool}): it reaches an {@link org.egressaudit.demand.Endpoint}, or runs another command, or leaves an
 * {@link org.egressaudit.demand.Unresolved} need that only the run will know. The same run in the mind, with one call
 * failing, tells the {@link org.egressaudit.demand.FailureMode}.
 *
 * <p>Nothing under audit is ever executed, and files are read only through {@link org.egressaudit.text.Sources}.
 */
@NullMarked
package org.egressaudit.demand;

import org.jspecify.annotations.NullMarked;
