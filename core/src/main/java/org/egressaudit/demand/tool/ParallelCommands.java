package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.List;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Span;

/** parallel(1) of GNU: the words before {@code :::} are given to a shell, once for each word after it. */
final class ParallelCommands implements Special {

    @Override
    public List<Effect> effects(Call call) {
        List<Word> operands = new ArrayList<>();
        call.given()
                .operands()
                .forEach(operand -> operands.add(Word.several(
                        operand.stream().map(Sketch::word).toList(),
                        call.invocation().span())));
        int marks = 0;
        while (marks < operands.size()
                && operands.get(marks)
                        .known()
                        .filter(text -> text.startsWith(":::"))
                        .isEmpty()) {
            marks++;
        }
        List<Word> command = operands.subList(0, marks);
        if (command.isEmpty()) {
            return List.of();
        }
        Span span = call.invocation().nameSpan();
        Word each = marks < operands.size()
                ? Word.several(operands.subList(marks + 1, operands.size()), span)
                : new Word.Unknown("each line on standard input", "only the run will know what is read here", span);
        boolean marked = command.stream()
                .anyMatch(
                        word -> word.known().filter(text -> text.contains("{}")).isPresent());
        List<Word> parts = new ArrayList<>();
        for (Word word : marked ? Commands.replaced(command, "{}", each) : command) {
            if (!parts.isEmpty()) {
                parts.add(Word.Known.literal(" ", span));
            }
            parts.add(word);
        }
        if (!marked) {
            parts.add(Word.Known.literal(" ", span));
            parts.add(each);
        }
        return List.of(
                new Effect.Evaluates("shell", Word.join(parts, call.invocation().span()), List.of(), null, false));
    }
}
