package org.egressaudit.policy.cloudformation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.egressaudit.net.Prefix;
import org.egressaudit.policy.aws.NetworkAcl;
import org.egressaudit.policy.aws.Opening;
import org.egressaudit.policy.aws.Proposals;
import org.egressaudit.policy.aws.SecurityGroup;

/**
 * Changes as entries of a template, in the language in which it is written.
 *
 * @param json whether that is JSON
 */
record EntryProposals(boolean json) implements Proposals {

    /** A property of an entry; text is quoted where the language needs it. */
    private record Field(String name, String value, boolean text) {
        String yaml() {
            return name + ": " + (text && value.matches("-?[0-9]+|.*::.*") ? "\"" + value + "\"" : value);
        }

        String json() {
            return "\"" + name + "\": " + (text ? "\"" + value + "\"" : value);
        }
    }

    @Override
    public String open(SecurityGroup group, Opening opening) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("IpProtocol", opening.protocol(), true));
        if (opening.hasPorts()) {
            fields.add(new Field("FromPort", Integer.toString(opening.from()), false));
            fields.add(new Field("ToPort", Integer.toString(opening.to()), false));
        }
        fields.add(new Field(
                opening.prefix().base().v6() ? "CidrIpv6" : "CidrIp",
                opening.prefix().toString(),
                true));
        String place = "in Resources." + group.id() + ".Properties.SecurityGroupEgress";
        if (json) {
            return place + "\n{"
                    + String.join(", ", fields.stream().map(Field::json).toList()) + "}";
        }
        return "# " + place + "\n- "
                + String.join("\n  ", fields.stream().map(Field::yaml).toList());
    }

    @Override
    public String open(NetworkAcl acl, NetworkAcl.Entry entry) {
        Prefix prefix = Objects.requireNonNull(entry.prefix());
        List<Field> fields = new ArrayList<>();
        boolean made = !acl.id().startsWith("acl-");
        fields.add(new Field(
                "NetworkAclId",
                made && json ? "{\"Ref\": \"" + acl.id() + "\"}" : (made ? "!Ref " : "") + acl.id(),
                !made));
        fields.add(new Field("RuleNumber", Integer.toString(entry.number()), false));
        fields.add(new Field("Egress", Boolean.toString(entry.egress()), false));
        fields.add(new Field("RuleAction", "allow", true));
        fields.add(new Field("Protocol", Integer.toString(entry.traffic().protocol()), false));
        int protocol = entry.traffic().protocol();
        if (protocol == 6 || protocol == 17) {
            fields.add(range(
                    "PortRange",
                    "From",
                    entry.traffic().ports().from(),
                    "To",
                    entry.traffic().ports().to()));
        } else if (protocol == 1 || protocol == 58) {
            fields.add(range(
                    "Icmp",
                    "Type",
                    entry.traffic().icmpType(),
                    "Code",
                    entry.traffic().icmpCode()));
        }
        fields.add(new Field(prefix.base().v6() ? "Ipv6CidrBlock" : "CidrBlock", prefix.toString(), true));
        String id = logicalId(entry, prefix);
        if (json) {
            return "in Resources\n\"" + id + "\": {\"Type\": \"AWS::EC2::NetworkAclEntry\", \"Properties\": {"
                    + String.join(", ", fields.stream().map(Field::json).toList()) + "}}";
        }
        return "# in Resources\n" + id + ":\n  Type: AWS::EC2::NetworkAclEntry\n  Properties:\n    "
                + String.join("\n    ", fields.stream().map(Field::yaml).toList());
    }

    /** Letters and digits only: {@code AllowReplyTcp32768To60999From192x0x2x1}. */
    private static String logicalId(NetworkAcl.Entry entry, Prefix prefix) {
        StringBuilder id = new StringBuilder("Allow").append(entry.egress() ? "" : "Reply");
        for (String word : entry.traffic().toString().replace("-", " to ").split(" ")) {
            id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return id.append(entry.egress() ? "To" : "From")
                .append(prefix.base().toString().replaceAll("[.:]+", "x"))
                .toString();
    }

    private Field range(String name, String first, int from, String last, int to) {
        String value = json
                ? "{\"" + first + "\": " + from + ", \"" + last + "\": " + to + "}"
                : "{ " + first + ": " + from + ", " + last + ": " + to + " }";
        return new Field(name, value, false);
    }
}
