package org.egressaudit.demand;

import java.util.Map;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * One scheduled command: when, as whom, what, in which environment, where written.
 *
 * @param id stable name within its host: {@code deploy/crontab:12}
 * @param schedule when
 * @param user as whom, by name
 * @param command the command text as cron gives it to the shell, with its places in the crontab
 * @param input what cron gives it on standard input (after the first unescaped {@code %}), or null
 * @param environment variables of the crontab in effect at this line, with cron's own ({@code HOME}, {@code LOGNAME},
 *     {@code SHELL}, {@code PATH})
 * @param mailTo whom cron mails what the command prints; null for the user it runs as
 * @param timeZone zone of its schedule by {@code CRON_TZ}, or null for the host's
 * @param span the whole line
 */
public record Job(
        String id,
        Schedule schedule,
        String user,
        Source command,
        @Nullable String input,
        Map<String, String> environment,
        @Nullable MailTo mailTo,
        @Nullable String timeZone,
        Span span) {

    public Job {
        environment = Map.copyOf(environment);
    }

    /** Whether cron mails what the command prints: not with {@code MAILTO=""}. */
    public boolean mailsOutput() {
        return mailTo == null || !mailTo.nobody();
    }
}
