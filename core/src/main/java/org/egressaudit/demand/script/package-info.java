/**
 * Calls, whatever the language.
 *
 * <p>A {@link org.egressaudit.demand.script.ScriptReader} runs a program in the mind: it follows values and control flow,
 * and tells every call to the {@link org.egressaudit.demand.script.Execution} as an
 * {@link org.egressaudit.demand.script.Invocation} whose arguments are {@link org.egressaudit.demand.script.Word}s:
 * known text, text only the run will know, both in a row, or several possibilities. The execution answers with an
 * {@link org.egressaudit.demand.script.Outcome}, so that a reader can also follow what the program does when a call
 * fails. A folder for each language lies below.
 */
@NullMarked
package org.egressaudit.demand.script;

import org.jspecify.annotations.NullMarked;
