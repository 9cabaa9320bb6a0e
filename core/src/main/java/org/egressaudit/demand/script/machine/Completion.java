package org.egressaudit.demand.script.machine;

import org.jspecify.annotations.Nullable;

/** How a statement ends. */
sealed interface Completion {

    /** The next statement follows. */
    Completion NORMAL = new Normal();

    /** The next statement follows. */
    record Normal() implements Completion {}

    /** The function hands back a value. */
    record Returned(Value value) implements Completion {}

    /**
     * A loop or switch is left, or a loop's next round begun.
     *
     * @param outer how many around are left before: 0 when it goes to the innermost
     */
    record Jumped(boolean leaves, int outer) implements Completion {

        /** The innermost is left. */
        static final Jumped BREAK = new Jumped(true, 0);

        /** The same jump, seen from outside of the innermost. */
        Jumped outside() {
            return new Jumped(leaves, outer - 1);
        }
    }

    /** An exception is on its way. */
    record Thrown(Raised raised) implements Completion {}

    /**
     * The program ends here, whatever is around.
     *
     * @param status exit status, or null when only the run will know
     */
    record Ended(@Nullable Integer status) implements Completion {}

    /** An exception or the program's end, on its way out of an expression. Carries no trace: it is no error of ours. */
    final class Unwinding extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Completion completion;

        Unwinding(Completion completion) {
            super(null, null, false, false);
            this.completion = completion;
        }

        Completion completion() {
            return completion;
        }
    }
}
