package org.egressaudit.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.egressaudit.dns.Answer.Found;
import org.egressaudit.dns.Answer.Nothing;
import org.egressaudit.dns.Answer.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * Name servers, asked as getaddrinfo(3) asks them: A and AAAA of each candidate of the search list, until one has
 * addresses.
 *
 * <p>Many names are asked at once, each only once. Nothing of dnsjava is loaded before the first name is asked: it costs
 * near half a second.
 */
public final class LiveResolver implements Resolver {

    /** How many names are asked for at once. */
    static final int IN_FLIGHT = 200;

    private final Settings settings;
    private final Map<String, CompletableFuture<Resolution>> cache = new ConcurrentHashMap<>();
    private final Semaphore permits;
    private @Nullable DnsClient client;

    /** A resolver that has asked nothing yet. */
    public LiveResolver(Settings settings) {
        this.settings = settings;
        this.permits = new Semaphore(settings.inFlight());
    }

    /**
     * Whom to ask, and how patiently.
     *
     * @param servers in the order in which they are asked; at least one
     * @param search domains appended to names, in order
     * @param dots a name with at least so many dots is first asked as it is
     * @param timeout how long one server may take for one answer
     * @param attempts how often the list of servers is gone through
     * @param tcp whether queries go by TCP only
     * @param inFlight how many names are asked for at once
     * @param budget after which nothing more is asked, counted from the first question
     */
    public record Settings(
            List<NameServer> servers,
            List<String> search,
            int dots,
            Duration timeout,
            int attempts,
            boolean tcp,
            int inFlight,
            Duration budget) {

        public Settings {
            servers = List.copyOf(servers);
            search = List.copyOf(search);
            if (servers.isEmpty() || attempts < 1 || inFlight < 1) {
                throw new IllegalArgumentException("a resolver needs a server, an attempt and a name in flight");
            }
        }

        /** The usual patience of resolv.conf(5): 5 seconds, twice; 60 seconds for all. */
        public static Settings of(List<NameServer> servers) {
            return new Settings(
                    servers, List.of(), 1, Duration.ofSeconds(5), 2, false, IN_FLIGHT, Duration.ofSeconds(60));
        }

        /** As patient as a resolv.conf says, and with its search list. */
        public static Settings of(ResolvConf file, List<NameServer> servers) {
            Settings usual = of(servers);
            return new Settings(
                    usual.servers,
                    file.search(),
                    file.dots(),
                    Duration.ofSeconds(file.timeoutSeconds()),
                    file.attempts(),
                    file.tcp(),
                    usual.inFlight,
                    usual.budget);
        }

        /** The same patience and search list, other servers. */
        public Settings with(List<NameServer> others) {
            return new Settings(others, search, dots, timeout, attempts, tcp, inFlight, budget);
        }
    }

    @Override
    public Resolution resolve(String name) {
        return begin(name).join();
    }

    @Override
    public Map<String, Resolution> resolveAll(Collection<String> names) {
        Map<String, CompletableFuture<Resolution>> asked = new LinkedHashMap<>();
        names.forEach(name -> asked.put(name, begin(name)));
        Map<String, Resolution> answers = new TreeMap<>();
        asked.forEach((name, answer) -> answers.put(name, answer.join()));
        return answers;
    }

    private CompletableFuture<Resolution> begin(String name) {
        String normal = DomainName.normal(name);
        CompletableFuture<Resolution> known = cache.get(normal);
        if (known != null) {
            return known;
        }
        permits.acquireUninterruptibly();
        CompletableFuture<Resolution> begun = ask(normal);
        cache.put(normal, begun);
        begun.whenComplete((answer, broken) -> permits.release());
        return begun;
    }

    private CompletableFuture<Resolution> ask(String name) {
        if (!DomainName.valid(name)) {
            return CompletableFuture.completedFuture(
                    new Resolution.Failed("`" + name + "` is not a name that can be looked up", ""));
        }
        return new Lookup(client(), name, candidates(name), new ArrayList<>()).from(0);
    }

    private synchronized DnsClient client() {
        if (client == null) {
            client = new DnsClient(settings);
        }
        return client;
    }

    /** The names to try in order, as resolv.conf(5) says of {@code search} and {@code ndots}. */
    private List<String> candidates(String name) {
        List<String> candidates = new ArrayList<>();
        settings.search().forEach(domain -> candidates.add(name + "." + domain));
        candidates.removeIf(candidate -> !DomainName.valid(candidate));
        long dots = name.chars().filter(c -> c == '.').count();
        candidates.add(dots >= settings.dots() ? 0 : candidates.size(), name);
        return candidates;
    }

    /** One name on its way through the search list. */
    private record Lookup(DnsClient client, String asked, List<String> candidates, List<String> troubles) {

        CompletableFuture<Resolution> from(int index) {
            if (index == candidates.size()) {
                return CompletableFuture.completedFuture(
                        troubles.isEmpty()
                                ? new Resolution.NoSuchName("no such name, or none with addresses", client.label())
                                : new Resolution.Failed(String.join("; ", troubles), client.label()));
            }
            String candidate = candidates.get(index);
            return client.addresses(candidate, false)
                    .thenCombine(client.addresses(candidate, true), LiveResolver::both)
                    .thenCompose(answer -> {
                        if (answer instanceof Found found) {
                            return CompletableFuture.completedFuture(found(candidate, found));
                        }
                        if (answer instanceof Trouble trouble) {
                            troubles.add(trouble.reason());
                        }
                        return from(index + 1);
                    });
        }

        /** What the search list made of the name is told like an alias. */
        private Resolution found(String candidate, Found found) {
            List<String> aliases = new ArrayList<>(found.aliases());
            if (!candidate.equals(asked)) {
                aliases.add(0, candidate);
            }
            return new Resolution.Addresses(
                    found.addresses(), aliases, found.ttl(), found.source(), found.unanswered());
        }
    }

    /** Both families together. Where only one could be asked, the program gets that one, as from getaddrinfo(3). */
    private static Answer both(Answer v4, Answer v6) {
        if (v4 instanceof Found left && v6 instanceof Found right) {
            return left.and(right);
        }
        if (v4 instanceof Found found) {
            return v6 instanceof Trouble trouble ? found.without("AAAA: " + trouble.reason()) : found;
        }
        if (v6 instanceof Found found) {
            return v4 instanceof Trouble trouble ? found.without("A: " + trouble.reason()) : found;
        }
        if (v4 instanceof Trouble || v6 instanceof Nothing) {
            return v4;
        }
        return v6;
    }

    @Override
    public synchronized void close() {
        client = null;
    }
}
