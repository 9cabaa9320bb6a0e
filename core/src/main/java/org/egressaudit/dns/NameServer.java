package org.egressaudit.dns;

import java.util.Optional;
import org.egressaudit.net.IpAddress;

/**
 * A name server and its port.
 *
 * @param address where it listens
 * @param port 1 to 65535, usually 53
 */
public record NameServer(IpAddress address, int port) {

    /** The port of DNS (RFC 1035 4.2). */
    public static final int USUAL_PORT = 53;

    public NameServer {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /** Reads {@code 192.0.2.53}, {@code 192.0.2.53:5353}, {@code 2001:db8::53} or {@code [2001:db8::53]:5353}. */
    public static Optional<NameServer> parse(String text) {
        Optional<IpAddress> bare = IpAddress.parse(text);
        if (bare.isPresent()) {
            return bare.map(address -> new NameServer(address, USUAL_PORT));
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return IpAddress.parse(bracketed ? host.substring(1, host.length() - 1) : host)
                .filter(address -> address.v6() == bracketed)
                .flatMap(address -> number(text.substring(colon + 1)).map(port -> new NameServer(address, port)));
    }

    private static Optional<Integer> number(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text);
        return port >= 1 && port <= 65535 ? Optional.of(port) : Optional.empty();
    }

    /** The address alone for port 53, else {@code 192.0.2.53:5353}. */
    @Override
    public String toString() {
        if (port == USUAL_PORT) {
            return address.toString();
        }
        return (address.v6() ? "[" + address + "]" : address) + ":" + port;
    }
}
