package org.egressaudit.demand.crontab;

import java.util.LinkedHashMap;
import java.util.Map;

/** What cron puts into a job's environment by itself. */
final class CronEnvironment {

    /** Homes that base-passwd and the packages of Debian give to system accounts. */
    private static final Map<String, String> SYSTEM_HOMES = Map.of(
            "root", "/root",
            "www-data", "/var/www",
            "backup", "/var/backups",
            "nobody", "/nonexistent",
            "postgres", "/var/lib/postgresql",
            "mail", "/var/mail",
            "list", "/var/list",
            "news", "/var/spool/news",
            "git", "/home/git");

    private CronEnvironment() {}

    /** The settings of a crontab with cron's own: SHELL, HOME and PATH where they are not set, LOGNAME always. */
    static Map<String, String> of(Map<String, String> settings, String user, Dialect dialect) {
        Map<String, String> environment = new LinkedHashMap<>(settings);
        environment.putIfAbsent("SHELL", "/bin/sh");
        environment.putIfAbsent("HOME", SYSTEM_HOMES.getOrDefault(user, "/home/" + user));
        environment.putIfAbsent("PATH", dialect == Dialect.DEBIAN ? "/usr/bin:/bin" : "/usr/bin:/bin:/usr/sbin:/sbin");
        environment.put("LOGNAME", user);
        if (dialect == Dialect.CRONIE) {
            environment.put("USER", user);
        }
        return environment;
    }
}
