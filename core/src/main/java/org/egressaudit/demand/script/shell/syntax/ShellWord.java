package org.egressaudit.demand.script.shell.syntax;

import java.util.List;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * One word as written.
 *
 * @param parts what it is made of, in order; empty for an empty word
 * @param source its text as written
 * @param span where it stands
 */
public record ShellWord(List<Part> parts, String source, Span span) {

    public ShellWord {
        parts = List.copyOf(parts);
    }

    /** Its text when nothing in it is quoted or expanded, else null: what can be a reserved word. */
    public @Nullable String bare() {
        return parts.size() == 1 && parts.get(0) instanceof Part.Literal literal ? literal.text() : null;
    }

    /** Its text when nothing in it is expanded, else null. */
    public @Nullable String constant() {
        StringBuilder text = new StringBuilder();
        return appendConstants(parts, text) ? text.toString() : null;
    }

    private static boolean appendConstants(List<Part> parts, StringBuilder text) {
        for (Part part : parts) {
            if (part instanceof Part.Literal literal) {
                text.append(literal.text());
            } else if (part instanceof Part.Quoted quoted) {
                text.append(quoted.text());
            } else if (!(part instanceof Part.DoubleQuoted inner) || !appendConstants(inner.parts(), text)) {
                return false;
            }
        }
        return true;
    }
}
