package org.egressaudit.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.egressaudit.net.Target;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;

/** A format of exported rule sets; all of them stand in the registry. */
public interface RuleSetFormat {

    /**
     * The keys of a layer in {@code egress.yaml} that say that a layer is of this format, each naming a file or folder:
     * {@code iptables} and {@code ip6tables}.
     */
    Set<String> files();

    /** Further keys such a layer may have: {@code ipset}, {@code groups}. */
    Set<String> options();

    /** Those of both that may have several values; any other key has one. */
    Set<String> lists();

    /**
     * Reads a layer.
     *
     * <p>A file that is missing or cannot be read at all is an error among the diagnostics: no verdict may be built on
     * the layer.
     *
     * @param settings what {@code egress.yaml} says of it
     * @param target the machine behind it
     * @param sources the files of the project
     */
    Parsed<Layer> read(Settings settings, Target target, Sources sources);

    /**
     * What {@code egress.yaml} says of one layer.
     *
     * @param values each key with its values, one or several
     * @param span where the layer stands in {@code egress.yaml}
     */
    record Settings(Map<String, List<Value>> values, Span span) {

        /** A value and its place. */
        public record Value(String text, Span span) {}

        /** The first value of a key. */
        public Optional<Value> value(String key) {
            return values.getOrDefault(key, List.of()).stream().findFirst();
        }

        /** All values of a key. */
        public List<Value> all(String key) {
            return values.getOrDefault(key, List.of());
        }
    }
}
