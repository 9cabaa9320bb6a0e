package org.egressaudit.demand.script.shell.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads compound commands: loops, conditions, groups, functions. */
final class CompoundParser {

    private final Cursor cursor;
    private final WordParser words;
    private final ShellParser commands;

    /** The words that would close the constructs that are open, innermost first. */
    private final Deque<Set<String>> expected = new ArrayDeque<>();

    CompoundParser(Cursor cursor, WordParser words, ShellParser commands) {
        this.cursor = cursor;
        this.words = words;
        this.commands = commands;
    }

    /** Whether an open construct waits for a word. */
    boolean expects(String word) {
        return expected.stream().anyMatch(closing -> closing.contains(word));
    }

    /** The compound command that begins here; null when none does. */
    @Nullable
    Command read() {
        int start = cursor.at();
        if (cursor.peek() == '(') {
            return cursor.peek(1) == '(' && commands.isArithmetic(start) ? arithmetic(start) : subshell(start);
        }
        String word = commands.reservedWord();
        if (word == null) {
            return null;
        }
        int open = expected.size();
        try {
            return switch (word) {
                case "{" -> group(start);
                case "if" -> conditional(start);
                case "while", "until" -> whileLoop(start, word);
                case "for", "select", "foreach" -> forLoop(start, word);
                case "case" -> caseCommand(start);
                case "function" -> function(start);
                case "[[" -> test(start);
                case "coproc" -> coprocess(start);
                default -> null;
            };
        } finally {
            while (expected.size() > open) {
                expected.pop();
            }
        }
    }

    private Command subshell(int start) {
        cursor.skip(1);
        Command body = commands.listInParentheses();
        if (cursor.peek() != ')') {
            throw cursor.unclosed(start, "`(`");
        }
        cursor.skip(1);
        return new Command.Subshell(body, cursor.spanFrom(start));
    }

    private Command arithmetic(int start) {
        int end = commands.arithmeticEnd(start);
        ShellWord expression = words.inside(start + 2, end);
        cursor.moveTo(end + 2);
        return new Command.Arithmetic(expression, cursor.spanFrom(start));
    }

    private Command group(int start) {
        cursor.skip(1);
        Command body = body("}");
        close("}", start, "`{`");
        return new Command.Group(body, cursor.spanFrom(start));
    }

    private Command conditional(int start) {
        List<Command.If.Clause> clauses = new ArrayList<>();
        Command otherwise = null;
        cursor.skip(2);
        while (true) {
            Command condition = body("then", "fi");
            close("then", start, "`if`");
            Command body = body("elif", "else", "fi");
            clauses.add(new Command.If.Clause(condition, body));
            String next = commands.reservedWord();
            if ("elif".equals(next)) {
                cursor.skip(4);
                continue;
            }
            if ("else".equals(next)) {
                cursor.skip(4);
                otherwise = body("fi");
            }
            break;
        }
        if (!"fi".equals(commands.reservedWord())) {
            cursor.report(new Trouble("`if` without `fi`", cursor.span(start, start + 2)));
        } else {
            cursor.skip(2);
        }
        return new Command.If(clauses, otherwise, cursor.spanFrom(start));
    }

    private Command whileLoop(int start, String word) {
        cursor.skip(word.length());
        Command condition = body("do");
        Command body = doneBody(start, word);
        return new Command.While(word.equals("until"), condition, body, cursor.spanFrom(start));
    }

    private Command forLoop(int start, String word) {
        cursor.skip(word.length());
        cursor.skipBlanks();
        if (cursor.looksAt("((")) {
            return forArithmetic(start);
        }
        String variable = words.word().constant();
        if (variable == null || variable.isEmpty()) {
            throw new Trouble("`" + word + "` without the name of a variable", cursor.spanFrom(start));
        }
        cursor.skipLines();
        List<ShellWord> values = null;
        if ("in".equals(commands.reservedWord())) {
            cursor.skip(2);
            values = new ArrayList<>();
            cursor.skipBlanks();
            while (words.atWord()) {
                values.add(words.word());
                cursor.skipBlanks();
            }
        }
        if (cursor.peek() == ';') {
            cursor.skip(1);
        }
        cursor.skipLines();
        Command body = "{".equals(commands.reservedWord()) ? braced(start) : doneBody(start, word);
        return new Command.For(variable, values, body, word.equals("select"), cursor.spanFrom(start));
    }

    private Command braced(int start) {
        cursor.skip(1);
        Command body = body("}");
        close("}", start, "`{`");
        return body;
    }

    private Command forArithmetic(int start) {
        int open = cursor.at();
        int end = commands.arithmeticEnd(open);
        if (end < 0) {
            throw new Trouble("`for ((` is not closed", cursor.spanFrom(start));
        }
        int first = separator(open + 2, end);
        int second = separator(Math.min(first + 1, end), end);
        ShellWord init = words.inside(open + 2, first);
        ShellWord condition = words.inside(Math.min(first + 1, end), second);
        ShellWord step = words.inside(Math.min(second + 1, end), end);
        cursor.moveTo(end + 2);
        cursor.skipBlanks();
        if (cursor.peek() == ';') {
            cursor.skip(1);
        }
        cursor.skipLines();
        Command body = "{".equals(commands.reservedWord()) ? braced(start) : doneBody(start, "for");
        return new Command.ForArithmetic(init, condition, step, body, cursor.spanFrom(start));
    }

    private int separator(int from, int end) {
        int found = cursor.indexOf(';', from);
        return found < 0 || found > end ? end : found;
    }

    private Command caseCommand(int start) {
        cursor.skip(4);
        cursor.skipBlanks();
        ShellWord subject = words.word();
        cursor.skipLines();
        if (!"in".equals(commands.reservedWord())) {
            throw new Trouble("`case` without `in`", cursor.spanFrom(start));
        }
        cursor.skip(2);
        expected.push(Set.of("esac"));
        List<Command.Case.Item> items = new ArrayList<>();
        cursor.skipLines();
        while (!cursor.atEnd() && !"esac".equals(commands.reservedWord())) {
            items.add(item(start));
            cursor.skipLines();
        }
        close("esac", start, "`case`");
        return new Command.Case(subject, items, cursor.spanFrom(start));
    }

    private Command.Case.Item item(int start) {
        if (cursor.peek() == '(') {
            cursor.skip(1);
        }
        List<ShellWord> patterns = new ArrayList<>();
        while (true) {
            cursor.skipBlanks();
            if (!words.atWord()) {
                throw new Trouble("a pattern of `case` is expected", cursor.here());
            }
            patterns.add(words.word());
            cursor.skipBlanks();
            if (cursor.peek() != '|') {
                break;
            }
            cursor.skip(1);
        }
        if (cursor.peek() != ')') {
            throw new Trouble("a pattern of `case` without `)`", cursor.spanFrom(start));
        }
        cursor.skip(1);
        Command body = commands.listInCase();
        Command.Case.Ending ending = Command.Case.Ending.BREAK;
        if (cursor.looksAt(";;&")) {
            ending = Command.Case.Ending.TEST_NEXT;
            cursor.skip(3);
        } else if (cursor.looksAt(";&")) {
            ending = Command.Case.Ending.FALL_THROUGH;
            cursor.skip(2);
        } else if (cursor.looksAt(";;")) {
            cursor.skip(2);
        }
        return new Command.Case.Item(patterns, body, ending);
    }

    private Command function(int start) {
        cursor.skip("function".length());
        cursor.skipBlanks();
        String name = words.word().constant();
        cursor.skipBlanks();
        if (cursor.peek() == '(') {
            skipEmptyParentheses();
        }
        return functionBody(start, name);
    }

    /** {@code name ()} was a simple command up to here. */
    Command functionAfterName(Command.Simple name, int start) {
        skipEmptyParentheses();
        return functionBody(start, name.words().get(0).constant());
    }

    private void skipEmptyParentheses() {
        cursor.skip(1);
        cursor.skipBlanks();
        if (cursor.peek() != ')') {
            throw new Trouble("`(` after a word", cursor.here());
        }
        cursor.skip(1);
    }

    private Command functionBody(int start, @Nullable String name) {
        cursor.skipLines();
        Command body = commands.command();
        if (name == null) {
            throw new Trouble("a function without a plain name", cursor.span(start, start + 1));
        }
        return new Command.Function(name, body, cursor.textFrom(start), cursor.spanFrom(start));
    }

    private Command test(int start) {
        cursor.skip(2);
        Condition condition = new ConditionParser(cursor, words).read();
        cursor.skipLines();
        if (!cursor.looksAt("]]")) {
            throw new Trouble("`[[` without `]]`", cursor.span(start, start + 2));
        }
        cursor.skip(2);
        return new Command.Test(condition, cursor.spanFrom(start));
    }

    /** A coprocess runs beside the program, like one in the background. */
    private Command coprocess(int start) {
        cursor.skip("coproc".length());
        cursor.skipBlanks();
        int name = cursor.at();
        words.word();
        cursor.skipBlanks();
        boolean named = cursor.peek() == '{' || cursor.peek() == '(';
        if (!named) {
            cursor.moveTo(name);
        }
        return new Command.Background(commands.command(), cursor.spanFrom(start));
    }

    private Command doneBody(int start, String word) {
        cursor.skipLines();
        close("do", start, "`" + word + "`");
        Command body = body("done");
        close("done", start, "`" + word + "`");
        return body;
    }

    private Command body(String... closing) {
        expected.push(Set.of(closing));
        Command body = commands.list(closing);
        expected.pop();
        return body;
    }

    /** The word that closes; when another stands here the construct ends without it, and says so. */
    private void close(String word, int start, String construct) {
        if (word.equals(commands.reservedWord())) {
            cursor.skip(word.length());
            return;
        }
        cursor.report(new Trouble(
                construct + " without `" + word + "`", cursor.span(start, Math.min(start + 1, cursor.length()))));
    }
}
