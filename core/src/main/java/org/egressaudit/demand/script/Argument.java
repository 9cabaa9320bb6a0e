package org.egressaudit.demand.script;

import org.jspecify.annotations.Nullable;

/**
 * One argument of a call.
 *
 * <p>Lists arrive as {@link Word.Several}; the values of a dictionary, of an options object or of {@code **kwargs} arrive
 * as arguments of their own, named {@code proxies.https}.
 *
 * @param name keyword, or null when given by position (all arguments of a shell command)
 * @param value its word
 */
public record Argument(@Nullable String name, Word value) {

    /** The name under which a word stands for arguments that only the run will know: {@code connect(**settings)}. */
    public static final String FURTHER = "**";

    /** By position. */
    public static Argument of(Word value) {
        return new Argument(null, value);
    }
}
