package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.egressaudit.demand.script.Word;

/** xargs(1) of findutils: a command with the words of standard input behind it, or in the place of a mark. */
final class XargsCommand implements Special {

    @Override
    public List<Effect> effects(Call call) {
        List<Word> command = new ArrayList<>();
        call.given()
                .operands()
                .forEach(operand -> command.add(Word.several(
                        operand.stream().map(Sketch::word).toList(),
                        call.invocation().span())));
        if (command.isEmpty()) {
            return List.of();
        }
        String mark = call.given().option("-I").stream()
                .map(Sketch::text)
                .findFirst()
                .or(() -> call.given().option("--replace").stream()
                        .map(Sketch::text)
                        .findFirst())
                .orElse("");
        Word input = call.invocation().input();
        String text = input == null ? "" : input.known().orElse("");
        String divider = mark.isEmpty() ? "\\s+" : "\n";
        List<String> items = Arrays.stream(text.split(divider))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
        Word each = Commands.each(
                items,
                new Word.Unknown(
                        "each word on standard input",
                        "only the run will know what is read here",
                        call.invocation().nameSpan()));
        if (mark.isEmpty()) {
            command.add(each);
            return List.of(Commands.runs(command));
        }
        return List.of(Commands.runs(Commands.replaced(command, mark, each)));
    }
}
