package org.egressaudit.policy.iptables;

import java.util.Locale;
import java.util.Optional;

/** What a line of {@code ipset restore} may ask for (ipset(8), 7.17). */
enum IpsetCommand {
    CREATE("-N", "new"),
    ADD("-A", ""),
    DEL("-D", ""),
    TEST("-T", ""),
    DESTROY("-X", ""),
    LIST("-L", ""),
    SAVE("-S", ""),
    FLUSH("-F", ""),
    RENAME("-E", ""),
    SWAP("-W", ""),
    QUIT("", "");

    private final String letter;
    private final String otherName;

    IpsetCommand(String letter, String otherName) {
        this.letter = letter;
        this.otherName = otherName;
    }

    /** Observed: a name may be cut short, and the first that begins so is meant; dashes before it are passed over. */
    static Optional<IpsetCommand> named(String word) {
        String name = word.startsWith("--") ? word.substring(2) : word;
        for (IpsetCommand command : values()) {
            if (!name.isEmpty()
                    && (command.name().toLowerCase(Locale.ROOT).startsWith(name)
                            || command.letter.equals(name)
                            || command.otherName.equals(name))) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }
}
