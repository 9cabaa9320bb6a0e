package org.egressaudit.policy.ufw;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.egressaudit.policy.AddressSet;
import org.egressaudit.policy.Evaluation;
import org.egressaudit.policy.RuleSet;
import org.egressaudit.policy.RuleSetFormat.Settings;
import org.egressaudit.policy.iptables.Crossing;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of this format, and with what.
 *
 * @param settings what {@code egress.yaml} says of the layer
 * @param named the folder or the file
 * @param crossing the machine
 * @param sets ipsets by name, or null
 * @param sources the files of the project
 * @param report takes what is not understood
 */
record Request(
        Settings settings,
        Settings.Value named,
        Crossing crossing,
        @Nullable Map<String, ? extends AddressSet> sets,
        Sources sources,
        Consumer<Diagnostic> report) {

    void error(String id, Span span, String message) {
        report.accept(Diagnostic.error(id, span, message));
    }

    void warning(String id, Span span, String message) {
        report.accept(Diagnostic.warning(id, span, message));
    }

    void note(String id, Span span, String message) {
        report.accept(Diagnostic.note(id, span, message));
    }

    /** The text of a file; empty when it is missing, which is for the caller to tell, or unreadable, which is told. */
    Optional<Source> text(String file, Span span) {
        Sources.Content content = sources.read(file);
        if (content instanceof Sources.Content.Text text) {
            return Optional.of(text.source());
        }
        if (content instanceof Sources.Content.Binary binary) {
            error("rules-unreadable", span, "`" + file + "` cannot be read: " + binary.reason());
        } else if (content instanceof Sources.Content.Refused refused) {
            error("rules-unreadable", span, "`" + file + "` cannot be read: " + refused.reason());
        }
        return Optional.empty();
    }

    /** Whether {@code before*.rules} and {@code after*.rules} are said to be those of the package. */
    boolean frameworkIsShipped() {
        Settings.Value framework = settings.value("framework").orElse(null);
        if (framework == null) {
            return false;
        }
        if (!framework.text().equals("shipped")) {
            error(
                    "config-value",
                    framework.span(),
                    "`" + framework.text() + "` says nothing of before.rules and after.rules; write `shipped` when they"
                            + " are as the package ships them, or take it out");
        }
        return framework.text().equals("shipped");
    }

    Evaluation evaluation(RuleSet rules) {
        return Evaluation.of(rules, crossing.target());
    }
}
