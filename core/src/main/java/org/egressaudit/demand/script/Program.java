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
 * @param options letters of set options that are on from the start, such as {@code e} for {@code sh -e}
 */
public record Program(Source source, @Nullable String path, List<Word> arguments, String options) {
    public Program {
        arguments = List.copyOf(arguments);
    }
}
