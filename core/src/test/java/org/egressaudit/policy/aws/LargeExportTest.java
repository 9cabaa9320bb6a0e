package org.egressaudit.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.egressaudit.net.Flow;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Protocol;
import org.egressaudit.net.Target;
import org.egressaudit.policy.Layer;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.policy.Trace;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.DirectorySources;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.JsonTree;
import org.egressaudit.text.tree.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An export is read element by element: what is not asked for takes no memory, however much of it there is. */
class LargeExportTest {

    private static final String GROUPS = """
            {
              "SecurityGroups": [
                { "GroupId": "sg-1", "IpPermissions": [],
                  "IpPermissionsEgress": [
                    { "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
                      "IpRanges": [{ "CidrIp": "203.0.113.0/24", "Description": "say \\"partners\\"" }] }] }
              ]
            }
            """;

    @Test
    void elements_are_handed_over_and_not_kept() {
        int[] met = {0};
        Parsed<?> rest = JsonTree.read(
                new Source(
                        "in.json", "{\"Groups\": [{\"a\": [1, 2]}, 3], \"NextToken\": \"x\", \"More\": {\"In\": [4]}}"),
                (key, element) -> {
                    assertThat(key).isEqualTo("Groups");
                    met[0]++;
                });
        assertThat(met[0]).isEqualTo(2);
        assertThat(rest.value().toString()).contains("NextToken", "In", "4").doesNotContain("value=2");
    }

    @Test
    void six_million_values_are_no_trouble() {
        String address = "{\"Tags\": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]},";
        String text = "{\"NetworkInterfaces\": [" + address.repeat(280_000) + "{}],"
                + "\"SecurityGroups\": [{\"GroupId\": \"sg-1\", \"IpPermissionsEgress\": []}]}";
        Parsed<AwsWorld> world = AwsReader.read(List.of(new Export.Text(new Source("export.json", text))));
        assertThat(world.diagnostics()).isEmpty();
        assertThat(world.value().groups()).containsOnlyKeys("sg-1");
    }

    /** 200 MB that are made as they are read: nobody could hold on to them without being noticed. */
    @Test
    void two_hundred_megabytes_pass_by() {
        Parsed<AwsWorld> world = AwsReader.read(List.of(new Export.Stream(
                "export.json",
                () -> Optional.of(new Repeated(
                        "{\"NetworkInterfaces\": [",
                        "{\"Description\": \"" + "x".repeat(2_000) + "\"},",
                        100_000,
                        "{}], \"SecurityGroups\": [{\"GroupId\": \"sg-1\", \"IpPermissionsEgress\": []}]}")))));
        assertThat(world.diagnostics()).isEmpty();
        assertThat(world.value().groups()).containsOnlyKeys("sg-1");
    }

    /** A beginning, something many times, and an end. */
    private static final class Repeated extends Reader {
        private final String repeated;
        private final String end;
        private String part;
        private int left;
        private int at;

        Repeated(String beginning, String repeated, int times, String end) {
            this.part = beginning;
            this.repeated = repeated;
            this.left = times;
            this.end = end;
        }

        @Override
        public int read(char[] into, int offset, int length) {
            if (at == part.length()) {
                if (left < 0) {
                    return -1;
                }
                part = left == 0 ? end : repeated;
                left--;
                at = 0;
            }
            int count = Math.min(length, part.length() - at);
            part.getChars(at, at + count, into, offset);
            at += count;
            return count;
        }

        @Override
        public void close() {}
    }

    @Test
    void a_stream_gives_the_tree_and_the_places_of_the_text() {
        Source source = new Source("in.json", GROUPS);
        StringBuilder ofText = new StringBuilder();
        StringBuilder ofStream = new StringBuilder();
        Parsed<Optional<Node>> text = JsonTree.read(source, (key, element) -> ofText.append(element));
        Parsed<Optional<Node>> stream =
                JsonTree.read("in.json", new java.io.StringReader(GROUPS), (key, element) -> ofStream.append(element));
        assertThat(ofStream.toString()).isEqualTo(ofText.toString()).contains("203.0.113.0/24");
        assertThat(stream.value()).isEqualTo(text.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "{\"a\": [1, 2", "{} {}", "[1, tru]", "{\"a\": 1, \"a\": 2}"})
    void a_broken_stream_is_told_like_a_broken_text(String broken) {
        Parsed<Optional<Node>> text = JsonTree.read(new Source("in.json", broken));
        Parsed<Optional<Node>> stream =
                JsonTree.read("in.json", new java.io.StringReader(broken), (key, element) -> {});
        assertThat(stream.diagnostics())
                .extracting(Diagnostic::id)
                .isEqualTo(text.diagnostics().stream().map(Diagnostic::id).toList());
        assertThat(stream.unusable()).isTrue();
    }

    @Test
    void a_stream_without_end_to_its_nesting_is_given_up() {
        Parsed<Optional<Node>> stream = JsonTree.read(
                "in.json",
                new Repeated("", "[", 10_000, "]"),
                (key, element) -> assertThat(key).isEmpty());
        assertThat(stream.diagnostics()).extracting(Diagnostic::id).containsExactly("json-limit");
    }

    @Test
    void a_file_too_large_for_one_text_is_read_piece_by_piece(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("groups.json"), GROUPS);
        Span here = Span.point("egress.yaml", 1, 1);
        Settings settings =
                new Settings(Map.of("aws-security-groups", List.of(new Settings.Value("groups.json", here))), here);
        Parsed<Layer> layer =
                new AwsSecurityGroupsFormat().read(settings, Target.UNKNOWN, new DirectorySources(folder, 100));
        assertThat(layer.diagnostics()).isEmpty();
        var verdict = layer.value().evaluate(Flow.to(Protocol.TCP, IpAddress.of("203.0.113.45"), 443));
        assertThat(verdict.label()).isEqualTo("allowed");
        Trace.Decision decision = Objects.requireNonNull(verdict.trace().decision());
        assertThat(decision.span().place()).isEqualTo("groups.json:6:36");
    }
}
