package org.egressaudit.demand.script.php;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.egressaudit.demand.script.scan.Calls;
import org.egressaudit.demand.script.scan.FakeExecution;
import org.egressaudit.demand.script.scan.Reading;
import org.junit.jupiter.api.Test;

/** Classes in files of their own. */
class PhpClassesTest {

    private static final String FEED = """
            <?php
            namespace Shop\\Feeds;
            class Feed {
                public function __construct(private string $host) {}
                public function fetch() { return file_get_contents("https://{$this->host}/feed"); }
            }
            """;

    @Test
    void aFunctionLoadsThem() {
        FakeExecution target = new FakeExecution()
                .with(
                        "/opt/jobs/class/Feed.php",
                        "<?php class Feed { function fetch() { readfile('https://feeds.example.com/all'); } }");
        new Reading(new PhpReader(), target).read("/opt/jobs/bin/job.php", """
                        <?php
                        if (php_sapi_name() != 'cli') { exit(1); }
                        function loader($class) { include 'class/' . $class . '.php'; }
                        spl_autoload_register('loader');
                        $feed = new Feed();
                        $feed->fetch();
                        """);
        assertThat(Calls.of(target.calls())).isEqualTo(List.of("readfile(https://feeds.example.com/all)"));
    }

    @Test
    void composerMapsTheirNamespaces() {
        FakeExecution target = new FakeExecution()
                .with("/opt/jobs/composer.json", "{\"autoload\": {\"psr-4\": {\"Shop\\\\\": \"src/\"}}}")
                .with("/opt/jobs/src/Feeds/Feed.php", FEED);
        new Reading(new PhpReader(), target).read("/opt/jobs/bin/job.php", """
                        <?php
                        require __DIR__ . '/../vendor/autoload.php';
                        use Shop\\Feeds\\Feed;
                        $feed = new Feed('feeds.example.com');
                        $feed->fetch();
                        """);
        assertThat(Calls.of(target.calls())).isEqualTo(List.of("file_get_contents(https://feeds.example.com/feed)"));
    }

    @Test
    void whatIsAssignedToALibrarysObjectIsKnownToItsMethods() {
        FakeExecution target = new FakeExecution();
        new Reading(new PhpReader(), target)
                .read(
                        "/opt/jobs/job.php",
                        "<?php $mail = new Mailer(); $mail->Host = 'smtp.example.com'; $mail->send();");
        assertThat(target.calls())
                .last()
                .satisfies(call -> assertThat(call.receiver())
                        .isNotNull()
                        .satisfies(maker -> assertThat(Calls.of(maker)).isEqualTo("Mailer(Host=smtp.example.com)")));
    }
}
