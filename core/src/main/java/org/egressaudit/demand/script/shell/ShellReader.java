package org.egressaudit.demand.script.shell;

import java.util.Set;
import org.egressaudit.demand.script.Execution;
import org.egressaudit.demand.script.Outcome;
import org.egressaudit.demand.script.Program;
import org.egressaudit.demand.script.RecentlyParsed;
import org.egressaudit.demand.script.ScriptReader;
import org.egressaudit.demand.script.Situation;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.shell.syntax.Script;
import org.egressaudit.demand.script.shell.syntax.ShellParser;

/** Reads shell scripts, crontab lines, and the text given to {@code sh -c}. */
public final class ShellReader implements ScriptReader {

    /** Before a function's name: the variable by which bash hands it to the shells that it starts. */
    static final String EXPORTED = "BASH_FUNC_";

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
        situation.environment().forEach((name, text) -> {
            if (name.startsWith(EXPORTED)) {
                interpreter.evaluate(text, scope);
            }
        });
        situation
                .variable("BASH_ENV")
                .flatMap(Word::known)
                .filter(path -> path.startsWith("/"))
                .ifPresent(path -> {
                    // bash(1), "Invocation": it "appears in the environment", and the file is read before the program
                    Word.Known text =
                            Word.Known.literal(". " + path, program.source().span(0, 0));
                    interpreter.evaluate(text, scope);
                });
        return interpreter.run(script.body(), scope);
    }
}
