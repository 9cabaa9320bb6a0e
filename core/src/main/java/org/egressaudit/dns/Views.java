package org.egressaudit.dns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.egressaudit.net.IpAddress;

/**
 * What each of several name servers says of a name: a server that answers inside of a network otherwise than outside, or
 * one that is out of date, gives a job other addresses than its neighbour. A program gets the answer of one of them; which,
 * only the run will know.
 */
public final class Views implements Resolver {

    private final Map<NameServer, LiveResolver> servers = new LinkedHashMap<>();
    private final Set<String> asked = new ConcurrentSkipListSet<>();

    /** Views of the servers of some settings, each asked alone. */
    public Views(LiveResolver.Settings settings) {
        settings.servers().forEach(server -> servers.put(server, new LiveResolver(settings.with(List.of(server)))));
    }

    /** What each server says of a name, in the order of the servers. */
    public Map<NameServer, Resolution> of(String name) {
        asked.add(name);
        Map<NameServer, Resolution> views = new LinkedHashMap<>();
        servers.forEach((server, resolver) -> views.put(server, resolver.resolve(name)));
        return views;
    }

    /**
     * The names asked so far of which servers that could answer do not say the same: other addresses, or that there is no
     * such name. With what each server says.
     */
    public Map<String, Map<NameServer, Resolution>> differing() {
        Map<String, Map<NameServer, Resolution>> differing = new TreeMap<>();
        for (String name : asked) {
            Map<NameServer, Resolution> views = of(name);
            long answers = views.values().stream()
                    .filter(answer -> !(answer instanceof Resolution.Failed))
                    .map(answer -> answer instanceof Resolution.Addresses found ? found.addresses() : List.of())
                    .distinct()
                    .count();
            if (answers > 1) {
                differing.put(name, views);
            }
        }
        return differing;
    }

    /** The addresses of all views together; when none has any, the first answer. */
    @Override
    public Resolution resolve(String name) {
        return together(of(name));
    }

    /** Every server is asked for all names at once. */
    @Override
    public Map<String, Resolution> resolveAll(Collection<String> names) {
        servers.values().forEach(resolver -> resolver.resolveAll(names));
        Map<String, Resolution> answers = new TreeMap<>();
        names.forEach(name -> answers.put(name, resolve(name)));
        return answers;
    }

    private static Resolution together(Map<NameServer, Resolution> views) {
        List<Resolution.Addresses> found = views.values().stream()
                .filter(Resolution.Addresses.class::isInstance)
                .map(Resolution.Addresses.class::cast)
                .toList();
        if (found.isEmpty()) {
            return views.values().stream()
                    .filter(Resolution.NoSuchName.class::isInstance)
                    .findFirst()
                    .orElseGet(() -> views.values().iterator().next());
        }
        List<IpAddress> addresses = new ArrayList<>();
        found.forEach(one -> addresses.addAll(one.addresses()));
        return new Resolution.Addresses(
                addresses,
                found.stream().flatMap(one -> one.aliases().stream()).distinct().toList(),
                found.stream().mapToLong(Resolution.Addresses::ttl).min().orElse(0),
                found.stream().map(Resolution.Addresses::source).collect(Collectors.joining(", ")),
                found.stream()
                        .map(Resolution.Addresses::unanswered)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    @Override
    public void close() {
        servers.values().forEach(LiveResolver::close);
    }
}
