package org.egressaudit.demand;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A program text that stands in another program: the word after {@code sh -c}.
 *
 * <p>A part of which nothing is known is given a name in its place, so that the rest of the text is read: in shell that
 * of a variable, in other languages one that means nothing to them, whether it stands in a text or among the code.
 *
 * @param source the text, with places in the file where it was written, if it stands there as it is
 * @param variables for shell, what stands for the unknown parts of the text
 * @param parts for other languages, the unknown parts by the names that stand for them
 */
record EmbeddedText(Source source, Map<String, Word> variables, Map<String, Word> parts) {

    /** A part that is a statement by itself may be any program. */
    private static final Pattern WHOLE_STATEMENT =
            Pattern.compile("(?:^|[;{\\n])[ \\t]*__unknown_\\d+__[ \\t]*(?:$|[;}\\n])");

    /** The text of a word; null when only the run will know it. */
    static @Nullable EmbeddedText of(Word word, String language, Function<String, Sources.Content> files) {
        if (word instanceof Word.Known known) {
            return new EmbeddedText(placed(known, files), Map.of(), Map.of());
        }
        if (!(word instanceof Word.Joined joined)) {
            return null;
        }
        boolean shell = language.equals("shell");
        StringBuilder text = new StringBuilder();
        Map<String, Word> named = new HashMap<>();
        for (Word part : joined.parts()) {
            if (part instanceof Word.Known known) {
                text.append(known.text());
            } else {
                String name = "__unknown_" + (named.size() + 1) + "__";
                named.put(name, part);
                text.append(shell ? "${" + name + "}" : name);
            }
        }
        if (!shell && WHOLE_STATEMENT.matcher(text).find()) {
            return null;
        }
        Source source = Source.of(joined.span(), text.toString());
        return shell ? new EmbeddedText(source, named, Map.of()) : new EmbeddedText(source, Map.of(), named);
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
