package org.egressaudit.policy.aws;

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

    static Parsed<List<Source>> read(Settings settings, String key, Sources sources) {
        List<Source> read = new ArrayList<>();
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
                names.forEach(name -> text(
                                new Settings.Value(value.text() + "/" + name, value.span()), sources, diagnostics::add)
                        .ifPresent(read::add));
            } else {
                text(value, sources, diagnostics::add).ifPresent(read::add);
            }
        }
        return new Parsed<>(read, diagnostics);
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
