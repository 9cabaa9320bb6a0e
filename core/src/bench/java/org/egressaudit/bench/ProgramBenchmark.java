package org.egressaudit.bench;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.egressaudit.ConfigurationReader;
import org.egressaudit.EgressAudit;
import org.egressaudit.OneHost;
import org.egressaudit.report.Audit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How quickly the needs of a large program are found: from the crontab line through all its files. The first
 * round is what a build sees, for it runs once in a cold machine.
 */
@State(Scope.Thread)
@Fork(value = 3, jvmArgsAppend = "-Xmx256m")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class ProgramBenchmark {

    /** Language, files and lines of each. */
    @Param({"python 300x336", "python 3x336", "shell 200x250", "shell 4x250"})
    public String shape = "";

    private LargeProgram program = new LargeProgram(Map.of());
    private int modules;

    /** Makes the program. */
    @Setup
    public void prepare() {
        String[] sizes = shape.split("[ x]");
        modules = Integer.parseInt(sizes[1]);
        int lines = Integer.parseInt(sizes[2]);
        program = sizes[0].equals("shell") ? ShellFeeds.of(modules, lines, 1) : PythonFeeds.of(modules, lines, 1);
        System.out.println(shape + ": " + program.lines() + " lines");
    }

    /** Cold: one run in a new Java machine. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Audit needs() {
        OneHost host = new OneHost(
                List.of("crontab"),
                List.of("/opt/jobs=."),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                null);
        Audit audit = new EgressAudit(program, Instant.EPOCH)
                .needs(host.configuration(ConfigurationReader.Overrides.NONE).value());
        int found = audit.hosts().get(0).jobs().get(0).needs().size();
        if (found != modules) {
            throw new IllegalStateException(found + " needs of " + modules + " were found");
        }
        return audit;
    }
}
