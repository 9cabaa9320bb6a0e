package org.egressaudit.demand.script.javascript;

import java.util.Map;
import java.util.Set;
import org.egressaudit.demand.script.Execution;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Program;
import org.egressaudit.demand.script.RecentlyParsed;
import org.egressaudit.demand.script.ScriptReader;
import org.egressaudit.demand.script.Situation;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Span;

/** Reads JavaScript programs of Node. */
public final class JavaScriptReader implements ScriptReader {

    private final RecentlyParsed<Tree> trees = new RecentlyParsed<>();

    @Override
    public String language() {
        return "javascript";
    }

    @Override
    public Set<String> interpreters() {
        return Set.of("node", "nodejs", "bun");
    }

    @Override
    public Set<String> extensions() {
        return Set.of(".js", ".mjs", ".cjs");
    }

    @Override
    public Outcome read(Program program, Situation situation, Execution execution) {
        Machine machine = new Machine(new JavaScriptLanguage(), program, situation, execution, trees);
        Span place = program.source().span(0, 0);
        String path = program.path() == null ? "/" : program.path();
        return machine.run(Map.copyOf(NodeModules.globals(machine, path, place)));
    }
}
