package org.egressaudit.policy.aws;

import java.util.List;
import java.util.Set;
import org.egressaudit.net.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * An elastic network interface.
 *
 * @param id {@code eni-...}
 * @param instance the instance it is attached to, or null
 * @param subnet the subnet it is in, or null when not told
 * @param addresses its private IPv4 and its IPv6 addresses
 * @param groups ids of the security groups it carries
 * @param listed whether describe-network-interfaces told of it, which lists all of a region
 */
public record NetworkCard(
        String id,
        @Nullable String instance,
        @Nullable String subnet,
        Set<IpAddress> addresses,
        List<String> groups,
        boolean listed) {

    public NetworkCard {
        addresses = Set.copyOf(addresses);
        groups = List.copyOf(groups);
    }
}
