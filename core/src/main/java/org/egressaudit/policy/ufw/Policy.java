package org.egressaudit.policy.ufw;

import java.util.Locale;
import java.util.Optional;
import org.egressaudit.text.Span;

/** What happens to packets that no rule of ufw decides about. */
sealed interface Policy {

    /** Where it is said, or should be. */
    Span span();

    /** A policy, {@code DEFAULT_OUTPUT_POLICY} for instance. */
    record Known(Word word, Span span) implements Policy {}

    /**
     * Not known.
     *
     * @param reason why, and what would tell
     */
    record Unknown(String reason, Span span) implements Policy {}

    /** The three words of {@code /etc/default/ufw}. */
    enum Word {
        ACCEPT("allow"),
        DROP("deny"),
        REJECT("reject");

        private final String command;

        Word(String command) {
            this.command = command;
        }

        /** A word of {@code /etc/default/ufw}; the start script compares capitals. */
        static Optional<Word> ofFile(String text) {
            for (Word word : values()) {
                if (word.name().equals(text)) {
                    return Optional.of(word);
                }
            }
            return Optional.empty();
        }

        /** A word of {@code ufw default} and of {@code ufw status verbose}. */
        static Optional<Word> ofCommand(String text) {
            for (Word word : values()) {
                if (word.command.equals(text.toLowerCase(Locale.ROOT))) {
                    return Optional.of(word);
                }
            }
            return Optional.empty();
        }

        /** The policy of the built-in chain: a REJECT is a rule before a DROP. */
        String ofChain() {
            return this == ACCEPT ? "ACCEPT" : "DROP";
        }
    }
}
