package org.egressaudit.demand.script.tree;

import java.util.List;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;

/**
 * A program as a tree.
 *
 * @param source the text, for which the offsets of the nodes count
 * @param statements in order
 * @param diagnostics what was not understood, in the order of the text
 */
public record Tree(Source source, List<Statement> statements, List<Diagnostic> diagnostics) {
    public Tree {
        statements = List.copyOf(statements);
        diagnostics = List.copyOf(diagnostics);
    }
}
