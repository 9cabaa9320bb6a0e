package org.egressaudit.demand.script.shell.syntax;

import java.util.List;
import org.egressaudit.text.Diagnostic;

/**
 * A whole text, read.
 *
 * @param body its commands
 * @param diagnostics what is no shell in it
 */
public record Script(Command body, List<Diagnostic> diagnostics) {
    public Script {
        diagnostics = List.copyOf(diagnostics);
    }
}
