package org.egressaudit.demand.script.scan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Source;
import org.egressaudit.text.Sources;

/**
 * A {@code .env} file as the dotenv libraries of Node, PHP and Ruby read it: {@code NAME=value} lines, which set only
 * what the environment has not set.
 */
public final class EnvironmentFile {

    /** Quoted values hold any character; plain ones end at a comment. */
    private static final Pattern LINE = Pattern.compile(
            "\\s*(?:export\\s+)?([A-Za-z_][\\w.]*)\\s*[=:]\\s*(?:\"([^\"]*)\"|'([^']*)'|((?:[^\\s#]|\\s+(?=[^\\s#])|(?<=\\S)#)*)).*");

    private EnvironmentFile() {}

    /**
     * Adds what a file says to the environment.
     *
     * @param path installed path of the file
     */
    public static void load(Machine machine, String path) {
        if (machine.execution().file(path) instanceof Sources.Content.Text text) {
            for (int line = 1; line <= text.source().lineCount(); line++) {
                read(machine, text.source(), line);
            }
        }
    }

    private static void read(Machine machine, Source source, int line) {
        Matcher matcher = LINE.matcher(source.line(line));
        if (!matcher.matches() || machine.environment().get(matcher.group(1)) != null) {
            return;
        }
        for (int group = 2; group <= 4; group++) {
            if (matcher.start(group) >= 0) {
                int start = source.offset(line);
                machine.environment()
                        .put(
                                machine.journal(),
                                matcher.group(1),
                                Value.literal(
                                        Kind.STRING,
                                        matcher.group(group),
                                        source.span(start + matcher.start(group), start + matcher.end(group))));
            }
        }
    }
}
