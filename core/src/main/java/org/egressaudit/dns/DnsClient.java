package org.egressaudit.dns;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.egressaudit.dns.Answer.Nothing;
import org.egressaudit.dns.Answer.Trouble;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Questions to name servers: which server, how often, over which transport, and what its answer means.
 *
 * <p>An answer that does not fit into a datagram is asked for again by TCP (RFC 7766, done by dnsjava's SimpleResolver).
 * The order of servers and what makes the next one be asked follow res_send of glibc 2.36.
 */
final class DnsClient {

    /** A server that left so many questions unanswered, and never answered one, is asked nothing more in this run. */
    private static final int DEAD_AFTER = 32;

    /** No honest chain is nearly as long; the limit of glibc and BIND is 16 or 17. */
    private static final int MOST_ALIASES = 16;

    static {
        // dnsjava looks for timeouts only once a second unless told otherwise before its first use
        if (System.getProperty("dnsjava.nio.selector_timeout") == null) {
            System.setProperty("dnsjava.nio.selector_timeout", "50");
        }
    }

    private final List<Server> servers;
    private final int attempts;
    private final Duration timeout;
    private final Duration budget;
    private final long deadline;

    DnsClient(LiveResolver.Settings settings) {
        this.servers = settings.servers().stream()
                .map(server -> new Server(server, settings))
                .toList();
        this.attempts = settings.attempts();
        this.timeout = settings.timeout();
        this.budget = settings.budget();
        this.deadline = System.nanoTime() + settings.budget().toNanos();
    }

    /** A server, how it is spoken to, and whether it ever answered. */
    private static final class Server {
        final String label;
        final SimpleResolver extended;
        final SimpleResolver plain;
        private final AtomicInteger silences = new AtomicInteger();
        private volatile boolean answered;

        Server(NameServer server, LiveResolver.Settings settings) {
            this.label = server.toString();
            this.extended = resolver(server, settings);
            this.plain = resolver(server, settings);
            plain.setEDNS(-1, 0, 0, List.of());
        }

        boolean dead() {
            return !answered && silences.get() >= DEAD_AFTER;
        }

        private static SimpleResolver resolver(NameServer server, LiveResolver.Settings settings) {
            try {
                InetAddress address = InetAddress.getByAddress(server.address().bytes());
                SimpleResolver resolver = new SimpleResolver(new InetSocketAddress(address, server.port()));
                resolver.setTimeout(settings.timeout());
                resolver.setTCP(settings.tcp());
                return resolver;
            } catch (UnknownHostException wrongLength) {
                throw new IllegalStateException(wrongLength);
            }
        }
    }

    /** The servers, for people. */
    String label() {
        return servers.stream().map(server -> server.label).collect(Collectors.joining(", "));
    }

    /** The addresses of one family, aliases followed. */
    CompletableFuture<Answer> addresses(String name, boolean v6) {
        try {
            Name asked = Name.fromString(name + ".");
            return follow(new AliasChain(asked, v6 ? Type.AAAA : Type.A));
        } catch (TextParseException notAName) {
            return CompletableFuture.completedFuture(new Trouble("`" + name + "` is not a name"));
        }
    }

    private CompletableFuture<Answer> follow(AliasChain chain) {
        return ask(chain.next(), chain.type(), 0, new ArrayList<>()).thenCompose(reply -> {
            if (reply instanceof Reply.Silence silence) {
                return CompletableFuture.completedFuture(new Trouble(silence.reason()));
            }
            Reply.Said said = (Reply.Said) reply;
            AliasChain.Step step = chain.take(said.message().getSection(Section.ANSWER));
            if (step == AliasChain.Step.FOUND) {
                boolean vouched = said.message().getHeader().getFlag(Flags.AD);
                return CompletableFuture.completedFuture(
                        chain.found(said.server() + (vouched ? ", validated by DNSSEC" : "")));
            }
            if (step == AliasChain.Step.LOOP || chain.aliasCount() > MOST_ALIASES) {
                return CompletableFuture.completedFuture(
                        new Trouble("the aliases of " + chain.asked() + " have no end"));
            }
            if (step == AliasChain.Step.ALIAS && said.message().getRcode() == Rcode.NOERROR) {
                return follow(chain);
            }
            return CompletableFuture.completedFuture(new Nothing());
        });
    }

    /** What came of a question. */
    private sealed interface Reply {
        record Said(Message message, String server) implements Reply {}

        record Silence(String reason) implements Reply {}
    }

    private CompletableFuture<Reply> ask(Name name, int type, int turn, List<String> troubles) {
        if (turn == attempts * servers.size()) {
            return silence(String.join(", ", troubles.stream().distinct().toList()));
        }
        if (System.nanoTime() - deadline >= 0) {
            return silence("not asked: the " + seconds(budget) + " for name lookups are used up");
        }
        Server server = servers.get(turn % servers.size());
        if (server.dead()) {
            troubles.add(server.label + " does not answer");
            return ask(name, type, turn + 1, troubles);
        }
        return send(server, server.extended, name, type)
                .thenCompose(tried -> tried.extendedRefused()
                        ? send(server, server.plain, name, type)
                        : CompletableFuture.completedFuture(tried))
                .thenCompose(tried -> {
                    if (tried.trouble.isEmpty()) {
                        return CompletableFuture.completedFuture(
                                new Reply.Said(Objects.requireNonNull(tried.message), server.label));
                    }
                    troubles.add(server.label + " " + tried.trouble);
                    return ask(name, type, turn + 1, troubles);
                });
    }

    private static CompletableFuture<Reply> silence(String reason) {
        return CompletableFuture.completedFuture(new Reply.Silence(reason));
    }

    /** A message, or why there is none that can be used. */
    private record Tried(@Nullable Message message, String trouble) {

        /** A server that knows nothing of EDNS answers so (RFC 6891 7). */
        boolean extendedRefused() {
            return message != null && (message.getRcode() == Rcode.FORMERR || message.getRcode() == Rcode.NOTIMP);
        }
    }

    private CompletableFuture<Tried> send(Server server, SimpleResolver by, Name name, int type) {
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        // asks to be told whether the answer was validated (RFC 6840 5.7)
        query.getHeader().setFlag(Flags.AD);
        return by.sendAsync(query)
                .handle((message, broken) -> {
                    if (broken == null) {
                        server.answered = true;
                        return new Tried(message, trouble(message));
                    }
                    Throwable cause = broken instanceof CompletionException && broken.getCause() != null
                            ? broken.getCause()
                            : broken;
                    if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
                        server.silences.incrementAndGet();
                        return new Tried(null, "did not answer within " + seconds(timeout));
                    }
                    if (cause instanceof PortUnreachableException || cause instanceof ConnectException) {
                        server.silences.incrementAndGet();
                        return new Tried(null, "refuses the connection");
                    }
                    return new Tried(null, "gave an answer that cannot be read");
                })
                .toCompletableFuture();
    }

    /** Why the next server must be asked; empty when this is an answer. */
    private static String trouble(Message message) {
        int code = message.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            return "answers " + Rcode.string(code);
        }
        boolean lame = code == Rcode.NOERROR
                && message.getSection(Section.ANSWER).isEmpty()
                && !message.getHeader().getFlag(Flags.AA)
                && !message.getHeader().getFlag(Flags.RA);
        return lame ? "only refers to other servers: it looks nothing up" : "";
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
