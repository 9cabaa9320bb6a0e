package org.egressaudit.policy.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.egressaudit.text.Span;

/**
 * The rules of one direction of a group, from every place of the exports that tells them.
 *
 * <p>Exports of several days lie side by side in real folders. A rule that each place has holds; one that a place does not
 * have may be gone by now, or new.
 */
final class GroupRules {

    private record Place(List<SecurityRule> rules, Span span) {}

    private final String id;
    private final List<Place> wholes = new ArrayList<>();
    private final List<SecurityRule> listed = new ArrayList<>();

    GroupRules(String id) {
        this.id = id;
    }

    /** All of the rules, as {@code describe-security-groups} tells them. */
    void export(List<SecurityRule> rules, Span span) {
        wholes.add(new Place(rules, span));
    }

    /** One of the rules that {@code describe-security-group-rules} lists, perhaps on several pages. */
    void list(SecurityRule rule) {
        listed.add(rule);
    }

    boolean isTold() {
        return !wholes.isEmpty();
    }

    boolean isListed() {
        return !listed.isEmpty();
    }

    /** Each rule once, in the order of the exports. */
    List<SecurityRule> rules() {
        List<Place> places = new ArrayList<>(wholes);
        if (isListed()) {
            places.add(new Place(listed, listed.get(0).span()));
        }
        Map<Object, SecurityRule> first = new LinkedHashMap<>();
        Map<Object, Integer> found = new HashMap<>();
        for (Place place : places) {
            Map<Object, SecurityRule> here = new LinkedHashMap<>();
            place.rules.forEach(rule -> here.putIfAbsent(List.of(rule.traffic(), rule.peer(), rule.open()), rule));
            here.forEach((meant, rule) -> {
                first.putIfAbsent(meant, rule);
                found.merge(meant, 1, Integer::sum);
            });
        }
        return first.entrySet().stream()
                .map(each -> Objects.equals(found.get(each.getKey()), places.size())
                        ? each.getValue()
                        : each.getValue().perhaps(notEverywhere(places)))
                .toList();
    }

    private String notEverywhere(List<Place> places) {
        String where = places.stream()
                .map(place -> place.span.file() + ":" + place.span.line())
                .collect(Collectors.joining(" and "));
        return "the rules of " + id + " are told " + places.size() + " times, not each time with this one, in " + where
                + "; hand in what holds alone";
    }
}
