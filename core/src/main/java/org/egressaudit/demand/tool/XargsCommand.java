package org.egressaudit.demand.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.egressaudit.demand.script.Word;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** xargs(1) of findutils: a command with the words of standard input behind it, or in the place of a mark. */
final class XargsCommand implements Special {

    private static final int MOST_ITEMS = 500;

    private static final Pattern NUL = Pattern.compile("\0");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private static final Pattern LINES = Pattern.compile("\n");

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
        boolean nul = !call.given().option("-0").isEmpty()
                || !call.given().option("--null").isEmpty();
        Pattern divider = nul ? NUL : mark.isEmpty() ? BLANKS : LINES;
        Span place = call.invocation().nameSpan();
        List<Word> items = items(call.invocation().input(), divider, place);
        if (!items.isEmpty() && items.size() <= MOST_ITEMS && mark.isEmpty()) {
            return rows(call, command, items);
        }
        Word each = items.isEmpty()
                ? new Word.Unknown("each word on standard input", "only the run will know what is read here", place)
                : Word.several(items, place);
        if (mark.isEmpty()) {
            command.add(each);
            return List.of(Commands.runs(command));
        }
        return List.of(Commands.runs(Commands.replaced(command, mark, each)));
    }

    /** What a text is cut into, as far as something of it is known; none when nothing is. */
    private static List<Word> items(@Nullable Word input, Pattern divider, Span place) {
        List<Word> items = new ArrayList<>();
        List<Sketch> texts = input == null ? List.of() : Sketch.of(input);
        if (texts.size() != 1 || texts.get(0).unknown()) {
            return items;
        }
        Sketch text = texts.get(0);
        Matcher dividers = divider.matcher(text.text());
        int from = 0;
        while (from <= text.text().length()) {
            boolean more = dividers.find(from);
            int to = more ? dividers.start() : text.text().length();
            Sketch item = text.part(from, to);
            if (!item.text().isBlank()) {
                items.add(item.toldAt(place).word());
            }
            from = more ? dividers.end() : to + 1;
        }
        return items;
    }

    /** Known items after the command, as many to each start as {@code -n} says: at each place one of those that come there. */
    private static List<Effect> rows(Call call, List<Word> command, List<Word> items) {
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
                there.add(items.get(at));
            }
            whole.add(Word.several(there, place));
        }
        return List.of(Commands.runs(whole));
    }
}
