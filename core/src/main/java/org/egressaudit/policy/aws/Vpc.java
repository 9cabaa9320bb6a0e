package org.egressaudit.policy.aws;

import java.util.List;
import org.egressaudit.net.IpAddress;
import org.egressaudit.net.Prefix;

/**
 * A VPC.
 *
 * @param id {@code vpc-1}, or nothing when the export does not say
 * @param blocks its address blocks, the first one first
 */
public record Vpc(String id, List<Prefix> blocks) {

    public Vpc {
        blocks = List.copyOf(blocks);
    }

    /** Whether an address is one of its own. */
    boolean contains(IpAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    /** Amazon DNS of hosts in this VPC: the base of the first block plus two (VPC guide, "Understanding Amazon DNS"). */
    List<IpAddress> resolvers() {
        return blocks.stream()
                .limit(1)
                .map(Prefix::base)
                .filter(base -> !base.v6())
                .map(base -> new IpAddress(false, base.high(), base.low() + 2))
                .toList();
    }
}
