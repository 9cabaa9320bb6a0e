package org.egressaudit.demand.script.scan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Supplier;
import org.egressaudit.demand.script.tree.Statement;

/** What stands around a place that a jump may leave, so that a jump knows how far it goes. */
public final class Enclosing {

    /** What a jump may leave. */
    public enum Kind {
        /** A loop, which a jump may also send into its next round. */
        LOOP,

        /** {@code switch}. */
        SELECTION,

        /** A block, which is a loop of one round where a label or the language makes it one. */
        BLOCK
    }

    private static final class Around {
        private final Kind kind;
        private final String label;
        private boolean reached;

        private Around(Kind kind, String label) {
            this.kind = kind;
            this.label = label;
        }
    }

    private final Deque<Around> around = new ArrayDeque<>();
    private String label = "";

    /** What follows is known by this name. */
    public void label(String name) {
        label = name;
    }

    /** Reads what stands inside a loop or its like, which has the label read last. */
    public <T> T within(Kind kind, Supplier<T> read) {
        around.push(new Around(kind, label));
        label = "";
        try {
            return read.get();
        } finally {
            around.pop();
        }
    }

    /** Whether a jump read so far leaves the innermost, or something around it. */
    public boolean reached() {
        Around innermost = around.peek();
        return innermost != null && innermost.reached;
    }

    /**
     * A jump.
     *
     * @param leaves whether it ends what it goes to, rather than beginning its next round
     * @param name the label that it names, or empty: the innermost that such a jump may go to
     * @param innermost what it may go to when it names none
     */
    public Statement.Jump jump(boolean leaves, String name, Set<Kind> innermost, int from) {
        int outer = 0;
        for (Around one : around) {
            if (name.isEmpty() ? innermost.contains(one.kind) : name.equals(one.label)) {
                break;
            }
            outer++;
        }
        if (outer == around.size()) {
            // no such place: it leaves what is nearest
            return new Statement.Jump(leaves, 0, from);
        }
        int left = outer;
        for (Around one : around) {
            one.reached = true;
            if (left-- == 0) {
                break;
            }
        }
        return new Statement.Jump(leaves, outer, from);
    }
}
