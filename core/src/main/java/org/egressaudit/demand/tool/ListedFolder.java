package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.InstalledFiles;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Sources;

/** ls(1) of coreutils: the names in a folder of the project, where it prints nothing but names. */
final class ListedFolder implements Special {

    @Override
    public List<Effect> effects(Call call) {
        List<String> operands = new ArrayList<>();
        boolean all = false;
        for (Word word : call.invocation().words()) {
            String text = word.known().orElse(null);
            if (text == null || text.startsWith("-") && !text.matches("-[1ArtSUXv]+|--")) {
                return List.of();
            }
            if (text.startsWith("-")) {
                all |= text.indexOf('A') >= 0;
            } else {
                operands.add(text);
            }
        }
        if (operands.size() > 1) {
            return List.of();
        }
        boolean hidden = all;
        List<String> names = InstalledFiles.absolute(
                        operands.isEmpty() ? "." : operands.get(0),
                        call.invocation().situation().directory())
                .filter(path -> call.kind(path) == Sources.Kind.FOLDER)
                .map(call::folder)
                .orElse(List.of())
                .stream()
                .filter(name -> hidden || !name.startsWith("."))
                .toList();
        return names.isEmpty()
                ? List.of()
                : List.of(new Effect.Prints(
                        Commands.lines(names, call.invocation().nameSpan())));
    }
}
