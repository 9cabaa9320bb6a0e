package org.egressaudit.text.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocatedTreeTest {

    private static Parsed<Optional<Node>> json(String text) {
        return JsonTree.read(new Source("in.json", text));
    }

    private static Parsed<Optional<Node>> yaml(String text) {
        return YamlTree.read(new Source("in.yaml", text));
    }

    /** Same meaning, same shape, in both languages. */
    private static String shape(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.entries().stream()
                    .map(entry -> entry.name() + "=" + shape(entry.value()))
                    .toList()
                    .toString()
                    .replace('[', '{')
                    .replace(']', '}');
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence.items().stream()
                    .map(LocatedTreeTest::shape)
                    .toList()
                    .toString();
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return scalar.kind().name().charAt(0) + ":" + scalar.value();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"port\": 443, \"open\": true, \"to\": [\"192.0.2.1\", null]}",
                "port: 443\nopen: true\nto:\n- 192.0.2.1\n- null\n",
                "{ port: 443, open: true, to: [ '192.0.2.1', ~ ] }",
                "---\nport: &p 443\nopen: true\n# a remark\nto: [\"192.0.2.1\", ]\n...\n",
            })
    void spellings_of_one_tree(String text) {
        Parsed<Optional<Node>> read = yaml(text);
        assertThat(read.diagnostics()).isEmpty();
        String shape = shape(read.value().orElseThrow()).replace("Z", "N").replace("N:~", "N:null");
        assertThat(shape).startsWith("{port=N:443, open=B:true, to=");
    }

    @Test
    void every_value_and_key_knows_its_place() {
        Node root = json("{\n  \"a\\\"b\": [1,\n    \"x\"]\n}").value().orElseThrow();
        Node.Entry entry = ((Node.Mapping) root).entries().get(0);
        assertThat(entry.name()).isEqualTo("a\"b");
        assertThat(entry.key().span()).isEqualTo(Span.of("in.json", 2, 3, 9));
        assertThat(entry.value().span()).isEqualTo(new Span("in.json", 2, 11, 3, 9));
        assertThat(entry.value().items().get(1).span()).isEqualTo(Span.of("in.json", 3, 5, 8));
        assertThat(root.span()).isEqualTo(new Span("in.json", 1, 1, 4, 2));
    }

    @Test
    void columns_of_yaml_are_utf16_columns() {
        Node root = yaml("\uD83D\uDD25: [\uD83D\uDD25, x]\nb:\n  c: 1\n\nd: 2\n")
                .value()
                .orElseThrow();
        assertThat(root.get("\uD83D\uDD25").orElseThrow().items().get(1).span())
                .isEqualTo(Span.of("in.yaml", 1, 10, 11));
        assertThat(root.get("b").orElseThrow().span()).isEqualTo(Span.of("in.yaml", 3, 3, 7));
    }

    @Test
    void short_tags_of_templates_are_kept() {
        Node root = yaml("a: !Ref Group\nb: !GetAtt [Group, Id]\nc: !If\n- x\n- !Ref AWS::NoValue\n")
                .value()
                .orElseThrow();
        assertThat(root.get("a").orElseThrow().tag()).isEqualTo("!Ref");
        assertThat(root.get("b").orElseThrow().tag()).isEqualTo("!GetAtt");
        assertThat(root.get("c").orElseThrow().items().get(1).tag()).isEqualTo("!Ref");
    }

    @Test
    void json_that_does_not_end_is_told_with_where_it_began() {
        assertThat(json("{\"a\": [1, 2").diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("this is not JSON: Unexpected end-of-input: expected close marker for Array"
                        + " (start marker at line 1, column 7)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"a\": 1, \"a\": 2}'|duplicate-key|1:10",
                "'{\"a\": [1, 2'|json-broken|1:12",
                "'{\"a\": 1} {\"a\": 2}'|json-more|1:10",
                "'[1, tru]'|json-broken|1:5",
                "''|json-empty|1:1",
            })
    void broken_json_is_told_with_its_place(String text, String id, String place) {
        Parsed<Optional<Node>> read = json(text);
        assertThat(read.diagnostics()).extracting(Diagnostic::id).containsExactly(id);
        assertThat(read.diagnostics().get(0).span().line() + ":"
                        + read.diagnostics().get(0).span().column())
                .isEqualTo(place);
        assertThat(read.unusable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: 1\nb: 2\na: 3'|duplicate-key|3:1",
                "'a: [1, 2\nb: 3'|yaml-broken|2:2",
                "'a: *nothing'|yaml-alias|1:4",
                "'a: &x [ *x ]'|yaml-alias|1:9",
                "'? [1, 2]\n: 3'|key-not-text|1:3",
                "'a: 1\n---\nb: 2'|yaml-more|3:1",
            })
    void broken_yaml_is_told_with_its_place(String text, String id, String place) {
        Parsed<Optional<Node>> read = yaml(text);
        assertThat(read.diagnostics()).extracting(Diagnostic::id).containsExactly(id);
        assertThat(read.diagnostics().get(0).span().line() + ":"
                        + read.diagnostics().get(0).span().column())
                .isEqualTo(place);
    }

    @Test
    void a_cut_text_still_gives_what_stands_before_the_cut() {
        Node root = json("{\"SecurityGroups\": [{\"GroupId\": \"sg-1\"}, {\"GroupId\": \"sg-")
                .value()
                .orElseThrow();
        assertThat(root.get("SecurityGroups").orElseThrow().items().get(0).get("GroupId"))
                .flatMap(Node::text)
                .contains("sg-1");
    }

    @Test
    void ten_thousand_levels_end_at_the_limit() {
        for (String level : List.of("[", "{\"a\":")) {
            assertThat(json(level.repeat(10_000)).diagnostics())
                    .extracting(Diagnostic::id)
                    .containsExactly("json-limit");
            assertThat(yaml(level.repeat(10_000)).diagnostics())
                    .extracting(Diagnostic::id)
                    .containsExactly("yaml-limit");
        }
    }

    @Test
    void aliases_that_stand_for_a_billion_values_end_at_the_limit() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String before = "*a" + (i - 1);
            text.append("a" + i + ": &a" + i + " [" + (before + ", ").repeat(9) + before + "]\n");
        }
        assertThat(yaml(text.toString()).diagnostics())
                .extracting(Diagnostic::id)
                .containsExactly("yaml-limit");
    }

    @Test
    void whatever_the_text_reading_ends() {
        long seed = 20260101;
        Random random = new Random(seed);
        String alphabet = "{}[]:,\"'-?&*!|>%@`#~ \n\t\r\\u0a1e.tfn\u0000\u0085\uFEFF\uD800";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(24); k > 0; k--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(json(text.toString()).value().isPresent()
                            || !json(text.toString()).diagnostics().isEmpty())
                    .as("seed %d, text %s", seed, text)
                    .isTrue();
            assertThat(YamlTree.readAll(new Source("in.yaml", text.toString())))
                    .as("seed %d, text %s", seed, text)
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"crontab,crontabs", "Hosts,hosts", "resolver,resolvers", "pathh,path", "fiels,files", "xyzzy,"})
    void the_key_that_was_meant(String unknown, @org.jspecify.annotations.Nullable String meant) {
        assertThat(Nearest.key(unknown, List.of("crontabs", "hosts", "resolvers", "path", "files")))
                .isEqualTo(Optional.ofNullable(meant));
    }
}
