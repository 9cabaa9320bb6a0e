package org.egressaudit.demand.script;

import java.util.List;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/**
 * A program text about to be read.
 *
 * @param source its text, with its places
 * @param path where it is installed on the target, such as {@code /opt/jobs/sync.py}; null for text given to
 *     {@code -c}, and for a crontab line
 * @param arguments the positional parameters, {@code $1} first
 * @param input what stands on its standard input, or null when nobody knows
 * @param options letters of set options that are on from the start, such as {@code e} for {@code sh -e}
 */
public record Program(
        Source source,
        @Nullable String path,
        List<Word> arguments,
        @Nullable Word input,
        String options) {
    public Program {
        arguments = List.copyOf(arguments);
    }
}
