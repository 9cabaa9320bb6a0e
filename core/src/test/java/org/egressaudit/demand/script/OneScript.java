package org.egressaudit.demand.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.egressaudit.ConfigurationReader;
import org.egressaudit.EgressAudit;
import org.egressaudit.OneHost;
import org.egressaudit.text.DirectorySources;

/** A project with one job, read as the library reads it. */
public final class OneScript {

    private OneScript() {}

    /**
     * What the job reaches: labels of destinations, and the expressions of those that only the run will know.
     *
     * @param project the project's folder, installed as {@code /srv/job}
     * @param command what starts the program there
     */
    public static List<String> reached(Path project, String command) throws IOException {
        Files.writeString(project.resolve("crontab"), "0 1 * * * cd /srv/job && " + command + "\n");
        var configuration = new OneHost(
                        List.of("crontab"),
                        List.of("/srv/job=."),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        null)
                .configuration(ConfigurationReader.Overrides.NONE);
        return new EgressAudit(new DirectorySources(project), Instant.parse("2026-11-23T23:15:00Z"))
                .needs(configuration.value()).jobs().stream()
                        .flatMap(job -> Stream.concat(
                                job.needs().stream().map(need -> need.endpoint().label()),
                                job.unresolved().stream().map(unresolved -> unresolved.expression())))
                        .toList();
    }
}
