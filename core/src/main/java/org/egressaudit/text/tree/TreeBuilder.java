package org.egressaudit.text.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Node.Entry;
import org.egressaudit.text.tree.Node.Kind;
import org.egressaudit.text.tree.Node.Mapping;
import org.egressaudit.text.tree.Node.Scalar;
import org.egressaudit.text.tree.Node.Sequence;
import org.jspecify.annotations.Nullable;

/** Puts a tree together from its parts as they are met; holds no recursion, and ends at its limits. */
final class TreeBuilder {

    /** No export and no template nests nearly as deep; what reads trees may then recurse. */
    static final int DEPTH_LIMIT = 200;

    /** How many values one text may stand for, aliases counted as often as they are used. */
    static final int SIZE_LIMIT = 5_000_000;

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<Node> roots = new ArrayList<>();
    private final Deque<Frame> open = new ArrayDeque<>();
    private final @Nullable BiConsumer<String, Node> elements;
    private long size;

    /** Keeps everything. */
    TreeBuilder() {
        this(null);
    }

    /**
     * @param elements is given each element of a list that a key of the outermost mapping names, in place of the list; null
     *     to keep everything
     */
    TreeBuilder(@Nullable BiConsumer<String, Node> elements) {
        this.elements = elements;
    }

    /** A mapping or sequence whose end is not met yet. */
    private static final class Frame {
        final boolean mapping;
        final @Nullable String tag;
        final Span start;
        final long sizeBefore;
        final List<Node> items = new ArrayList<>();
        final List<Entry> entries = new ArrayList<>();
        final Map<String, Span> keys = new HashMap<>();

        @Nullable
        Scalar key;

        Frame(boolean mapping, @Nullable String tag, Span start, long sizeBefore) {
            this.mapping = mapping;
            this.tag = tag;
            this.start = start;
            this.sizeBefore = sizeBefore;
        }

        Node close(Span end) {
            Span span = start.to(end);
            return mapping ? new Mapping(entries, tag, span) : new Sequence(items, tag, span);
        }
    }

    /** A finished value, and how many values it stands for. */
    record Sized(Node node, long size) {}

    void open(boolean mapping, @Nullable String tag, Span start) throws LimitReached {
        if (open.size() >= DEPTH_LIMIT) {
            throw new LimitReached(start, "more than " + DEPTH_LIMIT + " levels of nesting");
        }
        count(1, start);
        open.push(new Frame(mapping, tag, start, size - 1));
    }

    Sized close(Span end) {
        Frame frame = open.pop();
        Sized value = new Sized(frame.close(end), size - frame.sizeBefore);
        place(value);
        return value;
    }

    Sized scalar(String value, Kind kind, @Nullable String tag, Span span) throws LimitReached {
        Sized scalar = new Sized(new Scalar(value, kind, tag, span), 1);
        count(1, span);
        place(scalar);
        return scalar;
    }

    /** A value met before, once more. */
    void again(Sized value, Span at) throws LimitReached {
        count(value.size, at);
        place(value);
    }

    private void count(long more, Span at) throws LimitReached {
        size += more;
        if (size > SIZE_LIMIT) {
            throw new LimitReached(at, "more than " + SIZE_LIMIT + " values");
        }
    }

    private void place(Sized value) {
        Node node = value.node;
        Frame frame = open.peek();
        if (elements != null && frame != null && !frame.mapping && open.size() == 2) {
            Scalar key = open.getLast().key;
            if (key != null) {
                elements.accept(key.value(), node);
                size -= value.size;
                return;
            }
        }
        if (frame == null) {
            roots.add(node);
        } else if (!frame.mapping) {
            frame.items.add(node);
        } else if (frame.key == null) {
            frame.key = key(frame, node);
        } else {
            frame.entries.add(new Entry(frame.key, node));
            frame.key = null;
        }
    }

    private Scalar key(Frame frame, Node node) {
        if (!(node instanceof Scalar scalar)) {
            error("key-not-text", node.span(), "the key is " + node.describe() + "; a key must be a single value");
            return new Scalar("", Kind.NULL, null, node.span());
        }
        Span before = frame.keys.putIfAbsent(scalar.value(), scalar.span());
        if (before != null) {
            error(
                    "duplicate-key",
                    scalar.span(),
                    "the key `" + scalar.value() + "` stands twice in one mapping, first in line " + before.line()
                            + "; keep one of them");
        }
        return scalar;
    }

    void error(String id, Span span, String message) {
        diagnostics.add(Diagnostic.error(id, span, message));
    }

    /** How deep the next value would stand. */
    int depth() {
        return open.size();
    }

    /** All values at the top, in order; what is still open ends here. */
    Parsed<List<Node>> finish(Span end) {
        while (!open.isEmpty()) {
            close(end);
        }
        return new Parsed<>(List.copyOf(roots), diagnostics);
    }

    /** The text stands for more than is read. */
    static final class LimitReached extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Span span;

        LimitReached(Span span, String message) {
            super(message, null, false, false);
            this.span = span;
        }

        Span span() {
            return span;
        }
    }
}
