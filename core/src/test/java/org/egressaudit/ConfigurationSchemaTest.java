package org.egressaudit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.egressaudit.ConfigurationReader.Overrides;
import org.egressaudit.policy.RuleSetFormat;
import org.egressaudit.text.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema by which editors complete and check egress.yaml says the same as its reader. */
class ConfigurationSchemaTest {

    private static final List<Path> PROJECTS = List.of(Path.of("src/test/cases"), Path.of("../docs"));

    /** What only the reader can tell: the schema takes any text there. */
    private static final Set<String> BEYOND_A_SCHEMA = Set.of("is not an address", "is no way for mail");

    static Stream<Path> configurations() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path folder : PROJECTS) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().matches(".*/egress[^/]*\\.yaml"))
                        .forEach(all::add);
            }
        }
        return all.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void takes_and_refuses_what_the_reader_does(Path file) throws IOException {
        String text = Files.readString(file);
        List<String> problems =
                ConfigurationReader.read(new Source("egress.yaml", text), Overrides.NONE).diagnostics().stream()
                        .filter(each -> each.id().equals("configuration-wrong"))
                        .map(each -> each.message())
                        .filter(message -> BEYOND_A_SCHEMA.stream().noneMatch(message::contains))
                        .toList();
        JsonElement yaml = new Gson().toJsonTree(new Load(LoadSettings.builder().build()).loadFromString(text));
        Validator validator = new ValidatorFactory()
                .withJsonNodeFactory(new GsonNode.Factory())
                .createValidator();
        URI schema = validator.registerSchema(schema());
        assertThat(validator.validate(schema, yaml).isValid())
                .as("valid by the schema; the reader says " + problems)
                .isEqualTo(problems.isEmpty());
    }

    @Test
    void knows_the_keys_that_the_reader_knows() throws IOException {
        JsonObject definitions =
                JsonParser.parseString(schema()).getAsJsonObject().getAsJsonObject("$defs");
        assertThat(keys(definitions.getAsJsonObject("host")))
                .containsExactlyInAnyOrderElementsOf(ConfigurationReader.HOST_KEYS);
        Map<Set<String>, Set<String>> layers = new HashMap<>();
        for (JsonElement layer : definitions.getAsJsonObject("layer").getAsJsonArray("oneOf")) {
            Set<String> files = new HashSet<>();
            layer.getAsJsonObject()
                    .getAsJsonArray("anyOf")
                    .forEach(each -> files.add(each.getAsJsonObject()
                            .getAsJsonArray("required")
                            .get(0)
                            .getAsString()));
            layers.put(files, keys(layer.getAsJsonObject()));
        }
        Map<Set<String>, Set<String>> formats = new HashMap<>();
        for (RuleSetFormat format : Registry.ruleSetFormats()) {
            Set<String> all = new HashSet<>(format.files());
            all.addAll(format.options());
            formats.put(Set.copyOf(format.files()), all);
        }
        assertThat(layers).isEqualTo(formats);
    }

    @Test
    void lists_are_where_the_reader_takes_several_values() throws IOException {
        Set<String> lists = new HashSet<>();
        JsonParser.parseString(schema())
                .getAsJsonObject()
                .getAsJsonObject("$defs")
                .getAsJsonObject("layer")
                .getAsJsonArray("oneOf")
                .forEach(layer -> layer.getAsJsonObject().getAsJsonObject("properties").entrySet().stream()
                        .filter(key -> key.getValue().toString().contains("#/$defs/values"))
                        .forEach(key -> lists.add(key.getKey())));
        Set<String> taken = new HashSet<>();
        Registry.ruleSetFormats().forEach(format -> taken.addAll(format.lists()));
        assertThat(lists).isEqualTo(taken);
    }

    private static Set<String> keys(JsonObject definition) {
        return definition.getAsJsonObject("properties").keySet();
    }

    private static String schema() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                Configuration.class.getResourceAsStream("/org/egressaudit/egress.schema.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
