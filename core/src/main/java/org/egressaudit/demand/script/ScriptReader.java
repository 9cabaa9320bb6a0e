package org.egressaudit.demand.script;

import java.util.Set;

/**
 * Reads programs of one language, by running them in the mind.
 *
 * <p>A reader has no state. Whatever the text, {@link #read} returns, within the steps that the execution allows; what it
 * did not understand it tells the execution as a diagnostic, and reads on.
 */
public interface ScriptReader {

    /** The language: {@code shell}, {@code python}, ... */
    String language();

    /** Names of the programs that run it, without version digits: {@code sh}, {@code bash}. */
    Set<String> interpreters();

    /** File name endings that mark it, with the dot: {@code .sh}. */
    Set<String> extensions();

    /**
     * Follows a program from its first statement on.
     *
     * @param program the text, and the arguments it is given
     * @param situation as whom, where, in which environment
     * @param execution told of each call, asked for files
     * @return how the program ends: exit status and output
     */
    Outcome read(Program program, Situation situation, Execution execution);
}
