package org.egressaudit.demand.script.machine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers what is written while a branch runs, so that the next branch begins where this one began. */
public final class Journal {

    /** Something that can be written. */
    public interface Location {
        /** What it holds now; null for nothing. */
        @Nullable
        Object read();

        /** Puts a content back. */
        void write(@Nullable Object content);

        /** What it holds when it holds one of two contents. */
        @Nullable
        Object join(@Nullable Object one, @Nullable Object other);
    }

    /** What a branch left where. */
    record Changes(Map<Location, Object> contents) {
        static final Changes NONE = new Changes(Map.of());

        /** What held something else before the branch, with that; to be asked before anything is joined. */
        Map<Location, Object> carried() {
            Map<Location, Object> before = new LinkedHashMap<>();
            contents.forEach((location, now) -> {
                Object old = location.read();
                if (old != null && now != NOTHING && !old.equals(now)) {
                    before.put(location, old);
                }
            });
            return before;
        }
    }

    private static final Object NOTHING = new Object();

    private final Deque<Map<Location, Object>> branches = new ArrayDeque<>();

    /** To be called before each write. */
    void note(Location location) {
        Map<Location, Object> before = branches.peek();
        if (before != null) {
            Object content = location.read();
            before.putIfAbsent(location, content == null ? NOTHING : content);
        }
    }

    /** Whether a branch is open, so that a write may have to be taken back. */
    void begin() {
        branches.push(new LinkedHashMap<>());
    }

    /** Ends the branch begun last: takes its writes back, and answers what they were. */
    Changes end() {
        Map<Location, Object> before = branches.pop();
        Map<Location, Object> after = new LinkedHashMap<>();
        before.forEach((location, content) -> {
            Object now = location.read();
            after.put(location, now == null ? NOTHING : now);
        });
        before.forEach((location, content) -> location.write(content == NOTHING ? null : content));
        return new Changes(after);
    }

    /** One of these has happened; which one only the run will know. */
    void join(List<Changes> alternatives) {
        Set<Location> touched = new LinkedHashSet<>();
        alternatives.forEach(changes -> touched.addAll(changes.contents().keySet()));
        for (Location location : touched) {
            @Nullable Object joined = null;
            boolean first = true;
            for (Changes changes : alternatives) {
                Object change = changes.contents().get(location);
                Object content = change == null ? location.read() : change == NOTHING ? null : change;
                joined = first ? content : location.join(joined, content);
                first = false;
            }
            note(location);
            location.write(joined);
        }
    }
}
