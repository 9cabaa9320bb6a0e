package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/** The lines of a file that a script reads, each with its place in that file. */
public final class FileLines {

    private static final int MOST = 2000;

    private FileLines() {}

    /**
     * A list of them; it is open, so that what is done with each may be done with others, when the file has more than
     * are followed.
     *
     * @param ending what the language leaves at the end of each: a newline, or nothing
     */
    public static ListValue of(Source source, String ending, Span place) {
        List<Value> lines = new ArrayList<>();
        int count = source.lineCount();
        for (int i = 1; i <= Math.min(count, MOST); i++) {
            int start = source.offset(i);
            String line = source.line(i);
            Span origin = source.span(start, start + line.length());
            lines.add(new Value.Scalar(Kind.STRING, new Word.Known(line + ending, place, origin, Certainty.DERIVED)));
        }
        return new ListValue(Container.LIST, lines, count > MOST);
    }
}
