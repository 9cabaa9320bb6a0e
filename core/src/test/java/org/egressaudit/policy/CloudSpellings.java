package org.egressaudit.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.egressaudit.policy.PlainCloud.Allowance;
import org.egressaudit.policy.PlainCloud.Entry;
import org.jspecify.annotations.Nullable;

/** The ways in which the same groups and the same ACL are written down: exports, plans, states, templates. */
final class CloudSpellings {

    private static final Map<String, String> NUMBERS =
            Map.of("tcp", "6", "udp", "17", "icmp", "1", "icmpv6", "58", "47", "47", "-1", "-1");

    private CloudSpellings() {}

    // ---- the AWS command line

    /** {@code aws ec2 describe-security-groups}. */
    static String securityGroups(PlainCloud cloud) {
        return json(Map.of(
                "SecurityGroups",
                each(
                        cloud,
                        group -> fields(
                                "GroupId",
                                "sg-" + group,
                                "GroupName",
                                "g" + group,
                                "IpPermissions",
                                List.of(),
                                "IpPermissionsEgress",
                                cloud.groups().get(group).stream()
                                        .map(rule -> fields(
                                                "IpProtocol", rule.protocol(),
                                                "FromPort", port(rule, rule.from()),
                                                "ToPort", port(rule, rule.to()),
                                                "IpRanges",
                                                        rule.v6() ? List.of() : List.of(Map.of("CidrIp", rule.cidr())),
                                                "Ipv6Ranges",
                                                        rule.v6()
                                                                ? List.of(Map.of("CidrIpv6", rule.cidr()))
                                                                : List.of()))
                                        .toList()))));
    }

    /** {@code aws ec2 describe-security-group-rules}; a group without rules is not there. */
    static String securityGroupRules(PlainCloud cloud) {
        List<Object> rules = new ArrayList<>();
        for (int group = 0; group < cloud.groups().size(); group++) {
            for (Allowance rule : cloud.groups().get(group)) {
                rules.add(fields(
                        "SecurityGroupRuleId",
                        "sgr-" + rules.size(),
                        "GroupId",
                        "sg-" + group,
                        "IsEgress",
                        true,
                        "IpProtocol",
                        rule.protocol(),
                        "FromPort",
                        rule.from(),
                        "ToPort",
                        rule.to(),
                        rule.v6() ? "CidrIpv6" : "CidrIpv4",
                        rule.cidr()));
            }
        }
        return json(Map.of("SecurityGroupRules", rules));
    }

    /** {@code aws ec2 describe-network-acls}. */
    static String networkAcls(PlainCloud cloud) {
        List<Object> entries = new ArrayList<>();
        for (Entry entry : cloud.entries()) {
            Allowance fits = entry.fits();
            Map<String, Object> fields = fields(
                    "CidrBlock",
                    fits.v6() ? null : fits.cidr(),
                    "Egress",
                    entry.egress(),
                    "Ipv6CidrBlock",
                    fits.v6() ? fits.cidr() : null,
                    "Protocol",
                    NUMBERS.get(fits.protocol()),
                    "RuleAction",
                    entry.allow() ? "allow" : "deny",
                    "RuleNumber",
                    entry.number());
            details(fits, "PortRange", "IcmpTypeCode", fields);
            entries.add(fields);
        }
        for (boolean egress : List.of(true, false)) {
            entries.add(fields(
                    "CidrBlock",
                    "0.0.0.0/0",
                    "Egress",
                    egress,
                    "Protocol",
                    "-1",
                    "RuleAction",
                    "deny",
                    "RuleNumber",
                    32767));
        }
        return json(Map.of("NetworkAcls", List.of(fields("NetworkAclId", "acl-1", "Entries", entries))));
    }

    // ---- Terraform

    /** {@code terraform show -json} of a plan, the rules inside their groups and their ACL. */
    static String planWithBlocks(PlainCloud cloud) {
        List<Object> resources = new ArrayList<>();
        Map<String, Object> configured = new LinkedHashMap<>();
        for (int group = 0; group < cloud.groups().size(); group++) {
            List<Map<String, Object>> blocks = cloud.groups().get(group).stream()
                    .map(CloudSpellings::block)
                    .toList();
            String address = "aws_security_group.g" + group;
            resources.add(resource(address, fields("name", "g" + group, "egress", blocks)));
            configured.put(address, Map.of("egress", Map.of()));
        }
        resources.add(resource(
                "aws_network_acl.a",
                fields(
                        "egress", aclBlocks(cloud, true),
                        "ingress", aclBlocks(cloud, false))));
        configured.put("aws_network_acl.a", Map.of("egress", Map.of(), "ingress", Map.of()));
        return plan(resources, configured);
    }

    /** The same of resources of their own, which name their group by its id or, before it has one, by a reference. */
    static String planWithRules(PlainCloud cloud, boolean made) {
        List<Object> resources = new ArrayList<>();
        Map<String, Object> configured = new LinkedHashMap<>();
        for (int group = 0; group < cloud.groups().size(); group++) {
            String owner = "aws_security_group.g" + group;
            resources.add(resource(owner, fields("id", made ? "sg-" + group : null, "name", "g" + group)));
            configured.put(owner, Map.of());
            for (Allowance rule : cloud.groups().get(group)) {
                String address = "aws_vpc_security_group_egress_rule.r" + resources.size();
                resources.add(resource(
                        address,
                        fields(
                                "security_group_id",
                                made ? "sg-" + group : null,
                                "ip_protocol",
                                rule.protocol(),
                                "from_port",
                                port(rule, rule.from()),
                                "to_port",
                                port(rule, rule.to()),
                                rule.v6() ? "cidr_ipv6" : "cidr_ipv4",
                                rule.cidr())));
                configured.put(address, Map.of("security_group_id", references(owner)));
            }
        }
        resources.add(resource("aws_network_acl.a", fields("id", made ? "acl-1" : null)));
        configured.put("aws_network_acl.a", Map.of());
        for (Entry entry : cloud.entries()) {
            String address = "aws_network_acl_rule.e" + resources.size();
            Map<String, Object> values = aclBlock(entry);
            values.put("network_acl_id", made ? "acl-1" : null);
            values.put("rule_number", values.remove("rule_no"));
            values.put("rule_action", values.remove("action"));
            values.put("egress", entry.egress());
            resources.add(resource(address, values));
            configured.put(address, Map.of("network_acl_id", references("aws_network_acl.a")));
        }
        return plan(resources, configured);
    }

    private static Map<String, Object> block(Allowance rule) {
        boolean ports = !rule.protocol().equals("-1") && !rule.protocol().equals("47");
        return fields(
                "protocol",
                rule.protocol(),
                "from_port",
                ports ? rule.from() : 0,
                "to_port",
                ports ? rule.to() : 0,
                "cidr_blocks",
                rule.v6() ? List.of() : List.of(rule.cidr()),
                "ipv6_cidr_blocks",
                rule.v6() ? List.of(rule.cidr()) : List.of(),
                "prefix_list_ids",
                List.of(),
                "security_groups",
                List.of(),
                "self",
                false);
    }

    private static List<Map<String, Object>> aclBlocks(PlainCloud cloud, boolean egress) {
        return cloud.entries().stream()
                .filter(entry -> entry.egress() == egress)
                .map(CloudSpellings::aclBlock)
                .toList();
    }

    private static Map<String, Object> aclBlock(Entry entry) {
        Allowance fits = entry.fits();
        boolean icmp = fits.protocol().startsWith("icmp");
        boolean ports = fits.protocol().equals("tcp") || fits.protocol().equals("udp");
        return fields(
                "rule_no", entry.number(),
                "action", entry.allow() ? "allow" : "deny",
                "protocol", NUMBERS.get(fits.protocol()),
                "from_port", ports ? fits.from() : 0,
                "to_port", ports ? fits.to() : 0,
                "icmp_type", icmp ? fits.from() : 0,
                "icmp_code", icmp ? fits.to() : 0,
                "cidr_block", fits.v6() ? "" : fits.cidr(),
                "ipv6_cidr_block", fits.v6() ? fits.cidr() : "");
    }

    private static Map<String, Object> references(String address) {
        return Map.of("references", List.of(address + ".id", address));
    }

    private static Map<String, Object> resource(String address, Map<String, Object> values) {
        String type = address.substring(0, address.indexOf('.'));
        return fields("address", address, "mode", "managed", "type", type, "values", values);
    }

    private static String plan(List<Object> resources, Map<String, Object> configured) {
        List<Object> expressions = new ArrayList<>();
        configured.forEach((address, said) -> expressions.add(Map.of("address", address, "expressions", said)));
        return json(fields(
                "format_version", "1.2",
                "planned_values", Map.of("root_module", Map.of("resources", resources)),
                "resource_changes", List.of(),
                "configuration", Map.of("root_module", Map.of("resources", expressions))));
    }

    // ---- CloudFormation

    /** A template; the first rule of a group inside it, the others there too or as resources of their own. */
    static String template(PlainCloud cloud, boolean inside) {
        Map<String, Object> resources = new LinkedHashMap<>();
        for (int group = 0; group < cloud.groups().size(); group++) {
            List<Map<String, Object>> rules = cloud.groups().get(group).stream()
                    .map(CloudSpellings::properties)
                    .toList();
            List<Map<String, Object>> within =
                    inside ? rules : rules.stream().limit(1).toList();
            resources.put(
                    "G" + group,
                    typed("SecurityGroup", fields("GroupDescription", "g", "SecurityGroupEgress", within)));
            for (Map<String, Object> rule : rules.subList(within.size(), rules.size())) {
                Map<String, Object> own = new LinkedHashMap<>(rule);
                own.put("GroupId", Map.of("Fn::GetAtt", List.of("G" + group, "GroupId")));
                resources.put("R" + resources.size(), typed("SecurityGroupEgress", own));
            }
        }
        resources.put("A", typed("NetworkAcl", Map.of("VpcId", "vpc-1")));
        for (Entry entry : cloud.entries()) {
            Allowance fits = entry.fits();
            Map<String, Object> properties = fields(
                    "NetworkAclId",
                    Map.of("Ref", "A"),
                    "RuleNumber",
                    entry.number(),
                    "Egress",
                    entry.egress(),
                    "RuleAction",
                    entry.allow() ? "allow" : "deny",
                    "Protocol",
                    NUMBERS.get(fits.protocol()),
                    fits.v6() ? "Ipv6CidrBlock" : "CidrBlock",
                    fits.cidr());
            details(fits, "PortRange", "Icmp", properties);
            resources.put("E" + resources.size(), typed("NetworkAclEntry", properties));
        }
        return json(Map.of("Resources", resources));
    }

    private static Map<String, Object> properties(Allowance rule) {
        return fields(
                "IpProtocol",
                rule.protocol(),
                "FromPort",
                port(rule, rule.from()),
                "ToPort",
                port(rule, rule.to()),
                rule.v6() ? "CidrIpv6" : "CidrIp",
                rule.cidr());
    }

    private static Map<String, Object> typed(String type, Map<String, Object> properties) {
        return fields("Type", "AWS::EC2::" + type, "Properties", properties);
    }

    // ---- what they share

    /** A port as formats with optional ports have it: left out where it does not count. */
    private static @Nullable Integer port(Allowance rule, int port) {
        return rule.protocol().equals("-1") || rule.protocol().equals("47") ? null : Integer.valueOf(port);
    }

    private static void details(Allowance fits, String ports, String icmp, Map<String, Object> into) {
        switch (fits.protocol()) {
            case "tcp", "udp" -> into.put(ports, fields("From", fits.from(), "To", fits.to()));
            case "icmp", "icmpv6" -> into.put(icmp, fields("Type", fits.from(), "Code", fits.to()));
            default -> {}
        }
    }

    private static List<Object> each(PlainCloud cloud, java.util.function.IntFunction<Object> group) {
        return IntStream.range(0, cloud.groups().size()).mapToObj(group).toList();
    }

    /** Names and values in turn; a value that is null is left out. */
    private static Map<String, Object> fields(@Nullable Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                fields.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return fields;
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> "\"" + entry.getKey() + "\":" + json(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(CloudSpellings::json).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }
}
