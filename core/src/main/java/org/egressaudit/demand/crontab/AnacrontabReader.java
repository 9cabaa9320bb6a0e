package org.egressaudit.demand.crontab;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egressaudit.demand.Job;
import org.egressaudit.demand.MailTo;
import org.egressaudit.demand.Schedule;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/**
 * Reads {@code /etc/anacrontab}: a period in days or by name, a delay in minutes, a name and a command, which anacron runs
 * once a period at some time of the day. A line that ends in a backslash goes on in the next; {@code %} means nothing
 * here, and values keep their quotes (readtab.c of anacron).
 */
final class AnacrontabReader {

    private static final Pattern SETTING = Pattern.compile("^[ \t]*([^ \t=]+)[ \t]*=(.*)$", Pattern.DOTALL);
    private static final Pattern ENTRY = Pattern.compile(
            "^[ \t]*([0-9]+|@(?:daily|weekly|monthly|yearly|annually)[^ \t]*)[ \t]+([0-9]+)[ \t]+([^ \t/]+)[ \t]+([^ \t].*)$",
            Pattern.DOTALL);

    private AnacrontabReader() {}

    static Parsed<Crontab> read(Source source, String user, Dialect dialect, String idPrefix) {
        Map<String, String> environment = new LinkedHashMap<>();
        List<Job> jobs = new ArrayList<>();
        List<Crontab.Setting> settings = new ArrayList<>();
        List<Span> refused = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        String text = source.text();
        MailTo mailTo = null;
        int from = 0;
        while (from < text.length()) {
            int to = logicalEnd(text, from);
            Source line = joined(source, from, to);
            Span span = source.span(from, to);
            Matcher setting = SETTING.matcher(line.text());
            Matcher entry = ENTRY.matcher(line.text());
            if (line.text().isBlank() || line.text().stripLeading().startsWith("#")) {
                from = to + 1;
                continue;
            }
            if (setting.matches()) {
                environment.put(setting.group(1), setting.group(2));
                settings.add(new Crontab.Setting(setting.group(1), setting.group(2), span));
                if (setting.group(1).equals("MAILTO")) {
                    mailTo = new MailTo(setting.group(2), span);
                }
            } else if (entry.matches()) {
                jobs.add(new Job(
                        idPrefix + ":" + span.line(),
                        new Period(entry.group(1), entry.group(2)),
                        user,
                        Source.within(line, entry.start(4), entry.end(4)),
                        null,
                        CronEnvironment.of(environment, user, dialect),
                        mailTo,
                        null,
                        span));
            } else {
                refused.add(span);
                diagnostics.add(Diagnostic.warning(
                        "crontab-refused",
                        span,
                        "not an anacron entry, which is a period, a delay, a name and a command; anacron skips the"
                                + " line"));
            }
            from = to + 1;
        }
        return new Parsed<>(new Crontab(jobs, settings, refused, false), diagnostics);
    }

    private static int logicalEnd(String text, int from) {
        int to = text.indexOf('\n', from);
        while (to > from && text.charAt(to - 1) == '\\') {
            to = text.indexOf('\n', to + 1);
        }
        return to < 0 ? text.length() : to;
    }

    private static Source joined(Source source, int from, int to) {
        StringBuilder line = new StringBuilder();
        int[] places = new int[to - from + 1];
        for (int i = from; i < to; i++) {
            if (source.text().startsWith("\\\n", i)) {
                i++;
                continue;
            }
            places[line.length()] = i;
            line.append(source.text().charAt(i));
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        places[line.length()] = to;
        return Source.within(source, line.toString(), java.util.Arrays.copyOf(places, line.length() + 1));
    }

    /** Once in a number of days; the time of day depends on when the machine is up. */
    private record Period(String period, String delay) implements Schedule {
        @Override
        public String text() {
            return period + " " + delay;
        }

        @Override
        public Optional<Instant> next(Instant from, ZoneId zone) {
            return Optional.empty();
        }
    }
}
