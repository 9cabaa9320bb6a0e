package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.egressaudit.text.Source;

/**
 * One example of a data file: a call, an arrow and what comes of it.
 *
 * <pre>{@code
 * given ~/.ssh/config is Host b\n  HostName b.example.net
 * ssh b uptime                -> b.example.net:22/tcp; evaluates shell uptime elsewhere
 * }</pre>
 *
 * @param text the line
 * @param call left of the arrow
 * @param expected right of it, between semicolons
 * @param files of the target machine, by path
 * @param input what is on standard input, or empty
 */
record Example(String text, String call, List<String> expected, Map<String, String> files, String input) {

    private static final String ARROW = " -> ";

    /** The examples of one data file. */
    static List<Example> of(Source source, String block) {
        List<Example> examples = new ArrayList<>();
        Map<String, String> files = new LinkedHashMap<>();
        String input = "";
        for (String line : block.lines().map(String::strip).toList()) {
            if (line.startsWith("given input is ")) {
                input = unescaped(line.substring("given input is ".length()));
            } else if (line.startsWith("given ")) {
                int is = line.indexOf(" is ");
                String path = line.substring("given ".length(), is);
                files.put(path.replaceFirst("^~", "/home/job"), unescaped(line.substring(is + 4)));
            } else if (!line.isEmpty()) {
                int arrow = line.lastIndexOf(ARROW);
                if (arrow < 0) {
                    throw new IllegalStateException(source.file() + ": no arrow in `" + line + "`");
                }
                List<String> expected =
                        List.of(line.substring(arrow + ARROW.length()).strip().split("\\s*;\\s+"));
                examples.add(new Example(
                        line,
                        line.substring(0, arrow).strip(),
                        expected.equals(List.of("nothing")) ? List.of() : expected,
                        Map.copyOf(files),
                        input));
                files.clear();
                input = "";
            }
        }
        return examples;
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n") + "\n";
    }
}
