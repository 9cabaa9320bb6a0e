package org.egressaudit.text;

import java.util.List;
import java.util.function.Function;

/**
 * What was read, beside what was not understood of it.
 *
 * @param <T> what was read
 * @param value as much as was understood
 * @param diagnostics what was not, in the order of the text
 */
public record Parsed<T>(T value, List<Diagnostic> diagnostics) {

    public Parsed {
        diagnostics = List.copyOf(diagnostics);
    }

    /** Read without trouble. */
    public static <T> Parsed<T> of(T value) {
        return new Parsed<>(value, List.of());
    }

    /** The same troubles, another value. */
    public <R> Parsed<R> map(Function<? super T, ? extends R> change) {
        return new Parsed<>(change.apply(value), diagnostics);
    }

    /** Whether an error among the diagnostics forbids any verdict on this input. */
    public boolean unusable() {
        return diagnostics.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
    }
}
