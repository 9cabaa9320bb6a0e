package org.egressaudit.demand.script.perl;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.ListValue;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of sockets, after Socket(3pm): names stand for their addresses, and an address with its port is a pair of
 * the two, which {@code connect} is told with.
 */
final class PerlSockets {

    /** Items of the list that {@code gethostbyname} gives: the addresses begin at the last of these. */
    private static final int HOST_ITEMS = 5;

    private PerlSockets() {}

    static void register(Map<String, NativeFunction> all) {
        for (String same : List.of("inet_aton", "inet_ntoa")) {
            all.put(same, (machine, given) -> host(given.at(0)));
        }
        all.put("gethostbyname", (machine, given) -> {
            Value host = given.at(0);
            return host == null ? null : Value.list(Container.LIST, Collections.nCopies(HOST_ITEMS, host));
        });
        all.put("getprotobyname", (machine, given) -> given.at(0));
        for (String pair : List.of("sockaddr_in", "pack_sockaddr_in", "sockaddr_in6", "pack_sockaddr_in6")) {
            all.put(pair, (machine, given) -> pair(given.at(1), given.at(0)));
        }
        all.put("pack", (machine, given) -> packed(given));
    }

    private static @Nullable Value host(@Nullable Value address) {
        return address instanceof ListValue list && list.size() == HOST_ITEMS
                ? list.items().get(HOST_ITEMS - 1)
                : address;
    }

    private static @Nullable Value pair(@Nullable Value address, @Nullable Value port) {
        Value host = host(address);
        return host == null || port == null ? null : Value.list(Container.TUPLE, List.of(host, port));
    }

    /** {@code pack('S n a4 x8', AF_INET, $port, $address)}, as programs did before the module Socket. */
    private static Value packed(Arguments given) {
        String template = Objects.requireNonNullElse(PlainLanguage.string(given.at(0)), "")
                .replace(" ", "");
        Value pair = template.equals("Sna4x8") ? pair(given.at(3), given.at(2)) : null;
        return pair != null ? pair : new Value.Unknown("pack(...)", "only the run will know it", given.place());
    }
}
