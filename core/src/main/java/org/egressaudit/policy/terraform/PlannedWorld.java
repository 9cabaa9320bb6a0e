package org.egressaudit.policy.terraform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.egressaudit.policy.aws.AwsWorld;
import org.egressaudit.policy.aws.Peer;
import org.egressaudit.policy.aws.SecurityGroup;
import org.egressaudit.policy.aws.SecurityRule;
import org.egressaudit.policy.aws.Traffic;
import org.egressaudit.text.Diagnostic;

/** The security groups, network ACLs and prefix lists that a plan makes. */
final class PlannedWorld {

    private static final String[] GROUPS = {"aws_security_group", "aws_default_security_group"};

    private final Plan plan;
    private final Consumer<Diagnostic> report;
    private final RuleReader rules;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final List<Resource> groups;
    private final Set<Allowance> former = new HashSet<>();

    private PlannedWorld(Plan plan, Consumer<Diagnostic> report) {
        this.plan = plan;
        this.report = report;
        this.rules = new RuleReader(plan);
        this.groups = plan.ofType(GROUPS);
        for (Resource rule : plan.formerRules()) {
            rules.standalone(rule)
                    .forEach(each ->
                            former.add(new Allowance(rule.text("security_group_id"), each.traffic(), each.peer())));
        }
    }

    /** A group whose rules are still being gathered. */
    private static final class Draft {
        final Resource resource;
        final List<SecurityRule> egress = new ArrayList<>();
        final List<SecurityRule> ingress = new ArrayList<>();
        final List<String> open = new ArrayList<>();

        Draft(Resource resource) {
            this.resource = resource;
        }

        boolean inline() {
            return resource.sets("egress").orElse(false);
        }

        SecurityGroup finish() {
            List<String> names = Stream.concat(resource.text("id").stream(), resource.text("name").stream())
                    .toList();
            return new SecurityGroup(
                    resource.address(),
                    names,
                    egress,
                    ingress,
                    open,
                    resource.span(),
                    resource.values().get("egress").map(node -> node.span()).orElse(resource.span()));
        }
    }

    static AwsWorld of(Plan plan, Consumer<Diagnostic> report) {
        return new PlannedWorld(plan, report).world();
    }

    private AwsWorld world() {
        groups.forEach(this::group);
        plan.ofType(
                        "aws_security_group_rule",
                        "aws_vpc_security_group_egress_rule",
                        "aws_vpc_security_group_ingress_rule")
                .forEach(this::standalone);
        Map<String, SecurityGroup> finished = new LinkedHashMap<>();
        drafts.values().forEach(draft -> finished.put(draft.resource.address(), draft.finish()));
        return new AwsWorld(
                finished,
                new AclReader(plan, report).read(),
                List.of(),
                new ListReader(plan).read(),
                List.of(),
                List.of(),
                true);
    }

    private void group(Resource resource) {
        Draft draft = new Draft(resource);
        drafts.put(resource.address(), draft);
        resource.blocks("egress").forEach(block -> draft.egress.addAll(rules.inline(block)));
        if (!draft.inline()) {
            draft.egress.removeIf(rule -> formerly(resource, rule));
        }
        resource.blocks("ingress").forEach(block -> draft.ingress.addAll(rules.inline(block)));
        // not configured and not known is how a plan shows a new group without egress rules: the provider removes
        // the rule that AWS adds
        if (resource.wholeUnknown("egress") && resource.sets("egress").orElse(true)) {
            draft.open.add("the egress rules of " + resource.address() + " are known only after apply; hand in"
                    + " terraform show -json of the state after it");
        }
        if (resource.type().equals("aws_default_security_group") && !draft.inline() && draft.egress.isEmpty()) {
            report.accept(Diagnostic.note(
                    "terraform-default-group",
                    resource.span(),
                    resource.address() + " takes over the default group of the VPC and removes all of its rules"));
        }
    }

    /** What a rule allows, wherever it stands. */
    private record Allowance(Optional<String> group, Traffic traffic, Peer peer) {}

    /** Whether a rule that a group shows is a rule of its own as it was before, and so told by that rule's new values. */
    private boolean formerly(Resource group, SecurityRule shown) {
        return former.contains(new Allowance(group.text("id"), shown.traffic(), shown.peer()));
    }

    private void standalone(Resource resource) {
        List<SecurityRule> read = rules.standalone(resource);
        boolean egress = resource.type().equals("aws_vpc_security_group_egress_rule")
                || resource.text("type").equals(Optional.of("egress"));
        List<Draft> owners = owners(resource);
        boolean sure = owners.size() == 1;
        List<Draft> possible =
                owners.isEmpty() && resource.text("security_group_id").isEmpty()
                        ? List.copyOf(drafts.values())
                        : owners;
        for (Draft draft : possible) {
            List<String> doubts = new ArrayList<>();
            if (!sure) {
                doubts.add("which group " + resource.address() + " belongs to is known only after apply");
            } else if (egress && draft.inline()) {
                doubts.add(conflict(resource, draft));
            }
            List<SecurityRule> doubted = doubts.isEmpty()
                    ? read
                    : read.stream()
                            .map(rule -> RuleReader.doubted(rule, doubts))
                            .toList();
            (egress ? draft.egress : draft.ingress).addAll(doubted);
        }
        if (possible.isEmpty() && resource.text("security_group_id").isPresent()) {
            elsewhere(resource, read, egress);
        }
    }

    private String conflict(Resource rule, Draft draft) {
        report.accept(Diagnostic.warning(
                "terraform-inline-and-standalone",
                rule.span(),
                draft.resource.address() + " has egress rules inside it, and " + rule.address()
                        + " beside it: each apply removes what the other added; keep one kind"));
        return rule.address() + " is removed again by the egress rules inside " + draft.resource.address()
                + " at the next apply; keep one kind";
    }

    /** A rule of a group that another plan made: its other rules are not here. */
    private void elsewhere(Resource resource, List<SecurityRule> read, boolean egress) {
        String id = resource.text("security_group_id").orElseThrow();
        Draft draft = drafts.computeIfAbsent(id, key -> {
            Draft made = new Draft(new Resource(id, "aws_security_group", resource.values(), null, null));
            made.open.add("the other rules of " + id + " are not in the plan; hand in aws ec2 describe-security-groups"
                    + " --group-ids " + id);
            return made;
        });
        (egress ? draft.egress : draft.ingress).addAll(read);
    }

    private List<Draft> owners(Resource rule) {
        Draft elsewhere = drafts.get(rule.text("security_group_id").orElse(""));
        return elsewhere != null
                ? List.of(elsewhere)
                : Owners.of(rule, "security_group_id", groups, plan).stream()
                        .flatMap(group -> Stream.ofNullable(drafts.get(group.address())))
                        .toList();
    }
}
