package org.egressaudit.it.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** {@code egress:check}, bound to verify in a project's pom. */
class CheckIT {

    @Test
    void aBlockedJobFailsTheBuild() throws IOException {
        MavenRun run = MavenRun.of("a-blocked-job-fails-the-build", "verify");
        assertThat(run.passed()).isFalse();
        assertThat(run.log())
                .anyMatch(line -> line.matches(
                        "\\[ERROR\\] BLOCKED  203.0.113.7:443/tcp, needed by report.sh +\\[blocked-egress\\]"))
                .anyMatch(line -> line.contains("deploy/rules.v4:5: rejected by rule 1 of chain OUTPUT"))
                .anyMatch(line -> line.contains("fail at once (connection refused)"))
                .anyMatch(line -> line.contains("iptables -I OUTPUT 1 -d 203.0.113.7/32 -p tcp --dport 443 -j ACCEPT"));
        assertThat(Files.readString(run.folder().resolve("target/egress/report.json")))
                .contains("\"blocked\" : 1");
    }

    @Test
    void anOpenRuleSetPasses() {
        MavenRun run = MavenRun.of("an-open-rule-set-passes", "verify");
        assertThat(run.log()).anyMatch(line -> line.contains("1 job, 1 need: 1 allowed"));
        assertThat(run.passed()).isTrue();
    }

    @Test
    void aMissingScriptIsTold() {
        MavenRun run = MavenRun.of("a-missing-script-is-told", "verify");
        assertThat(run.log())
                .anyMatch(line -> line.contains(
                        "`/opt/jobs/report.sh` is started here, but jobs/report.sh is not in the" + " project"))
                .anyMatch(line -> line.contains("The audit is incomplete"));
        assertThat(run.passed()).isTrue();
    }

    @Test
    void aBrokenRuleSetFailsTheBuild() {
        MavenRun run = MavenRun.of("a-broken-rule-set-fails-the-build", "verify");
        assertThat(run.passed()).isFalse();
        assertThat(run.log())
                .anyMatch(line -> line.contains("deploy/rules.v4:1:1: error:"))
                .anyMatch(line -> line.contains("an input cannot be used"));
    }

    @Test
    void anUnknownKeyFailsTheBuildWithTheNearestOne() {
        MavenRun run = MavenRun.of("an-unknown-key-fails-the-build-with-the-nearest-one", "verify");
        assertThat(run.passed()).isFalse();
        assertThat(run.log())
                .anyMatch(line -> line.contains(
                        "egress.yaml:3:5: error: `crontab` is not known in host web-01; did you mean `crontabs`?"));
    }

    @Test
    void itCanBeSkipped() {
        MavenRun run = MavenRun.of("it-can-be-skipped", "verify", "-Degress.skip");
        assertThat(run.log()).anyMatch(line -> line.contains("egress: skipped"));
        assertThat(run.passed()).isTrue();
    }

    @Test
    void theVerdictsThatFailCanBeChosen() {
        MavenRun run = MavenRun.of("the-verdicts-that-fail-can-be-chosen", "verify", "-Degress.failOn=none");
        assertThat(run.log()).anyMatch(line -> line.contains("[WARNING] BLOCKED  203.0.113.7:443/tcp"));
        assertThat(run.passed()).isTrue();
    }

    @Test
    void onlyTheModuleThatHasAConfigurationIsAudited() {
        MavenRun run = MavenRun.of("only-the-module-that-has-a-configuration-is-audited", "verify");
        assertThat(run.passed()).isFalse();
        assertThat(run.log())
                .anyMatch(line -> line.contains("no egress.yaml here, nothing to audit"))
                .anyMatch(line -> line.contains("BLOCKED  203.0.113.7:443/tcp"));
    }
}
