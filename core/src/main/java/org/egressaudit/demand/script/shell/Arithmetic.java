package org.egressaudit.demand.script.shell;

import org.egressaudit.demand.script.Word;
import org.jspecify.annotations.Nullable;

/** Integer expressions of {@code $((...))}, with assignments; null where a name's value is not known. */
final class Arithmetic {

    private static final String[][] LEVELS = {
        {"||"},
        {"&&"},
        {"|"},
        {"^"},
        {"&"},
        {"==", "!="},
        {"<=", ">=", "<", ">"},
        {"<<", ">>"},
        {"+", "-"},
        {"*", "/", "%"}
    };

    private static final int MOST_DEPTH = 60;

    private final String text;
    private final Scope scope;
    private int at;
    private int depth;
    private boolean unknown;

    Arithmetic(String text, Scope scope) {
        this.text = text;
        this.scope = scope;
    }

    @Nullable
    Long value() {
        long value = comma();
        skip();
        return unknown || at < text.length() ? null : (Long) value;
    }

    private long comma() {
        long value = assignment();
        while (take(",")) {
            value = assignment();
        }
        return value;
    }

    private long assignment() {
        skip();
        int start = at;
        String name = name();
        if (!name.isEmpty()) {
            skip();
            for (String operator : new String[] {"+=", "-=", "*=", "/=", "="}) {
                if (text.startsWith(operator, at) && !text.startsWith("==", at)) {
                    at += operator.length();
                    long right = assignment();
                    long old = operator.equals("=") ? 0 : variable(name);
                    return set(
                            name,
                            switch (operator.charAt(0)) {
                                case '+' -> old + right;
                                case '-' -> old - right;
                                case '*' -> old * right;
                                case '/' -> right == 0 ? 0 : old / right;
                                default -> right;
                            });
                }
            }
            if (text.startsWith("++", at) || text.startsWith("--", at)) {
                long old = variable(name);
                long step = text.charAt(at) == '+' ? 1 : -1;
                at += 2;
                set(name, old + step);
                return old;
            }
        }
        at = start;
        return conditional();
    }

    private long set(String name, long value) {
        if (unknown) {
            scope.variables.remove(name);
        } else {
            Variable before = scope.variable(name);
            var span = before == null
                    ? org.egressaudit.text.Span.wholeFile("arithmetic")
                    : before.all().isEmpty()
                            ? org.egressaudit.text.Span.wholeFile("arithmetic")
                            : before.all().get(0).span();
            scope.set(name, new Word.Known(Long.toString(value), span, span, org.egressaudit.demand.Certainty.DERIVED));
        }
        return value;
    }

    private long conditional() {
        long condition = binary(0);
        if (take("?")) {
            long yes = assignment();
            take(":");
            long no = assignment();
            return condition != 0 ? yes : no;
        }
        return condition;
    }

    private long binary(int level) {
        if (level == LEVELS.length) {
            return unary();
        }
        long left = binary(level + 1);
        while (true) {
            String operator = operator(LEVELS[level]);
            if (operator == null) {
                return left;
            }
            long right = binary(level + 1);
            left = apply(operator, left, right);
        }
    }

    private @Nullable String operator(String[] candidates) {
        skip();
        for (String candidate : candidates) {
            if (text.startsWith(candidate, at)) {
                char next = at + candidate.length() < text.length() ? text.charAt(at + candidate.length()) : ' ';
                boolean longer = candidate.length() == 1
                        && (next == '=' && !candidate.equals("<") && !candidate.equals(">")
                                || next == candidate.charAt(0) && "|&<>".contains(candidate));
                if (!longer) {
                    at += candidate.length();
                    return candidate;
                }
            }
        }
        return null;
    }

    private long apply(String operator, long left, long right) {
        return switch (operator) {
            case "||" -> left != 0 || right != 0 ? 1 : 0;
            case "&&" -> left != 0 && right != 0 ? 1 : 0;
            case "|" -> left | right;
            case "^" -> left ^ right;
            case "&" -> left & right;
            case "==" -> left == right ? 1 : 0;
            case "!=" -> left != right ? 1 : 0;
            case "<=" -> left <= right ? 1 : 0;
            case ">=" -> left >= right ? 1 : 0;
            case "<" -> left < right ? 1 : 0;
            case ">" -> left > right ? 1 : 0;
            case "<<" -> left << right;
            case ">>" -> left >> right;
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            default -> {
                if (right == 0) {
                    unknown = true;
                    yield 0;
                }
                yield operator.equals("/") ? left / right : left % right;
            }
        };
    }

    private long unary() {
        skip();
        if (++depth > MOST_DEPTH) {
            unknown = true;
            at = text.length();
            return 0;
        }
        long value;
        if (take("!")) {
            value = unary() == 0 ? 1 : 0;
        } else if (take("-")) {
            value = -unary();
        } else if (take("+")) {
            value = unary();
        } else if (take("(")) {
            value = comma();
            take(")");
        } else {
            value = primary();
        }
        depth--;
        return value;
    }

    private long primary() {
        skip();
        int start = at;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        if (!word.isEmpty() && Character.isDigit(word.charAt(0))) {
            try {
                return word.startsWith("0x") ? Long.parseLong(word.substring(2), 16) : Long.parseLong(word);
            } catch (NumberFormatException notANumber) {
                unknown = true;
                return 0;
            }
        }
        at = start;
        String name = name();
        if (name.isEmpty()) {
            unknown = true;
            at = text.length();
            return 0;
        }
        return variable(name);
    }

    private long variable(String name) {
        Variable variable = scope.variable(name);
        if (variable == null) {
            unknown |= scope.incomplete;
            return 0;
        }
        String value =
                variable.all().isEmpty() ? "" : variable.all().get(0).known().orElse(null);
        if (value != null && value.isBlank()) {
            return 0;
        }
        if (value == null || !value.trim().matches("-?\\d{1,18}")) {
            unknown = true;
            return 0;
        }
        return Long.parseLong(value.trim());
    }

    private String name() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (start < at && Character.isDigit(text.charAt(start))) {
            at = start;
        }
        return text.substring(start, at);
    }

    private boolean take(String expected) {
        skip();
        if (text.startsWith(expected, at)) {
            at += expected.length();
            return true;
        }
        return false;
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
