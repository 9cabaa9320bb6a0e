package org.egressaudit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egressaudit.Configuration.Dns;
import org.egressaudit.Configuration.DnsMode;
import org.egressaudit.Configuration.Value;
import org.egressaudit.ConfigurationReader.Overrides;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Node;
import org.jspecify.annotations.Nullable;

/** Reads {@code dns} of a configuration: where names get their addresses. */
record DnsReader(Keys keys) {

    private static final List<String> KEYS = List.of("lock", "zone", "ranges", "mode", "servers", "compare");

    Dns read(@Nullable Node node) {
        if (node == null) {
            return Dns.NONE;
        }
        Map<String, Node> dns = keys.mapping(node, "dns", KEYS);
        Value mode = keys.value(dns.get("mode"), "mode");
        return new Dns(
                keys.value(dns.get("lock"), "lock"),
                keys.value(dns.get("zone"), "zone"),
                keys.value(dns.get("ranges"), "ranges"),
                mode == null ? DnsMode.LOCK : mode(mode),
                keys.values(dns.get("servers"), "servers"),
                compare(dns.get("compare")));
    }

    /** What holds when the caller says something beside the file. */
    Dns overridden(Dns dns, Overrides overrides, Span place) {
        DnsMode mode = overrides.dns() == null ? dns.mode() : mode(new Value(overrides.dns(), place));
        List<Value> servers = overrides.servers().isEmpty()
                ? dns.servers()
                : overrides.servers().stream()
                        .map(text -> new Value(text.trim(), place))
                        .toList();
        return new Dns(dns.lock(), dns.zone(), dns.ranges(), mode, servers, dns.compare());
    }

    private boolean compare(@Nullable Node node) {
        Value written = keys.value(node, "compare");
        if (written != null && !List.of("true", "false").contains(written.text())) {
            keys.error(
                    written.span(),
                    "`" + written.text() + "` says not whether the name servers are compared; write true or false");
        }
        return written != null && written.text().equals("true");
    }

    private DnsMode mode(Value written) {
        Optional<DnsMode> mode = Arrays.stream(DnsMode.values())
                .filter(each -> each.label().equals(written.text()))
                .findFirst();
        if (mode.isEmpty()) {
            keys.error(
                    written.span(),
                    "`" + written.text() + "` is no way to look up names; write lock (files only), live (ask name"
                            + " servers for what no file says) or both (ask them for what is locked, too)");
        }
        return mode.orElse(DnsMode.LOCK);
    }
}
