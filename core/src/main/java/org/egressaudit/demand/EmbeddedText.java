package org.egressaudit.demand;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A program text that stands in another program: the word after {@code sh -c}.
 *
 * @param source the text, with places in the file where it was written, if it stands there as it is
 * @param variables for shell, what the unknown parts of the text were replaced by
 */
record EmbeddedText(Source source, Map<String, Word> variables) {

    /** The text of a word; null when only the run will know it. */
    static @Nullable EmbeddedText of(Word word, String language, Function<String, Sources.Content> files) {
        if (word instanceof Word.Known known) {
            return new EmbeddedText(placed(known, files), Map.of());
        }
        if (word instanceof Word.Joined joined && language.equals("shell")) {
            // an unknown part is a variable of which nothing is known, so that the rest of the text is read
            StringBuilder text = new StringBuilder();
            Map<String, Word> variables = new HashMap<>();
            for (Word part : joined.parts()) {
                if (part instanceof Word.Known known) {
                    text.append(known.text());
                } else {
                    String name = "__unknown_" + (variables.size() + 1);
                    variables.put(name, part);
                    text.append("${").append(name).append('}');
                }
            }
            return new EmbeddedText(Source.of(joined.span(), text.toString()), variables);
        }
        return null;
    }

    private static Source placed(Word.Known known, Function<String, Sources.Content> files) {
        Span origin = known.origin();
        if (!known.text().isEmpty() && files.apply(origin.file()) instanceof Sources.Content.Text written) {
            Source file = written.source();
            int from = file.offset(origin.line()) + origin.column() - 1;
            int to = file.offset(origin.endLine()) + origin.endColumn() - 1;
            if (from <= to && to <= file.text().length()) {
                int found = file.text().indexOf(known.text(), from);
                if (found >= 0 && found + known.text().length() <= to) {
                    return Source.within(file, found, found + known.text().length());
                }
            }
        }
        return Source.of(origin, known.text());
    }
}
