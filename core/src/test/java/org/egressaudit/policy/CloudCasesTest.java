package org.egressaudit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.egressaudit.net.Target;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.policy.aws.AwsNetworkAclsFormat;
import org.egressaudit.policy.aws.AwsRouteTablesFormat;
import org.egressaudit.policy.aws.AwsSecurityGroupsFormat;
import org.egressaudit.policy.cloudformation.CloudFormationFormat;
import org.egressaudit.policy.terraform.TerraformFormat;
import org.egressaudit.text.DirectorySources;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.tree.Node;
import org.egressaudit.text.tree.YamlTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code policy-aws}, {@code policy-terraform} and {@code policy-cloudformation}: a layer as
 * {@code layer.yaml} names it, the flows of {@code flows.csv}, and what is said of them in {@code expected.txt}.
 */
class CloudCasesTest {

    private static final Path CASES = Path.of("src/test/cases");

    static final List<RuleSetFormat> FORMATS = List.of(
            new AwsSecurityGroupsFormat(),
            new AwsNetworkAclsFormat(),
            new AwsRouteTablesFormat(),
            new TerraformFormat(),
            new CloudFormationFormat());

    static List<Path> cases() throws IOException {
        List<Path> cases = new ArrayList<>();
        for (String room : List.of("policy-aws", "policy-terraform", "policy-cloudformation")) {
            try (Stream<Path> folders = Files.list(CASES.resolve(room))) {
                folders.sorted().forEach(cases::add);
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void says_what_is_expected(Path folder) throws IOException {
        assertThat(folder.resolve("README.md")).exists();
        Source yaml = new Source("layer.yaml", Files.readString(folder.resolve("layer.yaml")));
        Settings settings = settings(YamlTree.read(yaml).value().orElseThrow());
        RuleSetFormat format = FORMATS.stream()
                .filter(each -> each.files().stream().anyMatch(settings.values()::containsKey))
                .findFirst()
                .orElseThrow();
        settings.values()
                .keySet()
                .forEach(key -> assertThat(Stream.concat(format.files().stream(), format.options().stream()))
                        .contains(key));
        Parsed<Layer> layer = format.read(settings, Target.UNKNOWN, new DirectorySources(folder));
        StringBuilder said = new StringBuilder(layer.value().label()).append('\n');
        layer.diagnostics().forEach(each -> said.append(each).append('\n'));
        for (String line : Files.readAllLines(folder.resolve("flows.csv"))) {
            if (!line.startsWith("proto")) {
                tell(flow(line.split(",")), layer.value(), said);
            }
        }
        Path expected = folder.resolve("expected.txt");
        if (System.getProperty("cases.write", "no").equals("yes")) {
            Files.writeString(expected, said);
        }
        assertThat(said.toString()).isEqualTo(Files.readString(expected));
    }

    private static Settings settings(Node root) {
        Map<String, List<Settings.Value>> values = new TreeMap<>();
        for (Node.Entry entry : ((Node.Mapping) root).entries()) {
            List<Node> items = entry.value().items().isEmpty()
                    ? List.of(entry.value())
                    : entry.value().items();
            values.put(
                    entry.name(),
                    items.stream()
                            .map(item -> new Settings.Value(item.text().orElseThrow(), item.span()))
                            .toList());
        }
        return new Settings(values, root.span());
    }

    /** {@code proto,dst,dport} and perhaps {@code src,sport}. */
    private static Flow flow(String[] fields) {
        Flow flow =
                Flow.to(Protocol.parse(fields[0]).orElseThrow(), IpAddress.of(fields[1]), Integer.parseInt(fields[2]));
        IpAddress source = fields.length > 3 && !fields[3].isEmpty() ? IpAddress.of(fields[3]) : null;
        int port = fields.length > 4 ? Integer.parseInt(fields[4]) : flow.sourcePort();
        return new Flow(
                flow.protocol(), source, flow.destination(), port, flow.destinationPort(), 0, -1, Set.of(), null, null);
    }

    private static void tell(Flow flow, Layer layer, StringBuilder said) {
        Verdict verdict = layer.evaluate(flow);
        said.append('\n').append(flow).append("  ").append(verdict.label()).append('\n');
        if (verdict instanceof Verdict.Undecided undecided) {
            undecided
                    .reasons()
                    .forEach(reason -> said.append("  ").append(reason).append('\n'));
        }
        Trace.Decision decision = verdict.trace().decision();
        if (decision != null) {
            said.append("  ").append(decision.span()).append(": ").append(decision.chain());
            said.append(" ")
                    .append(decision.number())
                    .append(": ")
                    .append(decision.text())
                    .append('\n');
        }
        verdict.trace()
                .passedOver()
                .forEach(each -> said.append("  passed over ")
                        .append(each.span())
                        .append(": ")
                        .append(each.text())
                        .append(": ")
                        .append(each.because())
                        .append('\n'));
        layer.proposal(flow, verdict)
                .ifPresent(change -> said.append("  to let it out\n").append(change.indent(4)));
    }
}
