package org.egressaudit.net;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The machine on which jobs run, as its exported files tell; never the machine that asks.
 *
 * @param users by name, from passwd
 * @param groups group ids by name, from group
 * @param interfaces addresses with their networks by interface name; empty when not told
 */
public record Target(
        Map<String, User> users, Map<String, Long> groups, Map<String, List<InterfaceAddress>> interfaces) {

    /** Nothing is told. {@code root} is 0 everywhere. */
    public static final Target UNKNOWN = new Target(Map.of(), Map.of(), Map.of());

    public Target {
        users = java.util.Collections.unmodifiableMap(new TreeMap<>(users));
        groups = java.util.Collections.unmodifiableMap(new TreeMap<>(groups));
        Map<String, List<InterfaceAddress>> copy = new TreeMap<>();
        interfaces.forEach((name, addresses) -> copy.put(name, List.copyOf(addresses)));
        interfaces = java.util.Collections.unmodifiableMap(copy);
    }

    /**
     * A user of the machine.
     *
     * @param uid numeric id
     * @param gids numeric group ids, the primary one first; empty when not told
     * @param home home directory, or null when not told
     */
    public record User(long uid, List<Long> gids, @Nullable String home) {
        public User {
            gids = List.copyOf(gids);
        }
    }

    /**
     * An address of an interface and the network it is in.
     *
     * @param address its own address
     * @param network what is reached directly
     */
    public record InterfaceAddress(IpAddress address, Prefix network) {

        /** Reads {@code 192.0.2.10/24}; without a length only the address itself is on the network. */
        public static Optional<InterfaceAddress> parse(String text) {
            int slash = text.indexOf('/');
            Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
            return address.flatMap(own -> Prefix.parse(text).map(network -> new InterfaceAddress(own, network)));
        }
    }

    /** The user of a name; {@code root} is known without being told. */
    public Optional<User> user(String name) {
        User told = users.get(name);
        if (told == null && name.equals("root")) {
            return Optional.of(new User(0, List.of(0L), "/root"));
        }
        return Optional.ofNullable(told);
    }

    /** All addresses of its interfaces. */
    public Set<IpAddress> addresses() {
        Set<IpAddress> all = new TreeSet<>();
        interfaces.values().forEach(list -> list.forEach(each -> all.add(each.address())));
        return all;
    }

    /** Whether an address is the machine's own: loopback, or one of its interfaces'. */
    public boolean isLocal(IpAddress address) {
        return address.isLoopback() || isOwn(address);
    }

    /**
     * The interface by which packets to an address leave: {@code lo} for its own, else the one on whose network it is or
     * the only one of its family; null when it may be one of several.
     */
    public @Nullable String interfaceTo(IpAddress address) {
        if (isLocal(address)) {
            return "lo";
        }
        String connected = only(address, true);
        return connected == null ? only(address, false) : connected;
    }

    private @Nullable String only(IpAddress address, boolean connected) {
        String found = null;
        for (Map.Entry<String, List<InterfaceAddress>> each : interfaces.entrySet()) {
            boolean may = !each.getKey().equals("lo")
                    && each.getValue().stream()
                            .anyMatch(own -> own.address().v6() == address.v6()
                                    && (!connected || own.network().contains(address)));
            if (may && found != null) {
                return null;
            }
            found = may ? each.getKey() : found;
        }
        return found;
    }

    private boolean isOwn(IpAddress address) {
        for (List<InterfaceAddress> addresses : interfaces.values()) {
            for (InterfaceAddress own : addresses) {
                if (own.address().equals(address)) {
                    return true;
                }
            }
        }
        return false;
    }
}
