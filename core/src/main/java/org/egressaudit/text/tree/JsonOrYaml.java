package org.egressaudit.text.tree;

import java.util.Optional;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;

/** A file that may be in either form: what begins as an object or a list of JSON is read as JSON, all else as YAML. */
public final class JsonOrYaml {

    private JsonOrYaml() {}

    /** The one value of a text, as {@link JsonTree} or {@link YamlTree} reads it. */
    public static Parsed<Optional<Node>> read(Source source) {
        return isJson(source) ? JsonTree.read(source) : YamlTree.read(source);
    }

    /** In which of both forms a text is. */
    public static boolean isJson(Source source) {
        String start = source.text().stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }
}
