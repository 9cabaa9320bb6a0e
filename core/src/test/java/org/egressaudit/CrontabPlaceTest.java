package org.egressaudit;

import static org.assertj.core.api.Assertions.assertThat;

import org.egressaudit.Configuration.CrontabFile;
import org.egressaudit.text.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose a crontab is, as far as its place and name tell. */
class CrontabPlaceTest {

    @ParameterizedTest
    @CsvSource({
        "root.crontab, root",
        "deploy/crontab-root, root",
        "crontab.www-data, www-data",
        "root, root",
        "var/spool/cron/crontabs/prod, prod",
        "spool/cron/alice, alice",
        "var/spool/cron/tabs/backup, backup",
        "prod.cron, ",
        "crontab.example, ",
        "crontab, ",
        "cron/jobs.txt, ",
    })
    void aNameThatMayBeAStageTellsNothing(String file, String user) {
        CrontabFile named = new CrontabFile(file, null, null, new Span(file, 1, 1, 1, 1));
        assertThat(CrontabPlace.user(named)).isEqualTo(user);
    }
}
