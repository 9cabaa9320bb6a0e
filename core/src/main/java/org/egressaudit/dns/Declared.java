package org.egressaudit.dns;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.egressaudit.net.IpAddress;

/** Addresses that the user gives to names, as in {@code egress.yaml}; they hold before all other sources. */
public final class Declared implements Resolver {

    private final Map<String, List<IpAddress>> addresses = new TreeMap<>();
    private final String source;

    /**
     * @param addresses by name
     * @param source who declared them, for people
     */
    public Declared(Map<String, List<IpAddress>> addresses, String source) {
        addresses.forEach((name, list) -> this.addresses.put(DomainName.normal(name), List.copyOf(list)));
        this.source = source;
    }

    @Override
    public Resolution resolve(String name) {
        List<IpAddress> found = addresses.getOrDefault(DomainName.normal(name), List.of());
        return found.isEmpty()
                ? new Resolution.Failed("not among the addresses in " + source, source)
                : new Resolution.Addresses(found, List.of(), 0, source);
    }
}
