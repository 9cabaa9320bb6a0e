package org.egressaudit.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.egressaudit.Configuration;
import org.egressaudit.ConfigurationReader;
import org.egressaudit.OneHost;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.DirectorySources;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Sources;
import org.jspecify.annotations.Nullable;

/** What all goals have in common: where the inputs are, and the one host that parameters alone can say. */
abstract class AbstractEgressMojo extends AbstractMojo {

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private MavenSession session;

    /** Folder of the project; every file is named relative to it, and nothing outside is read. */
    @Parameter(property = "egress.directory", defaultValue = "${basedir}")
    private @Nullable File directory;

    /** The configuration, relative to the project's folder. */
    @Parameter(property = "egress.config", defaultValue = "egress.yaml")
    private String config = "egress.yaml";

    /** Leaves the goal out. */
    @Parameter(property = "egress.skip", defaultValue = "false")
    private boolean skip;

    /** Where reports are written; {@code egress} in the project's build folder when not given, without a pom {@code target/egress}. */
    @Parameter(property = "egress.outputDirectory")
    private @Nullable File outputDirectory;

    /** The time from which next runs are counted, such as {@code 2026-11-24T00:00:00Z}; now when not given. */
    @Parameter(property = "egress.now")
    private @Nullable String now;

    /** Without a configuration: the crontabs of the one host. */
    @Parameter(property = "egress.crontabs")
    private @Nullable List<String> crontabs;

    /** Without a configuration: installed path to path in the project, as {@code /opt/scripts=scripts}. */
    @Parameter(property = "egress.files")
    private @Nullable List<String> files;

    /** Without a configuration: the host's passwd file. */
    @Parameter(property = "egress.passwd")
    private @Nullable String passwd;

    /** Without a configuration: the host's group file. */
    @Parameter(property = "egress.group")
    private @Nullable String group;

    /** Without a configuration: user ids, as {@code backup=998}. */
    @Parameter(property = "egress.users")
    private @Nullable List<String> users;

    /** Without a configuration: the host's interfaces, as {@code eth0=192.0.2.10/24}. */
    @Parameter(property = "egress.interfaces")
    private @Nullable List<String> interfaces;

    /** Without a configuration: the host's name servers. */
    @Parameter(property = "egress.resolvers")
    private @Nullable List<String> resolvers;

    /** Without a configuration: iptables-save files, one for each store of the kernel. */
    @Parameter(property = "egress.iptables")
    private @Nullable List<String> iptables;

    /** Without a configuration: ip6tables-save files, one for each store of the kernel. */
    @Parameter(property = "egress.ip6tables")
    private @Nullable List<String> ip6tables;

    /** Without a configuration: an ipset save file. */
    @Parameter(property = "egress.ipset")
    private @Nullable String ipset;

    /** Without a configuration: the folder of ufw, or what {@code ufw status verbose} or {@code ufw show added} printed. */
    @Parameter(property = "egress.ufw")
    private @Nullable String ufw;

    /** Without a configuration: the lock file with the addresses of names. */
    @Parameter(property = "egress.lock")
    private @Nullable String lock;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("egress: skipped");
            return;
        }
        Sources sources = sources();
        Configuration configuration = configuration(sources);
        if (configuration != null) {
            run(configuration, sources, instant());
        }
    }

    /** Does what the goal is about. */
    abstract void run(Configuration configuration, Sources sources, Instant now)
            throws MojoExecutionException, MojoFailureException;

    /** What the goal's own parameters say in the place of the configuration. */
    ConfigurationReader.Overrides overrides() {
        return ConfigurationReader.Overrides.NONE;
    }

    /** Whether parameters alone say enough. */
    boolean parametersSuffice() {
        return crontabs != null && !crontabs.isEmpty();
    }

    boolean givesRules() {
        return given(iptables) || given(ip6tables) || ufw != null;
    }

    private static boolean given(@Nullable List<String> values) {
        return values != null && !values.isEmpty();
    }

    Path folder() {
        return directory == null ? Path.of(session.getExecutionRootDirectory()) : directory.toPath();
    }

    Path output() {
        return outputDirectory == null ? built().resolve("egress") : outputDirectory.toPath();
    }

    /** The build folder. Without a pom Maven takes a project whose {@code ${project.build.directory}} nobody filled in. */
    private Path built() {
        MavenProject project = session.getCurrentProject();
        return project == null || project.getFile() == null
                ? folder().resolve("target")
                : Path.of(project.getBuild().getDirectory());
    }

    private Sources sources() throws MojoExecutionException {
        try {
            return new DirectorySources(folder());
        } catch (IOException e) {
            throw new MojoExecutionException("egress: the folder " + folder() + " cannot be opened", e);
        }
    }

    private Instant instant() throws MojoExecutionException {
        try {
            return now == null ? Instant.now() : Instant.parse(now);
        } catch (DateTimeParseException e) {
            throw new MojoExecutionException(
                    "egress.now: `" + now + "` is not a time; write one such as 2026-11-24T00:00:00Z", e);
        }
    }

    private @Nullable Configuration configuration(Sources sources) throws MojoExecutionException, MojoFailureException {
        if (parametersSuffice()) {
            return usable(oneHost());
        }
        if (sources.kind(config) != Sources.Kind.MISSING) {
            return usable(ConfigurationReader.read(config, sources, overrides()));
        }
        if (session.getProjects().size() > 1 && config.equals("egress.yaml") && anotherModuleHasOne()) {
            getLog().info("egress: no egress.yaml here, nothing to audit");
            return null;
        }
        throw new MojoExecutionException("egress: there is no " + config + " in " + folder()
                + "; write one, or name a crontab with -Degress.crontabs=FILE");
    }

    private Configuration usable(Parsed<Configuration> read) throws MojoFailureException {
        List<String> errors = new ArrayList<>();
        for (Diagnostic diagnostic : read.diagnostics()) {
            if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
                errors.add(diagnostic.toString());
            } else {
                getLog().warn(diagnostic.toString());
            }
        }
        if (!errors.isEmpty()) {
            throw new MojoFailureException(String.join("\n", errors));
        }
        return read.value();
    }

    private boolean anotherModuleHasOne() {
        return session.getProjects().stream()
                .anyMatch(project -> project.getBasedir() != null
                        && Files.isRegularFile(project.getBasedir().toPath().resolve(config)));
    }

    private Parsed<Configuration> oneHost() {
        return new OneHost(
                        orNone(crontabs),
                        orNone(files),
                        passwd,
                        group,
                        orNone(users),
                        orNone(interfaces),
                        orNone(resolvers),
                        layer(),
                        lock)
                .configuration(overrides());
    }

    private static List<String> orNone(@Nullable List<String> values) {
        return values == null ? List.of() : values;
    }

    private Map<String, List<String>> layer() {
        Map<String, List<String>> layer = new TreeMap<>();
        if (given(iptables)) {
            layer.put("iptables", orNone(iptables));
        }
        if (given(ip6tables)) {
            layer.put("ip6tables", orNone(ip6tables));
        }
        if (ufw != null) {
            layer.put("ufw", List.of(ufw));
        }
        if (ipset != null) {
            layer.put("ipset", List.of(ipset));
        }
        return layer;
    }
}
