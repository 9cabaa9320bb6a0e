package org.egressaudit.policy.terraform;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds the resource that a resource of its own belongs to: a rule to its group, an entry to its list. */
final class Owners {

    private Owners() {}

    /**
     * The resources that a part may belong to: the one whose id it names or, while that is not known, those that the
     * configuration names. Of several made by one {@code count} or {@code for_each} it is the one with the part's own key.
     *
     * @param attribute of the part, which names its owner
     * @param candidates all that may be meant
     */
    static List<Resource> of(Resource part, String attribute, Collection<Resource> candidates, Plan plan) {
        Optional<String> id = part.text(attribute);
        if (id.isPresent()) {
            return candidates.stream()
                    .filter(each -> each.text("id").equals(id))
                    .toList();
        }
        List<String> references = plan.configuration().references(part.address(), attribute);
        List<Resource> named = candidates.stream()
                .filter(each -> references.contains(each.configured()))
                .toList();
        String key = key(part);
        List<Resource> sameKey =
                named.stream().filter(each -> key(each).equals(key)).toList();
        return named.size() > 1 && sameKey.size() == 1 ? sameKey : named;
    }

    private static String key(Resource resource) {
        String address = resource.address();
        return address.endsWith("]") ? address.substring(address.lastIndexOf('[')) : "";
    }
}
