package org.egressaudit.demand.script.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.egressaudit.demand.script.Word;
import org.egressaudit.demand.script.shell.syntax.Command;
import org.egressaudit.demand.script.shell.syntax.ShellWord;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Loops and {@code case}. */
final class Loops {

    /** Rounds of a loop that are followed; a person's list of hosts is shorter. */
    private static final int MOST_ROUNDS = 600;

    /** A name in an arithmetic expression. */
    private static final Pattern COUNTER = Pattern.compile("[A-Za-z_]\\w*");

    /** Rounds of a loop whose end only the run will know. */
    private static final int OPEN_ROUNDS = 2;

    private final Interpreter interpreter;

    Loops(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    Flow forLoop(Command.For loop, Scope scope) {
        List<ShellWord> written = loop.words();
        List<Word> values = new ArrayList<>();
        for (Word word :
                written == null ? scope.positional : interpreter.expansion().words(written, scope)) {
            values.addAll(word.options());
        }
        scope.status = 0;
        for (int i = 0; i < Math.min(values.size(), MOST_ROUNDS + 1); i++) {
            scope.set(loop.variable(), i < MOST_ROUNDS ? values.get(i) : beyond(loop.variable(), loop.span()));
            Flow flow = interpreter.execute(loop.body(), scope);
            if (flow == Flow.BREAK) {
                break;
            }
            if (flow == Flow.RETURN || flow == Flow.EXIT) {
                return flow;
            }
        }
        return Flow.NEXT;
    }

    /** What stands for the values that are not walked one by one. */
    private static Word beyond(String variable, Span place) {
        return new Word.Unknown(
                "$" + variable, "it takes more than the " + MOST_ROUNDS + " values that are walked", place);
    }

    Flow whileLoop(Command.While loop, Scope scope) {
        int open = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Flow flow = interpreter.tested(loop.condition(), scope);
            if (flow != Flow.NEXT) {
                return flow == Flow.BREAK ? Flow.NEXT : flow;
            }
            Integer status = scope.status;
            boolean ends = status != null && (status == 0) == loop.until();
            if (ends) {
                break;
            }
            boolean endless =
                    status != null && round >= OPEN_ROUNDS && scope.input == null && scope.descriptors.isEmpty();
            if (status == null || endless) {
                if (++open > OPEN_ROUNDS) {
                    break;
                }
                Scope other = scope.copy();
                Flow body = interpreter.execute(loop.body(), other);
                boolean leaves = body == Flow.EXIT || body == Flow.RETURN;
                if (leaves && status == null || body == Flow.BREAK || body == Flow.CONTINUE) {
                    interpreter.either(Flow.NEXT, scope, leaves ? body : Flow.NEXT, other, loop.span());
                    if (body != Flow.CONTINUE) {
                        break;
                    }
                    continue;
                }
                if (leaves) {
                    scope.become(other);
                    return body;
                }
                scope.join(other, loop.span());
                continue;
            }
            Flow body = interpreter.execute(loop.body(), scope);
            if (body == Flow.BREAK) {
                break;
            }
            if (body == Flow.RETURN || body == Flow.EXIT) {
                return body;
            }
        }
        if (scope.status == null || scope.status != 0) {
            scope.status = 0;
        }
        return Flow.NEXT;
    }

    Flow forArithmetic(Command.ForArithmetic loop, Scope scope) {
        Expansion expansion = interpreter.expansion();
        expansion.arithmetic(loop.start(), scope);
        for (int round = 0; round <= MOST_ROUNDS; round++) {
            if (round == MOST_ROUNDS) {
                COUNTER.matcher(loop.step().source())
                        .results()
                        .forEach(name -> scope.set(name.group(), beyond(name.group(), loop.span())));
            }
            Long holds = loop.condition().parts().isEmpty() ? (Long) 1L : expansion.arithmetic(loop.condition(), scope);
            if (holds != null && holds == 0 || holds == null && round > 0 && round < MOST_ROUNDS) {
                break;
            }
            Flow flow = interpreter.execute(loop.body(), scope);
            if (flow == Flow.BREAK) {
                break;
            }
            if (flow == Flow.RETURN || flow == Flow.EXIT) {
                return flow;
            }
            expansion.arithmetic(loop.step(), scope);
        }
        scope.status = 0;
        return Flow.NEXT;
    }

    Flow caseOf(Command.Case choice, Scope scope) {
        Word subject = interpreter.expansion().word(choice.subject(), scope);
        List<Supplier<Flow>> ways = new ArrayList<>();
        List<Scope> scopes = new ArrayList<>();
        for (Word option : subject.options()) {
            String text = option.known().orElse(null);
            boolean certain = false;
            for (int i = 0; i < choice.items().size() && !certain; i++) {
                Boolean matches = matches(choice.items().get(i), text, scope);
                if (matches == null || matches) {
                    int from = i;
                    Scope way = scope.copy();
                    scopes.add(way);
                    ways.add(() -> bodies(choice, from, way));
                    certain = matches != null;
                }
            }
            if (!certain) {
                Scope way = scope.copy();
                way.status = 0;
                scopes.add(way);
                ways.add(() -> Flow.NEXT);
            }
        }
        Flow flow = ways.get(0).get();
        Scope result = scopes.get(0);
        for (int i = 1; i < ways.size(); i++) {
            flow = interpreter.either(flow, result, ways.get(i).get(), scopes.get(i), choice.span());
        }
        scope.become(result);
        return flow;
    }

    /** The body of an item, and of those it falls through to. */
    private Flow bodies(Command.Case choice, int from, Scope scope) {
        Flow flow = Flow.NEXT;
        scope.status = 0;
        for (int i = from; i < choice.items().size() && flow == Flow.NEXT; i++) {
            Command.Case.Item item = choice.items().get(i);
            flow = interpreter.execute(item.body(), scope);
            if (item.ending() != Command.Case.Ending.FALL_THROUGH) {
                break;
            }
        }
        return flow;
    }

    /** Whether a pattern matches; null when only the run will know. */
    private @Nullable Boolean matches(Command.Case.Item item, @Nullable String text, Scope scope) {
        boolean unknown = false;
        for (ShellWord pattern : item.patterns()) {
            String glob = interpreter.expansion().pattern(pattern, scope);
            if (glob != null && glob.equals("*")) {
                return true;
            }
            if (glob == null || text == null) {
                unknown = true;
            } else if (Patterns.matches(glob, text)) {
                return true;
            }
        }
        return unknown ? null : (Boolean) false;
    }
}
