package org.egressaudit.policy.aws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.egressaudit.net.Prefix;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.tree.Node;

/** Reads the elements of {@code NetworkAcls}. */
final class NetworkAclReader {

    private NetworkAclReader() {}

    static NetworkAcl read(Node item, Consumer<Diagnostic> report) {
        Set<String> subnets = new LinkedHashSet<>();
        Read.items(item, "Associations")
                .forEach(each -> Read.text(each, "SubnetId").ifPresent(subnets::add));
        List<NetworkAcl.Entry> entries = new ArrayList<>();
        List<String> open = new ArrayList<>();
        String id = Read.text(item, "NetworkAclId").orElse("a network ACL without an id");
        for (Node each : Read.items(item, "Entries")) {
            if (Read.number(each, "RuleNumber").isEmpty() || allow(each).isEmpty()) {
                String reason = "an entry of " + id + " has no RuleNumber, or no RuleAction that is allow or deny";
                open.add(reason);
                report.accept(Diagnostic.warning("aws-rule", each.span(), reason));
            } else {
                entries.add(entry(each, report));
            }
        }
        if (item.get("Entries").isEmpty()) {
            open.add("the entries of " + id + " are not in the export; hand in the whole output of aws ec2"
                    + " describe-network-acls");
        }
        return new NetworkAcl(
                id,
                subnets,
                entries,
                open,
                item.get("NetworkAclId").map(Node::span).orElse(item.span()));
    }

    private static Optional<Boolean> allow(Node item) {
        return Read.text(item, "RuleAction")
                .filter(action -> action.equals("allow") || action.equals("deny"))
                .map(action -> action.equals("allow"));
    }

    private static NetworkAcl.Entry entry(Node item, Consumer<Diagnostic> report) {
        List<String> open = new ArrayList<>();
        String protocol = Read.text(item, "Protocol").orElse("");
        Optional<Node> ports = item.get("PortRange").or(() -> item.get("IcmpTypeCode"));
        Optional<String> from = ports.flatMap(range -> Read.bound(range, "From").or(() -> Read.bound(range, "Type")));
        Optional<String> to = ports.flatMap(range -> Read.bound(range, "To").or(() -> Read.bound(range, "Code")));
        Optional<Traffic> traffic = Traffic.of(protocol, from, to);
        if (traffic.isEmpty()) {
            open.add("protocol `" + protocol + "` with its ports is not one that AWS knows");
        }
        Optional<String> written = Read.text(item, "CidrBlock").or(() -> Read.text(item, "Ipv6CidrBlock"));
        Optional<Prefix> prefix = written.flatMap(Prefix::parse);
        if (prefix.isEmpty()) {
            open.add("`" + written.orElse("") + "` is not an address block");
        }
        open.forEach(
                reason -> report.accept(Diagnostic.warning("aws-rule", item.span(), reason + "; the rule stays open")));
        return new NetworkAcl.Entry(
                Read.number(item, "RuleNumber").orElseThrow(),
                Read.text(item, "Egress").map(Boolean::parseBoolean).orElse(false),
                allow(item).orElseThrow(),
                traffic.orElse(Traffic.ALL),
                prefix.orElse(null),
                open,
                item.span());
    }
}
