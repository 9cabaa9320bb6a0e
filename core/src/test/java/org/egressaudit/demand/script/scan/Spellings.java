package org.egressaudit.demand.script.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.egressaudit.demand.script.ScriptReader;

/** What the tables of all languages check: what a program comes to, and that it was understood. */
public final class Spellings {

    private Spellings() {}

    /** The calls of one name that a program comes to are exactly this one. */
    public static void comesTo(ScriptReader reader, String path, String program, String call) {
        FakeExecution target = new FakeExecution();
        new Reading(reader, target)
                .in("SET", "https://api.example.com")
                .given("https://api.example.com")
                .read(path, program);
        String name = call.substring(0, call.indexOf('('));
        assertThat(Calls.of(target.calls()).stream()
                        .filter(told -> told.startsWith(name + "("))
                        .toList())
                .as(program)
                .isEqualTo(List.of(call));
        assertThat(target.diagnostics()).as(program).isEmpty();
    }

    /** A program comes to no call at all. */
    public static void comesToNothing(ScriptReader reader, String path, String program) {
        FakeExecution target = new FakeExecution();
        new Reading(reader, target).read(path, program);
        assertThat(Calls.of(target.calls())).as(program).isEmpty();
    }
}
