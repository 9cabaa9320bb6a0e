package org.egressaudit.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.egressaudit.Configuration;
import org.egressaudit.ConfigurationReader;
import org.egressaudit.EgressAudit;
import org.egressaudit.RenewedLock;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Sources;

/** Looks up every name that a scheduled job needs, writes the lock file, and tells what moved since it was written. */
@Mojo(name = "lock", requiresProject = false, threadSafe = true)
public class LockMojo extends AbstractNamesMojo {

    @Override
    ConfigurationReader.Overrides overrides() {
        return new ConfigurationReader.Overrides(null, null, nameServers());
    }

    @Override
    void run(Configuration configuration, Sources sources, Instant now)
            throws MojoExecutionException, MojoFailureException {
        Parsed<RenewedLock> renewed = new EgressAudit(sources, now).lock(configuration);
        for (Diagnostic diagnostic : renewed.diagnostics()) {
            getLog().warn(diagnostic.toString());
        }
        RenewedLock lock = renewed.value();
        lock.changes().forEach(getLog()::info);
        if (renewed.unusable()) {
            throw new MojoFailureException("egress: " + lock.file() + " is not written: an input cannot be used");
        }
        if (lock.names() > 0 && lock.unanswered() == lock.names()) {
            throw new MojoFailureException("egress: " + lock.file() + " is not written: no name could be looked up");
        }
        if (lock.changed()) {
            write(lock);
        }
        getLog().info(lock.summary());
        if (configuration.dns().lock() == null) {
            getLog().warn("the configuration does not name the lock file; write `dns: { lock: " + lock.file() + " }`");
        }
    }

    private void write(RenewedLock lock) throws MojoExecutionException, MojoFailureException {
        Path folder = folder().toAbsolutePath().normalize();
        Path file = folder.resolve(lock.file()).normalize();
        if (!file.startsWith(folder)) {
            throw new MojoFailureException("egress: " + lock.file() + " is not written: it leads out of the project");
        }
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, lock.text());
        } catch (IOException e) {
            throw new MojoExecutionException("egress: " + lock.file() + " cannot be written", e);
        }
    }
}
