package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a tool finds the proxy that stands before a destination.
 *
 * @param options where the call itself names it, whatever the scheme
 * @param variables names of environment variables in the order tried: the part before the first underscore is a scheme
 *     or {@code all}; upper and lower case count as the tool has them
 * @param exceptions where hosts are listed that are reached directly
 * @param port the port of a proxy that does not name one
 * @param schemes schemes that can be proxied
 */
record Proxy(List<Lookup> options, List<String> variables, List<Lookup> exceptions, int port, List<String> schemes) {

    Proxy {
        options = List.copyOf(options);
        variables = List.copyOf(variables);
        exceptions = List.copyOf(exceptions);
        schemes = List.copyOf(schemes);
    }

    /**
     * What stands before a destination.
     *
     * @param proxies every proxy that may; none when it is reached directly
     * @param always whether it is never reached directly
     */
    record Before(List<Sketch> proxies, boolean always) {

        private static final Before NOTHING = new Before(List.of(), false);
    }

    /** What stands before a destination, or may. */
    Before standingBefore(Form.Destination destination, Call call) {
        String scheme = destination.scheme() == null ? "" : destination.scheme();
        if (!schemes.contains(scheme) || isException(destination.host(), call)) {
            return Before.NOTHING;
        }
        List<Lookup> alternatives = new ArrayList<>(options);
        for (String variable : variables) {
            String family = variable.substring(0, variable.indexOf('_')).toLowerCase(Locale.ROOT);
            if (family.equals(scheme) || family.equals("all")) {
                alternatives.add(new Lookup.Variable(variable));
            }
        }
        List<Sketch> proxies = call.first(alternatives);
        return new Before(proxies, !call.mayBeEmpty(alternatives));
    }

    /** A name in the list stands for itself and all below it; a lone star for every host. */
    private boolean isException(String host, Call call) {
        String name = host.toLowerCase(Locale.ROOT);
        return call.first(exceptions).stream()
                .flatMap(list -> List.of(list.text().toLowerCase(Locale.ROOT).split("[,\\s]+")).stream())
                .map(one -> one.startsWith("*.") ? one.substring(2) : one.startsWith(".") ? one.substring(1) : one)
                .anyMatch(one -> one.equals("*") || (!one.isEmpty() && (name.equals(one) || name.endsWith("." + one))));
    }
}
