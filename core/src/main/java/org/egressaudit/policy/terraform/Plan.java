package org.egressaudit.policy.terraform;

import java.util.List;

/**
 * One side of a plan, or a state.
 *
 * @param resources with their values on that side, data that was read included, in the order of the file
 * @param configuration what refers to what
 * @param formerRules rules and entries of their own as they were before, for a plan's planned side: a group, an ACL or a
 *     prefix list that names none itself shows what it had when the plan was made, and these are no longer true
 */
record Plan(List<Resource> resources, Configuration configuration, List<Resource> formerRules) {

    Plan {
        resources = List.copyOf(resources);
        formerRules = List.copyOf(formerRules);
    }

    /** Which side of a plan is meant. */
    enum Side {
        /** As it will be after apply; of a state, as it is. */
        PLANNED,
        /** As it was when the plan was made. */
        PRIOR
    }

    List<Resource> ofType(String... types) {
        List<String> wanted = List.of(types);
        return resources.stream()
                .filter(resource -> wanted.contains(resource.type()))
                .toList();
    }
}
