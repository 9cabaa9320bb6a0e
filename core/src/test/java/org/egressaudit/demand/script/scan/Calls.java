package org.egressaudit.demand.script.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.egressaudit.demand.script.Argument;
import org.egressaudit.demand.script.Invocation;
import org.egressaudit.demand.script.Word;

/** Calls as a test writes them: {@code requests.get(https://api.example.com/, timeout=10)}. */
public final class Calls {

    private Calls() {}

    /** A line for each call. */
    public static List<String> of(List<Invocation> calls) {
        return calls.stream().map(Calls::of).toList();
    }

    /** Name and arguments. */
    public static String of(Invocation call) {
        List<String> arguments = new ArrayList<>();
        for (Argument argument : call.arguments()) {
            String text = of(argument.value());
            arguments.add(argument.name() == null ? text : argument.name() + "=" + text);
        }
        return call.name() + "(" + String.join(", ", arguments) + ")";
    }

    /** Known text as it is, unknown as {@code <source>}, possibilities between bars. */
    public static String of(Word word) {
        if (word instanceof Word.Known known) {
            return known.text();
        }
        if (word instanceof Word.Unknown unknown) {
            return "<" + unknown.source() + ">";
        }
        if (word instanceof Word.Joined joined) {
            return joined.parts().stream().map(Calls::of).collect(Collectors.joining());
        }
        return word.options().stream().map(Calls::of).collect(Collectors.joining("|"));
    }
}
