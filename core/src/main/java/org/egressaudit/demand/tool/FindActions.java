package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.egressaudit.demand.script.Word;

/** find(1) of findutils: {@code -exec}, {@code -execdir}, {@code -ok} run a command up to {@code ;} or {@code {} +}; without an action it prints. */
final class FindActions implements Special {

    private static final Set<String> ACTIONS = Set.of("-exec", "-execdir", "-ok", "-okdir");

    /** What prints something else than paths, or nothing. */
    private static final Set<String> OTHERWISE =
            Set.of("-delete", "-ls", "-fls", "-printf", "-fprintf", "-fprint", "-fprint0", "-quit");

    @Override
    public List<Effect> effects(Call call) {
        List<Word> words = call.invocation().words();
        List<String> files = FoundFiles.of(call);
        Word found = Commands.each(
                files,
                new Word.Unknown(
                        "each file found",
                        "only the run will find the files",
                        call.invocation().nameSpan()));
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).known().filter(ACTIONS::contains).isPresent()) {
                int end = i + 1;
                while (end < words.size()
                        && words.get(end)
                                .known()
                                .filter(text -> text.equals(";") || text.equals("+"))
                                .isEmpty()) {
                    end++;
                }
                if (end > i + 1) {
                    effects.add(Commands.runs(Commands.replaced(words.subList(i + 1, end), "{}", found)));
                }
                i = end;
            }
        }
        boolean prints = effects.isEmpty()
                && words.stream()
                        .allMatch(
                                word -> word.known().filter(OTHERWISE::contains).isEmpty());
        if (prints && !files.isEmpty()) {
            effects.add(
                    new Effect.Prints(Commands.lines(files, call.invocation().nameSpan())));
        }
        return effects;
    }
}
