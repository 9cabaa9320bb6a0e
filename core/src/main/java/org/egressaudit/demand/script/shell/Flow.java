package org.egressaudit.demand.script.shell;

/** How a command leaves: on to the next, or out of a loop, a function or the shell. */
enum Flow {
    NEXT,
    BREAK,
    CONTINUE,
    RETURN,
    EXIT
}
