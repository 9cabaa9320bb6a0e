package org.egressaudit.demand.script.shell;

import org.jspecify.annotations.Nullable;

/** Options of {@code set} that change what a script does. */
final class Options {

    private Options() {}

    /** The long name of a letter; null for those that change nothing here. */
    static @Nullable String name(char letter) {
        return switch (letter) {
            case 'e' -> "errexit";
            case 'a' -> "allexport";
            case 'u' -> "nounset";
            case 'f' -> "noglob";
            case 'n' -> "noexec";
            default -> null;
        };
    }
}
