package org.egressaudit.demand.tool;

import java.util.List;
import java.util.Map;
import org.egressaudit.demand.AddressUse;
import org.jspecify.annotations.Nullable;

/**
 * What a tool's options and operands say about the network, or a library function's arguments.
 *
 * @param syntax how the command writes its options
 * @param parameters names of a function's parameters in order
 * @param commands profiles of subcommands, each complete in itself
 * @param values what several rules look up, by name
 * @param applies when the tool does anything that matters; not with {@code --version}
 * @param reaches what it connects to
 * @param starts what it starts
 * @param proxy how it finds a proxy, or null when it knows none
 * @param patience how long it waits
 * @param status of a command when nothing answers
 * @param raises exceptions of a library call when nothing answers, most special first
 * @param refused status of a command when the connection is refused at once, or null for the same
 * @param raisesRefused exceptions of a library call then; empty for the same
 * @param quiet when it prints nothing about a failure, or null for never
 * @param user as whom the tool connects whoever calls it, or null
 * @param special name of the code that knows what data cannot say, or null
 * @param addresses what it does when the first of several addresses cannot be reached
 */
record Profile(
        Syntax syntax,
        List<String> parameters,
        Map<String, Profile> commands,
        Map<String, List<Lookup>> values,
        Condition applies,
        List<Reach> reaches,
        List<Start> starts,
        @Nullable Proxy proxy,
        Patience patience,
        Status status,
        List<String> raises,
        @Nullable Status refused,
        List<String> raisesRefused,
        @Nullable Condition quiet,
        @Nullable String user,
        @Nullable Special special,
        AddressUse addresses) {

    /** Of a tool about which nothing is known. */
    static final Profile EMPTY = new Profile(
            Syntax.PLAIN,
            List.of(),
            Map.of(),
            Map.of(),
            Condition.ALWAYS,
            List.of(),
            List.of(),
            null,
            Patience.SYSTEM,
            Status.UNKNOWN,
            List.of(),
            null,
            List.of(),
            null,
            null,
            null,
            AddressUse.UNKNOWN);

    Profile {
        parameters = List.copyOf(parameters);
        commands = Map.copyOf(commands);
        values = Map.copyOf(values);
        reaches = List.copyOf(reaches);
        starts = List.copyOf(starts);
        raises = List.copyOf(raises);
        raisesRefused = List.copyOf(raisesRefused);
    }

    /** How a call ends when nothing answers. */
    Ending unanswered(Call call) {
        return new Ending(status.of(call), raises);
    }

    /** How a call ends when its connection is refused at once. */
    Ending refused(Call call) {
        return new Ending(
                (refused == null ? status : refused).of(call), raisesRefused.isEmpty() ? raises : raisesRefused);
    }
}
