package org.egressaudit.it.cron;

/** cron 3.0pl1 as Debian and Ubuntu ship it. */
final class DebianCronIT extends CronConfirmation {

    DebianCronIT() {
        super(CronProgram.debian());
    }
}
