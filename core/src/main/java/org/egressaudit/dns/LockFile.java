package org.egressaudit.dns;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code egress.lock}: what names gave when they were last looked up, so that a build does not change with the weather.
 *
 * <p>The file is committed and read by people in reviews: a block for each name, sorted, a line for each fact, so that
 * an address that moved is a changed line.
 *
 * <pre>
 * api.example.com
 *   alias   edge.example.net
 *   address 192.0.2.10
 *   address 2001:db8::10
 *   ttl     300
 *   source  192.0.2.53
 *   date    2026-11-24
 *
 * gone.example.com
 *   absent  no such name
 *   source  192.0.2.53
 *   date    2026-11-24
 * </pre>
 *
 * @param file its name, which is the source of its answers
 * @param entries by name, sorted
 */
public record LockFile(String file, SortedMap<String, Entry> entries) implements Resolver {

    /** What the file is called when nothing else is said. */
    public static final String USUAL_NAME = "egress.lock";

    public LockFile {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /**
     * One name.
     *
     * @param name in lower case, without a final dot
     * @param answer addresses, or that there is no such name; its source is who said so when it was written
     * @param date day on which the answer was first given in this form, or null when not told
     */
    public record Entry(
            String name, Resolution answer, @Nullable LocalDate date) {
        public Entry {
            if (answer instanceof Resolution.Failed) {
                throw new IllegalArgumentException("a failure is not kept in a lock: " + name);
            }
        }
    }

    /** A lock of these entries. */
    public static LockFile of(String file, Collection<Entry> entries) {
        SortedMap<String, Entry> byName = new TreeMap<>();
        entries.forEach(entry -> byName.put(entry.name(), entry));
        return new LockFile(file, byName);
    }

    /** What it says of one name alone. */
    public LockFile only(String name) {
        Entry entry = entries.get(DomainName.normal(name));
        return of(file, entry == null ? java.util.List.of() : java.util.List.of(entry));
    }

    @Override
    public Resolution resolve(String name) {
        Entry entry = entries.get(DomainName.normal(name));
        if (entry == null) {
            return new Resolution.Failed("not in " + file + " (egress:lock adds it)", file);
        }
        if (entry.answer() instanceof Resolution.Addresses found) {
            return new Resolution.Addresses(found.addresses(), found.aliases(), found.ttl(), file, found.unanswered());
        }
        Resolution.NoSuchName none = (Resolution.NoSuchName) entry.answer();
        return new Resolution.NoSuchName(none.reason(), file);
    }
}
