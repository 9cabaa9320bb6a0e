package org.egressaudit.demand.script.machine;

import java.util.ArrayList;
import java.util.List;

/** The ends of branches of which only the run will know which was taken, settled to one way on. */
final class Alternatives {

    private final Machine machine;
    private final Frame frame;
    private final List<Completion> completions;
    private final List<Journal.Changes> changes;

    Alternatives(Machine machine, Frame frame, List<Completion> completions, List<Journal.Changes> changes) {
        this.machine = machine;
        this.frame = frame;
        this.completions = completions;
        this.changes = changes;
    }

    /**
     * The run goes on as long as one branch does; what the others would have done is kept as possible: a return joins
     * the function's value, a jump the loop's end, an exception or exit the program's end.
     */
    Completion settle() {
        Completion way = way();
        List<Journal.Changes> joined = new ArrayList<>();
        List<Value> returned = new ArrayList<>();
        for (int i = 0; i < completions.size(); i++) {
            Completion completion = completions.get(i);
            if (completion instanceof Completion.Jumped jumped) {
                frame.jumps.add(jumped);
            }
            if (completion.getClass() == way.getClass()) {
                joined.add(changes.get(i));
                if (completion instanceof Completion.Returned value) {
                    returned.add(value.value());
                }
            } else if (completion instanceof Completion.Returned value) {
                frame.possible.add(new Frame.Possible(value.value(), changes.get(i)));
            } else if (completion instanceof Completion.Jumped) {
                joined.add(changes.get(i));
            } else {
                machine.mayEnd(completion);
            }
        }
        machine.journal().join(joined);
        return way instanceof Completion.Returned ? new Completion.Returned(Value.either(returned)) : way;
    }

    private Completion way() {
        Completion way = completions.get(0);
        for (Completion completion : completions) {
            if (rank(completion) < rank(way)) {
                way = completion;
            }
        }
        return way;
    }

    /** How far a way on leads from here; the nearest is taken. */
    static int rank(Completion completion) {
        if (completion instanceof Completion.Normal) {
            return 0;
        }
        if (completion instanceof Completion.Jumped jumped) {
            return 1 + 2 * jumped.outer() + (jumped.leaves() ? 1 : 0);
        }
        if (completion instanceof Completion.Returned) {
            return Integer.MAX_VALUE - 2;
        }
        return completion instanceof Completion.Thrown ? Integer.MAX_VALUE - 1 : Integer.MAX_VALUE;
    }
}
