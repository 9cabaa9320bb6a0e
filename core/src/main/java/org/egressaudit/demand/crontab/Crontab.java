package org.egressaudit.demand.crontab;

import java.util.List;
import org.egressaudit.demand.Job;
import org.egressaudit.text.Span;

/**
 * One crontab as cron reads it.
 *
 * @param jobs its entries, in order
 * @param settings its environment lines, in order
 * @param refused the lines that cron cannot read, each told as a diagnostic
 * @param ignored whether cron drops the whole file, entries that it could read included: Debian's cron does so for one
 *     line that it refuses
 */
public record Crontab(List<Job> jobs, List<Setting> settings, List<Span> refused, boolean ignored) {

    public Crontab {
        jobs = List.copyOf(jobs);
        settings = List.copyOf(settings);
        refused = List.copyOf(refused);
    }

    /**
     * An environment line. Cron expands nothing in it: {@code $HOME} stays as written.
     *
     * @param name what is set
     * @param value to what, without its quotes
     * @param span the line
     */
    public record Setting(String name, String value, Span span) {}
}
