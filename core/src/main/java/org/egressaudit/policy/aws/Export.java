package org.egressaudit.policy.aws;

import java.io.Reader;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.JsonTree;
import org.egressaudit.text.tree.Node;
import org.egressaudit.text.tree.YamlTree;

/** What the AWS command line printed into one file. */
sealed interface Export {

    /** Its name in the project. */
    String file();

    /**
     * The tree of the file, of JSON without the elements of the lists that its outermost keys name: these are handed over
     * with their key, one by one.
     */
    Parsed<Optional<Node>> read(BiConsumer<String, Node> elements);

    /** A file of usual size. */
    record Text(Source source) implements Export {
        @Override
        public String file() {
            return source.file();
        }

        @Override
        public Parsed<Optional<Node>> read(BiConsumer<String, Node> elements) {
            if (!file().endsWith(".yaml") && !file().endsWith(".yml")) {
                return JsonTree.read(source, elements);
            }
            Parsed<Optional<Node>> tree = YamlTree.read(source);
            if (tree.value().orElse(null) instanceof Node.Mapping mapping) {
                mapping.entries()
                        .forEach(field -> field.value().items().forEach(item -> elements.accept(field.name(), item)));
            }
            return tree;
        }
    }

    /** A file of JSON too large to be held: an account has hundreds of thousands of network interfaces. */
    record Stream(String file, Supplier<Optional<Reader>> opening) implements Export {
        @Override
        public Parsed<Optional<Node>> read(BiConsumer<String, Node> elements) {
            return opening.get()
                    .map(text -> JsonTree.read(file, text, elements))
                    .orElseGet(() -> new Parsed<>(
                            Optional.empty(),
                            List.of(Diagnostic.error(
                                    "rule-set-missing", Span.wholeFile(file), file + " cannot be opened again"))));
        }
    }
}
