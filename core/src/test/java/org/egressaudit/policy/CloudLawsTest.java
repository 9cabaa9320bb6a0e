package org.egressaudit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.egressaudit.net.Target;
import org.egressaudit.policy.PlainCloud.Try;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the format in which groups and ACLs are handed in, every flow of a small world is judged as the VPC guide says. */
class CloudLawsTest {

    private static final long SEED = 17;
    private static final Span HERE = Span.point("egress.yaml", 1, 1);

    /** A way to write rules down, and how a layer names the groups in it. */
    enum Spelling {
        DESCRIBE_SECURITY_GROUPS("aws-security-groups", "sg-%d", CloudSpellings::securityGroups),
        DESCRIBE_SECURITY_GROUP_RULES("aws-security-groups", "sg-%d", CloudSpellings::securityGroupRules),
        PLAN_WITH_BLOCKS("terraform", "aws_security_group.g%d", CloudSpellings::planWithBlocks),
        PLAN_WITH_RULES("terraform", "sg-%d", cloud -> CloudSpellings.planWithRules(cloud, true)),
        PLAN_OF_NEW_RULES("terraform", "g%d", cloud -> CloudSpellings.planWithRules(cloud, false)),
        TEMPLATE_WITH_LISTS("cloudformation", "G%d", cloud -> CloudSpellings.template(cloud, true)),
        TEMPLATE_WITH_RULES("cloudformation", "G%d", cloud -> CloudSpellings.template(cloud, false));

        final String key;
        final String group;
        final Function<PlainCloud, String> write;

        Spelling(String key, String group, Function<PlainCloud, String> write) {
            this.key = key;
            this.group = group;
            this.write = write;
        }

        /** Whether the service's own default holds: a group that names no rule lets everything out. */
        boolean opensByDefault() {
            return key.equals("cloudformation");
        }
    }

    @ParameterizedTest
    @EnumSource(Spelling.class)
    void groups_let_out_what_any_of_their_rules_speaks_of(Spelling spelling) {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            PlainCloud cloud = PlainCloud.draw(random);
            boolean listed = spelling != Spelling.DESCRIBE_SECURITY_GROUP_RULES
                    || cloud.groups().stream().noneMatch(List::isEmpty);
            if (!listed) {
                continue;
            }
            boolean open = spelling.opensByDefault() && cloud.groups().stream().anyMatch(List::isEmpty);
            List<String> groups = IntStream.range(0, cloud.groups().size())
                    .mapToObj(spelling.group::formatted)
                    .toList();
            String text = spelling.write.apply(cloud);
            Layer layer = layer(spelling.key, Map.of("groups", groups), text);
            for (Try flow : PlainCloud.flows()) {
                String expected = open || cloud.leavesByGroups(flow) ? "allowed" : "dropped";
                judged(layer, flow, expected, text);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Spelling.class,
            names = {"PLAN_WITH_BLOCKS", "PLAN_WITH_RULES", "PLAN_OF_NEW_RULES", "TEMPLATE_WITH_LISTS"})
    void an_acl_lets_out_by_the_lowest_number_and_the_reply_in_by_the_lowest_number(Spelling spelling) {
        Random random = new Random(SEED);
        String id = spelling.key.equals("terraform") ? "aws_network_acl.a" : "A";
        for (int round = 0; round < 300; round++) {
            PlainCloud cloud = PlainCloud.draw(random);
            acl(layer(spelling.key, Map.of("networkAcl", List.of(id)), spelling.write.apply(cloud)), cloud);
        }
    }

    @Test
    void so_does_an_export_of_it() {
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            PlainCloud cloud = PlainCloud.draw(random);
            acl(layer("aws-network-acls", Map.of(), CloudSpellings.networkAcls(cloud)), cloud);
        }
    }

    private static void acl(Layer layer, PlainCloud cloud) {
        for (Try flow : PlainCloud.flows()) {
            judged(layer, flow, cloud.passesAcl(flow) ? "allowed" : "dropped", cloud.entries());
        }
    }

    private static void judged(Layer layer, Try flow, String expected, Object rules) {
        Verdict verdict = layer.evaluate(flow.flow());
        assertThat(verdict.label()).as("seed %d, %s, %s", SEED, flow, rules).isEqualTo(expected);
        if (verdict instanceof Verdict.Allowed) {
            assertThat(layer.proposal(flow.flow(), verdict)).isEmpty();
        }
    }

    private static Layer layer(String key, Map<String, List<String>> options, String text) {
        RuleSetFormat format = CloudCasesTest.FORMATS.stream()
                .filter(each -> each.files().contains(key))
                .findFirst()
                .orElseThrow();
        Map<String, List<Settings.Value>> values = new TreeMap<>();
        values.put(key, List.of(new Settings.Value("in.json", HERE)));
        options.forEach((name, all) -> values.put(
                name, all.stream().map(each -> new Settings.Value(each, HERE)).toList()));
        Parsed<Layer> read = format.read(new Settings(values, HERE), Target.UNKNOWN, new OneFile(text));
        assertThat(read.diagnostics()).as(text).noneMatch(each -> each.severity() == Diagnostic.Severity.ERROR);
        return read.value();
    }
}
