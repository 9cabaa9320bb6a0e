package org.egressaudit.policy.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.egressaudit.net.Prefix;
import org.egressaudit.policy.aws.NetworkAcl;
import org.egressaudit.policy.aws.Traffic;
import org.egressaudit.text.Diagnostic;
import org.egressaudit.text.Span;
import org.egressaudit.text.tree.Node;

/** Reads network ACLs: with blocks inside them, with rules of their own, with associations of their own. */
final class AclReader {

    private final Plan plan;
    private final Consumer<Diagnostic> report;

    AclReader(Plan plan, Consumer<Diagnostic> report) {
        this.plan = plan;
        this.report = report;
    }

    /** A network ACL whose parts are still being gathered. */
    private static final class Draft {
        final String id;
        final Span span;
        final Set<String> subnets = new LinkedHashSet<>();
        final List<NetworkAcl.Entry> entries = new ArrayList<>();
        final List<String> open = new ArrayList<>();

        Draft(String id, Span span) {
            this.id = id;
            this.span = span;
        }
    }

    List<NetworkAcl> read() {
        Map<Resource, Draft> drafts = new LinkedHashMap<>();
        for (Resource acl : plan.ofType("aws_network_acl", "aws_default_network_acl")) {
            Draft draft = new Draft(acl.address(), acl.span());
            drafts.put(acl, draft);
            texts(acl.values(), "subnet_ids").forEach(draft.subnets::add);
            for (String direction : List.of("egress", "ingress")) {
                acl.blocks(direction)
                        .forEach(block ->
                                entry(block, "rule_no", direction.equals("egress"), block.text("action"), draft));
                if (acl.wholeUnknown(direction) && acl.sets(direction).orElse(true)) {
                    draft.open.add("the " + direction + " rules of " + acl.address() + " are known only after apply");
                }
            }
        }
        Map<String, Draft> elsewhere = new LinkedHashMap<>();
        for (Resource rule : plan.ofType("aws_network_acl_rule")) {
            for (Draft draft : owners(rule, drafts, elsewhere)) {
                boolean egress = rule.text("egress").equals(Optional.of("true"));
                entry(rule, "rule_number", egress, rule.text("rule_action"), draft);
            }
        }
        for (Resource association : plan.ofType("aws_network_acl_association")) {
            owners(association, drafts, elsewhere)
                    .forEach(draft -> association.text("subnet_id").ifPresent(draft.subnets::add));
        }
        List<Draft> all = new ArrayList<>(drafts.values());
        all.addAll(elsewhere.values());
        return all.stream()
                .map(draft -> new NetworkAcl(draft.id, draft.subnets, draft.entries, draft.open, draft.span))
                .toList();
    }

    private List<Draft> owners(Resource part, Map<Resource, Draft> drafts, Map<String, Draft> elsewhere) {
        Optional<String> id = part.text("network_acl_id");
        List<String> references = plan.configuration().references(part.address(), "network_acl_id");
        List<Draft> owners = drafts.entrySet().stream()
                .filter(each -> id.isPresent()
                        ? each.getKey().text("id").equals(id)
                        : references.contains(each.getKey().configured()))
                .map(Map.Entry::getValue)
                .toList();
        if (owners.isEmpty() && id.isPresent()) {
            return List.of(elsewhere.computeIfAbsent(id.get(), key -> {
                Draft draft = new Draft(key, part.span());
                draft.open.add("the other entries of " + key + " are not in the plan; hand in aws ec2"
                        + " describe-network-acls --network-acl-ids " + key);
                return draft;
            }));
        }
        if (owners.size() != 1) {
            List<Draft> possible = owners.isEmpty() ? List.copyOf(drafts.values()) : owners;
            possible.forEach(
                    draft -> draft.open.add("which ACL " + part.address() + " belongs to is known only after apply"));
            return List.of();
        }
        return owners;
    }

    private void entry(Resource rule, String numberKey, boolean egress, Optional<String> action, Draft draft) {
        Optional<Integer> number = rule.number(numberKey);
        boolean known = action.isPresent()
                && (action.get().equalsIgnoreCase("allow") || action.get().equalsIgnoreCase("deny"));
        if (number.isEmpty() || !known || rule.unknown("egress")) {
            String reason = "number or action of a rule of " + rule.address() + " is not known";
            draft.open.add(reason);
            report.accept(Diagnostic.warning("terraform-acl-rule", rule.span(), reason));
            return;
        }
        List<String> open = new ArrayList<>();
        for (String key : List.of(
                "protocol", "from_port", "to_port", "icmp_type", "icmp_code", "cidr_block", "ipv6_cidr_block")) {
            if (rule.unknown(key)) {
                open.add(key + " of " + rule.address() + " is known only after apply");
            }
        }
        String protocol = rule.text("protocol").orElse("");
        boolean icmp = protocol.equals("1") || protocol.equals("58") || protocol.startsWith("icmp");
        Optional<Traffic> traffic = Traffic.of(
                protocol, rule.number(icmp ? "icmp_type" : "from_port"), rule.number(icmp ? "icmp_code" : "to_port"));
        if (traffic.isEmpty() && open.isEmpty()) {
            open.add("protocol `" + protocol + "` of " + rule.address() + " with its ports is not one that AWS knows");
        }
        Prefix prefix = rule.text("cidr_block")
                .or(() -> rule.text("ipv6_cidr_block"))
                .flatMap(Prefix::parse)
                .orElse(null);
        if (prefix == null && open.isEmpty()) {
            open.add("the address block of a rule of " + rule.address() + " is not known");
        }
        draft.entries.add(new NetworkAcl.Entry(
                number.get(),
                egress,
                action.get().equalsIgnoreCase("allow"),
                traffic.orElse(Traffic.ALL),
                prefix,
                open,
                rule.span()));
    }

    private static List<String> texts(Node values, String key) {
        return values.get(key).map(Node::items).orElse(List.of()).stream()
                .flatMap(item -> item.text().stream())
                .toList();
    }
}
