package org.egressaudit.it.cron;

import java.nio.file.Path;

/**
 * cronie. Debian 12 has no package of it: {@code -Degress.cronie=FOLDER} names the root of a system that has one; see
 * docs/cron-confirmation.md.
 */
final class CronieIT extends CronConfirmation {

    CronieIT() {
        super(CronProgram.cronie(Path.of(System.getProperty("egress.cronie", "target/cronie"))));
    }
}
