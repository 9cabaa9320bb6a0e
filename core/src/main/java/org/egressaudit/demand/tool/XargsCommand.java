package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.egressaudit.demand.Certainty;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Span;

/** xargs(1) of findutils: a command with the words of standard input behind it, or in the place of a mark. */
final class XargsCommand implements Special {

    private static final int MOST_ITEMS = 500;

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
        boolean nul = !call.given().option("-0").isEmpty()
                || !call.given().option("--null").isEmpty();
        String divider = nul ? "\0" : mark.isEmpty() ? "\\s+" : "\n";
        List<String> items = Arrays.stream(text.split(divider))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
        if (input != null && !items.isEmpty() && items.size() <= MOST_ITEMS && mark.isEmpty()) {
            return rows(call, command, items);
        }
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

    /** Known items after the command, as many to each start as {@code -n} says: at each place one of those that come there. */
    private static List<Effect> rows(Call call, List<Word> command, List<String> items) {
        Span place = call.invocation().nameSpan();
        int most = Stream.of("-n", "--max-args", "-L", "--max-lines")
                .flatMap(option -> call.given().option(option).stream())
                .map(Sketch::text)
                .filter(number -> number.matches("[1-9][0-9]{0,3}"))
                .map(Integer::parseInt)
                .findFirst()
                .orElse(items.size());
        List<Word> whole = new ArrayList<>(command);
        for (int column = 0; column < Math.min(most, items.size()); column++) {
            List<Word> there = new ArrayList<>();
            for (int at = column; at < items.size(); at += most) {
                there.add(new Word.Known(items.get(at), place, place, Certainty.DERIVED));
            }
            whole.add(Word.several(there, place));
        }
        return List.of(Commands.runs(whole));
    }
}
