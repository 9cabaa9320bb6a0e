package org.egressaudit.demand;

import java.util.List;
import java.util.stream.Stream;
import org.egressaudit.text.Span;

/**
 * Whom cron mails what a job prints: {@code MAILTO} of crontab(5).
 *
 * @param recipients as written, with commas between them; empty for nobody
 * @param span where that is set
 */
public record MailTo(String recipients, Span span) {

    /** Whether cron throws away what the job prints. */
    public boolean nobody() {
        return recipients.isBlank();
    }

    /** The domains of the recipients, each once; an account of the host itself has none. */
    public List<String> domains() {
        return Stream.of(recipients.split("[,\\s]+"))
                .filter(recipient -> recipient.indexOf('@') >= 0)
                .map(recipient -> recipient.substring(recipient.lastIndexOf('@') + 1))
                .filter(domain -> !domain.isEmpty())
                .distinct()
                .toList();
    }
}
