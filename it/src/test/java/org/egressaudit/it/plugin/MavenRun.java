package org.egressaudit.it.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One run of Maven on a copy of a project folder, with a local repository into which the build has put the plugin.
 *
 * @param folder the copy
 * @param status exit status of Maven
 * @param log what it printed
 */
record MavenRun(Path folder, int status, List<String> log) {

    private static final Path PROJECTS = Path.of("target/test-classes/org/egressaudit/it/plugin/projects");

    /** Runs Maven in a copy of a project under {@code projects}. */
    static MavenRun of(String project, String... arguments) {
        Path folder = Path.of(
                "target/maven-runs",
                project + "-" + Integer.toHexString(List.of(arguments).hashCode()));
        try {
            copy(PROJECTS.resolve(project), folder);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                    "-B",
                    "-Dmaven.repo.local=" + System.getProperty("local.repository")));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("maven.log").toFile());
            builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1");
            int status = builder.start().waitFor();
            return new MavenRun(
                    folder, status, Files.readAllLines(folder.resolve("maven.log"), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    String text = Files.readString(file, StandardCharsets.UTF_8);
                    Files.writeString(target, text.replace("@project.version@", "0.1.0-SNAPSHOT"));
                }
            }
        }
    }

    /** Whether the build passed. */
    boolean passed() {
        return status == 0;
    }
}
