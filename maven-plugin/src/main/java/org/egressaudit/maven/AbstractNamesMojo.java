package org.egressaudit.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals that look up names have in common. */
abstract class AbstractNamesMojo extends AbstractEgressMojo {

    /** Name servers to ask: address or address:port. Replaces {@code dns.servers} of the configuration. */
    @Parameter(property = "egress.dnsServers")
    private @Nullable List<String> dnsServers;

    final List<String> nameServers() {
        return dnsServers == null ? List.of() : dnsServers;
    }
}
