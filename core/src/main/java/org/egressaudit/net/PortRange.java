package org.egressaudit.net;

/**
 * Ports from one to another, both included.
 *
 * @param from first, 0 to 65535
 * @param to last, not below the first
 */
public record PortRange(int from, int to) implements Comparable<PortRange> {

    /** Every port. */
    public static final PortRange ALL = new PortRange(0, 65535);

    public PortRange {
        if (from < 0 || to > 65535 || from > to) {
            throw new IllegalArgumentException("not a port range: " + from + "-" + to);
        }
    }

    /** One port. */
    public static PortRange of(int port) {
        return new PortRange(port, port);
    }

    /** Whether the port lies in it. */
    public boolean contains(int port) {
        return from <= port && port <= to;
    }

    @Override
    public int compareTo(PortRange other) {
        int order = Integer.compare(from, other.from);
        return order != 0 ? order : Integer.compare(to, other.to);
    }

    /** {@code 443}, or {@code 8000:8100} as iptables writes it. */
    @Override
    public String toString() {
        return from == to ? Integer.toString(from) : from + ":" + to;
    }
}
