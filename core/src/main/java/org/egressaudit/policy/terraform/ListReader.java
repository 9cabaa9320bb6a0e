package org.egressaudit.policy.terraform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.egressaudit.net.Prefix;

/** Reads prefix lists: those that a plan makes, with entries inside them or of their own, and those it read as data. */
final class ListReader {

    private final Plan plan;

    ListReader(Plan plan) {
        this.plan = plan;
    }

    /** The entries of each list that are all known, by the list's id or, for one without an id yet, its address. */
    Map<String, List<Prefix>> read() {
        Map<String, List<Prefix>> lists = new HashMap<>();
        for (Resource resource : plan.ofType("aws_prefix_list", "aws_vpc_endpoint")) {
            Optional<String> id = resource.text("prefix_list_id").or(() -> resource.text("id"));
            List<Prefix> entries = prefixes(resource);
            if (id.isPresent() && id.get().startsWith("pl-") && !entries.isEmpty()) {
                lists.put(id.get(), entries);
            }
        }
        List<Resource> managed = plan.ofType("aws_ec2_managed_prefix_list");
        managed.forEach(list -> entries(list, managed)
                .ifPresent(entries -> lists.put(list.text("id").orElse(list.address()), entries)));
        return lists;
    }

    private static List<Prefix> prefixes(Resource resource) {
        return resource.values().get("cidr_blocks").stream()
                .flatMap(blocks -> blocks.items().stream())
                .flatMap(item -> item.text().flatMap(Prefix::parse).stream())
                .toList();
    }

    private Optional<List<Prefix>> entries(Resource list, List<Resource> managed) {
        String blocks = list.values().get("entries").isPresent() ? "entries" : "entry";
        List<Resource> own = new ArrayList<>();
        for (Resource entry : plan.ofType("aws_ec2_managed_prefix_list_entry")) {
            List<Resource> owners = Owners.of(entry, "prefix_list_id", managed, plan);
            boolean perhaps = owners.isEmpty() && entry.text("prefix_list_id").isEmpty();
            if (perhaps || (owners.size() > 1 && owners.contains(list))) {
                return Optional.empty();
            }
            if (owners.equals(List.of(list))) {
                own.add(entry);
            }
        }
        List<Resource> inside = new ArrayList<>(list.blocks(blocks));
        boolean sets = list.sets(blocks).orElse(false);
        if (!sets) {
            // a list that names no entries shows those of before, or is new and has none
            inside.removeIf(shown -> plan.formerRules().stream()
                    .anyMatch(
                            former -> isOf(former, list) && former.text("cidr").equals(shown.text("cidr"))));
        }
        boolean none = !sets && !own.isEmpty() && list.wholeUnknown(blocks);
        boolean known =
                none || (!list.unknown(blocks) && list.values().get(blocks).isPresent());
        if (!known || own.stream().anyMatch(entry -> entry.unknown("cidr"))) {
            return Optional.empty();
        }
        own.addAll(inside);
        return Optional.of(own.stream()
                .flatMap(entry -> entry.text("cidr").flatMap(Prefix::parse).stream())
                .toList());
    }

    private static boolean isOf(Resource entry, Resource list) {
        return entry.text("prefix_list_id").equals(list.text("id"));
    }
}
