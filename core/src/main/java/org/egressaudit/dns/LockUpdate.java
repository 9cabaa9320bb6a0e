package org.egressaudit.dns;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.egressaudit.net.IpAddress;

/**
 * A lock file refreshed by new answers, and what moved.
 *
 * <p>A name whose addresses and aliases are the same keeps its lines, date included, and the greatest TTL seen: what a
 * caching server answers counts down, and must not change the file. A name that could not be looked up keeps its old
 * answer.
 *
 * @param lock the new file
 * @param changes what moved, by name
 */
public record LockUpdate(LockFile lock, List<Change> changes) {

    public LockUpdate {
        changes = List.copyOf(changes);
    }

    /** What became of one name. */
    public sealed interface Change {

        String name();

        /** A line for people. */
        String describe();

        /** Not in the file before. */
        record Added(String name, Resolution answer) implements Change {
            @Override
            public String describe() {
                return name + ": new, " + text(addressesOf(answer));
            }
        }

        /** Other addresses than before; losing all means that the name is gone. */
        record Moved(String name, List<IpAddress> gained, List<IpAddress> lost) implements Change {
            public Moved {
                gained = List.copyOf(gained);
                lost = List.copyOf(lost);
            }

            @Override
            public String describe() {
                String came = gained.isEmpty() ? "" : text(gained) + " came";
                String went = lost.isEmpty() ? "" : text(lost) + " went";
                return name + ": " + came + (came.isEmpty() || went.isEmpty() ? "" : ", ") + went;
            }
        }

        /** The same addresses by other aliases. */
        record Renamed(String name, List<String> aliases) implements Change {
            public Renamed {
                aliases = List.copyOf(aliases);
            }

            @Override
            public String describe() {
                return name + ": the same addresses, "
                        + (aliases.isEmpty() ? "no alias any more" : "now by " + String.join(", ", aliases));
            }
        }

        /** In the file, but no job needs it any more. */
        record Dropped(String name) implements Change {
            @Override
            public String describe() {
                return name + ": no longer needed";
            }
        }

        /** Could not be looked up. */
        record Unanswered(String name, String reason) implements Change {
            @Override
            public String describe() {
                return name + ": not looked up: " + reason;
            }
        }
    }

    /**
     * Refreshes a lock.
     *
     * @param before the file as it is
     * @param answers for each name that is needed now
     * @param today the date of new answers
     */
    public static LockUpdate of(LockFile before, Map<String, Resolution> answers, LocalDate today) {
        Map<String, LockFile.Entry> entries = new TreeMap<>();
        List<Change> changes = new ArrayList<>();
        TreeSet<String> dropped = new TreeSet<>(before.entries().keySet());
        new TreeMap<>(answers).forEach((asked, answer) -> {
            String name = DomainName.normal(asked);
            dropped.remove(name);
            LockFile.Entry old = before.entries().get(name);
            if (answer instanceof Resolution.Failed failed) {
                changes.add(new Change.Unanswered(name, failed.reason()));
                if (old != null) {
                    entries.put(name, old);
                }
            } else if (old == null) {
                entries.put(name, new LockFile.Entry(name, answer, today));
                changes.add(new Change.Added(name, answer));
            } else {
                Resolution whole = completed(old.answer(), answer, name, changes);
                if (same(old.answer(), whole)) {
                    entries.put(name, withGreaterTtl(old, whole));
                } else {
                    entries.put(name, new LockFile.Entry(name, whole, today));
                    moved(name, old.answer(), whole, changes);
                }
            }
        });
        dropped.forEach(name -> changes.add(new Change.Dropped(name)));
        return new LockUpdate(LockFile.of(before.file(), entries.values()), changes);
    }

    /** An answer; of a family that could not be asked, what the file knows already. */
    private static Resolution completed(Resolution old, Resolution now, String name, List<Change> changes) {
        if (!(old instanceof Resolution.Addresses before)
                || !(now instanceof Resolution.Addresses after)
                || after.unanswered() == null) {
            return now;
        }
        changes.add(new Change.Unanswered(name, after.unanswered()));
        if (before.unanswered() != null) {
            return now;
        }
        List<IpAddress> all = new ArrayList<>(after.addresses());
        before.addresses().stream()
                .filter(address -> address.v6() != after.addresses().get(0).v6())
                .forEach(all::add);
        return new Resolution.Addresses(all, after.aliases(), after.ttl(), after.source());
    }

    private static boolean same(Resolution old, Resolution now) {
        return old instanceof Resolution.Addresses before && now instanceof Resolution.Addresses after
                ? before.addresses().equals(after.addresses())
                        && before.aliases().equals(after.aliases())
                        && Objects.equals(before.unanswered(), after.unanswered())
                : old instanceof Resolution.NoSuchName && now instanceof Resolution.NoSuchName;
    }

    private static LockFile.Entry withGreaterTtl(LockFile.Entry old, Resolution now) {
        return old.answer() instanceof Resolution.Addresses before
                        && now instanceof Resolution.Addresses after
                        && after.ttl() > before.ttl()
                ? new LockFile.Entry(
                        old.name(),
                        new Resolution.Addresses(
                                before.addresses(),
                                before.aliases(),
                                after.ttl(),
                                before.source(),
                                before.unanswered()),
                        old.date())
                : old;
    }

    private static void moved(String name, Resolution old, Resolution now, List<Change> changes) {
        List<IpAddress> gained = new ArrayList<>(addressesOf(now));
        gained.removeAll(addressesOf(old));
        List<IpAddress> lost = new ArrayList<>(addressesOf(old));
        lost.removeAll(addressesOf(now));
        if (!gained.isEmpty() || !lost.isEmpty()) {
            changes.add(new Change.Moved(name, gained, lost));
        } else if (now instanceof Resolution.Addresses found) {
            changes.add(new Change.Renamed(name, found.aliases()));
        }
    }

    private static List<IpAddress> addressesOf(Resolution answer) {
        return answer instanceof Resolution.Addresses found ? found.addresses() : List.of();
    }

    private static String text(List<IpAddress> addresses) {
        return addresses.isEmpty()
                ? "no address"
                : addresses.stream().map(IpAddress::toString).collect(Collectors.joining(", "));
    }
}
