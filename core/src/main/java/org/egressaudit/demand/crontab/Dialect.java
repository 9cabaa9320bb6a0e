package org.egressaudit.demand.crontab;

/** Whose crontab rules hold, where the crons differ. */
public enum Dialect {
    /** cron 3.0pl1 as Debian and Ubuntu ship it. */
    DEBIAN,
    /** cronie, as Red Hat, Fedora, Arch and SUSE ship it. */
    CRONIE
}
