package org.egressaudit.policy.terraform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.egressaudit.net.Prefix;
import org.egressaudit.policy.aws.Peer;
import org.egressaudit.policy.aws.SecurityRule;
import org.egressaudit.policy.aws.Traffic;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Node;

/** Reads security group rules: blocks inside a group, and resources of their own. */
final class RuleReader {

    private final Plan plan;

    private final Map<String, String> groupsById = new HashMap<>();

    RuleReader(Plan plan) {
        this.plan = plan;
        plan.ofType("aws_security_group", "aws_default_security_group")
                .forEach(group -> group.text("id").ifPresent(id -> groupsById.put(id, group.address())));
    }

    /** An {@code egress} or {@code ingress} block of a group. */
    List<SecurityRule> inline(Resource block) {
        return rules(block, "protocol", "security_groups");
    }

    /** An {@code aws_security_group_rule} or {@code aws_vpc_security_group_..._rule}. */
    List<SecurityRule> standalone(Resource resource) {
        return rules(
                resource,
                resource.type().equals("aws_security_group_rule") ? "protocol" : "ip_protocol",
                resource.type().equals("aws_security_group_rule")
                        ? "source_security_group_id"
                        : "referenced_security_group_id");
    }

    private List<SecurityRule> rules(Resource resource, String protocolKey, String groupKey) {
        List<String> open = new ArrayList<>();
        for (String key : List.of(protocolKey, "from_port", "to_port")) {
            if (resource.unknown(key) && resource.sets(key).orElse(true)) {
                open.add(afterApply(resource, key));
            }
        }
        Optional<Traffic> traffic = open.isEmpty()
                ? Traffic.of(
                        resource.text(protocolKey).orElse(""), resource.text("from_port"), resource.text("to_port"))
                : Optional.of(Traffic.ALL);
        if (traffic.isEmpty()) {
            open.add("protocol `" + resource.text(protocolKey).orElse("") + "` of " + resource.address()
                    + " with its ports is not one that AWS knows");
        }
        List<SecurityRule> rules = new ArrayList<>();
        for (Located peer : peers(resource, groupKey)) {
            rules.add(new SecurityRule(traffic.orElse(Traffic.ALL), peer.peer, open, peer.span));
        }
        return rules;
    }

    private static String afterApply(Resource resource, String key) {
        return key + " of " + resource.address() + " is known only after apply";
    }

    /** The other side of a rule and where it stands. */
    private record Located(Peer peer, Span span) {}

    private List<Located> peers(Resource resource, String groupKey) {
        List<Located> peers = new ArrayList<>();
        for (String key : List.of("cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6")) {
            each(resource, key, RuleReader::cidr, peers);
        }
        for (String key : List.of("prefix_list_ids", "prefix_list_id")) {
            each(resource, key, Peer.PrefixList::new, peers);
        }
        each(resource, groupKey, this::group, peers);
        if (resource.text("self").equals(Optional.of("true"))) {
            peers.add(new Located(new Peer.Group(owner(resource)), resource.span()));
        }
        return peers;
    }

    /** The group that a rule means by {@code self}. */
    private String owner(Resource resource) {
        Optional<String> id = resource.text("security_group_id");
        List<String> references = plan.configuration().references(resource.address(), "security_group_id");
        if (id.isPresent()) {
            return groupsById.getOrDefault(id.get(), id.get());
        }
        return references.size() == 1 ? references.get(0) : resource.address();
    }

    private void each(Resource resource, String key, Function<String, Peer> peer, List<Located> peers) {
        Node value = resource.values().get(key).orElse(null);
        if (value != null) {
            List<Node> items = value instanceof Node.Sequence ? value.items() : List.of(value);
            for (Node item : items) {
                item.text()
                        .filter(text -> !text.isEmpty())
                        .ifPresent(text -> peers.add(new Located(peer.apply(text), item.span())));
            }
        }
        // the provider computes what is not configured, and shows that as unknown too
        if (resource.unknown(key) && resource.sets(key).orElse(true)) {
            peers.add(new Located(unknown(resource, key), resource.span()));
        }
    }

    /** A prefix list or group whose id is known only after apply may still be named by the configuration. */
    private Peer unknown(Resource resource, String key) {
        List<String> references = plan.configuration().references(resource.address(), key);
        if (references.size() == 1 && references.get(0).contains("aws_security_group.")) {
            return new Peer.Group(references.get(0));
        }
        if (references.size() == 1 && references.get(0).contains("aws_ec2_managed_prefix_list.")) {
            return new Peer.PrefixList(references.get(0));
        }
        String what = references.isEmpty() ? "" : " (" + String.join(", ", references) + ")";
        return new Peer.Unresolved(key + " known after apply" + what, afterApply(resource, key) + what);
    }

    private static Peer cidr(String text) {
        return Prefix.parse(text)
                .<Peer>map(Peer.Cidr::new)
                .orElseGet(() -> new Peer.Unresolved(text, "`" + text + "` is not an address block"));
    }

    /** By the address under which the plan makes the group, else by its id. */
    private Peer group(String id) {
        return new Peer.Group(groupsById.getOrDefault(id, id));
    }

    static SecurityRule doubted(SecurityRule rule, List<String> doubts) {
        List<String> open = new ArrayList<>(rule.open());
        open.addAll(doubts);
        return new SecurityRule(rule.traffic(), rule.peer(), open, rule.span());
    }
}
