package org.egressaudit.maven;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.egressaudit.Configuration;
import org.egressaudit.ConfigurationReader;
import org.egressaudit.EgressAudit;
import org.egressaudit.Registry;
import org.egressaudit.report.Audit;
import org.egressaudit.report.Reporter;
import org.egressaudit.text.Sources;
import org.jspecify.annotations.Nullable;

/** What the goals that read jobs have in common: how names are looked up, and how the answer is written. */
abstract class AbstractAuditMojo extends AbstractNamesMojo {

    /**
     * What fails the build: blocked, partial, undecided, unresolved, incomplete, moved, fragile; none for none. Replaces
     * {@code failOn} of the configuration.
     */
    @Parameter(property = "egress.failOn")
    private @Nullable List<String> failOn;

    /** Reports to write into the output folder: text, json, sarif, junit, markdown. */
    @Parameter(property = "egress.formats", defaultValue = "text,json")
    private List<String> formats = List.of();

    /**
     * Where names get their addresses: {@code lock} for files only, {@code live} to ask name servers for what no file
     * says, {@code both} to ask them also whether names in the lock file have moved.
     */
    @Parameter(property = "egress.dns")
    private @Nullable String dns;

    @Override
    final void run(Configuration configuration, Sources sources, Instant now)
            throws MojoExecutionException, MojoFailureException {
        Audit audit = audit(new EgressAudit(sources, now), configuration);
        write(audit, sources);
        tell(audit, configuration, sources);
    }

    /** Runs what the goal is about. */
    abstract Audit audit(EgressAudit egress, Configuration configuration);

    /** Tells the answer, and decides the build's fate. */
    abstract void tell(Audit audit, Configuration configuration, Sources sources)
            throws MojoExecutionException, MojoFailureException;

    @Override
    final ConfigurationReader.Overrides overrides() {
        return new ConfigurationReader.Overrides(
                failOn == null || failOn.isEmpty() ? null : failOn, dns, nameServers());
    }

    private void write(Audit audit, Sources sources) throws MojoExecutionException {
        for (String format : formats) {
            Reporter reporter = Registry.reporter(format.trim(), sources)
                    .orElseThrow(() -> new MojoExecutionException(
                            "egress.formats: `" + format + "` is not a report format; there are "
                                    + Registry.reporters(sources).stream()
                                            .map(Reporter::name)
                                            .collect(Collectors.joining(", "))));
            Path file = output().resolve("report." + reporter.extension());
            try {
                Files.createDirectories(output());
                try (BufferedWriter out = Files.newBufferedWriter(file)) {
                    reporter.write(audit, out);
                }
            } catch (IOException e) {
                throw new MojoExecutionException("egress: the report " + file + " cannot be written", e);
            }
        }
    }
}
