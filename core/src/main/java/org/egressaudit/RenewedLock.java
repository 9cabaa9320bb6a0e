package org.egressaudit;

import java.util.List;

/**
 * A lock file as it is to be written, and what moved.
 *
 * @param file its name in the project
 * @param text what is to be in it
 * @param changed whether that is another text than before
 * @param changes what moved, a line for each name
 * @param names how many names jobs need from it
 * @param unanswered how many of them could not be looked up
 */
public record RenewedLock(String file, String text, boolean changed, List<String> changes, int names, int unanswered) {
    public RenewedLock {
        changes = List.copyOf(changes);
    }

    /** {@code egress.lock: 12 names, 2 changes}. */
    public String summary() {
        return file + ": " + counted(names, "name") + ", "
                + (changes.isEmpty() ? "nothing moved" : counted(changes.size(), "change"));
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
