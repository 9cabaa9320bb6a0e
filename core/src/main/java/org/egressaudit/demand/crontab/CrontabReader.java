package org.egressaudit.demand.crontab;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egressaudit.demand.Job;
import org.egressaudit.demand.MailTo;
import org.egressaudit.demand.Schedule;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Reads a crontab as load_user() and load_entry() do.
 *
 * <p>Every line is a comment, a setting, an entry, or refused with a diagnostic. Entries beside a refused line are still
 * read, although Debian's cron drops the whole file then ({@link Crontab#ignored}): whoever mends the line will run them.
 * For the same reason an entry that only lacks its final newline, and one that ends in CR LF, are read and told.
 */
public final class CrontabReader {

    /** Debian's cron.h: a longer command is refused. cronie takes 131,072 characters. */
    private static final int DEBIAN_COMMAND_LIMIT = 998;

    private static final int CRONIE_COMMAND_LIMIT = 131_071;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Source source;
    private final CrontabFormat format;
    private final String defaultUser;
    private final Dialect dialect;
    private final String idPrefix;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private @Nullable MailTo mailTo;
    private final List<Job> jobs = new ArrayList<>();
    private final List<Crontab.Setting> settings = new ArrayList<>();
    private final List<Span> refused = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private CrontabReader(Source source, CrontabFormat format, String defaultUser, Dialect dialect, String idPrefix) {
        this.source = source;
        this.format = format;
        this.defaultUser = defaultUser;
        this.dialect = dialect;
        this.idPrefix = idPrefix;
    }

    /**
     * Reads a crontab.
     *
     * @param source its text
     * @param format whether its lines name their user
     * @param defaultUser the owner of a user's table; the user of every anacrontab entry
     * @param dialect whose cron runs it
     * @param idPrefix what stands before {@code :line} in the jobs' ids
     */
    public static Parsed<Crontab> read(
            Source source, CrontabFormat format, String defaultUser, Dialect dialect, String idPrefix) {
        if (format == CrontabFormat.ANACRON) {
            return AnacrontabReader.read(source, defaultUser, dialect, idPrefix);
        }
        return new CrontabReader(source, format, defaultUser, dialect, idPrefix).read();
    }

    /** A crontab as cron reads it when its file begins with a byte order mark, which the text of a source never does. */
    public static Source marked(Source crontab) {
        return new Source(crontab.file(), BYTE_ORDER_MARK + crontab.text());
    }

    private Parsed<Crontab> read() {
        String text = source.text();
        int from = pastByteOrderMark();
        while (from < text.length()) {
            int to = lineEnd(text, from);
            boolean terminated = to < text.length();
            if (terminated && text.charAt(to) == '\0') {
                diagnostics.add(Diagnostic.warning(
                        "crontab-nul",
                        source.span(to, to + 1),
                        "a NUL byte: cron ends the line here, and reads what follows as the next one"));
            }
            line(from, to, terminated);
            from = to + 1;
        }
        boolean ignored = dialect == Dialect.DEBIAN && !refused.isEmpty();
        return new Parsed<>(new Crontab(jobs, settings, refused, ignored), diagnostics);
    }

    /** The mark makes the first line an entry that no cron can read, be it a comment or empty otherwise. */
    private int pastByteOrderMark() {
        if (!source.text().startsWith(BYTE_ORDER_MARK)) {
            return 0;
        }
        refuse(
                0,
                1,
                "the file begins with a byte order mark, which is no part of a crontab: save it as UTF-8 without one");
        return 1;
    }

    /** get_string() of misc.c ends a line at a newline, and unwittingly at a NUL. */
    private static int lineEnd(String text, int from) {
        int to = from;
        while (to < text.length() && text.charAt(to) != '\n' && text.charAt(to) != '\0') {
            to++;
        }
        return to;
    }

    private void line(int from, int to, boolean terminated) {
        String text = source.text();
        int start = from;
        while (start < to && FieldReader.isBlank(text.charAt(start))) {
            start++;
        }
        if (start == to || text.charAt(start) == '#') {
            return;
        }
        boolean carriageReturn = text.charAt(to - 1) == '\r';
        int end = carriageReturn ? to - 1 : to;
        if (start == end) {
            refuse(
                    start,
                    to,
                    "a line of nothing but a carriage return is no empty line to cron: save the file with"
                            + " LF line ends");
            return;
        }
        if (!terminated) {
            missingNewline(start, to);
        }
        Optional<EnvironmentLine> setting = EnvironmentLine.of(text.substring(start, to), dialect);
        if (setting.isPresent()) {
            set(setting.get(), source.span(start, end));
            return;
        }
        entry(start, end, carriageReturn);
    }

    private void missingNewline(int start, int to) {
        refused.add(source.span(start, to));
        diagnostics.add(Diagnostic.warning(
                "crontab-no-newline",
                source.span(to, to),
                "the last line does not end with a newline: "
                        + (dialect == Dialect.DEBIAN
                                ? "Debian's cron ignores the whole file because of it"
                                : "cronie ignores the line")));
    }

    private void set(EnvironmentLine setting, Span span) {
        if (setting.name().isEmpty()) {
            // taken by both crons; no program can ask for it
            return;
        }
        environment.put(setting.name(), setting.value());
        settings.add(new Crontab.Setting(setting.name(), setting.value(), span));
        if (setting.name().equals("MAILTO")) {
            mailTo = new MailTo(setting.value(), span);
        }
        if (setting.value().contains("$")) {
            diagnostics.add(Diagnostic.note(
                    "crontab-not-expanded",
                    span,
                    "cron expands nothing in a setting: " + setting.name() + " holds the dollar sign as written"));
        }
        if (setting.name().equals("CRON_TZ") && dialect == Dialect.DEBIAN) {
            diagnostics.add(Diagnostic.note(
                    "crontab-zone-ignored",
                    span,
                    "Debian's cron does not know CRON_TZ: schedules follow the host's time zone"));
        }
    }

    private void entry(int start, int end, boolean carriageReturn) {
        String text = source.text();
        int at = start;
        if (text.charAt(at) == '-' && dialect == Dialect.CRONIE) {
            // cronie: the entry is not logged.
            at++;
        }
        FieldReader reader;
        Schedule schedule;
        if (at < end && text.charAt(at) == '@') {
            int wordEnd = at;
            while (wordEnd < end && !FieldReader.isBlank(text.charAt(wordEnd))) {
                wordEnd++;
            }
            String word = text.substring(at + 1, wordEnd);
            Optional<Schedule> named = Nickname.schedule(word);
            if (named.isEmpty()) {
                refuse(
                        at,
                        end,
                        wordEnd,
                        "`@" + shortened(word) + "` is no nickname: cron knows @reboot, @yearly,"
                                + " @annually, @monthly, @weekly, @daily, @midnight and @hourly");
                return;
            }
            schedule = named.get();
            reader = new FieldReader(text, wordEnd, end, dialect);
            reader.skipBlanks();
        } else {
            reader = new FieldReader(text, at, end, dialect);
            CronSchedule fields = CronSchedule.read(reader, text, at);
            if (fields == null) {
                refuse(reader.at(), end, end, reader.problem() + templateHint(start, end));
                return;
            }
            if (fields.never()) {
                diagnostics.add(Diagnostic.note(
                        "crontab-never",
                        source.span(at, reader.at()),
                        "no time matches `" + fields.text() + "`: the entry never runs"));
            }
            schedule = fields;
        }
        userAndCommand(start, reader.at(), end, schedule, carriageReturn);
    }

    private void userAndCommand(int start, int at, int end, Schedule schedule, boolean carriageReturn) {
        String text = source.text();
        String user = defaultUser;
        int from = at;
        if (format == CrontabFormat.SYSTEM) {
            int wordEnd = at;
            while (wordEnd < end && !FieldReader.isBlank(text.charAt(wordEnd))) {
                wordEnd++;
            }
            user = text.substring(at, wordEnd);
            if (!UserName.plausible(user)) {
                refuse(
                        at,
                        end,
                        wordEnd,
                        user.isEmpty()
                                ? "the user and the command are missing"
                                : "`" + shortened(user)
                                        + "` stands where a system crontab names the user: put a user before the"
                                        + " command");
                return;
            }
            from = wordEnd;
        }
        while (from < end && FieldReader.isBlank(text.charAt(from))) {
            from++;
        }
        if (dialect == Dialect.CRONIE && from < end && text.charAt(from) == '-') {
            int past = pastMailOption(from, end);
            if (past < end && text.charAt(past) == '-') {
                refuse(
                        past,
                        end,
                        "a command that begins with - : cronie takes it for an option, and knows only -n before a"
                                + " command");
                return;
            }
            from = past;
        }
        boolean takenWithoutCommand = dialect == Dialect.DEBIAN
                && (format == CrontabFormat.USER || FieldReader.isBlank(text.charAt(end - 1)));
        if (from >= end && !takenWithoutCommand) {
            refuse(start, end, end, "the command is missing");
            return;
        }
        if (from >= end) {
            diagnostics.add(Diagnostic.warning(
                    "crontab-no-command",
                    source.span(start, end),
                    "the command is missing: cron starts a shell for nothing"));
        }
        if (from < end && text.charAt(from) == '*' && format == CrontabFormat.USER) {
            refuse(from, end, from + 1, "a sixth time field: an entry has five, then the command");
            return;
        }
        if (end - from > (dialect == Dialect.DEBIAN ? DEBIAN_COMMAND_LIMIT : CRONIE_COMMAND_LIMIT)) {
            refuse(
                    from,
                    end,
                    end,
                    "the command has " + (end - from) + " characters, more than cron takes: put it into a" + " script");
            return;
        }
        if (carriageReturn) {
            diagnostics.add(Diagnostic.warning(
                    "crontab-carriage-return",
                    source.span(end, end + 1),
                    "the line ends in CR LF: cron gives the CR to the command as part of its last word; save the file"
                            + " with LF line ends"));
        }
        CommandText command = CommandText.of(source, from, end, dialect);
        jobs.add(new Job(
                idPrefix + ":" + source.span(start, start).line(),
                inZone(schedule),
                user,
                command.command(),
                command.input(),
                CronEnvironment.of(environment, user, dialect),
                mailTo,
                zone(),
                source.span(start, end)));
    }

    /** cronie's {@code -n} before a command: mail only when it fails. Stays where no such option stands. */
    private int pastMailOption(int from, int end) {
        String text = source.text();
        int at = from + 2;
        if (!text.startsWith("-n", from) || at >= end || !FieldReader.isBlank(text.charAt(at))) {
            return from;
        }
        while (at < end && FieldReader.isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private @Nullable String zone() {
        String zone = dialect == Dialect.CRONIE ? environment.get("CRON_TZ") : null;
        return zone == null || zone.isEmpty() ? null : zone;
    }

    /** By the clock of CRON_TZ, when it names a zone that is known. */
    private Schedule inZone(Schedule schedule) {
        String zone = zone();
        if (zone == null) {
            return schedule;
        }
        try {
            return schedule.in(ZoneId.of(zone));
        } catch (DateTimeException unknown) {
            return schedule;
        }
    }

    /** Templates are the usual reason for a line that is no entry. */
    private String templateHint(int start, int end) {
        String line = source.text().substring(start, end);
        boolean template = line.contains("{{")
                || line.contains("{%")
                || line.contains("<%")
                || line.matches("@[A-Z_]+@.*|%(?:if|for|end).*");
        if (template) {
            return "; it looks like a template: audit the rendered file";
        }
        return line.startsWith("//") || line.startsWith(";") ? "; a comment begins with #" : "";
    }

    private void refuse(int from, int to, String problem) {
        refuse(from, to, to, problem);
    }

    private void refuse(int from, int lineEnd, int to, String problem) {
        refused.add(source.span(from, lineEnd));
        String consequence = dialect == Dialect.DEBIAN
                ? "; Debian's cron ignores the whole file because of it"
                : "; cronie ignores the line";
        diagnostics.add(
                Diagnostic.warning("crontab-refused", source.span(from, Math.max(from, to)), problem + consequence));
    }

    private static String shortened(String word) {
        return word.length() > 40 ? word.substring(0, 40) + "..." : word;
    }
}
