package org.egressaudit.demand.script.ruby;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egressaudit.demand.script.Execution;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Program;
import org.egressaudit.demand.script.RecentlyParsed;
import org.egressaudit.demand.script.ScriptReader;
import org.egressaudit.demand.script.Situation;
import org.egressaudit.demand.script.machine.Machine;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Span;

/** Reads Ruby programs. */
public final class RubyReader implements ScriptReader {

    private final RecentlyParsed<Tree> trees = new RecentlyParsed<>();

    @Override
    public String language() {
        return "ruby";
    }

    @Override
    public Set<String> interpreters() {
        return Set.of("ruby", "jruby");
    }

    @Override
    public Set<String> extensions() {
        return Set.of(".rb");
    }

    @Override
    public Outcome read(Program program, Situation situation, Execution execution) {
        Machine machine = new Machine(new RubyLanguage(), program, situation, execution, trees);
        Span place = program.source().span(0, 0);
        List<Value> words = new ArrayList<>();
        program.arguments().forEach(word -> words.add(new Value.Scalar(Kind.STRING, word)));
        String path = program.path() == null ? "-e" : program.path();
        return machine.run(Map.of(
                "ARGV", Value.list(Container.LIST, words),
                "ENV", machine.environment(),
                "$0", Value.text(path, place),
                "__FILE__", Value.text(path, place)));
    }
}
