package org.egressaudit.demand.script.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.egressaudit.text.Span;
import org.jspecify.annotations.Nullable;

/** Reads simple commands: assignments, words and redirections. */
final class SimpleParser {

    /** Builtins whose arguments may be assignments with arrays. */
    private static final Set<String> DECLARATIONS = Set.of("declare", "typeset", "local", "export", "readonly");

    private final Cursor cursor;
    private final WordParser words;
    private final RedirectionParser redirections;

    SimpleParser(Cursor cursor, WordParser words) {
        this.cursor = cursor;
        this.words = words;
        this.redirections = new RedirectionParser(cursor, words);
    }

    Command read() {
        int start = cursor.at();
        List<Assignment> assignments = new ArrayList<>();
        List<ShellWord> found = new ArrayList<>();
        List<Redirection> redirected = new ArrayList<>();
        int end = start;
        while (true) {
            cursor.skipBlanks();
            if (cursor.peek() == '#') {
                break;
            }
            Redirection redirection = redirections.read();
            if (redirection != null) {
                redirected.add(redirection);
            } else if (!words.atWord()) {
                break;
            } else if (found.isEmpty()) {
                Assignment assignment = assignment();
                if (assignment != null) {
                    assignments.add(assignment);
                } else {
                    found.add(words.word());
                }
            } else {
                found.add(isDeclaration(found.get(0)) ? declared() : words.word());
            }
            end = cursor.at();
        }
        if (found.isEmpty() && assignments.isEmpty() && redirected.isEmpty()) {
            throw cursor.atEnd()
                    ? new Trouble("a command is missing at the end", cursor.here())
                    : new Trouble("a command is expected, not `" + printable(cursor.peek()) + "`", cursor.here());
        }
        return new Command.Simple(assignments, found, redirected, cursor.span(start, end));
    }

    /** Redirections after a compound command. */
    List<Redirection> redirections() {
        List<Redirection> found = new ArrayList<>();
        while (true) {
            cursor.skipBlanks();
            Redirection redirection = redirections.read();
            if (redirection == null) {
                return found;
            }
            found.add(redirection);
        }
    }

    /** {@code command |&}: its standard error goes where its output goes. */
    Command withStandardError(Command command) {
        Span span = command.span();
        Part one = new Part.Literal("1", span);
        Redirection both =
                new Redirection(2, null, Redirection.Operator.DUPLICATE, new ShellWord(List.of(one), "1", span), span);
        return new Command.Redirected(command, List.of(both), span);
    }

    private static boolean isDeclaration(ShellWord word) {
        String bare = word.bare();
        return bare != null && DECLARATIONS.contains(bare);
    }

    /** An argument of a declaration, which may be {@code name=(...)}. */
    private ShellWord declared() {
        int start = cursor.at();
        int equals = assignmentOperator();
        if (equals < 0 || cursor.peek(equals + 1 - start) != '(') {
            return words.word();
        }
        cursor.moveTo(equals + 1);
        Part name = new Part.Literal(cursor.text(start, equals + 1), cursor.span(start, equals + 1));
        Part array = array();
        return new ShellWord(List.of(name, array), cursor.textFrom(start), cursor.spanFrom(start));
    }

    /** An assignment when one begins here. */
    private @Nullable Assignment assignment() {
        int start = cursor.at();
        int equals = assignmentOperator();
        if (equals < 0) {
            return null;
        }
        boolean append = cursor.peek(equals - 1 - start) == '+';
        int nameEnd = start;
        while (isNameCharacter(cursor.peek(nameEnd - start))) {
            nameEnd++;
        }
        String name = cursor.text(start, nameEnd);
        cursor.moveTo(nameEnd);
        ShellWord subscript = null;
        if (cursor.peek() == '[') {
            cursor.skip(1);
            subscript = words.wordUntil("]", false);
        }
        cursor.moveTo(equals + 1);
        ShellWord value;
        if (cursor.peek() == '(') {
            int from = cursor.at();
            Part array = array();
            value = new ShellWord(List.of(array), cursor.textFrom(from), cursor.spanFrom(from));
        } else {
            value = words.word();
        }
        return new Assignment(name, subscript, append, value, cursor.spanFrom(start));
    }

    /** The place of the {@code =} of an assignment that begins here, -1 when none does. */
    private int assignmentOperator() {
        int start = cursor.at();
        if (!ParameterParser.isNameStart(cursor.peek())) {
            return -1;
        }
        int end = start;
        while (isNameCharacter(cursor.peek(end - start))) {
            end++;
        }
        if (cursor.peek(end - start) == '[') {
            int close = end;
            int open = 0;
            do {
                char c = cursor.peek(close - start);
                if (c == '\0' || c == '\n' || close - end > 500) {
                    return -1;
                }
                open += c == '[' ? 1 : c == ']' ? -1 : 0;
                close++;
            } while (open > 0);
            end = close;
        }
        if (cursor.peek(end - start) == '+') {
            end++;
        }
        cursor.spend(end - start + 1);
        return cursor.peek(end - start) == '=' ? end : -1;
    }

    private Part array() {
        int start = cursor.at();
        cursor.enter();
        cursor.skip(1);
        List<Part.Array.Element> elements = new ArrayList<>();
        cursor.skipLines();
        while (cursor.peek() != ')') {
            if (cursor.atEnd() || !words.atWord()) {
                throw cursor.unclosed(start, "`(` of an array");
            }
            elements.add(element());
            cursor.skipLines();
        }
        cursor.skip(1);
        cursor.leave();
        return new Part.Array(elements, cursor.spanFrom(start));
    }

    private Part.Array.Element element() {
        if (cursor.peek() == '[') {
            int start = cursor.at();
            cursor.skip(1);
            ShellWord key = words.wordUntil("]\n", false);
            if (cursor.peek() == ']' && cursor.peek(1) == '=') {
                cursor.skip(2);
                return new Part.Array.Element(key, words.word());
            }
            cursor.moveTo(start);
        }
        return new Part.Array.Element(null, words.word());
    }

    private static boolean isNameCharacter(char c) {
        return ParameterParser.isNameStart(c) || ParameterParser.isDigit(c);
    }

    private static String printable(char c) {
        return c == '\n' ? "the end of the line" : String.valueOf(c);
    }
}
