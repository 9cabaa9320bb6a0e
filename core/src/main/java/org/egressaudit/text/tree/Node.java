package org.egressaudit.text.tree;

import java.util.List;
import java.util.Optional;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** A value of a JSON or YAML text, with its place. */
public sealed interface Node {

    /** Where it stands, quotes, brackets and braces included; of an alias, where its anchor stands. */
    Span span();

    /** Its YAML tag as written, {@code !Ref}; null when it has none, as in all of JSON. */
    @Nullable
    String tag();

    /** The value of a key; empty when this is no mapping or has no such key. Of equal keys the last counts. */
    default Optional<Node> get(String key) {
        return Optional.empty();
    }

    /** The values of a sequence, in order; none when this is no sequence. */
    default List<Node> items() {
        return List.of();
    }

    /** The text of a scalar that is not null; empty for all others. */
    default Optional<String> text() {
        return Optional.empty();
    }

    /** Whether it is the scalar null, which many exports write for "not set". */
    default boolean isNull() {
        return false;
    }

    /** What it is, as messages say it: {@code a mapping}, {@code a list}, {@code a string}. */
    String describe();

    /**
     * Keys with values, in the order of the text.
     *
     * @param entries in order; equal keys are kept, and reported by the reader
     */
    record Mapping(List<Entry> entries, @Nullable String tag, Span span) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public Optional<Node> get(String key) {
            for (int i = entries.size() - 1; i >= 0; i--) {
                if (entries.get(i).key().value().equals(key)) {
                    return Optional.of(entries.get(i).value());
                }
            }
            return Optional.empty();
        }

        @Override
        public String describe() {
            return "a mapping";
        }
    }

    /** A key and its value. */
    record Entry(Scalar key, Node value) {

        /** The key's text. */
        public String name() {
            return key.value();
        }
    }

    /** Values in order. */
    record Sequence(List<Node> items, @Nullable String tag, Span span) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /**
     * A single value.
     *
     * @param value its text, without quotes and with escapes resolved; numbers and booleans as spelled
     * @param kind what it is
     */
    record Scalar(String value, Kind kind, @Nullable String tag, Span span) implements Node {

        @Override
        public Optional<String> text() {
            return isNull() ? Optional.empty() : Optional.of(value);
        }

        @Override
        public boolean isNull() {
            return kind == Kind.NULL;
        }

        @Override
        public String describe() {
            return switch (kind) {
                case STRING -> "a string";
                case NUMBER -> "a number";
                case BOOLEAN -> "a boolean";
                case NULL -> "null";
            };
        }
    }

    /** What a scalar is: by JSON's syntax, or by YAML's core schema. */
    enum Kind {
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }
}
