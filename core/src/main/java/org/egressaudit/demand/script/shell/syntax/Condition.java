package org.egressaudit.demand.script.shell.syntax;

/** What stands inside {@code [[ ]]}. */
public sealed interface Condition {

    /** A word alone: true when it is not empty. */
    record NotEmpty(ShellWord word) implements Condition {}

    /** {@code -f word}. */
    record Unary(String operator, ShellWord operand) implements Condition {}

    /** {@code left == right}. */
    record Binary(ShellWord left, String operator, ShellWord right) implements Condition {}

    /** {@code ! condition}. */
    record Not(Condition condition) implements Condition {}

    /** {@code left && right}. */
    record And(Condition left, Condition right) implements Condition {}

    /** {@code left || right}. */
    record Or(Condition left, Condition right) implements Condition {}
}
