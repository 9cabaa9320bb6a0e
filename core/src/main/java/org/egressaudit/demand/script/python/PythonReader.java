package org.egressaudit.demand.script.python;

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
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Span;

/** Reads Python programs, 2.7 to 3.14. */
public final class PythonReader implements ScriptReader {

    private final RecentlyParsed<Tree> trees = new RecentlyParsed<>();

    @Override
    public String language() {
        return "python";
    }

    @Override
    public Set<String> interpreters() {
        return Set.of("python", "pypy");
    }

    @Override
    public Set<String> extensions() {
        return Set.of(".py", ".pyw");
    }

    @Override
    public Outcome read(Program program, Situation situation, Execution execution) {
        Machine machine = new Machine(new PythonLanguage(), program, situation, execution, trees);
        Span start = program.source().span(0, 0);
        return machine.run(globals("__main__", "", program.path(), start));
    }

    /** The names every module has from the start. */
    static Map<String, Value> globals(
            String name, String parent, @org.jspecify.annotations.Nullable String path, Span place) {
        Map<String, Value> globals = new HashMap<>();
        globals.put("__name__", Value.text(name, place));
        globals.put("__package__", Value.text(parent, place));
        if (path != null) {
            globals.put("__file__", Value.text(path, place));
            if (!path.endsWith(".py") || path.endsWith("/__init__.py")) {
                String folder = path.endsWith(".py") ? path.substring(0, path.lastIndexOf('/')) : path;
                globals.put("__path__", Value.list(Container.LIST, List.of(Value.text(folder, place))));
            }
        }
        return globals;
    }
}
