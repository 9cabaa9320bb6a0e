package org.egressaudit.demand;

import java.util.List;
import org.egressaudit.text.Secrets;
import org.egressaudit.text.Span;

/**
 * A need whose host only the run will know.
 *
 * @param expression the words in question, as written, secrets in them hidden: {@code "$TARGET"}
 * @param at where they stand
 * @param reason why a reader cannot know, and what would resolve it
 * @param by the tool or library function that would connect
 * @param via the places between the crontab line and the call, outermost first
 */
public record Unresolved(String expression, Span at, String reason, String by, List<Span> via) {

    public Unresolved {
        expression = Secrets.hidden(firstLine(expression));
        reason = Secrets.hidden(reason);
        via = List.copyOf(via);
    }

    /** People recognise a text of many lines by its first. */
    private static String firstLine(String text) {
        String whole = text.strip();
        int end = whole.indexOf('\n');
        return end < 0 ? whole : whole.substring(0, end).stripTrailing() + " ...";
    }
}
