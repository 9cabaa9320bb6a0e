package org.egressaudit.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.egressaudit.net.IpAddress;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Parsed;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/**
 * A hosts(5) file: an address, then its names.
 *
 * <p>A name on several lines has all their addresses, as getaddrinfo(3) of glibc answers. A name that is here is asked
 * nowhere else, for either family ({@code hosts: files dns} in nsswitch.conf(5)).
 */
public final class HostsFile implements Resolver {

    private final String file;
    private final Map<String, Entry> entries;

    private HostsFile(String file, Map<String, Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    private record Entry(List<IpAddress> addresses, Span first) {}

    /** Reads a hosts file; a line whose first word is no address is skipped, as glibc does, and told. */
    public static Parsed<HostsFile> read(Source source) {
        Map<String, Entry> entries = new TreeMap<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (int number = 1; number <= source.lineCount(); number++) {
            List<Words.Located> words = Words.of(source, number, "#");
            if (words.isEmpty()) {
                continue;
            }
            Words.Located first = words.get(0);
            Optional<IpAddress> address = IpAddress.parse(withoutZone(first.text()));
            if (address.isEmpty()) {
                diagnostics.add(Diagnostic.warning(
                        "hosts-address",
                        first.span(),
                        "`" + first.text() + "` is not an address, so the resolver skips this line; write an address,"
                                + " then its names"));
                continue;
            }
            if (words.size() == 1) {
                diagnostics.add(
                        Diagnostic.warning("hosts-name", first.span(), "no name follows the address " + first.text()));
            }
            for (Words.Located name : words.subList(1, words.size())) {
                entries.computeIfAbsent(
                                DomainName.normal(name.text()), key -> new Entry(new ArrayList<>(), name.span()))
                        .addresses
                        .add(address.get());
            }
        }
        return new Parsed<>(new HostsFile(source.file(), entries), diagnostics);
    }

    /** Without the interface of a link-local address: {@code fe80::1%eth0}. */
    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone > 0 && address.indexOf(':') >= 0 ? address.substring(0, zone) : address;
    }

    @Override
    public Resolution resolve(String name) {
        Entry entry = entries.get(DomainName.normal(name));
        return entry == null
                ? new Resolution.Failed("not in " + file, file)
                : new Resolution.Addresses(entry.addresses, List.of(), 0, file + ":" + entry.first.line());
    }
}
