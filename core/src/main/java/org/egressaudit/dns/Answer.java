package org.egressaudit.dns;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.net.IpAddress;
import org.jspecify.annotations.Nullable;

/** What name servers said of one name and one family. */
sealed interface Answer {

    /**
     * Addresses.
     *
     * @param addresses at least one
     * @param aliases the CNAMEs followed, in order
     * @param ttl seconds, the least of the chain
     * @param source the server, and whether it vouches for the answer by DNSSEC
     * @param unanswered why nothing is known of the other family, or null
     */
    record Found(
            List<IpAddress> addresses,
            List<String> aliases,
            long ttl,
            String source,
            @Nullable String unanswered) implements Answer {

        /** Of the other family nothing is said yet. */
        Found(List<IpAddress> addresses, List<String> aliases, long ttl, String source) {
            this(addresses, aliases, ttl, source, null);
        }

        /** Both families of one name. */
        Found and(Found other) {
            List<IpAddress> all = new ArrayList<>(addresses);
            all.addAll(other.addresses);
            return new Found(
                    all,
                    aliases.size() >= other.aliases.size() ? aliases : other.aliases,
                    Math.min(ttl, other.ttl),
                    source);
        }

        /** The same, telling that the other family could not be asked. */
        Found without(String reason) {
            return new Found(addresses, aliases, ttl, source, reason);
        }
    }

    /** No such name, or none of this family. */
    record Nothing() implements Answer {}

    /** No server could say. */
    record Trouble(String reason) implements Answer {}
}
