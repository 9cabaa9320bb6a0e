package org.egressaudit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.egressaudit.net.Target;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.DirectorySources;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Span;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real exports, plans and templates, where they lie beside the project: every one is read, or named for what it is. */
class CloudCorpusTest {

    private static final Path CORPUS = Path.of("../../shared/corpus");

    @ParameterizedTest
    @CsvSource({
        "aws,aws-security-groups",
        "aws,aws-network-acls",
        "terraform,terraform",
        "cloudformation,cloudformation",
    })
    void every_file_is_read(String folder, String key) throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(CORPUS), "no corpus beside the project: " + CORPUS);
        RuleSetFormat format = CloudCasesTest.FORMATS.stream()
                .filter(each -> each.files().contains(key))
                .findFirst()
                .orElseThrow();
        List<String> unexpected = new ArrayList<>();
        for (Path file : files(folder)) {
            String name = CORPUS.relativize(file).toString();
            Parsed<Layer> layer = format.read(settings(key, name), Target.UNKNOWN, new DirectorySources(CORPUS));
            layer.value().evaluate(Flow.to(Protocol.TCP, IpAddress.of("203.0.113.45"), 443));
            boolean traps = name.contains("traps")
                    || name.contains("ip-ranges")
                    // a fragment of an instance, printed by --query
                    || name.endsWith("describe-instances.2.json");
            layer.diagnostics().stream()
                    .filter(each -> each.severity() == Diagnostic.Severity.ERROR)
                    .filter(each ->
                            !each.id().equals("aws-groups") && !each.id().equals("aws-acl"))
                    .filter(each -> !traps)
                    .forEach(each -> unexpected.add(each.toString()));
        }
        assertThat(unexpected).isEmpty();
    }

    /** The mistakes that people make with these files are named for what they are. */
    @ParameterizedTest
    @CsvSource({
        "aws-security-groups,aws/constructed-vpc/describe-security-groups.page-truncated.json,aws-cut",
        "aws-security-groups,aws/custodian/managed_prefix_list_entries.json,aws-prefix-list",
        "aws-security-groups,aws/ip-ranges/ip-ranges.subset.json,aws-output",
        "terraform,terraform/traps/plan-json-stream.ndjson,terraform-stream",
        "terraform,terraform/traps/plan-powershell-mangled.json,terraform-mangled",
        "cloudformation,cloudformation/cfn_nag_json_security_group_single_security_group_two_externalized_egress.json,cloudformation-default-stays",
        "cloudformation,cloudformation/awslabs_PrefixListResource_endpoint.yaml,cloudformation-default-egress",
    })
    void a_trap_is_told(String key, String file, String id) throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(CORPUS), "no corpus beside the project: " + CORPUS);
        RuleSetFormat format = CloudCasesTest.FORMATS.stream()
                .filter(each -> each.files().contains(key))
                .findFirst()
                .orElseThrow();
        Parsed<Layer> layer = format.read(settings(key, file), Target.UNKNOWN, new DirectorySources(CORPUS));
        assertThat(layer.diagnostics()).extracting(Diagnostic::id).contains(id);
    }

    /** What the corpus notes say of its own exports, old and new side by side. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws-security-groups=VPC/describe-security-groups.old.json groups=sg-0batch | 203.0.113.25:587 | allowed",
                "aws-security-groups=VPC/describe-security-groups.new.json groups=sg-0batch | 203.0.113.25:587 | dropped",
                "aws-security-groups=VPC/describe-security-groups.old.json groups=batch-hosts | 192.0.2.5:443 | allowed",
                "aws-security-groups=VPC/describe-security-groups.new.json groups=sg-0batch | 198.51.100.9:443 | undecided",
                "aws-security-groups=VPC instance=i-0batch | 198.51.100.9:443 | undecided",
                "aws-security-groups=NEW interface=eni-1 | 198.51.100.9:443 | allowed",
                "aws-security-groups=NEW interface=eni-1 | 52.217.3.4:443 | allowed",
                "aws-security-groups=NEW interface=eni-1 | 192.0.2.5:443 | dropped",
                "aws-security-groups=NEW interface=eni-1 | 10.0.5.20:5432 | allowed",
                "aws-network-acls=VPC/describe-network-acls.json subnet=subnet-0batch | 203.0.113.9:443 | dropped",
                "aws-route-tables=VPC subnet=subnet-0batch | 203.0.113.9:443 | dropped",
                "aws-route-tables=VPC subnet=subnet-0batch | 52.217.3.4:443 | allowed",
                "terraform=terraform/constructed/plan-egress-tightening.json side=prior | 203.0.113.25:587 | allowed",
                "terraform=terraform/constructed/plan-egress-tightening.json | 203.0.113.25:587 | dropped",
                "terraform=terraform/constructed/plan-egress-tightening.json | 203.0.113.9:443 | allowed",
                "terraform=terraform/traps/plan-utf16le-bom.json groups=alb-sg | 203.0.113.9:443 | dropped",
            })
    void old_and_new_say_what_their_notes_say(String layer, String destination, String verdict) throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(CORPUS), "no corpus beside the project: " + CORPUS);
        Span here = Span.point("egress.yaml", 1, 1);
        Map<String, List<Settings.Value>> values = new TreeMap<>();
        for (String part : layer.split(" ")) {
            String[] pair = part.split("=");
            values.put(
                    pair[0],
                    expanded(pair[1]).stream()
                            .map(text -> new Settings.Value(text, here))
                            .toList());
        }
        RuleSetFormat format = CloudCasesTest.FORMATS.stream()
                .filter(each -> each.files().stream().anyMatch(values::containsKey))
                .findFirst()
                .orElseThrow();
        String[] end = destination.split(":");
        Flow flow = Flow.to(Protocol.TCP, IpAddress.of(end[0]), Integer.parseInt(end[1]));
        Parsed<Layer> read = format.read(new Settings(values, here), Target.UNKNOWN, new DirectorySources(CORPUS));
        assertThat(read.value().evaluate(flow).label()).isEqualTo(verdict);
    }

    /** {@code VPC} is the folder of one VPC's exports; {@code NEW} its files with the new groups alone. */
    private static List<String> expanded(String text) {
        String vpc = "aws/constructed-vpc";
        if (!text.equals("NEW")) {
            return List.of(text.replaceFirst("^VPC", vpc));
        }
        return List.of(
                vpc + "/describe-security-groups.new.json",
                vpc + "/describe-network-interfaces.json",
                vpc + "/get-managed-prefix-list-entries.pl-0customer.json",
                vpc + "/get-managed-prefix-list-entries.pl-63a5400a.json");
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS.resolve(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Settings settings(String key, String file) {
        Span here = Span.point("egress.yaml", 1, 1);
        return new Settings(Map.of(key, List.of(new Settings.Value(file, here))), here);
    }
}
