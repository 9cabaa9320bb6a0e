package org.egressaudit.demand.script.shell.syntax;

import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * {@code 2> file}, {@code <<EOF}, {@code >&2} and their kin.
 *
 * @param descriptor the number before the operator, or the operator's own: 0 for input, 1 for output
 * @param descriptorVariable the name in <code>{name}&gt;</code>, or null
 * @param target the word after the operator; the text of a here-document
 */
public record Redirection(
        int descriptor, @Nullable String descriptorVariable, Operator operator, ShellWord target, Span span) {

    /** What is done. */
    public enum Operator {
        /** {@code <} */
        READ,
        /** {@code >} and {@code >|} */
        WRITE,
        /** {@code >>} */
        APPEND,
        /** {@code <>} */
        READ_WRITE,
        /** {@code &>}, {@code &>>} and {@code >&} before a file: both streams */
        WRITE_BOTH,
        /** {@code <&} and {@code >&}: a copy of another descriptor; {@code -} closes */
        DUPLICATE,
        /** {@code <<} and {@code <<-}, the target being the text, and {@code <<<} */
        HERE
    }
}
