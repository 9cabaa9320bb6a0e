package org.egressaudit.demand;

import java.util.List;
import org.egressaudit.net.Host;
import org.egressaudit.net.Protocol;
import org.egressaudit.text.Secrets;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A host, port and protocol that a job will try.
 *
 * @param host as written
 * @param port 1 to 65535; for protocols without ports 0, for ICMP the type
 * @param protocol what carries it
 * @param certainty how surely it is known
 * @param at the word in the call that says so
 * @param word what that word says, without secrets: {@code https://api.example.com/v1/users}
 * @param origin where its text is written, when that is another place
 * @param via the places between the crontab line and the call, outermost first, the crontab line left out
 * @param by the tool or library function that connects: {@code curl}, {@code requests.get}
 * @param user name of the user as whom it connects, or null for the job's own
 * @param hangsSeconds how long the call waits when packets are dropped, by its own options; null when only the system
 *     limits it
 * @param addresses what the client does when the first of several addresses cannot be reached
 */
public record Endpoint(
        Host host,
        int port,
        Protocol protocol,
        Certainty certainty,
        Span at,
        String word,
        @Nullable Span origin,
        List<Span> via,
        String by,
        @Nullable String user,
        @Nullable Integer hangsSeconds,
        AddressUse addresses) {

    public Endpoint {
        word = Secrets.hidden(word);
        via = List.copyOf(via);
    }

    /** {@code api.example.com:443/tcp}. */
    public String label() {
        return host + (protocol.hasPorts() ? ":" + port : "") + "/" + protocol;
    }
}
