package org.egressaudit.text;

import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The files of a project, each read once however often it is asked for, as far as they fit into memory: a job is run
 * several times in the mind, over the same files. For use by several threads.
 */
public final class ReadOnce implements Sources {

    /** Characters of all files that are kept. */
    private static final long MOST_CHARACTERS = 16_000_000;

    private final Sources sources;
    private final Map<String, Content> contents = new ConcurrentHashMap<>();
    private final Map<String, List<String>> lists = new ConcurrentHashMap<>();
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();
    private final AtomicLong characters = new AtomicLong();

    /** @param sources where they are read */
    public ReadOnce(Sources sources) {
        this.sources = sources;
    }

    @Override
    public Content read(String file) {
        Content known = contents.get(file);
        if (known != null) {
            return known;
        }
        Content content = sources.read(file);
        long size = content instanceof Content.Text text ? text.source().text().length() : 0;
        if (characters.addAndGet(size) <= MOST_CHARACTERS) {
            contents.put(file, content);
        }
        return content;
    }

    @Override
    public Optional<Reader> open(String file) {
        return sources.open(file);
    }

    @Override
    public List<String> list(String folder) {
        return lists.computeIfAbsent(folder, sources::list);
    }

    @Override
    public Kind kind(String file) {
        return kinds.computeIfAbsent(file, sources::kind);
    }
}
