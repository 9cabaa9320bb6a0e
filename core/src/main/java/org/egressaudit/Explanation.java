package org.egressaudit;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.egressaudit.Configuration.HostConfiguration;
import org.egressaudit.net.Flow;
import org.egressaudit.net.PortRange;
import org.egressaudit.net.Prefix;
import org.egressaudit.report.Audit.AddressAudit;
import org.egressaudit.report.FlowReport;
import org.egressaudit.report.Stretch;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Sources;

/**
 * Flows through the rule sets of one host: what becomes of each, and why.
 *
 * <pre>{@code
 * Explanation explanation = Explanation.of(host, sources, Instant.now()).value();
 * AddressAudit answer = explanation.explain(Flow.to(Protocol.TCP, IpAddress.of("203.0.113.45"), 443));
 * }</pre>
 */
public final class Explanation {

    /** Lines that are answered side by side before they are written. */
    private static final int BATCH = 8_192;

    private final WayOut wayOut;
    private final Instant time;

    private Explanation(WayOut wayOut, Instant time) {
        this.wayOut = wayOut;
        this.time = time;
    }

    /**
     * Reads the rule sets of a host.
     *
     * @param host the host
     * @param sources the files of the project
     * @param time when the flows are sent, for rules that hold at certain hours
     */
    public static Parsed<Explanation> of(HostConfiguration host, Sources sources, Instant time) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        TargetFiles machine = TargetFiles.read(host, sources, diagnostics::add);
        WayOut wayOut = WayOut.read(host, machine, sources, diagnostics::add);
        return new Parsed<>(new Explanation(wayOut, time), diagnostics);
    }

    /** What each layer does with a flow. */
    public AddressAudit explain(Flow flow) {
        return wayOut.judge(flow, "given");
    }

    /**
     * Exactly which parts of networks pass.
     *
     * @param pattern the flow, but for its destination and port
     * @param networks where it goes
     * @param ports to which ports; ignored for protocols without ports
     * @return in the order of the networks, then of addresses and ports; neighbours with the same answer are one
     */
    public List<Stretch> stretches(Flow pattern, List<Prefix> networks, PortRange ports) {
        Stretches stretches = new Stretches(wayOut, pattern, ports);
        return networks.stream().flatMap(each -> stretches.of(each).stream()).toList();
    }

    /**
     * Exactly which parts of networks pass, for one line of CSV as in {@link #flow}: its destination one or several
     * networks with spaces between, its port perhaps a range, {@code root,tcp,198.51.100.0/24,1:1024}.
     *
     * @return empty when the line asks about one address and one port
     */
    public Optional<Parsed<List<Stretch>>> stretches(String line) {
        FlowTable table = new FlowTable("user,proto,dst,dport,src,oif,sport", wayOut.target(), time);
        if (!table.asksOfMany(line)) {
            return Optional.empty();
        }
        Parsed<Optional<FlowTable.Question>> question = table.question(line);
        List<Stretch> told = question.value()
                .map(asked -> stretches(asked.pattern(), asked.networks(), asked.ports()))
                .orElse(List.of());
        return Optional.of(new Parsed<>(told, question.diagnostics()));
    }

    /** The flow that one line of CSV says, its columns in the usual order without the id; or why it says none. */
    public Parsed<Optional<Flow>> flow(String line) {
        FlowTable table = new FlowTable("user,proto,dst,dport,src,oif,sport", wayOut.target(), time);
        FlowTable.Row row = table.row(line, 1);
        return row.trouble().isEmpty()
                ? Parsed.of(Optional.ofNullable(row.flow()))
                : new Parsed<>(
                        Optional.empty(),
                        List.of(Diagnostic.error(
                                "flow-unreadable", org.egressaudit.text.Span.wholeFile("flow"), row.trouble())));
    }

    /**
     * Answers a table of flows, a line for each.
     *
     * @param flows CSV with a header of the columns {@code id,user,proto,dst,dport,src,oif,sport}
     * @param answers CSV with the columns {@code id,verdict,outcome,layer,rule_file,rule_line,dnat_dst,dnat_dport,reason}
     * @return how many flows there were; or an error about the header
     * @throws IOException when a stream fails
     */
    public Parsed<Long> explain(BufferedReader flows, Appendable answers) throws IOException {
        String header = flows.readLine();
        FlowTable table = new FlowTable(header == null ? "" : header, wayOut.target(), time);
        Optional<String> trouble = table.trouble();
        if (trouble.isPresent()) {
            return new Parsed<>(
                    0L,
                    List.of(Diagnostic.error(
                            "flow-header", org.egressaudit.text.Span.wholeFile("flows"), trouble.get())));
        }
        answers.append(FlowReport.HEADER).append('\n');
        List<String> batch = new ArrayList<>(BATCH);
        long answered = 0;
        for (String line = flows.readLine(); line != null; line = flows.readLine()) {
            if (line.isBlank()) {
                continue;
            }
            batch.add(line);
            if (batch.size() == BATCH) {
                answered += answer(table, batch, answered, answers);
            }
        }
        answered += answer(table, batch, answered, answers);
        return Parsed.of(answered);
    }

    private int answer(FlowTable table, List<String> batch, long before, Appendable answers) throws IOException {
        int count = batch.size();
        List<String> lines = java.util.stream.IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> line(table.row(batch.get(i), before + i + 1)))
                .toList();
        for (String line : lines) {
            answers.append(line).append('\n');
        }
        batch.clear();
        return count;
    }

    private String line(FlowTable.Row row) {
        Flow flow = row.flow();
        return flow == null
                ? FlowReport.unreadable(row.id(), row.trouble())
                : FlowReport.line(row.id(), wayOut.judgeWithoutProposals(flow));
    }
}
