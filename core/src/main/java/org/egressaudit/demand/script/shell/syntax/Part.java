package org.egressaudit.demand.script.shell.syntax;

import java.util.List;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** A piece of a word. */
public sealed interface Part {

    /** Where it stands. */
    Span span();

    /** Text without quotes: globs, braces and a leading tilde mean something in it. */
    record Literal(String text, Span span) implements Part {}

    /** Text as it is: in single quotes, after a backslash, or plain text inside double quotes. */
    record Quoted(String text, Span span) implements Part {}

    /** {@code "..."}. */
    record DoubleQuoted(List<Part> parts, Span span) implements Part {
        public DoubleQuoted {
            parts = List.copyOf(parts);
        }
    }

    /**
     * {@code $name} and <code>${name...}</code>.
     *
     * @param name a name, a number, or one of {@code @*#?-$!}
     * @param subscript of an array, or null
     * @param prefix {@code #} for the length, {@code !} for indirection, empty for the value
     * @param operator such as {@code :-} or {@code ##}; {@code :} for a substring; empty for none
     * @param argument the word after the operator
     * @param second replacement after {@code /pattern/}, length after {@code :offset:}; null when not written
     * @param source as written
     */
    record Parameter(
            String name,
            @Nullable ShellWord subscript,
            String prefix,
            String operator,
            @Nullable ShellWord argument,
            @Nullable ShellWord second,
            String source,
            Span span)
            implements Part {}

    /** {@code $(...)} and backquotes. */
    record Substitution(Command body, String source, Span span) implements Part {}

    /** {@code $((...))}. */
    record Arithmetic(ShellWord expression, String source, Span span) implements Part {}

    /**
     * {@code <(...)} and {@code >(...)}.
     *
     * @param read whether the word is a file to read from
     */
    record ProcessSubstitution(boolean read, Command body, String source, Span span) implements Part {}

    /** {@code (...)} after {@code name=}. */
    record Array(List<Element> elements, Span span) implements Part {
        public Array {
            elements = List.copyOf(elements);
        }

        /** One element; the key is null when it is only counted. */
        public record Element(@Nullable ShellWord key, ShellWord value) {}
    }
}
