package org.egressaudit.demand.script.machine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.text.Span;

/**
 * Something that is done any number of times, or never, of which one round is walked, and a second where the first leaves
 * something else than it found: a flag that is set in one round opens in the next what it closed. A number that changes may
 * be any afterwards. A text that the first round replaces by what only the run will know, such as the address of the next
 * page, is the known one in the second round too.
 */
final class Repetition {

    private static final int MOST_ROUNDS = 2;

    private final Journal journal;
    private final Span place;
    private final Map<Journal.Location, Object> aside = new LinkedHashMap<>();
    private int rounds;

    /** @param place for values that depend on the number of rounds */
    Repetition(Journal journal, Span place) {
        this.journal = journal;
        this.place = place;
    }

    /**
     * To be asked after a round, when what it changed has been joined with what was there.
     *
     * @param before what the changed places held
     * @return whether another round may do something else
     */
    boolean goesOn(Journal.Changes changes, Map<Journal.Location, Object> before) {
        boolean other = false;
        for (Map.Entry<Journal.Location, Object> entry : before.entrySet()) {
            Journal.Location location = entry.getKey();
            Object now = changes.contents().get(location);
            if (now instanceof Value value && value.options().stream().anyMatch(Repetition::isNumber)) {
                put(location, new Value.Unknown("...", "it depends on how often a loop runs", place));
                other = true;
            } else if (isText(entry.getValue()) && !(now instanceof Value.Scalar)) {
                if (now != null) {
                    aside.put(location, now);
                    put(location, entry.getValue());
                }
            } else {
                other = true;
            }
        }
        return ++rounds < MOST_ROUNDS && other;
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Scalar scalar && scalar.kind() == Kind.NUMBER;
    }

    private static boolean isText(Object content) {
        return content instanceof Value.Scalar scalar && scalar.kind() == Kind.STRING && !Value.isEmptyText(scalar);
    }

    /** After the last round: what only the run will know is a possibility again. */
    void end() {
        aside.forEach((location, now) -> {
            Object joined = location.join(location.read(), now);
            if (joined != null) {
                put(location, joined);
            }
        });
    }

    private void put(Journal.Location location, Object content) {
        journal.note(location);
        location.write(content);
    }
}
