package org.egressaudit.demand.script.perl;

import java.util.ArrayList;
import java.util.HashMap;
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

/** Reads Perl 5 programs. */
public final class PerlReader implements ScriptReader {

    private final RecentlyParsed<Tree> trees = new RecentlyParsed<>();

    @Override
    public String language() {
        return "perl";
    }

    @Override
    public Set<String> interpreters() {
        return Set.of("perl");
    }

    @Override
    public Set<String> extensions() {
        return Set.of(".pl", ".pm", ".cgi");
    }

    @Override
    public Outcome read(Program program, Situation situation, Execution execution) {
        Machine machine = new Machine(new PerlLanguage(), program, situation, execution, trees);
        Span place = program.source().span(0, 0);
        List<Value> words = new ArrayList<>();
        program.arguments().forEach(word -> words.add(new Value.Scalar(Kind.STRING, word)));
        Map<String, Value> globals = new HashMap<>();
        globals.put("@ARGV", Value.list(Container.LIST, words));
        globals.put("%ENV", machine.environment());
        globals.put("$0", Value.text(program.path() == null ? "-e" : program.path(), place));
        return machine.run(globals);
    }
}
