package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Program;
import org.egressaudit.demand.script.ScriptReader;
import org.egressaudit.demand.script.Situation;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Source;
import org.egressaudit.text.Span;

/** One program read on a fake target. */
public final class Reading {

    private static final Span LINE = Span.point("crontab", 1, 1);

    private final ScriptReader reader;
    private final FakeExecution execution;
    private final List<Word> arguments = new ArrayList<>();
    private final Map<String, Word> environment = new HashMap<>();

    public Reading(ScriptReader reader, FakeExecution execution) {
        this.reader = reader;
        this.execution = execution;
    }

    /** A word of the command line. */
    public Reading given(String... words) {
        for (String word : words) {
            arguments.add(Word.Known.literal(word, LINE));
        }
        return this;
    }

    /** A variable of the crontab. */
    public Reading in(String name, String value) {
        environment.put(name, Word.Known.literal(value, LINE));
        return this;
    }

    /** Reads a text installed at a path. */
    public Outcome read(String path, String text) {
        Situation situation = new Situation(environment, "/opt/jobs", null, false, List.of(), null);
        return reader.read(new Program(new Source(path, text), path, arguments, null, ""), situation, execution);
    }
}
