package org.egressaudit.demand.script.shell;

import java.util.Set;
import org.egressaudit.demand.script.Execution;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Program;
import org.egressaudit.demand.script.RecentlyParsed;
import org.egressaudit.demand.script.ScriptReader;
import org.egressaudit.demand.script.Situation;
import org.egressaudit.demand.script.shell.syntax.Script;
import org.egressaudit.demand.script.shell.syntax.ShellParser;

/** Reads shell scripts, crontab lines, and the text given to {@code sh -c}. */
public final class ShellReader implements ScriptReader {

    private final RecentlyParsed<Script> scripts = new RecentlyParsed<>();

    @Override
    public String language() {
        return "shell";
    }

    @Override
    public Set<String> interpreters() {
        return Set.of("sh", "bash", "dash", "ash", "ksh", "mksh", "zsh", "rbash", "busybox");
    }

    @Override
    public Set<String> extensions() {
        return Set.of(".sh", ".bash", ".ksh", ".zsh");
    }

    @Override
    public Outcome read(Program program, Situation situation, Execution execution) {
        Script script = scripts.of(program.source(), ShellParser::parse);
        script.diagnostics().forEach(execution::report);
        Scope scope = new Scope(situation);
        scope.positional.addAll(program.arguments());
        scope.input = Input.of(program.input());
        for (char letter : program.options().toCharArray()) {
            String option = Options.name(letter);
            if (option != null) {
                scope.options.add(option);
            }
        }
        Interpreter interpreter = new Interpreter(execution, program, scripts);
        return interpreter.run(script.body(), scope);
    }
}
