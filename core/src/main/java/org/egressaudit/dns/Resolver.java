package org.egressaudit.dns;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Gives the addresses of names. Content never throws: what fails is a {@link Resolution.Failed}. */
public interface Resolver extends AutoCloseable {

    /** All addresses of a name, both families. */
    Resolution resolve(String name);

    /** Several names at once, for those that can ask in parallel. */
    default Map<String, Resolution> resolveAll(Collection<String> names) {
        Map<String, Resolution> answers = new TreeMap<>();
        names.forEach(name -> answers.put(name, resolve(name)));
        return answers;
    }

    @Override
    default void close() {}
}
