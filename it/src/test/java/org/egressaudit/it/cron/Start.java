package org.egressaudit.it.cron;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a shell was started with.
 *
 * @param uid as whom
 * @param shell the path of the shell
 * @param command what it was given after {@code -c}
 * @param environment all of it
 * @param input its standard input, to the end
 */
record Start(long uid, String shell, String command, Map<String, String> environment, String input)
        implements Comparable<Start> {

    Start {
        environment = new TreeMap<>(environment);
    }

    @Override
    public int compareTo(Start other) {
        return toString().compareTo(other.toString());
    }
}
