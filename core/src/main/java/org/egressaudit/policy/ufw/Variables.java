package org.egressaudit.policy.ufw;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/**
 * {@code /etc/default/ufw} and {@code /etc/ufw/ufw.conf}: assignments that the start script sources as shell.
 *
 * @param values by name; of a name that is assigned twice the last
 */
record Variables(Map<String, Value> values) {

    /** What ufw 0.36 looks at; the others are the shell's own business. */
    private static final List<String> KNOWN = List.of(
            "ENABLED",
            "LOGLEVEL",
            "IPV6",
            "DEFAULT_INPUT_POLICY",
            "DEFAULT_OUTPUT_POLICY",
            "DEFAULT_FORWARD_POLICY",
            "DEFAULT_APPLICATION_POLICY",
            "MANAGE_BUILTINS",
            "IPT_SYSCTL",
            "IPT_MODULES");

    private static final Pattern ASSIGNMENT = Pattern.compile(
            "\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(?:\"([^\"$`\\\\]*)\"|'([^']*)'|([^\\s\"'$`\\\\;&|<>()]*))\\s*(?:#.*)?");

    Variables {
        values = Map.copyOf(values);
    }

    /** A value and the place of its line. */
    record Value(String text, Span span) {

        /** The start script takes {@code yes} and {@code YES}, and everything else for no. */
        boolean isYes() {
            return text.equals("yes") || text.equals("YES");
        }
    }

    Optional<Value> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    static Variables read(Source source, Consumer<Diagnostic> report) {
        Map<String, Value> values = new HashMap<>();
        for (int number = 1; number <= source.lineCount(); number++) {
            String line = source.line(number);
            if (line.isBlank() || line.trim().startsWith("#")) {
                continue;
            }
            int from = source.offset(number);
            Span span = source.span(from, from + line.length());
            Matcher assignment = ASSIGNMENT.matcher(line);
            if (!assignment.matches()) {
                report.accept(
                        Diagnostic.warning(
                                "ufw-setting-unread",
                                span,
                                "this is no plain assignment, and what the shell makes of it is not known; write `NAME=value`"));
                continue;
            }
            String name = assignment.group(1);
            if (!KNOWN.contains(name)) {
                report.accept(Diagnostic.note(
                        "ufw-setting-unknown", span, "`" + name + "` is no setting of ufw, which passes it over"));
            }
            String text = assignment.group(2) != null
                    ? assignment.group(2)
                    : assignment.group(3) != null ? assignment.group(3) : assignment.group(4);
            values.put(name, new Value(text, span));
        }
        return new Variables(values);
    }
}
