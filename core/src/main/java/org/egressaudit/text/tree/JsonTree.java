package org.egressaudit.text.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Node.Kind;

/** JSON text (RFC 8259) as a located tree. */
public final class JsonTree {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(TreeBuilder.DEPTH_LIMIT + 10)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(1 << 20)
                    .maxNumberLength(1 << 20)
                    .build())
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

    private static Parsed<Optional<Node>> read(Source source, TreeBuilder tree) {
        int end = source.text().length();
        try (JsonParser parser = FACTORY.createParser(source.text())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                take(token, parser, source, tree);
                if (tree.depth() == 0) {
                    int after = (int) parser.currentLocation().getCharOffset();
                    if (!source.text().substring(after).isBlank()) {
                        int more = after + leadingBlanks(source.text(), after);
                        tree.error(
                                "json-more",
                                source.span(more, more + 1),
                                "the JSON value ended before this; a file must hold one value");
                    }
                    break;
                }
            }
        } catch (TreeBuilder.LimitReached limit) {
            tree.error("json-limit", limit.span(), "the JSON has " + limit.getMessage() + "; it is not read further");
        } catch (JsonProcessingException broken) {
            int at = broken.getLocation() == null
                    ? end
                    : (int) Math.max(0, Math.min(end, broken.getLocation().getCharOffset()));
            tree.error("json-broken", source.span(at, at), "this is not JSON: " + firstLine(broken));
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        Parsed<List<Node>> roots = tree.finish(source.span(end, end));
        if (roots.value().isEmpty() && roots.diagnostics().isEmpty()) {
            tree.error("json-empty", source.span(0, 0), "the file is empty; JSON has at least one value");
            roots = tree.finish(source.span(end, end));
        }
        return roots.map(list -> list.stream().findFirst());
    }

    private static void take(JsonToken token, JsonParser parser, Source source, TreeBuilder tree)
            throws IOException, TreeBuilder.LimitReached {
        int from = (int) parser.currentTokenLocation().getCharOffset();
        switch (token) {
            case START_OBJECT -> tree.open(true, null, source.span(from, from + 1));
            case START_ARRAY -> tree.open(false, null, source.span(from, from + 1));
            case END_OBJECT, END_ARRAY -> tree.close(source.span(from, from + 1));
            case VALUE_NULL -> tree.scalar("null", Kind.NULL, null, source.span(from, from + 4));
            case VALUE_TRUE, VALUE_FALSE ->
                tree.scalar(
                        parser.getText(),
                        Kind.BOOLEAN,
                        null,
                        source.span(from, from + parser.getText().length()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                tree.scalar(parser.getText(), Kind.NUMBER, null, source.span(from, from + parser.getTextLength()));
            case FIELD_NAME, VALUE_STRING -> {
                String text = parser.getText();
                tree.scalar(text, Kind.STRING, null, quoted(source, from));
            }
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new IllegalStateException("not in a text: " + token);
        }
    }

    /** A string's span with its quotes: its end is looked for in the text, since escapes make it longer than its value. */
    private static Span quoted(Source source, int from) {
        String text = source.text();
        int at = from + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return source.span(from, Math.min(at + 1, text.length()));
    }

    private static int leadingBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at - from;
    }

    private static String firstLine(JsonProcessingException broken) {
        return broken.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
    }
}
