package org.egressaudit.it.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** {@code egress:needs}, {@code egress:lock} and {@code egress:explain}, and goals in a folder that holds no pom. */
class OtherGoalsIT {

    private static final String COORDINATES = "org.egressaudit:egress-maven-plugin:0.1.0-SNAPSHOT:";

    @Test
    void needsTellsWhatEachJobNeeds() {
        MavenRun run = MavenRun.of("tells-what-each-job-needs", "egress:needs");
        assertThat(run.log())
                .anyMatch(line -> line.contains("deploy/crontab:2  15 3 * * * root"))
                .anyMatch(line ->
                        line.contains("203.0.113.7:443/tcp") && line.contains("literal, curl at jobs/report.sh:2:"))
                .anyMatch(line -> line.contains("1 job, 1 need: 1 unchecked"));
        assertThat(run.passed()).isTrue();
    }

    @Test
    void lockWritesTheLockFileAndTellsWhatMoved() throws IOException {
        MavenRun run = MavenRun.of("tells-what-moved", "egress:lock", "-Degress.now=2026-11-24T00:00:00Z");
        assertThat(run.log())
                .anyMatch(line -> line.contains("api.internal.example: 192.0.2.11 came, 192.0.2.10 went"))
                .anyMatch(line -> line.contains("db.internal.example: new, 192.0.2.20"))
                .anyMatch(line -> line.contains("egress.lock: 2 names, 2 changes"));
        assertThat(run.passed()).isTrue();
        assertThat(Files.readString(run.folder().resolve("egress.lock"))).isEqualTo("""
                        # What names gave when they were last looked up. egress:lock writes this; commit it.

                        api.internal.example
                          address 192.0.2.11
                          ttl     3600
                          source  deploy/internal.zone
                          date    2026-11-24

                        db.internal.example
                          address 192.0.2.20
                          ttl     3600
                          source  deploy/internal.zone
                          date    2026-11-24
                        """);
    }

    @Test
    void checkRunsOnParametersAloneWithoutAPom() {
        MavenRun run = MavenRun.of(
                "the-goal-runs-on-parameters-alone",
                COORDINATES + "check",
                "-Degress.crontabs=deploy/crontab",
                "-Degress.files=/opt/jobs=jobs",
                "-Degress.iptables=deploy/rules.v4");
        assertThat(run.log()).anyMatch(line -> line.contains("BLOCKED  203.0.113.7:443/tcp, needed by report.sh"));
        assertThat(run.passed()).isFalse();
        assertThat(run.folder().resolve("target/egress/report.json")).exists();
    }

    @Test
    void explainAnswersOneFlowAndAFileOfFlows() throws IOException {
        MavenRun run = MavenRun.of(
                "the-goal-runs-on-parameters-alone",
                COORDINATES + "explain",
                "-Degress.iptables=deploy/rules.v4",
                "-Degress.flow=root,tcp,203.0.113.7,443",
                "-Degress.flows=flows.csv",
                "-Degress.answers=answers.csv");
        assertThat(run.log())
                .anyMatch(
                        line -> line.contains("203.0.113.7:443/tcp: rejected by iptables, the program sees: refused"));
        assertThat(run.passed()).isTrue();
        assertThat(Files.readString(run.folder().resolve("answers.csv"))).isEqualTo("""
                        id,verdict,outcome,layer,rule_file,rule_line,dnat_dst,dnat_dport,reason
                        a,rejected,refused,iptables,deploy/rules.v4,5,,,rule 1 of chain OUTPUT
                        b,allowed,connects,iptables,deploy/rules.v4,4,,,policy ACCEPT of chain OUTPUT
                        c,undecided,unknown,,,,,,`nowhere` in column dst is not an address
                        """);
    }
}
