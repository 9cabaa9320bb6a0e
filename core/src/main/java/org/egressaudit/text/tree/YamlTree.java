package org.egressaudit.text.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Node.Kind;
import org.egressaudit.text.tree.TreeBuilder.Sized;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * YAML text as located trees.
 *
 * <p>Built from the parser's events, not from its node graph: the graph's composer recurses, and a few lines of aliases
 * can stand for more values than any memory holds.
 */
public final class YamlTree {

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();

    private static final ScalarResolver RESOLVER = new CoreScalarResolver(false);

    private final Source source;
    private final Offsets offsets;
    private final TreeBuilder tree = new TreeBuilder();
    private final Map<String, Sized> anchors = new HashMap<>();
    private final java.util.ArrayDeque<Optional<String>> openAnchors = new java.util.ArrayDeque<>();

    private YamlTree(Source source) {
        this.source = source;
        this.offsets = Offsets.of(source.text());
    }

    /**
     * The first document of a text.
     *
     * @return its value, as much of it as could be read; empty for an empty text. A second document is an error.
     */
    public static Parsed<Optional<Node>> read(Source source) {
        Parsed<List<Node>> all = readAll(source);
        if (all.value().size() > 1) {
            java.util.ArrayList<org.egressaudit.text.Diagnostic> more = new java.util.ArrayList<>(all.diagnostics());
            more.add(org.egressaudit.text.Diagnostic.error(
                    "yaml-more",
                    all.value().get(1).span(),
                    "a second YAML document begins here; this file must hold one"));
            return new Parsed<>(Optional.of(all.value().get(0)), more);
        }
        return all.map(list -> list.stream().findFirst());
    }

    /** The documents of a text, in order; an empty text has none. */
    public static Parsed<List<Node>> readAll(Source source) {
        return new YamlTree(source).documents();
    }

    private Parsed<List<Node>> documents() {
        int end = source.text().length();
        try {
            for (ParserImpl events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, source.text()));
                    events.hasNext(); ) {
                Event event = events.next();
                take(event);
            }
        } catch (TreeBuilder.LimitReached limit) {
            tree.error("yaml-limit", limit.span(), "the YAML has " + limit.getMessage() + "; it is not read further");
        } catch (MarkedYamlEngineException broken) {
            Span at = broken.getProblemMark().map(this::point).orElse(source.span(end, end));
            String context = broken.getContext() == null ? "" : broken.getContext() + ", ";
            tree.error("yaml-broken", at, "this is not YAML: " + context + broken.getProblem());
        } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            // snakeyaml-engine 3.2 lets NumberFormatException and others through for escapes such as `!<%>`
            tree.error("yaml-broken", source.span(0, 0), "this is not YAML: " + firstLine(broken));
        }
        return tree.finish(source.span(end, end));
    }

    private static String firstLine(RuntimeException broken) {
        return String.valueOf(broken.getMessage()).lines().findFirst().orElse("it cannot be read");
    }

    private void take(Event event) throws TreeBuilder.LimitReached {
        if (event instanceof CollectionStartEvent start) {
            openAnchors.push(start.getAnchor().map(anchor -> anchor.getValue()));
            tree.open(start instanceof MappingStartEvent, tag(start.getTag()), span(event));
        } else if (event instanceof CollectionEndEvent) {
            Sized closed = tree.close(trimmed(event));
            openAnchors.pop().ifPresent(anchor -> anchors.put(anchor, closed));
        } else if (event instanceof ScalarEvent scalar) {
            Sized value = tree.scalar(scalar.getValue(), kind(scalar), tag(scalar.getTag()), span(event));
            scalar.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), value));
        } else if (event instanceof AliasEvent alias) {
            String name = alias.getAlias().getValue();
            Sized known = anchors.get(name);
            if (known == null) {
                boolean inside = openAnchors.contains(Optional.of(name));
                tree.error(
                        "yaml-alias",
                        span(event),
                        inside
                                ? "the alias *" + name + " stands inside what it names, without end"
                                : "the alias *" + name + " has no anchor &" + name + " before it");
                tree.scalar("", Kind.NULL, null, span(event));
            } else {
                tree.again(known, span(event));
            }
        }
    }

    private static Kind kind(ScalarEvent scalar) {
        if (!scalar.isPlain() || !scalar.getImplicit().canOmitTagInPlainScalar()) {
            return Kind.STRING;
        }
        Tag tag = RESOLVER.resolve(scalar.getValue(), true);
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return Kind.NUMBER;
        }
        if (tag.equals(Tag.BOOL)) {
            return Kind.BOOLEAN;
        }
        return tag.equals(Tag.NULL) ? Kind.NULL : Kind.STRING;
    }

    private static @Nullable String tag(Optional<String> tag) {
        return tag.filter(text -> !text.equals("!")).orElse(null);
    }

    private Span span(Event event) {
        int from = event.getStartMark().map(this::offset).orElse(0);
        int to = event.getEndMark().map(this::offset).orElse(from);
        return source.span(from, to);
    }

    /** A block's end is marked where the next token begins: it really ends at its last character that is not blank. */
    private Span trimmed(Event event) {
        int to = event.getEndMark().map(this::offset).orElse(0);
        while (to > 0 && Character.isWhitespace(source.text().charAt(to - 1))) {
            to--;
        }
        return source.span(to, to);
    }

    private Span point(Mark mark) {
        return source.span(offset(mark), offset(mark));
    }

    private int offset(Mark mark) {
        return offsets.of(mark.getIndex());
    }

    /** Marks count code points; spans count UTF-16 code units. They differ only after a surrogate pair. */
    private record Offsets(int @Nullable [] byCodePoint, int length) {

        static Offsets of(String text) {
            if (text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
                return new Offsets(null, text.length());
            }
            int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
            int at = 0;
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = at;
                at = at < text.length() ? at + Character.charCount(text.codePointAt(at)) : at;
            }
            return new Offsets(offsets, text.length());
        }

        int of(int codePoint) {
            if (byCodePoint == null) {
                return Math.min(codePoint, length);
            }
            return byCodePoint[Math.min(codePoint, byCodePoint.length - 1)];
        }
    }
}
