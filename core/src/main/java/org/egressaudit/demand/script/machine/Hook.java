package org.egressaudit.demand.script.machine;

/** What a class may define so that its objects answer the language itself. */
public enum Hook {
    /** Gives a property that the object does not have, by its name: {@code __get}, {@code __getattr__}. */
    MEMBER,

    /** Answers a call of a method that the object does not have: its name, and the arguments as one list. */
    METHOD,

    /** The same for a method called on the class. */
    STATIC_METHOD,

    /** Answers a call of a method that the object does not have: its name, then the arguments. */
    METHOD_MISSING,

    /** Runs when the object itself is called. */
    CALL,

    /** Gives the object as text. */
    TEXT,

    /** Gives an item. */
    ITEM,

    /** Sets an item. */
    SET_ITEM
}
