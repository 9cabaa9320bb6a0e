package org.egressaudit.demand.script.shell.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.egressaudit.text.Source;
import org.jspecify.annotations.Nullable;

/**
 * Recursive descent over the grammar of XCU 2.10 and bash(1), straight from characters: what a character means depends on
 * where the grammar stands, so there is no separate lexer.
 */
public final class ShellParser {

    private static final Set<String> CLOSING =
            Set.of("then", "elif", "else", "fi", "do", "done", "esac", "}", "]]", "in");

    private final Cursor cursor;
    private final WordParser words;
    private final CompoundParser compounds;
    private final SimpleParser simples;
    private final Map<Integer, Integer> arithmeticEnds = new HashMap<>();
    private int parentheses;
    private int cases;

    ShellParser(Cursor cursor) {
        this.cursor = cursor;
        this.words = new WordParser(cursor, this);
        this.simples = new SimpleParser(cursor, words);
        this.compounds = new CompoundParser(cursor, words, this);
    }

    /** Reads a whole text. */
    public static Script parse(Source source) {
        Cursor cursor = new Cursor(source);
        return new Script(new ShellParser(cursor).list(), cursor.diagnostics());
    }

    WordParser words() {
        return words;
    }

    SimpleParser simples() {
        return simples;
    }

    /** Commands up to the end of the text, or to what closes an open construct. */
    Command list(String... stops) {
        Set<String> closing = Set.of(stops);
        int start = cursor.at();
        List<Command> commands = new ArrayList<>();
        int depth = cursor.depth();
        int openParentheses = parentheses;
        int openCases = cases;
        while (true) {
            int before = cursor.at();
            try {
                cursor.skipLines();
                before = cursor.at();
                if (atListEnd(closing)) {
                    break;
                }
                commands.add(terminated());
            } catch (Trouble trouble) {
                cursor.restoreDepth(depth);
                parentheses = openParentheses;
                cases = openCases;
                cursor.report(trouble);
                cursor.resynchronise(before);
            }
        }
        return commands.size() == 1 ? commands.get(0) : new Command.Sequence(commands, cursor.spanFrom(start));
    }

    /** Commands up to the closing parenthesis, which is left to be read. */
    Command listInParentheses() {
        parentheses++;
        int openCases = cases;
        cases = 0;
        Command body = list();
        cases = openCases;
        parentheses--;
        return body;
    }

    /** The body of a case item. */
    Command listInCase() {
        cases++;
        Command body = list("esac");
        cases--;
        return body;
    }

    private boolean atListEnd(Set<String> closing) {
        if (cursor.atEnd()) {
            return true;
        }
        char c = cursor.peek();
        if (c == ')') {
            if (parentheses > 0) {
                return true;
            }
            throw new Trouble("`)` closes nothing", cursor.here());
        }
        if (c == ';' && (cursor.peek(1) == ';' || cursor.peek(1) == '&')) {
            if (cases > 0) {
                return true;
            }
            throw new Trouble("`;;` outside of `case`", cursor.here());
        }
        String word = reservedWord();
        if (word == null || !CLOSING.contains(word) || word.equals("in") || word.equals("]]")) {
            return false;
        }
        if (closing.contains(word) || compounds.expects(word)) {
            return true;
        }
        throw new Trouble("`" + word + "` closes nothing", cursor.here());
    }

    /** An and-or list with what ends it. */
    private Command terminated() {
        int start = cursor.at();
        Command command = andOr();
        cursor.skipBlanks();
        char c = cursor.peek();
        if (c == '&') {
            cursor.skip(1);
            return new Command.Background(command, cursor.spanFrom(start));
        }
        if (c == ';' && cursor.peek(1) != ';' && cursor.peek(1) != '&') {
            cursor.skip(1);
        } else if (!cursor.atEnd() && c != '\n' && c != '#' && c != ')' && c != ';') {
            if (reservedWord() == null || !CLOSING.contains(reservedWord())) {
                throw new Trouble("a command ends here, but `" + c + "` follows", cursor.here());
            }
        }
        return command;
    }

    private Command andOr() {
        int start = cursor.at();
        Command first = pipeline();
        List<Command.AndOr.Link> rest = new ArrayList<>();
        while (true) {
            cursor.skipBlanks();
            boolean and = cursor.looksAt("&&");
            if (!and && !cursor.looksAt("||")) {
                break;
            }
            cursor.skip(2);
            cursor.skipLines();
            rest.add(new Command.AndOr.Link(and, pipeline()));
        }
        return rest.isEmpty() ? first : new Command.AndOr(first, rest, cursor.spanFrom(start));
    }

    private Command pipeline() {
        int start = cursor.at();
        boolean negated = false;
        while (true) {
            String word = reservedWord();
            if ("!".equals(word)) {
                negated = !negated;
                cursor.skip(1);
                cursor.skipBlanks();
            } else if ("time".equals(word)) {
                skipTime();
            } else {
                break;
            }
        }
        List<Command> commands = new ArrayList<>();
        commands.add(command());
        while (true) {
            cursor.skipBlanks();
            if (cursor.peek() != '|' || cursor.peek(1) == '|') {
                break;
            }
            boolean both = cursor.peek(1) == '&';
            if (both) {
                int last = commands.size() - 1;
                commands.set(last, simples.withStandardError(commands.get(last)));
            }
            cursor.skip(both ? 2 : 1);
            cursor.skipLines();
            commands.add(command());
        }
        return commands.size() == 1 && !negated
                ? commands.get(0)
                : new Command.Pipeline(commands, negated, cursor.spanFrom(start));
    }

    /** {@code time} and its option {@code -p} change nothing here. */
    private void skipTime() {
        cursor.skip(4);
        cursor.skipBlanks();
        if (cursor.looksAt("-p ")) {
            cursor.skip(2);
            cursor.skipBlanks();
        }
    }

    /** One command, compound or simple. */
    Command command() {
        cursor.enter();
        cursor.skipBlanks();
        int start = cursor.at();
        Command compound = compounds.read();
        Command command;
        if (compound == null) {
            command = simples.read();
            if (command instanceof Command.Simple simple && isFunctionName(simple) && cursor.peek() == '(') {
                command = compounds.functionAfterName(simple, start);
            }
        } else {
            List<Redirection> redirections = simples.redirections();
            command = redirections.isEmpty()
                    ? compound
                    : new Command.Redirected(compound, redirections, cursor.spanFrom(start));
        }
        cursor.leave();
        return command;
    }

    private static boolean isFunctionName(Command.Simple simple) {
        return simple.words().size() == 1
                && simple.assignments().isEmpty()
                && simple.redirections().isEmpty()
                && simple.words().get(0).constant() != null;
    }

    /** The plain word that begins here, when it may be a reserved one; null otherwise. */
    @Nullable
    String reservedWord() {
        int end = cursor.at();
        while (end < cursor.length() && end - cursor.at() < 10) {
            char c = cursor.peek(end - cursor.at());
            if (WordParser.isMeta(c) || c == '\r') {
                break;
            }
            if (c == '\\' || c == '\'' || c == '"' || c == '$' || c == '`') {
                return null;
            }
            end++;
        }
        return end == cursor.at() ? null : cursor.text(cursor.at(), end);
    }

    /** Whether {@code ((}, at a place, begins arithmetic rather than two subshells. */
    boolean isArithmetic(int place) {
        return arithmeticEnd(place) >= 0;
    }

    /**
     * Where the {@code ))} stands that ends the arithmetic begun by {@code ((} at a place; -1 when parentheses show that
     * it is none. Remembered, since nested ones would be scanned once for each level otherwise.
     */
    int arithmeticEnd(int place) {
        Integer known = arithmeticEnds.get(place);
        if (known == null) {
            known = findArithmeticEnd(place);
            arithmeticEnds.put(place, known);
        }
        return known;
    }

    private int findArithmeticEnd(int place) {
        int open = 0;
        // Longer expressions are not written; an unclosed one is not sought to the end of the text each time.
        int limit = Math.min(cursor.length(), place + 4000);
        for (int i = place + 2; i < limit; i++) {
            cursor.spend(1);
            char c = cursor.peek(i - cursor.at());
            if (c == '(') {
                open++;
            } else if (c == ')') {
                if (open == 0) {
                    return cursor.peek(i + 1 - cursor.at()) == ')' ? i : -1;
                }
                open--;
            } else if (c == ';' && cursor.peek(i + 1 - cursor.at()) == ';') {
                return -1;
            }
        }
        return -1;
    }
}
