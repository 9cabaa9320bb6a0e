package org.egressaudit.demand.script.shell.syntax;

import java.util.Set;

/** Reads the condition between {@code [[} and {@code ]]}. */
final class ConditionParser {

    private static final Set<String> BINARY =
            Set.of("=", "==", "!=", "=~", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef");

    private final Cursor cursor;
    private final WordParser words;

    ConditionParser(Cursor cursor, WordParser words) {
        this.cursor = cursor;
        this.words = words;
    }

    Condition read() {
        Condition left = conjunction();
        cursor.skipLines();
        while (cursor.looksAt("||")) {
            cursor.skip(2);
            left = new Condition.Or(left, conjunction());
            cursor.skipLines();
        }
        return left;
    }

    private Condition conjunction() {
        Condition left = negation();
        cursor.skipLines();
        while (cursor.looksAt("&&")) {
            cursor.skip(2);
            left = new Condition.And(left, negation());
            cursor.skipLines();
        }
        return left;
    }

    private Condition negation() {
        cursor.skipLines();
        cursor.enter();
        Condition condition;
        if (cursor.peek() == '!' && (cursor.peek(1) == ' ' || cursor.peek(1) == '(')) {
            cursor.skip(1);
            condition = new Condition.Not(negation());
        } else if (cursor.peek() == '(') {
            cursor.skip(1);
            condition = read();
            cursor.skipLines();
            if (cursor.peek() != ')') {
                throw new Trouble("`(` in `[[` is not closed", cursor.here());
            }
            cursor.skip(1);
        } else {
            condition = primary();
        }
        cursor.leave();
        return condition;
    }

    private Condition primary() {
        ShellWord first = operand();
        cursor.skipBlanks();
        String unary = first.bare();
        if (unary != null && unary.matches("-[a-zA-Z]") && !atConditionEnd() && !BINARY.contains(nextWord())) {
            return new Condition.Unary(unary, operand());
        }
        if (atConditionEnd()) {
            return new Condition.NotEmpty(first);
        }
        String operator = nextWord();
        if (!BINARY.contains(operator)) {
            throw new Trouble("`" + operator + "` is no operator of `[[`", cursor.here());
        }
        cursor.skip(operator.length());
        cursor.skipBlanks();
        return new Condition.Binary(first, operator, operator.equals("=~") ? expression() : operand());
    }

    private ShellWord operand() {
        cursor.skipLines();
        if (!words.atWord()) {
            throw new Trouble("a word is missing in `[[`", cursor.here());
        }
        return words.word();
    }

    /** A regular expression, in which parentheses and bars are plain, up to a blank outside parentheses. */
    private ShellWord expression() {
        int start = cursor.at();
        java.util.List<Part> parts = new java.util.ArrayList<>();
        int open = 0;
        while (!cursor.atEnd()) {
            ShellWord piece = words.wordUntil(" \t\n()", false);
            parts.addAll(piece.parts());
            char c = cursor.peek();
            if (c == '\n' || cursor.atEnd() || (c != '(' && c != ')' && open == 0) || (c == ')' && open == 0)) {
                break;
            }
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            parts.add(new Part.Literal(String.valueOf(c), cursor.span(cursor.at(), cursor.at() + 1)));
            cursor.skip(1);
        }
        return new ShellWord(parts, cursor.textFrom(start), cursor.spanFrom(start));
    }

    private boolean atConditionEnd() {
        return cursor.atEnd()
                || cursor.looksAt("]]")
                || cursor.looksAt("&&")
                || cursor.looksAt("||")
                || cursor.peek() == ')'
                || cursor.peek() == '\n';
    }

    private String nextWord() {
        int end = 0;
        while (end < 4 && !Character.isWhitespace(cursor.peek(end)) && cursor.peek(end) != '\0') {
            end++;
        }
        String word = cursor.text(cursor.at(), Math.min(cursor.at() + end, cursor.length()));
        if (word.startsWith("<") || word.startsWith(">")) {
            return word.substring(0, 1);
        }
        return word;
    }
}
