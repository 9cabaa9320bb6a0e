package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Span;

/** A command line taken apart as {@code shlex.split} does: blanks, quotation marks and backslashes. */
final class ShellWords {

    private final Span place;
    private final List<Value> words = new ArrayList<>();
    private final List<Word> pieces = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();
    private boolean begun;
    private char quote;

    ShellWords(Span place) {
        this.place = place;
    }

    /** The words of a text that is known in parts. */
    List<Value> split(List<Word> parts) {
        for (Word part : parts) {
            if (part instanceof Word.Known known) {
                text(known);
            } else {
                pieces.add(part);
                begun = true;
            }
        }
        end();
        return words;
    }

    private void text(Word.Known known) {
        String text = known.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else if (c == '\\' && quote == '"' && i + 1 < text.length()) {
                    run.append(text.charAt(++i));
                } else {
                    run.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                begun = true;
            } else if (c == '\\' && i + 1 < text.length()) {
                run.append(text.charAt(++i));
            } else if (Character.isWhitespace(c)) {
                flush(known);
                end();
            } else {
                run.append(c);
            }
        }
        flush(known);
    }

    private void flush(Word.Known known) {
        if (!run.isEmpty()) {
            pieces.add(new Word.Known(
                    run.toString(), place, known.origin(), known.certainty().and(Certainty.DERIVED)));
            run.setLength(0);
            begun = true;
        }
    }

    private void end() {
        if (begun) {
            words.add(new Value.Scalar(Kind.STRING, Word.join(pieces, place)));
        }
        pieces.clear();
        begun = false;
    }
}
