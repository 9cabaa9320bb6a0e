package org.egressaudit.policy.terraform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.egressaudit.net.Prefix;
import org.egressaudit.policy.aws.NetworkAcl;
import org.egressaudit.policy.aws.Opening;
import org.egressaudit.policy.aws.Proposals;
import org.egressaudit.policy.aws.SecurityGroup;
import org.egressaudit.policy.aws.Traffic;

/**
 * Changes as Terraform blocks, laid out as {@code terraform fmt} lays them out.
 *
 * @param inline the addresses whose rules stand inside them: there a rule of its own would be removed again
 */
record BlockProposals(Set<String> inline) implements Proposals {

    @Override
    public String open(SecurityGroup group, Opening opening) {
        boolean v6 = opening.prefix().base().v6();
        Map<String, String> attributes = new LinkedHashMap<>();
        if (inline.contains(group.id())) {
            // in a block the ports must be there, as zeros where they do not count
            attributes.put("protocol", quoted(opening.protocol()));
            attributes.put("from_port", Integer.toString(opening.hasPorts() ? opening.from() : 0));
            attributes.put("to_port", Integer.toString(opening.hasPorts() ? opening.to() : 0));
            attributes.put(v6 ? "ipv6_cidr_blocks" : "cidr_blocks", "[" + quoted(opening.prefix()) + "]");
            return "# in " + group.id() + "\n" + block("egress", attributes);
        }
        attributes.put("security_group_id", reference(group.id()));
        attributes.put("ip_protocol", quoted(opening.protocol()));
        if (opening.hasPorts()) {
            attributes.put("from_port", Integer.toString(opening.from()));
            attributes.put("to_port", Integer.toString(opening.to()));
        }
        attributes.put(v6 ? "cidr_ipv6" : "cidr_ipv4", quoted(opening.prefix()));
        String name = name(opening.traffic().toString(), opening.prefix());
        return block("resource \"aws_vpc_security_group_egress_rule\" " + quoted(name), attributes);
    }

    @Override
    public String open(NetworkAcl acl, NetworkAcl.Entry entry) {
        Map<String, String> attributes = new LinkedHashMap<>();
        if (inline.contains(acl.id())) {
            attributes.put("rule_no", Integer.toString(entry.number()));
            attributes.put("action", quoted("allow"));
            traffic(entry, attributes);
            return "# in " + acl.id() + "\n" + block(entry.egress() ? "egress" : "ingress", attributes);
        }
        attributes.put("network_acl_id", reference(acl.id()));
        attributes.put("rule_number", Integer.toString(entry.number()));
        attributes.put("egress", Boolean.toString(entry.egress()));
        attributes.put("rule_action", quoted("allow"));
        traffic(entry, attributes);
        Prefix prefix = Objects.requireNonNull(entry.prefix());
        String name = name((entry.egress() ? "" : "reply ") + entry.traffic(), prefix);
        return block("resource \"aws_network_acl_rule\" " + quoted(name), attributes);
    }

    private static void traffic(NetworkAcl.Entry entry, Map<String, String> attributes) {
        Traffic traffic = entry.traffic();
        Prefix prefix = Objects.requireNonNull(entry.prefix());
        boolean ports = traffic.protocol() == 6 || traffic.protocol() == 17;
        attributes.put("protocol", quoted(traffic.protocol()));
        attributes.put("from_port", Integer.toString(ports ? traffic.ports().from() : 0));
        attributes.put("to_port", Integer.toString(ports ? traffic.ports().to() : 0));
        if (traffic.protocol() == 1 || traffic.protocol() == 58) {
            attributes.put("icmp_type", Integer.toString(traffic.icmpType()));
            attributes.put("icmp_code", Integer.toString(traffic.icmpCode()));
        }
        attributes.put(prefix.base().v6() ? "ipv6_cidr_block" : "cidr_block", quoted(prefix));
    }

    private static String block(String head, Map<String, String> attributes) {
        int width = attributes.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder out = new StringBuilder(head).append(" {\n");
        attributes.forEach((name, value) -> out.append("  ")
                .append(name)
                .append(" ".repeat(width - name.length()))
                .append(" = ")
                .append(value)
                .append('\n'));
        return out.append('}').toString();
    }

    private static String quoted(Object value) {
        return "\"" + value + "\"";
    }

    /** An expression for the id: the resource's own attribute, or the id itself of what this plan does not make. */
    private static String reference(String id) {
        return id.contains("aws_") ? id + ".id" : quoted(id);
    }

    private static String name(String traffic, Prefix prefix) {
        return (traffic + " " + prefix.base()).replaceAll("[^A-Za-z0-9]+", "_");
    }
}
