package org.egressaudit.dns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sources of names, asked in order: the first that knows a name answers for it.
 *
 * <p>That a name does not exist is an answer; that a source has nothing to say of it is not. The order that holds
 * everywhere is: addresses declared in the configuration, the target's hosts file, names that need no source, the lock
 * file, a zone file, live name servers.
 */
public final class ResolverChain implements Resolver {

    private final List<Resolver> sources;

    /** The sources in order. */
    public ResolverChain(List<Resolver> sources) {
        this.sources = List.copyOf(sources);
    }

    @Override
    public Resolution resolve(String name) {
        return java.util.Objects.requireNonNull(resolveAll(List.of(name)).get(name));
    }

    @Override
    public Map<String, Resolution> resolveAll(Collection<String> names) {
        Map<String, Resolution> answers = new TreeMap<>();
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        TreeSet<String> open = new TreeSet<>(names);
        for (Resolver source : sources) {
            if (open.isEmpty()) {
                break;
            }
            source.resolveAll(open).forEach((name, answer) -> {
                if (answer instanceof Resolution.Failed failed) {
                    if (!failed.reason().isEmpty()) {
                        reasons.computeIfAbsent(name, key -> new ArrayList<>()).add(failed.reason());
                    }
                } else {
                    answers.put(name, answer);
                }
            });
            open.removeAll(answers.keySet());
        }
        for (String name : open) {
            List<String> why = reasons.getOrDefault(name, List.of("no source of names is configured"));
            answers.put(name, new Resolution.Failed(String.join("; ", why), ""));
        }
        return answers;
    }

    @Override
    public void close() {
        sources.forEach(Resolver::close);
    }
}
