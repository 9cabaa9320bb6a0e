package org.egressaudit.text.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Node.Kind;

/** JSON text (RFC 8259) as a located tree. */
public final class JsonTree {

    private static final Pattern STARTED = Pattern.compile("\\[Source: [^\\]]*line: ([0-9]+), column: ([0-9]+)\\]");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(TreeBuilder.DEPTH_LIMIT + 10)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(1 << 20)
                    .maxNumberLength(1 << 20)
                    .build())
            .build();

    /** Names of tags are keys too, and an export has millions of them: a stream keeps none for later use. */
    private static final JsonFactory STREAMS = FACTORY.rebuild()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private JsonTree() {}

    /**
     * The one value of a text.
     *
     * @return the value, as much of it as could be read; empty for an empty text. What is not JSON, and text after the
     *     value, is an error among the diagnostics.
     */
    public static Parsed<Optional<Node>> read(Source source) {
        return read(source, new TreeBuilder());
    }

    /**
     * The one value of a text, the long lists in it handed over piece by piece: of {@code {"Groups": [a, b]}} the elements
     * are given with their key as soon as each is read, and the list is empty in the answer.
     *
     * <p>An export of many megabytes is read so in the memory that one element needs.
     */
    public static Parsed<Optional<Node>> read(Source source, BiConsumer<String, Node> elements) {
        return read(source, new TreeBuilder(elements));
    }

    /**
     * The one value of a text that is not held as a whole, its long lists handed over piece by piece.
     *
     * @param file by which name the user knows the text
     * @param text is read to its end, or to the first mistake, and closed
     */
    public static Parsed<Optional<Node>> read(String file, Reader text, BiConsumer<String, Node> elements) {
        try (JsonParser parser = STREAMS.createParser(text)) {
            return read(parser, new JsonPlaces.InStream(file), new TreeBuilder(elements));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Parsed<Optional<Node>> read(Source source, TreeBuilder tree) {
        try (JsonParser parser = FACTORY.createParser(source.text())) {
            return read(parser, new JsonPlaces.InSource(source), tree);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Parsed<Optional<Node>> read(JsonParser parser, JsonPlaces places, TreeBuilder tree) {
        try {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                take(token, parser, places, tree);
                if (tree.depth() == 0) {
                    Span more = places.more(parser);
                    if (more != null) {
                        tree.error("json-more", more, "the JSON value ended before this; a file must hold one value");
                    }
                    break;
                }
            }
        } catch (TreeBuilder.LimitReached limit) {
            tree.error("json-limit", limit.span(), "the JSON has " + limit.getMessage() + "; it is not read further");
        } catch (JsonProcessingException broken) {
            tree.error("json-broken", places.point(broken.getLocation()), "this is not JSON: " + firstLine(broken));
        } catch (IOException unreadable) {
            tree.error("json-unreadable", places.end(parser), "the file can be read up to here and no further");
        }
        Span end = places.end(parser);
        Parsed<List<Node>> roots = tree.finish(end);
        if (roots.value().isEmpty() && roots.diagnostics().isEmpty()) {
            tree.error("json-empty", end, "the file is empty; JSON has at least one value");
            roots = tree.finish(end);
        }
        return roots.map(list -> list.stream().findFirst());
    }

    private static void take(JsonToken token, JsonParser parser, JsonPlaces places, TreeBuilder tree)
            throws IOException, TreeBuilder.LimitReached {
        switch (token) {
            case START_OBJECT -> tree.open(true, null, places.token(parser, 1));
            case START_ARRAY -> tree.open(false, null, places.token(parser, 1));
            case END_OBJECT, END_ARRAY -> tree.close(places.token(parser, 1));
            case VALUE_NULL -> scalar(Kind.NULL, parser, places, tree);
            case VALUE_TRUE, VALUE_FALSE -> scalar(Kind.BOOLEAN, parser, places, tree);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Kind.NUMBER, parser, places, tree);
            case FIELD_NAME, VALUE_STRING -> {
                String text = parser.getText();
                tree.scalar(text, Kind.STRING, null, places.quoted(parser));
            }
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new IllegalStateException("not in a text: " + token);
        }
    }

    private static void scalar(Kind kind, JsonParser parser, JsonPlaces places, TreeBuilder tree)
            throws IOException, TreeBuilder.LimitReached {
        tree.scalar(parser.getText(), kind, null, places.token(parser, parser.getTextLength()));
    }

    /** The parser's words; places within them as all places are told. */
    private static String firstLine(JsonProcessingException broken) {
        String words = broken.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
        return STARTED.matcher(words).replaceAll("line $1, column $2");
    }
}
