package org.egressaudit.policy.aws;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Sources.Content;

/** The files of a layer: each value of its key a file, or a folder all of whose JSON and YAML files are meant. */
public final class LayerFiles {

    private LayerFiles() {}

    static Parsed<List<Export>> read(Settings settings, String key, Sources sources) {
        List<Export> read = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (Settings.Value value : settings.all(key)) {
            if (sources.kind(value.text()) == Sources.Kind.FOLDER) {
                List<String> names = sources.list(value.text()).stream()
                        .filter(name -> name.endsWith(".json") || name.endsWith(".yaml") || name.endsWith(".yml"))
                        .toList();
                if (names.isEmpty()) {
                    diagnostics.add(Diagnostic.error(
                            "rule-set-missing", value.span(), value.text() + " has no JSON file in it"));
                }
                names.forEach(name -> export(
                                new Settings.Value(value.text() + "/" + name, value.span()), sources, diagnostics::add)
                        .ifPresent(read::add));
            } else {
                export(value, sources, diagnostics::add).ifPresent(read::add);
            }
        }
        return new Parsed<>(read, diagnostics);
    }

    /** A file as one text, or JSON that is too large for that as a stream. */
    private static Optional<Export> export(Settings.Value file, Sources sources, Consumer<Diagnostic> report) {
        if (file.text().endsWith(".json") && sources.read(file.text()) instanceof Content.Refused) {
            try (Reader text = sources.open(file.text()).orElse(null)) {
                if (text != null) {
                    return Optional.of(new Export.Stream(file.text(), () -> sources.open(file.text())));
                }
            } catch (IOException notRead) {
                // told below, as what is refused
            }
        }
        return text(file, sources, report).map(Export.Text::new);
    }

    /** The text of a file; what cannot be read is an error, and empty. */
    public static Optional<Source> text(Settings.Value file, Sources sources, Consumer<Diagnostic> report) {
        Content content = sources.read(file.text());
        if (content instanceof Content.Text text) {
            return Optional.of(text.source());
        }
        String why = "there is no such file";
        if (content instanceof Content.Refused refused) {
            why = refused.reason();
        } else if (content instanceof Content.Binary binary) {
            why = binary.reason();
        }
        report.accept(Diagnostic.error("rule-set-missing", file.span(), file.text() + " is not read: " + why));
        return Optional.empty();
    }
}
