package org.egressaudit.it.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.egressaudit.it.Requirement;
import org.egressaudit.net.Flow;

/**
 * A host and an internet of its own, each in a network namespace.
 *
 * <p>The work is done by {@code lab.py}, which holds the namespaces and ends when its standard input does; they are gone
 * with it. Not for use by two threads; several labs may run side by side.
 */
final class Lab implements AutoCloseable {

    private final Path folder;
    private final Process process;
    private final Writer requests;
    private final BufferedReader answers;
    private final Path troubles;

    Lab() {
        Requirement.programs(
                "python3",
                "ip",
                "ipset",
                "iptables-legacy-restore",
                "iptables-nft-restore",
                "ip6tables-legacy-restore",
                "ip6tables-nft-restore");
        try (InputStream program = Objects.requireNonNull(Lab.class.getResourceAsStream("lab.py"))) {
            folder = Files.createTempDirectory("egress-lab");
            Path script = folder.resolve("lab.py");
            Files.copy(program, script);
            troubles = folder.resolve("troubles");
            process = new ProcessBuilder("python3", script.toString())
                    .redirectError(troubles.toFile())
                    .start();
            requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            expect("ready", line());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces all rules and sets of the host; answers the message of the program that refused them. */
    Optional<String> load(RuleFiles files) {
        List<String> request = List.of(
                "load",
                files.store().name().toLowerCase(java.util.Locale.ROOT),
                written("v4", files.v4()),
                written("v6", files.v6()),
                written("sets", files.sets().isEmpty() ? List.of() : List.of(files.sets())));
        send(request);
        String answer = line();
        return answer.equals("ok") ? Optional.empty() : Optional.of(answer);
    }

    /** Replaces all rules of the host by those of ufw after the commands of a folder; answers what ufw refused. */
    Optional<String> ufw(Path commands) {
        send(List.of("ufw", commands.toString()));
        String answer = line();
        return answer.equals("ok") ? Optional.empty() : Optional.of(answer);
    }

    private String written(String name, List<String> texts) {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            try {
                paths.add(Files.writeString(folder.resolve(name + i), texts.get(i))
                        .toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return paths.isEmpty() ? "-" : String.join(",", paths);
    }

    /** Opens all flows at once and answers what the program saw of each: a label of an outcome, or an error's name. */
    List<String> probe(List<Flow> flows, Duration deadline) {
        if (flows.isEmpty()) {
            return List.of();
        }
        send(List.of("probe", Double.toString(deadline.toMillis() / 1000.0), Integer.toString(flows.size())), flows);
        return flows.stream().map(flow -> line()).toList();
    }

    /**
     * How many packets each rule and policy met when only the first packet of each flow was sent; to be asked once, right
     * after the rules were loaded.
     */
    Map<Counters.Place, Long> count(List<Flow> flows) {
        send(List.of("count", Integer.toString(flows.size())), flows);
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.equals("."); line = line()) {
            lines.add(line);
        }
        return Counters.read(lines);
    }

    /** Runs a program inside the host, for what a case needs beside rules. */
    void run(String... words) {
        List<String> request = new ArrayList<>(List.of("run"));
        request.addAll(Arrays.asList(words));
        send(request);
        expect("ok", line());
    }

    private void send(List<String> request) {
        send(request, List.of());
    }

    private void send(List<String> request, List<Flow> flows) {
        try {
            requests.write(String.join("\t", request) + "\n");
            for (Flow flow : flows) {
                requests.write(written(flow) + "\n");
            }
            requests.flush();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static String written(Flow flow) {
        return String.join(
                "\t",
                Long.toString(flow.user()),
                flow.groups().stream().map(String::valueOf).collect(Collectors.joining(",")),
                Integer.toString(flow.protocol().number()),
                flow.destination().toString(),
                Integer.toString(flow.destinationPort()),
                Integer.toString(flow.icmpCode()),
                "-",
                Integer.toString(Math.max(flow.sourcePort(), 0)));
    }

    private String line() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw broken(null);
            }
            return line;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private void expect(String wanted, String answer) {
        if (!answer.equals(wanted)) {
            throw new IllegalStateException("the lab answered: " + answer);
        }
    }

    private IllegalStateException broken(@org.jspecify.annotations.Nullable IOException cause) {
        try {
            return new IllegalStateException("the lab ended:\n" + Files.readString(troubles), cause);
        } catch (IOException e) {
            return new IllegalStateException("the lab ended", e);
        }
    }

    @Override
    public void close() {
        try {
            requests.close();
            process.waitFor();
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
