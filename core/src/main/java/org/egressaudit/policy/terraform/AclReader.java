package org.egressaudit.policy.terraform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
        /** The directions, true for egress, whose rules the configuration sets inside. */
        final Set<Boolean> inline = new HashSet<>();

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
                boolean egress = direction.equals("egress");
                acl.blocks(direction).stream()
                        .filter(block -> acl.sets(direction).orElse(false) || !formerly(acl, block, egress))
                        .forEach(block -> entry(block, "rule_no", egress, block.text("action"), List.of(), draft));
                if (acl.sets(direction).orElse(false)) {
                    draft.inline.add(egress);
                }
                if (acl.wholeUnknown(direction) && acl.sets(direction).orElse(true)) {
                    draft.open.add("the " + direction + " rules of " + acl.address() + " are known only after apply");
                }
            }
        }
        Map<String, Draft> elsewhere = new LinkedHashMap<>();
        for (Resource rule : plan.ofType("aws_network_acl_rule")) {
            boolean egress = isEgress(rule);
            for (Draft draft : owners(rule, drafts, elsewhere)) {
                List<String> doubts = draft.inline.contains(egress) ? List.of(conflict(rule, draft)) : List.of();
                entry(rule, "rule_number", egress, rule.text("rule_action"), doubts, draft);
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

    private static boolean isEgress(Resource rule) {
        return rule.text("egress").equals(Optional.of("true"));
    }

    /** Whether a rule that an ACL shows is a rule of its own as it was before: a number is there once in a direction. */
    private boolean formerly(Resource acl, Resource shown, boolean egress) {
        return plan.formerRules().stream()
                .anyMatch(former -> former.text("network_acl_id").isPresent()
                        && former.text("network_acl_id").equals(acl.text("id"))
                        && isEgress(former) == egress
                        && former.number("rule_number").equals(shown.number("rule_no")));
    }

    /** Rules inside an ACL and rules of their own overwrite each other (provider's page of aws_network_acl). */
    private String conflict(Resource rule, Draft draft) {
        report.accept(Diagnostic.warning(
                "terraform-inline-and-standalone",
                rule.span(),
                draft.id + " has rules inside it, and " + rule.address()
                        + " beside it: each apply removes what the other added; keep one kind"));
        return rule.address() + " is removed again by the rules inside " + draft.id
                + " at the next apply; keep one kind";
    }

    private List<Draft> owners(Resource part, Map<Resource, Draft> drafts, Map<String, Draft> elsewhere) {
        Optional<String> id = part.text("network_acl_id");
        List<Draft> owners = Owners.of(part, "network_acl_id", drafts.keySet(), plan).stream()
                .flatMap(acl -> Stream.ofNullable(drafts.get(acl)))
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

    private void entry(
            Resource rule,
            String numberKey,
            boolean egress,
            Optional<String> action,
            List<String> doubts,
            Draft draft) {
        Optional<Integer> number = rule.number(numberKey);
        boolean known = action.isPresent()
                && (action.get().equalsIgnoreCase("allow") || action.get().equalsIgnoreCase("deny"));
        if (number.isEmpty() || !known || rule.unknown("egress")) {
            String reason = "number or action of a rule of " + rule.address() + " is not known";
            draft.open.add(reason);
            report.accept(Diagnostic.warning("terraform-acl-rule", rule.span(), reason));
            return;
        }
        List<String> open = new ArrayList<>(doubts);
        for (String key : List.of(
                "protocol", "from_port", "to_port", "icmp_type", "icmp_code", "cidr_block", "ipv6_cidr_block")) {
            if (rule.unknown(key)) {
                open.add(key + " of " + rule.address() + " is known only after apply");
            }
        }
        String protocol = rule.text("protocol").orElse("");
        boolean icmp = protocol.equals("1") || protocol.equals("58") || protocol.startsWith("icmp");
        Optional<Traffic> traffic = Traffic.of(
                protocol, rule.text(icmp ? "icmp_type" : "from_port"), rule.text(icmp ? "icmp_code" : "to_port"));
        if (traffic.isEmpty() && open.equals(doubts)) {
            open.add("protocol `" + protocol + "` of " + rule.address() + " with its ports is not one that AWS knows");
        }
        Prefix prefix = rule.text("cidr_block")
                .or(() -> rule.text("ipv6_cidr_block"))
                .flatMap(Prefix::parse)
                .orElse(null);
        if (prefix == null && open.equals(doubts)) {
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
