package org.egressaudit.it.cron;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.egressaudit.demand.crontab.Dialect;

/**
 * A cron, and where it keeps its things.
 *
 * @param dialect whose rules the reader follows for it
 * @param system the root of the system that it is installed in
 * @param daemon the program
 * @param options with which it stays in the foreground, and says what it can
 * @param complaint a line of its output about a line that it refuses; Debian's says that to syslog alone
 * @param tables the folder of the users' own crontabs
 * @param startedMark the file by which it knows that it has already run since the machine was started
 */
record CronProgram(
        Dialect dialect,
        Path system,
        String daemon,
        List<String> options,
        Pattern complaint,
        String tables,
        String startedMark) {

    /** The one that is installed on this machine. */
    static CronProgram debian() {
        return new CronProgram(
                Dialect.DEBIAN,
                Path.of("/"),
                "/usr/sbin/cron",
                List.of("-f"),
                Pattern.compile("(?!)"),
                "/var/spool/cron/crontabs",
                "/run/crond.reboot");
    }

    /** cronie, as Debian packages it. */
    static CronProgram cronie(Path system) {
        return new CronProgram(
                Dialect.CRONIE,
                system,
                "/usr/sbin/crond",
                List.of("-f", "-x", "load"),
                Pattern.compile("^log_it: .*\\) (?:bad|missing) "),
                "/var/spool/cron/crontabs",
                "/run/cron.reboot");
    }

    /** A file of the system that it is installed in. */
    Path inItsSystem(String file) {
        return system.resolve(file.replaceFirst("^/+", ""));
    }
}
