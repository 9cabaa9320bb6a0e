/**
 * Crontabs, read as cron reads them.
 *
 * <p>Follows crontab(5) of Debian's cron (Vixie cron 3.0pl1 with Debian's changes) and of cronie; where the two differ,
 * {@link org.egressaudit.demand.crontab.Dialect} decides. A line is an environment setting, an entry, a comment, or
 * something that cron refuses, which becomes a diagnostic with its line and column.
 */
@NullMarked
package org.egressaudit.demand.crontab;

import org.jspecify.annotations.NullMarked;
