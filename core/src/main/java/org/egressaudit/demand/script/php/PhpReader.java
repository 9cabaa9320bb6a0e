package org.egressaudit.demand.script.php;

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
import org.egressaudit.demand.script.machine.MapValue;
import org.egressaudit.demand.script.machine.Value;
import org.egressaudit.demand.script.tree.Expression.Container;
import org.egressaudit.demand.script.tree.Expression.Kind;
import org.egressaudit.demand.script.tree.Tree;
import org.egressaudit.text.Span;

/** Reads PHP programs of the command line, 5.3 to 8. */
public final class PhpReader implements ScriptReader {

    private final RecentlyParsed<Tree> trees = new RecentlyParsed<>();

    @Override
    public String language() {
        return "php";
    }

    @Override
    public Set<String> interpreters() {
        return Set.of("php", "php-cli", "php-cgi");
    }

    @Override
    public Set<String> extensions() {
        return Set.of(".php", ".phtml", ".inc");
    }

    @Override
    public Outcome read(Program program, Situation situation, Execution execution) {
        Machine machine = new Machine(new PhpLanguage(), program, situation, execution, trees);
        Span place = program.source().span(0, 0);
        List<Value> words = new ArrayList<>();
        words.add(Value.text(program.path() == null ? "-" : program.path(), place));
        program.arguments().forEach(word -> words.add(new Value.Scalar(Kind.STRING, word)));
        Map<String, Value> globals = new HashMap<>();
        globals.put("$argv", Value.list(Container.LIST, words));
        globals.put("$argc", Value.number(Integer.toString(words.size()), place));
        globals.put("$_ENV", machine.environment());
        MapValue server = new MapValue("the server");
        server.putAll(machine.journal(), machine.environment(), place);
        server.put(
                machine.journal(), "argv", globals.get("$argv") == null ? Value.nothing(place) : globals.get("$argv"));
        server.put(machine.journal(), "argc", Value.number(Integer.toString(words.size()), place));
        globals.put("$_SERVER", server);
        return machine.run(globals);
    }
}
