package org.egressaudit.it.cron;

import java.nio.file.Path;
import org.egressaudit.demand.crontab.Dialect;

/**
 * A cron, and where it keeps its things.
 *
 * @param dialect whose rules the reader follows for it
 * @param system the root of the system that it is installed in
 * @param daemon the program, which stays in the foreground with {@code -f}
 * @param tables the folder of the users' own crontabs
 * @param startedMark the file by which it knows that it has already run since the machine was started
 */
record CronProgram(Dialect dialect, Path system, String daemon, String tables, String startedMark) {

    /** The one that is installed on this machine. */
    static CronProgram debian() {
        return new CronProgram(
                Dialect.DEBIAN, Path.of("/"), "/usr/sbin/cron", "/var/spool/cron/crontabs", "/run/crond.reboot");
    }

    /** cronie, as Debian packages it. */
    static CronProgram cronie(Path system) {
        return new CronProgram(
                Dialect.CRONIE, system, "/usr/sbin/crond", "/var/spool/cron/crontabs", "/run/cron.reboot");
    }

    /** A file of the system that it is installed in. */
    Path inItsSystem(String file) {
        return system.resolve(file.replaceFirst("^/+", ""));
    }
}
