package org.egressaudit.dns;

import java.util.List;
import org.egressaudit.net.IpAddress;
import org.jspecify.annotations.Nullable;

/** What a name gave. */
public sealed interface Resolution {

    /** The source that said so, for people: {@code egress.lock}, {@code deploy/etc/hosts:3}, {@code 192.0.2.53}. */
    String source();

    /**
     * The name has addresses.
     *
     * @param addresses sorted, without repetition; at least one
     * @param aliases the canonical names that were followed, in order
     * @param ttl seconds for which the answer holds, the least of the chain; 0 when the source has none
     * @param source who said so
     * @param unanswered why nothing is known of the other family, as {@code AAAA: 192.0.2.53 answers SERVFAIL}; null when
     *     both were answered. The program goes on with the family that it has got, as from getaddrinfo(3)
     */
    record Addresses(
            List<IpAddress> addresses,
            List<String> aliases,
            long ttl,
            String source,
            @Nullable String unanswered) implements Resolution {
        public Addresses {
            addresses = addresses.stream().distinct().sorted().toList();
            aliases = List.copyOf(aliases);
        }

        /** The name has addresses, and no others. */
        public Addresses(List<IpAddress> addresses, List<String> aliases, long ttl, String source) {
            this(addresses, aliases, ttl, source, null);
        }
    }

    /**
     * There is no such name, or none with addresses.
     *
     * @param reason in words
     */
    record NoSuchName(String reason, String source) implements Resolution {}

    /**
     * No source could say.
     *
     * @param reason in words, with what would help; empty when the source has nothing to say of such names
     */
    record Failed(String reason, String source) implements Resolution {}
}
