package org.egressaudit.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.egressaudit.net.Target;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.Verdict;
import org.egressaudit.policy.iptables.IptablesFormat;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
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

/** How quickly a rule set of a campus is read and asked. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RuleSetBenchmark {

    /** Chains and rules of each: 5,000 rules, and 100. */
    @Param({"200x24", "9x10"})
    public String shape = "";

    private CampusFirewall firewall = new CampusFirewall("", List.of());
    private Source source = new Source("rules.v4", "");
    private Target target = Target.UNKNOWN;
    private Layer layer = read();
    private int next;

    /** Makes and reads the rules. */
    @Setup
    public void prepare() {
        String[] sizes = shape.split("x");
        firewall = CampusFirewall.of(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), 1);
        source = new Source("rules.v4", firewall.text());
        target = new Target(
                Map.of(),
                Map.of(),
                Map.of(
                        "eth0",
                        List.of(Target.InterfaceAddress.parse("192.0.2.10/24").orElseThrow())));
        layer = read();
    }

    private Layer read() {
        Parsed<Layer> read = IptablesFormat.layer(source, null, null, target);
        return read.value();
    }

    /** From text to a layer that can be asked. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Layer parse() {
        return read();
    }

    /** One flow: what becomes of it, and which rule decides. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    public Object verdict() {
        next = next + 1 & firewall.flows().size() - 1;
        Verdict verdict = layer.evaluate(firewall.flows().get(next));
        return verdict.trace();
    }
}
