package org.egressaudit.demand.script.shell.syntax;

import java.util.List;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** A command of the shell grammar. */
public sealed interface Command {

    /** The whole command. */
    Span span();

    /**
     * A command word with its arguments, or assignments or redirections alone.
     *
     * @param assignments before the command word
     * @param words the command word and its arguments; an argument of {@code declare} and its kin may hold an array
     */
    record Simple(List<Assignment> assignments, List<ShellWord> words, List<Redirection> redirections, Span span)
            implements Command {
        public Simple {
            assignments = List.copyOf(assignments);
            words = List.copyOf(words);
            redirections = List.copyOf(redirections);
        }
    }

    /** Commands joined by {@code |}; one command when there is only {@code !} before it. */
    record Pipeline(List<Command> commands, boolean negated, Span span) implements Command {
        public Pipeline {
            commands = List.copyOf(commands);
        }
    }

    /** A command, and others that run after success ({@code &&}) or failure ({@code ||}) of what came before. */
    record AndOr(Command first, List<Link> rest, Span span) implements Command {
        public AndOr {
            rest = List.copyOf(rest);
        }

        /**
         * One more command.
         *
         * @param onSuccess {@code &&} rather than {@code ||}
         */
        public record Link(boolean onSuccess, Command command) {}
    }

    /** Commands one after another. */
    record Sequence(List<Command> commands, Span span) implements Command {
        public Sequence {
            commands = List.copyOf(commands);
        }
    }

    /** {@code command &}. */
    record Background(Command command, Span span) implements Command {}

    /** {@code if}, with its {@code elif} clauses. */
    record If(List<Clause> clauses, @Nullable Command otherwise, Span span) implements Command {
        public If {
            clauses = List.copyOf(clauses);
        }

        /** What runs when a condition holds. */
        public record Clause(Command condition, Command body) {}
    }

    /** {@code while}, and {@code until}. */
    record While(boolean until, Command condition, Command body, Span span) implements Command {}

    /**
     * {@code for name in words}, and {@code select}.
     *
     * @param words null for the positional parameters
     */
    record For(String variable, @Nullable List<ShellWord> words, Command body, boolean select, Span span)
            implements Command {}

    /** {@code for ((start; condition; step))}. */
    record ForArithmetic(ShellWord start, ShellWord condition, ShellWord step, Command body, Span span)
            implements Command {}

    /** {@code case}. */
    record Case(ShellWord subject, List<Item> items, Span span) implements Command {
        public Case {
            items = List.copyOf(items);
        }

        /** What follows an item's body. */
        public enum Ending {
            /** {@code ;;} */
            BREAK,
            /** {@code ;&} runs the next body as well. */
            FALL_THROUGH,
            /** {@code ;;&} tests the next patterns as well. */
            TEST_NEXT
        }

        /** Patterns and what runs when one of them matches. */
        public record Item(List<ShellWord> patterns, Command body, Ending ending) {
            public Item {
                patterns = List.copyOf(patterns);
            }
        }
    }

    /**
     * A function definition.
     *
     * @param text as it is written
     */
    record Function(String name, Command body, String text, Span span) implements Command {}

    /** {@code ( list )}. */
    record Subshell(Command body, Span span) implements Command {}

    /** {@code { list; }}. */
    record Group(Command body, Span span) implements Command {}

    /** {@code [[ condition ]]}. */
    record Test(Condition condition, Span span) implements Command {}

    /** {@code (( expression ))}. */
    record Arithmetic(ShellWord expression, Span span) implements Command {}

    /** A compound command with redirections. */
    record Redirected(Command command, List<Redirection> redirections, Span span) implements Command {
        public Redirected {
            redirections = List.copyOf(redirections);
        }
    }
}
