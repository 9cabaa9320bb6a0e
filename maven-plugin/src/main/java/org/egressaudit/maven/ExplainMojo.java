package org.egressaudit.maven;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.egressaudit.Configuration;
import org.egressaudit.Configuration.HostConfiguration;
import org.egressaudit.Explanation;
import org.egressaudit.net.Flow;
import org.egressaudit.report.FlowReport;
import org.egressaudit.report.Stretch;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Sources;
import org.jspecify.annotations.Nullable;

/** Tells what the rule sets do with one flow, or with a file of flows, and by which rule. */
@Mojo(name = "explain", requiresProject = false, threadSafe = true)
public class ExplainMojo extends AbstractEgressMojo {

    /**
     * One flow, as {@code user,proto,dst,dport,src,oif,sport}; what is left out at the end, or empty, is usual. Where dst
     * is one or several networks with spaces between, or dport a range ({@code 1:1024}), it is told which parts of them
     * pass.
     */
    @Parameter(property = "egress.flow")
    private @Nullable String flow;

    /** A CSV file of flows with a header of the columns {@code id,user,proto,dst,dport,src,oif,sport}. */
    @Parameter(property = "egress.flows")
    private @Nullable String flows;

    /** Where the answers to a file of flows are written; {@code explain.csv} in the output folder when not given. */
    @Parameter(property = "egress.answers")
    private @Nullable String answers;

    /** Which host of the configuration; the first when not given. */
    @Parameter(property = "egress.host")
    private @Nullable String host;

    @Override
    boolean parametersSuffice() {
        return givesRules();
    }

    @Override
    void run(Configuration configuration, Sources sources, Instant now)
            throws MojoExecutionException, MojoFailureException {
        HostConfiguration chosen = configuration.hosts().stream()
                .filter(each -> host == null || each.name().equals(host))
                .findFirst()
                .orElseThrow(() -> new MojoExecutionException("egress.host: there is no host `" + host + "`"));
        Parsed<Explanation> read = Explanation.of(chosen, sources, now);
        for (Diagnostic diagnostic : read.diagnostics()) {
            if (diagnostic.severity() == Diagnostic.Severity.NOTE) {
                getLog().debug(diagnostic.toString());
            } else {
                getLog().warn(diagnostic.toString());
            }
        }
        if (read.unusable()) {
            throw new MojoFailureException("egress: a rule set cannot be used, so nothing is known of what passes");
        }
        if (flow == null && flows == null) {
            throw new MojoExecutionException(
                    "egress: name a flow, -Degress.flow=root,tcp,203.0.113.45,443, or a file, -Degress.flows=FILE");
        }
        if (flow != null) {
            one(flow, read.value(), sources);
        }
        if (flows != null) {
            many(flows, read.value());
        }
    }

    private void one(String line, Explanation explanation, Sources sources) throws MojoFailureException {
        Optional<Parsed<List<Stretch>>> many = explanation.stretches(line);
        if (many.isPresent()) {
            if (many.get().unusable()) {
                throw new MojoFailureException(
                        "egress.flow: " + many.get().diagnostics().get(0).message());
            }
            FlowReport.stretches(many.get().value()).forEach(getLog()::info);
            return;
        }
        Parsed<Optional<Flow>> parsed = explanation.flow(line);
        if (parsed.value().isEmpty()) {
            throw new MojoFailureException(
                    "egress.flow: " + parsed.diagnostics().get(0).message());
        }
        new FlowReport(sources).trace(explanation.explain(parsed.value().get())).forEach(getLog()::info);
    }

    private void many(String file, Explanation explanation) throws MojoExecutionException, MojoFailureException {
        Path input = folder().resolve(file);
        Path result = answers == null ? output().resolve("explain.csv") : folder().resolve(answers);
        try {
            if (result.getParent() != null) {
                Files.createDirectories(result.getParent());
            }
            try (BufferedReader in = Files.newBufferedReader(input);
                    BufferedWriter out = Files.newBufferedWriter(result)) {
                Parsed<Long> answered = explanation.explain(in, out);
                if (answered.unusable()) {
                    throw new MojoFailureException(
                            file + ": " + answered.diagnostics().get(0).message());
                }
                getLog().info("egress: " + answered.value() + " flows answered in " + result);
            }
        } catch (IOException e) {
            throw new MojoExecutionException("egress: the flows cannot be answered: " + e.getMessage(), e);
        }
    }
}
