package org.egressaudit.demand.script.php;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.machine.Arguments;
import org.egressaudit.demand.script.machine.Frame;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.Namespace;
import org.egressaudit.demand.script.machine.NativeFunction;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.scan.PlainLanguage;
import org.egressaudit.text.Sources;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Laravel's scheduler: one line of the crontab, {@code artisan schedule:run}, starts everything that the project schedules,
 * each when its time has come ("Task Scheduling" of Laravel's manual).
 */
final class LaravelSchedule {

    private static final String SCHEDULE = "Illuminate\\Console\\Scheduling\\Schedule";

    private static final String EVENT = "Illuminate\\Console\\Scheduling\\Event";

    /** Property of the run that is set where what is scheduled starts. */
    private static final String RUNNING = "schedule runs";

    private static final Set<String> PINGS = Set.of(
            "pingBefore",
            "pingBeforeIf",
            "thenPing",
            "thenPingIf",
            "pingOnSuccess",
            "pingOnSuccessIf",
            "pingOnFailure",
            "pingOnFailureIf");

    /** Those that are given a function that runs. */
    private static final Set<String> CALLS =
            Set.of("before", "after", "then", "thenWithOutput", "onSuccess", "onFailure", "when", "skip");

    private LaravelSchedule() {}

    static void register(Map<String, NativeFunction> all) {
        for (String owner : List.of(SCHEDULE, "Illuminate\\Support\\Facades\\Schedule", "Schedule")) {
            all.put(owner + "->command", whenRun((machine, given) -> {
                Frame caller = machine.caller();
                Value command = given.at(0);
                if (caller != null && command != null) {
                    PhpConsole.command(machine, command, List.of(), caller, given.place());
                }
            }));
            all.put(owner + "->call", whenRun((machine, given) -> {
                Value function = given.at(0);
                if (function != null) {
                    machine.calls().call(function, Arguments.none(given.place()), "?");
                }
            }));
            all.put(owner + "->job", whenRun((machine, given) -> {
                Value job = given.at(0);
                Value object = job instanceof Value.ClassObject
                        ? machine.calls().call(job, Arguments.none(given.place()), "?")
                        : job;
                if (object != null
                        && machine.members().own(object, "handle", given.place()) instanceof Value.Routined handle) {
                    machine.calls().call(handle, Arguments.none(given.place()), "handle");
                }
            }));
            all.put(
                    owner + "->exec",
                    whenRun((machine, given) ->
                            machine.calls().call(new Value.External("shell_exec"), given, "shell_exec")));
        }
    }

    /** The same file says what is scheduled where a single command runs: nothing of it starts then. */
    private static NativeFunction whenRun(BiConsumer<Machine, Arguments> start) {
        return (machine, given) -> {
            if (machine.properties().containsKey(RUNNING)) {
                start.accept(machine, given);
            }
            return event(machine);
        };
    }

    /** What is scheduled; its methods only say when. */
    static Value event(Machine machine) {
        return new Value.Made(EVENT, null, Outcome.UNKNOWN, new Namespace(), null);
    }

    /**
     * {@code Application::configure(...)->withSchedule(function (Schedule $schedule) {...})}, and what is scheduled with
     * its addresses that are asked and its functions that are called before and afterwards; null for other names.
     */
    static @Nullable NativeFunction function(String name) {
        if (name.startsWith(EVENT + "->")) {
            return ofEvent(name.substring(name.lastIndexOf("->") + 2));
        }
        return name.startsWith("Illuminate\\Foundation\\Application->") && name.endsWith("->withSchedule")
                ? (machine, given) -> {
                    Value function = given.at(0);
                    return function == null
                            ? null
                            : machine.calls().call(function, Arguments.of(given.place(), List.of(schedule())), "?");
                }
                : null;
    }

    private static NativeFunction ofEvent(String method) {
        if (PINGS.contains(method)) {
            // the address is the last argument; thenPingIf has a condition before it
            return whenRun((machine, given) -> {
                Value address = given.at(method.endsWith("If") ? 1 : 0);
                if (address != null) {
                    machine.calls()
                            .call(
                                    new Value.External("file_get_contents"),
                                    Arguments.of(given.place(), List.of(address)),
                                    "file_get_contents");
                }
            });
        }
        if (CALLS.contains(method)) {
            return whenRun((machine, given) -> {
                Value function = given.at(0);
                if (function != null) {
                    machine.calls().call(function, Arguments.none(given.place()), "?");
                }
            });
        }
        return (machine, given) -> event(machine);
    }

    private static Value schedule() {
        return new Value.Made(SCHEDULE, null, Outcome.UNKNOWN, new Namespace(), null);
    }

    /** Everything that is scheduled, in the three places where projects do it. */
    static void run(Machine machine, String root, Frame frame, Span place) {
        machine.properties().put(RUNNING, Value.truth(true, place));
        String kernel = root + "/app/Console/Kernel.php";
        if (machine.execution().file(kernel) instanceof Sources.Content.Text text) {
            Value type = PhpConsole.defined(machine, kernel, text.source().text(), frame, place);
            Value object = type == null ? null : machine.calls().call(type, Arguments.none(place), "?");
            if (object != null && machine.members().own(object, "schedule", place) instanceof Value.Routined schedule) {
                machine.calls().call(schedule, Arguments.of(place, List.of(schedule())), "schedule");
            }
        }
        for (String file : List.of("/routes/console.php", "/bootstrap/app.php")) {
            PhpFiles.include(machine, PlainLanguage.normal(root + file), frame, place, true);
        }
    }
}
