package org.egressaudit.demand.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.text.Source;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every data file is read, and every example in it holds. */
class ToolFilesTest {

    private static final Path RESOURCES = Path.of("src/main/resources/org/egressaudit/demand/tool");

    @TestFactory
    Stream<DynamicContainer> examples() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(RESOURCES)) {
            files = walk.filter(path ->
                            path.toString().endsWith(".yaml") && path.getNameCount() > RESOURCES.getNameCount() + 1)
                    .filter(path -> !path.startsWith(RESOURCES.resolve("harmless")))
                    .sorted()
                    .toList();
        }
        return files.stream()
                .map(file -> dynamicContainer(RESOURCES.relativize(file).toString(), tests(file)));
    }

    private static List<DynamicTest> tests(Path file) {
        String language = file.getName(RESOURCES.getNameCount()).toString();
        List<DynamicTest> tests = new ArrayList<>();
        Source source = new Source(RESOURCES.relativize(file).toString(), text(file));
        Data data = Data.of(source);
        boolean shared = file.getFileName().toString().startsWith("_");
        Data block = data.fields().get("examples");
        List<Example> examples = block == null ? List.of() : Example.of(source, block.text());
        tests.add(dynamicTest(
                "says where its facts come from",
                () -> assertThat(data.fields().keySet()).containsAnyOf("about", "like")));
        if (!shared) {
            tests.add(dynamicTest(
                    "holds an example that does something",
                    () -> assertThat(examples)
                            .anyMatch(example -> !example.expected().isEmpty())));
        }
        if (!shared && !data.fields().containsKey("like")) {
            tests.add(dynamicTest(
                    "holds an example that reaches nothing",
                    () -> assertThat(examples)
                            .anyMatch(example ->
                                    example.expected().stream().noneMatch(it -> it.matches("(?s)\\S+/\\w+.*")))));
        }
        for (Example example : examples) {
            tests.add(dynamicTest(example.text(), () -> {
                Invocation invocation = ExampleCall.of(language, example);
                Optional<ToolCall> call = Toolbox.builtin().call(invocation, new ExampleMachine(example.files()));
                assertThat(call).as("is known").isPresent();
                assertThat(Telling.of(call.get(), example.expected()))
                        .containsExactlyInAnyOrderElementsOf(example.expected());
            }));
        }
        return tests;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
